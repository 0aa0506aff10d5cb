"""The plain checker says what `verify` says, and needs nothing of ours."""

import ast
import hashlib
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from incumbent import record
from incumbent.record import plain_checker
from records import LinedRecord, write_record


@pytest.fixture(scope="module")
def lined_record(tmp_path_factory):
    return LinedRecord(write_record(tmp_path_factory.mktemp("plain") / "record", 4, 16, 5))


@pytest.mark.parametrize("seed", range(150))
def test_it_agrees_with_verify_on_every_change(lined_record, seed):
    what, spoiled = lined_record.mutate(random.Random(1000 + seed))
    try:
        good, _, wrong = plain_checker.check(lined_record.folder)
    finally:
        lined_record.restore()
    assert wrong, what
    assert good + 1 == spoiled, what


@pytest.mark.parametrize("last", [b"", b" ", b"\t", b"\r", b"\r\n", b"\n\n", b"\n ", b"x", b"\0"])
@pytest.mark.parametrize("segment", ["00000001.jsonl", "00000005.jsonl"])
def test_it_agrees_with_verify_on_how_a_segment_ends(tmp_path, segment, last):
    folder = write_record(tmp_path, 4, 2)
    (folder / segment).write_bytes((folder / segment).read_bytes()[:-1] + last)
    report, (good, _, wrong) = record.verify(folder), plain_checker.check(folder)
    assert (report.holds, wrong == "") == (False, False)
    assert good + 1 == report.first_bad_entry


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n", b""),
        (b"\n", b"\r\n"),
        (b"\n", b" \n"),
        (b"\n", b"\n\n"),
        (b"checkpoint-1", b"checkpoint-7"),
        (b'"count":6', b'"count":6.0'),
        (b'"count":6', b'"count": 6'),
        (b'"count":6', b'"count":7'),
        (b'"count":6', b'"count":5'),
        (b"00000005", b"00000001"),
        (b'"head":"', b'"head":"0'),
        (b"{", b'{"a":1,'),
    ],
)
def test_it_agrees_with_verify_on_a_touched_checkpoint(tmp_path, old, new):
    folder = write_record(tmp_path, 4, 2)
    end = folder / "checkpoint.json"
    end.write_bytes(end.read_bytes().replace(old, new, 1))
    assert not record.verify(folder).holds
    assert plain_checker.check(folder)[2]


def _checkpoint_and_after(folder):
    from incumbent.record.checkpoint import Checkpoint, read_checkpoint

    end = read_checkpoint(folder)
    assert end is not None
    return end, Checkpoint(end.count + 1, "b" * 64, "00000007.jsonl")


@pytest.mark.parametrize(
    ("count", "head", "holds"), [(6, None, True), (6, "a" * 64, False), (5, None, False), (9, None, False)]
)
def test_it_agrees_with_verify_on_an_intent_that_continues_another_record(tmp_path, count, head, holds):
    from incumbent.record.checkpoint import Intent, file_bytes

    folder = write_record(tmp_path, 4, 2)
    end, after = _checkpoint_and_after(folder)
    before = replace(end, count=count, head=head or end.head)
    (folder / "intent.json").write_bytes(file_bytes(Intent(before, after, "c" * 64)))
    assert record.verify(folder).holds is holds
    assert (plain_checker.check(folder)[2] == "") is holds


@pytest.mark.parametrize(
    "touch",
    [
        lambda told: told.replace(b",", b", ", 1),
        lambda told: told[:-1] + b" ",
        lambda told: told.replace(b"intent-1", b"intent-2"),
        lambda told: told[:-2] + b',"why":1}\n',
        lambda told: told + told,
    ],
)
def test_it_agrees_with_verify_that_an_intent_is_in_its_form_to_the_byte(tmp_path, touch):
    from incumbent.record.checkpoint import Intent, file_bytes

    folder = write_record(tmp_path, 4, 2)
    end, after = _checkpoint_and_after(folder)
    told = file_bytes(Intent(end, after, "c" * 64))
    (folder / "intent.json").write_bytes(touch(told))
    assert not record.verify(folder).holds
    assert plain_checker.check(folder)[2]


def test_it_agrees_with_verify_on_white_space_for_a_checkpoint_s_end_beside_an_intent(tmp_path):
    from incumbent.record.checkpoint import Intent, file_bytes

    folder = write_record(tmp_path, 4, 2)
    end, after = _checkpoint_and_after(folder)
    (folder / "intent.json").write_bytes(file_bytes(Intent(end, after, "c" * 64)))
    (folder / "checkpoint.json").write_bytes(file_bytes(end)[:-1] + b" ")
    assert not record.verify(folder).holds
    assert plain_checker.check(folder)[2]


def test_a_second_hash_in_a_forged_line_deceives_neither(tmp_path):
    folder = write_record(tmp_path, 1)
    line = (folder / "00000001.jsonl").read_bytes()[:-1].replace(b'"seed":0', b'"_hash":"%b"' % (b"a" * 64))
    digest = hashlib.sha256(b"{" + line[76:]).hexdigest().encode()
    (folder / "00000001.jsonl").write_bytes(b'{"_hash":"%b",' % digest + line[76:] + b"\n")
    end = folder / "checkpoint.json"
    end.write_bytes(re.sub(rb'"head":"[0-9a-f]+"', b'"head":"%b"' % (b"a" * 64), end.read_bytes()))
    assert not record.verify(folder).holds
    assert plain_checker.check(folder)[1:] != ("a" * 64, "")
    assert plain_checker.check(folder)[2]


def test_a_folder_that_is_not_there_is_not_said_to_hold(tmp_path):
    source = Path(plain_checker.__file__)
    command = [sys.executable, "-I", "-S", str(source), str(tmp_path / "mistyped")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_it_agrees_with_verify_on_a_record_that_holds(lined_record):
    good, head, wrong = plain_checker.check(lined_record.folder)
    report = record.verify(lined_record.folder)
    assert (good, head, wrong) == (report.count, report.head, "")


def test_it_runs_alone_and_imports_the_standard_library_only(lined_record, tmp_path):
    source = Path(plain_checker.__file__).read_text(encoding="utf-8")
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {(n.module if isinstance(n, ast.ImportFrom) else n.names[0].name).split(".")[0] for n in imports}
    assert names <= sys.stdlib_module_names
    alone = tmp_path / "checker.py"
    alone.write_text(source, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-I", "-S", str(alone), str(lined_record.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout[:20]) == (0, "it holds: 25 entries")


def test_it_stays_short_enough_to_be_read():
    assert len(Path(plain_checker.__file__).read_text(encoding="utf-8").splitlines()) <= 40
