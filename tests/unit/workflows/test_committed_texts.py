"""The example desk's texts, vouched for by its record and withdrawn one by one."""

import json
import shutil
from pathlib import Path

import pytest

from incumbent import record
from incumbent.domain.errors import RefusedError
from incumbent.workflows.committed_texts import commit_texts, redact_texts_of
from records import NOON

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "desk"
LATER = NOON.replace(year=2100)


@pytest.fixture
def desk(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "desk")
    return tmp_path / "desk"


def test_published_texts_are_committed_once(desk):
    note = commit_texts(desk, recorded_at=LATER)
    assert note is not None
    assert note["kind"] == "note"
    assert {commitment["what"] for commitment in note["commitments"]} == {"post"}  # the rest on recording
    assert commit_texts(desk, recorded_at=LATER) is None
    assert record.verify(desk / "record").holds


def test_a_withdrawn_post_is_gone_and_the_record_still_holds(desk):
    note = commit_texts(desk, recorded_at=LATER)
    assert note is not None
    post = next(c for c in note["commitments"] if c["what"] == "post")
    (entry,) = redact_texts_of(desk / "record", "post", post["id"], "withdrawn", recorded_at=LATER)
    assert entry["redacts"] == [post["sha256"]]
    assert not (desk / "record" / "payloads" / f"{post['sha256']}.json").exists()
    report = record.verify(desk / "record")
    assert report.holds
    assert "redacted by entry" in report.notes[0]
    assert redact_texts_of(desk / "record", "post", "never-written", "x", recorded_at=LATER) == []


def test_every_question_of_a_recorded_forecast_commits_to_its_rule_which_can_be_deleted(desk):
    place = desk / "record"
    asked = [q for e in record.read(place) if e["kind"] == "forecast" for q in e.get("questions", [])]
    assert asked
    assert all("rule" in question for question in asked)
    kept = [json.loads(path.read_bytes()) for path in (place / "payloads").iterdir()]
    rule = next(payload for payload in kept if payload["what"] == "rule")
    assert rule["text"] not in b"".join(path.read_bytes() for path in place.glob("*.jsonl")).decode()
    (entry,) = redact_texts_of(place, "rule", rule["id"], "a mistake", recorded_at=LATER)
    assert len(entry["redacts"]) == 1
    report = record.verify(place)
    assert report.holds
    assert "redacted by entry" in report.notes[0]


def test_a_desk_without_a_record_is_told(desk):
    shutil.rmtree(desk / "record")
    with pytest.raises(RefusedError, match="record a forecast first"):
        commit_texts(desk, recorded_at=LATER)
