"""The plain checker says what `verify` says, and needs nothing of ours."""

import ast
import random
import subprocess
import sys
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
