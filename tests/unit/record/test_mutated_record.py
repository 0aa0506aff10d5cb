"""A record touched in any place does not hold, and the first bad entry is named."""

import random

import pytest

from incumbent import record
from incumbent.domain.record import GENESIS
from incumbent.record import plain_checker
from incumbent.record.canonical import line_hash
from incumbent.record.checkpoint import Checkpoint, file_bytes
from records import NOON, LinedRecord, forecast_draft, write_record


@pytest.fixture(scope="module")
def lined_record(tmp_path_factory):
    return LinedRecord(write_record(tmp_path_factory.mktemp("mutated") / "record", 1, 30, 7, 12))


@pytest.mark.parametrize("seed", range(500))
def test_any_single_change_is_found_and_its_entry_named(lined_record, seed):
    what, spoiled = lined_record.mutate(random.Random(seed))
    try:
        report = record.verify(lined_record.folder)
    finally:
        lined_record.restore()
    assert not report.holds, what
    assert report.first_bad_entry == spoiled, what


def test_the_untouched_record_holds(lined_record):
    report = record.verify(lined_record.folder, strict=True)
    assert (report.holds, report.count, report.first_bad_entry) == (True, 50, None)


def test_the_same_edit_on_many_lines_names_the_first(tmp_path):
    folder = write_record(tmp_path, 20)
    segment = folder / "00000001.jsonl"
    lines = segment.read_bytes().splitlines(keepends=True)
    edited = lines[:6] + [line.replace(b"Norland", b"Sorland") for line in lines[6:]]
    segment.write_bytes(b"".join(edited))
    assert record.verify(folder).first_bad_entry == 7


def test_a_dropped_segment_is_found(tmp_path):
    folder = write_record(tmp_path, 3, 4, 5)
    (folder / "00000004.jsonl").unlink()
    assert record.verify(folder).first_bad_entry == 4


def test_a_dropped_last_segment_is_found(tmp_path):
    folder = write_record(tmp_path, 3, 4)
    (folder / "00000004.jsonl").unlink()
    report = record.verify(folder)
    assert report.first_bad_entry == 4
    assert "tail was cut off" in (report.problem or "")


def test_a_segment_slipped_in_is_found(tmp_path):
    folder, longer = write_record(tmp_path / "a", 3), write_record(tmp_path / "b", 3, 2)
    (folder / "00000004.jsonl").write_bytes((longer / "00000004.jsonl").read_bytes())
    assert record.verify(folder).first_bad_entry == 4


def test_a_record_rewritten_whole_disagrees_with_its_checkpoint(tmp_path):
    folder = write_record(tmp_path / "a", 3)
    record.append(tmp_path / "b", [forecast_draft(seed=n) for n in (7, 8, 9)], recorded_at=NOON)
    (folder / "00000001.jsonl").write_bytes((tmp_path / "b" / "00000001.jsonl").read_bytes())
    report = record.verify(folder)
    assert report.first_bad_entry == 3
    assert "not the one the checkpoint vouches for" in (report.problem or "")


def test_a_missing_checkpoint_is_found(tmp_path):
    folder = write_record(tmp_path, 2)
    (folder / "checkpoint.json").unlink()
    assert "checkpoint.json is missing" in (record.verify(folder).problem or "")


@pytest.mark.parametrize("content", [b"", b"{}\n", b"[]\n", b"null\n", b"\xff", b'{"count":2}\n'])
def test_a_damaged_checkpoint_is_found(tmp_path, content):
    folder = write_record(tmp_path, 2)
    (folder / "checkpoint.json").write_bytes(content)
    assert "not in the form" in (record.verify(folder).problem or "")


@pytest.mark.parametrize("seed", range(30))
def test_any_byte_of_the_checkpoint_counts(tmp_path, seed):
    folder = write_record(tmp_path, 2)
    content = bytearray((folder / "checkpoint.json").read_bytes())
    rng = random.Random(seed)
    content[rng.randrange(len(content))] ^= rng.randrange(1, 256)
    (folder / "checkpoint.json").write_bytes(bytes(content))
    assert not record.verify(folder).holds


def test_no_record_yet_holds_and_is_empty(tmp_path):
    report = record.verify(tmp_path / "none")
    assert (report.holds, report.count, report.head) == (True, 0, GENESIS)
    assert record.read(tmp_path / "none") == []


