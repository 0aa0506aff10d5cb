"""The copy of a record that goes with a site: whole, checkable, without what can be withdrawn."""

import subprocess
import sys

import pytest

from incumbent import Scanner, record
from incumbent.domain.errors import RefusedError
from incumbent.protection.extract import units_of
from incumbent.protection.texts import UnreadableError
from incumbent.protection.vault import people_from_yaml, vault_of
from incumbent.record.appending import append
from incumbent.record.disk import LocalDisk
from incumbent.record.inputs import keep_input
from incumbent.workflows.carried_record import carry_record
from records import NOON, forecast_draft, write_record

STAMP = b"\x30\x82\x01\x00" + bytes.fromhex("060b2a864886f70d0109100104") + bytes(range(256))
PROOF = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94" + bytes(range(256))


@pytest.fixture
def folder(tmp_path):
    """A record with an input, a committed text, a witness's answers and a trusted root."""
    place = write_record(tmp_path / "record", 3)
    digest = keep_input(place, b"{}\n")
    rule = record.commit(place, "rule", "mara-quill/q", "By the gazette.")
    question = {"id": "q", "target_date": "2022-05-01", "rule": rule["sha256"]}
    draft = {**forecast_draft(), "inputs": [{"id": "x", "sha256": digest}], "questions": [question]}
    append(place, [draft], recorded_at=NOON)
    seen = place / "witnesses" / "00000004"
    seen.mkdir(parents=True)
    (seen / "checkpoint.json").write_bytes((place / "checkpoint.json").read_bytes())
    (seen / "example.org.ots").write_bytes(PROOF)
    (place / "witnesses" / "authorities").mkdir()
    (place / "witnesses" / "authorities" / "root.pem").write_text("-----BEGIN CERTIFICATE-----")
    return place


def test_entries_inputs_and_witnesses_go_and_texts_stay(folder, tmp_path):
    carried = tmp_path / "site-record"
    carry_record(folder, carried)
    names = ["00000001.jsonl", "00000004.jsonl", "check_record.py", "checkpoint.json", "inputs", "witnesses"]
    assert sorted(path.name for path in carried.iterdir()) == names
    assert sorted(path.name for path in (carried / "witnesses" / "00000004").iterdir()) == [
        "checkpoint.json",
        "example.org.ots",
    ]
    report = record.verify(carried)
    assert (report.holds, report.count) == (True, 4)
    assert any("texts of 1 commitments are not in this copy" in note for note in report.notes)


def test_the_checker_that_goes_with_it_checks_it_alone(folder, tmp_path):
    carry_record(folder, tmp_path / "site-record")
    command = [sys.executable, "-I", "-S", "check_record.py", "."]
    run = subprocess.run(command, cwd=tmp_path / "site-record", capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout[:19]) == (0, "it holds: 4 entries")


class _KilledBeforeTheCheckpoint(LocalDisk):
    def replace(self, path, content):
        if path.name == "checkpoint.json":
            raise OSError(5, "Input/output error")
        super().replace(path, content)


def test_a_batch_that_a_kill_left_untidied_goes_with_its_checkpoint(folder, tmp_path):
    with pytest.raises(RefusedError):
        append(folder, [forecast_draft()], recorded_at=NOON, disk=_KilledBeforeTheCheckpoint())
    carry_record(folder, tmp_path / "site-record")
    report = record.verify(tmp_path / "site-record")
    assert (report.holds, report.count) == (True, 5)
    assert not (tmp_path / "site-record" / "intent.json").exists()


@pytest.mark.parametrize(("name", "content"), [("a.tsr", STAMP), ("a.ots", PROOF)])
def test_the_scan_reads_what_witnesses_answered(name, content):
    (unit,) = units_of(name, content + "Ирина Образцова".encode() + "Mara Quill".encode("utf-16-be"))
    assert "Ирина Образцова" in unit.text
    assert "Mara Quill" in unit.text


def test_a_protected_name_in_a_certificate_is_found(tmp_path):
    scanner = Scanner(vault_of(people_from_yaml("id: p1\nname: Mara Quillfeather\n", "vault")))
    (tmp_path / "a.tsr").write_bytes(STAMP + b"CN=Mara Quillfeather, O=Example")
    assert any(finding.level == "block" for finding in scanner.scan_path(tmp_path))
    (tmp_path / "a.tsr").write_bytes(STAMP + b"CN=Example Authority")
    assert not any(finding.level == "block" for finding in scanner.scan_path(tmp_path))


@pytest.mark.parametrize(("name", "content"), [("a.tsr", PROOF), ("a.ots", STAMP), ("a.bin", STAMP)])
def test_other_bytes_under_those_endings_are_still_not_read(name, content):
    with pytest.raises(UnreadableError, match="no-handler"):
        list(units_of(name, content))
