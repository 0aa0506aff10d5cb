"""A text can be deleted, the record still holds and says so; nothing short of that passes."""

import hashlib

import pytest

from incumbent import record
from incumbent.domain.errors import RefusedError
from records import NOON, forecast_draft

TEXT = "Оставался ли президентом в конце дня?"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "record"


def _committed(folder, text=TEXT, text_id="post-1"):
    commitment = record.commit(folder, "post", text_id, text)
    record.append(
        folder, [{"kind": "note", "text": "post published", "commitments": [commitment]}], recorded_at=NOON
    )
    return commitment["sha256"]


def _path(folder, digest):
    return folder / "payloads" / f"{digest}.json"


def test_a_commitment_is_the_sha256_of_its_payload_file(folder):
    digest = _committed(folder)
    assert hashlib.sha256(_path(folder, digest).read_bytes()).hexdigest() == digest
    assert record.verify(folder).holds


def test_the_record_holds_neither_text_nor_salt(folder):
    digest = _committed(folder)
    salt = _path(folder, digest).read_text("utf-8").split('"salt":"')[1][:64]
    lines = (folder / "00000001.jsonl").read_text("utf-8")
    assert TEXT not in lines
    assert salt not in lines
    assert hashlib.sha256(TEXT.encode()).hexdigest() not in lines


def test_the_same_text_is_committed_once_and_another_salted_anew(folder):
    first = record.commit(folder, "rule", "q1", TEXT)
    assert record.commit(folder, "rule", "q1", TEXT) == first
    assert record.commit(folder, "rule", "q2", TEXT)["sha256"] != first["sha256"]
    assert len(list((folder / "payloads").iterdir())) == 2


def test_a_redacted_text_is_gone_and_the_record_holds_and_says_so(folder):
    digest = _committed(folder)
    record.redact(folder, [digest], "consent withdrawn", recorded_at=NOON)
    report = record.verify(folder)
    assert report.holds
    assert report.notes == (f"A text was redacted by entry 2 ({digest[:12]}).",)
    assert not _path(folder, digest).exists()


def test_a_text_deleted_without_a_redaction_is_found(folder):
    digest = _committed(folder)
    _committed(folder, "another", "post-2")
    _path(folder, digest).unlink()
    report = record.verify(folder)
    assert report.first_bad_entry == 1
    assert "no redaction says so" in (report.problem or "")


def test_a_changed_text_is_found(folder):
    digest = _committed(folder)
    path = _path(folder, digest)
    path.write_bytes(path.read_bytes().replace("президентом".encode(), "министром".encode()))
    assert "was changed" in (record.verify(folder).problem or "")


def test_a_copy_without_the_texts_holds_and_says_what_was_not_checked(folder):
    digest = _committed(folder)
    _path(folder, digest).unlink()
    (folder / "payloads").rmdir()
    report = record.verify(folder)
    assert report.holds
    assert "1 commitments are not in this copy" in report.notes[0]


def test_redacting_again_finishes_a_deletion_that_was_stopped(folder):
    digest = _committed(folder)
    content = _path(folder, digest).read_bytes()
    record.redact(folder, [digest], "consent withdrawn", recorded_at=NOON)
    _path(folder, digest).write_bytes(content)  # as if the run had been killed before the deletion
    assert "still lies here" in record.verify(folder).notes[0]
    assert record.redact(folder, [digest], "consent withdrawn", recorded_at=NOON) == []
    assert not _path(folder, digest).exists()
    assert record.verify(folder).count == 2


def test_redacting_what_was_never_committed_is_refused(folder):
    _committed(folder)
    with pytest.raises(RefusedError, match="holds no commitment"):
        record.redact(folder, ["00" * 32], "x", recorded_at=NOON)


def test_a_forecast_commits_to_the_rules_of_its_questions(folder):
    rule = record.commit(folder, "rule", "q1", "Holds the office at the end of the day.")["sha256"]
    asked = [
        {"id": "q1", "target_date": "2022-05-01", "rule": rule},
        {"id": "q2", "target_date": "2022-05-01"},
    ]
    record.append(folder, [{**forecast_draft(), "questions": asked}], recorded_at=NOON)
    assert record.verify(folder).holds
    _path(folder, rule).unlink()
    assert record.verify(folder).first_bad_entry == 1
