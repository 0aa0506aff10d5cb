"""`incumbent record` as a person adds to a record by hand."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from incumbent import record
from incumbent.cli.app import app
from incumbent.domain.errors import RefusedError
from records import NOON, write_record


@pytest.fixture
def desk(tmp_path):
    write_record(tmp_path / "desk" / "record", 3)
    return tmp_path / "desk"


def _run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _rows(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.output)["entries"]


def test_a_note_is_appended(desk):
    (row,) = _rows(_run("record", desk, "--note", "Moved", "--format", "json"))
    assert (row["sequence"], row["kind"], row["about"]) == (4, "note", "Moved")


def test_a_correction_leaves_the_wrong_entry(desk):
    before = (desk / "record" / "00000001.jsonl").read_bytes()
    (row,) = _rows(_run("record", desk, "--correct", 2, "--reason", "read twice", "--format", "json"))
    assert row["about"] == "corrects entry 2: read twice"
    assert (desk / "record" / "00000001.jsonl").read_bytes() == before


def test_a_correction_without_a_reason_is_wrong_usage(desk):
    assert _run("record", desk, "--correct", 2).exit_code == 2


def test_an_entry_that_is_not_there_cannot_be_corrected(desk):
    result = _run("record", desk, "--correct", 9, "--reason", "x")
    assert isinstance(result.exception, RefusedError)
    assert "entries 1 to 3" in str(result.exception)


def test_a_text_is_redacted_by_the_beginning_of_its_hash(desk):
    folder = desk / "record"
    commitment = record.commit(folder, "post", "p", "a text")
    record.append(folder, [{"kind": "note", "text": "post", "commitments": [commitment]}], recorded_at=NOON)
    _rows(
        _run("record", desk, "--redact", commitment["sha256"][:10], "--reason", "asked", "--format", "json")
    )
    assert list((folder / "payloads").iterdir()) == []
    assert "redacted by entry 5" in _run("verify", desk).output


def test_a_hash_nobody_committed_to_is_refused(desk):
    result = _run("record", desk, "--redact", "abc", "--reason", "x")
    assert "0 commitments" in str(result.exception)


def test_clones_are_compared_and_rebased(desk, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(desk, other)
    _run("record", desk, "--note", "ours")
    assert _run("verify", desk, "--against", other).exit_code == 0
    _run("record", other, "--note", "theirs")
    parted = _run("verify", desk, "--against", other)
    assert parted.exit_code == 1
    assert "part after entry 3" in parted.output
    (row,) = _rows(_run("record", desk, "--rebase", other, "--format", "json"))
    assert (row["sequence"], row["about"]) == (5, "ours")
    assert _run("verify", desk, "--against", other).exit_code == 0


def test_nothing_is_added_to_a_record_that_does_not_hold(desk):
    (desk / "record" / "checkpoint.json").unlink()
    result = _run("record", desk, "--note", "x")
    assert isinstance(result.exception, record.RecordBrokenError)


def test_an_empty_record_has_nothing_to_show_a_witness(tmp_path):
    (tmp_path / "record").mkdir()
    result = _run("record", tmp_path, "--authority", "https://tsa.example.org")
    assert "nothing to show" in str(result.exception)


def test_a_witness_needs_a_whole_address(desk):
    result = _run("record", desk, "--calendar", "tsa.example.org")
    assert "is no address" in str(result.exception)


@pytest.mark.parametrize(
    "asked",
    [
        ("--note", ""),
        ("--note", "x", "--correct", "2", "--reason", "y"),
        ("--note", "x", "--authority", "https://tsa.example.org"),
        ("--correct", "2", "--reason", "  "),
    ],
)
def test_an_empty_word_or_two_acts_at_once_are_wrong_usage_and_record_nothing(desk, asked):
    before = (desk / "record" / "checkpoint.json").read_bytes()
    assert _run("record", desk, *asked).exit_code == 2
    assert (desk / "record" / "checkpoint.json").read_bytes() == before