def test_reading_a_broken_record_is_refused_with_the_entry(tmp_path):
    folder = write_record(tmp_path, 4)
    lines = (folder / "00000001.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "00000001.jsonl").write_bytes(b"".join(lines[:1] + lines[2:]))
    with pytest.raises(record.RecordBrokenError, match="entry 2"):
        record.read(folder)


def test_appending_to_a_record_with_a_changed_end_is_refused(tmp_path):
    folder = write_record(tmp_path, 2)
    segment = folder / "00000001.jsonl"
    segment.write_bytes(segment.read_bytes().replace(b'"seed":1', b'"seed":5'))
    with pytest.raises(record.RecordBrokenError, match="incumbent verify"):
        record.append(folder, [forecast_draft()], recorded_at=NOON)


def test_strict_finds_a_line_that_is_not_canonical(tmp_path):
    folder = write_record(tmp_path, 1)
    segment = folder / "00000001.jsonl"
    spaced = segment.read_bytes().rstrip(b"\n").replace(b'"seed":0', b'"seed": 0')
    digest = line_hash(spaced)
    segment.write_bytes(b'{"_hash":"' + digest.encode() + spaced[74:] + b"\n")
    (folder / "checkpoint.json").write_bytes(file_bytes(Checkpoint(1, digest, segment.name)))
    assert record.verify(folder).holds
    strict = record.verify(folder, strict=True)
    assert strict.first_bad_entry == 1
    assert "canonical" in (strict.problem or "")


def _resealed(folder, line):
    """A one-entry record whose only line was forged with a hash and checkpoint that fit."""
    digest = line_hash(line)
    (folder / "00000001.jsonl").write_bytes(b'{"_hash":"' + digest.encode() + line[74:] + b"\n")
    (folder / "checkpoint.json").write_bytes(file_bytes(Checkpoint(1, digest, "00000001.jsonl")))
    return folder


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b'"sequence":1,', b'"sequence":2,', "stands in its place"),
        (b'"previous":"00', b'"previous":"11', "does not follow"),
        (b'"schema":"incumbent-entry-2"', b'"schema":"incumbent-entry-9"', "not known to this version"),
        (b'"sequence":1,', b'"sequence":1,"sequence":2,', "stands in its place"),
        (b'"sequence":1,', b'"sequence":1 ,', None),
        (b'"sequence":1,', b'"sequence" 1,', "not JSON"),
    ],
)
def test_a_forged_line_with_a_fitting_hash_must_still_say_where_it_stands(tmp_path, old, new, says):
    folder = write_record(tmp_path, 1)
    line = (folder / "00000001.jsonl").read_bytes().rstrip(b"\n").replace(old, new)
    report = record.verify(_resealed(folder, line))
    assert report.holds == (says is None)
    assert says is None or says in (report.problem or "")
    good, _, wrong = plain_checker.check(folder)
    assert (good == 1, wrong == "") == (report.holds, report.holds)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seed":0', b'"seed":?'),
        (b'"seed":0', b'"seed":' + b"[" * 200_000),
        (b'"mode":"', b'"mode":"\x01'),
        (b'"mode":"', b'"mode":"\xff'),
    ],
)
def test_a_forged_line_that_is_not_json_is_named_by_every_checker(tmp_path, old, new):
    folder = write_record(tmp_path, 1)
    line = (folder / "00000001.jsonl").read_bytes().rstrip(b"\n").replace(old, new, 1)
    with pytest.raises(record.RecordBrokenError, match="not JSON"):
        record.read(_resealed(folder, line))
    assert record.verify(folder).first_bad_entry == 1
    good, _, wrong = plain_checker.check(folder)
    assert (good, "cannot be read" in wrong) == (0, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"kind":"forecast",', b""),
        (b'"inputs":[],', b""),
        (b'"inputs":[]', b'"inputs":7'),
        (b'"seed":0', b'"questions":5'),
        (b'"kind":"forecast"', b'"kind":"prophecy"'),
        (b'"mode":"replay"', b'"mood":"replay"'),
        (b'"recorded_at"', b'"recorded_on"'),
        (b'"mode":"replay"', b'"mode":"live"'),
        (b'"origin_date":"2015-01-01"', b'"origin_date":"2015-02-30"'),
    ],
)
def test_a_forged_entry_without_what_its_kind_holds_is_named_and_no_crash(tmp_path, old, new):
    folder = write_record(tmp_path, 1)
    line = (folder / "00000001.jsonl").read_bytes().rstrip(b"\n").replace(old, new, 1)
    if b"02-30" in new:
        line = line.replace(b'"mode":"replay"', b'"mode":"live"')
    report = record.verify(_resealed(folder, line))
    assert report.first_bad_entry == 1
    says = "marked live" if b'"live"' in new else "of its kind"
    assert says in (report.problem or "")


def test_a_forged_time_before_the_entry_before_is_named(tmp_path):
    folder = write_record(tmp_path, 2)
    segment, end = folder / "00000001.jsonl", folder / "checkpoint.json"
    first, second = segment.read_bytes().splitlines()
    second = second.replace(b'"recorded_at":"2021', b'"recorded_at":"2020')
    digest = line_hash(second).encode()
    segment.write_bytes(first + b'\n{"_hash":"' + digest + second[74:] + b"\n")
    end.write_bytes(file_bytes(Checkpoint(2, digest.decode(), segment.name)))
    report = record.verify(folder)
    assert report.first_bad_entry == 2
    assert "before the entry before it" in (report.problem or "")


@pytest.mark.parametrize("half", [b"\\ud800", b"\xed\xa0\x80"])
def test_half_a_character_passes_both_checkers_and_not_the_strict_one(tmp_path, half):
    folder = write_record(tmp_path, 1)
    line = (folder / "00000001.jsonl").read_bytes().rstrip(b"\n").replace(b'"mode":"', b'"mode":"' + half, 1)
    assert record.verify(_resealed(folder, line)).holds
    assert plain_checker.check(folder)[2] == ""
    assert record.verify(folder, strict=True).first_bad_entry == 1
