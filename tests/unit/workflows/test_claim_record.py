"""Every change of a claim enters the record once, and the record never says whose claim it is."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.desks import FILES, write_desk

from incumbent import record
from incumbent.domain.errors import RefusedError
from incumbent.domain.record import Entry
from incumbent.workflows.claim_record import claim_entries
from incumbent.workflows.committed_texts import commit_claims, commit_texts, redact_old_claim, redact_texts_of
from incumbent.workflows.desk import read_desk
from incumbent.workflows.run import run

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
CLAIM = """\
title = "Men were held at the mill."
against = []

[[events]]
date = 2026-03-01
kind = "reported"
who = "The Example Courier"
summary = "It reports that men were held."
source_url = "https://example.org/mill"

[[events]]
date = 2026-03-05
kind = "denied"
who = "Ada Example"
words = "There is no mill."
source_url = "https://example.org/denial"
"""
LATER = """
[[events]]
date = 2026-10-05
kind = "corroborated"
who = "a miller"
anonymous_reason = "He lives there."
hand = "first hand"
summary = "He says that he saw them."
source_url = "https://example.org/miller"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return write_desk(tmp_path / "desk", {**FILES, "claims/mill.toml": CLAIM})


def commit(desk: Path, days: int = 0) -> Entry | None:
    clock = NOW + timedelta(days=days)
    return commit_claims(read_desk(desk, NOW.date()), desk / "record", recorded_at=clock)


def vouched(desk: Path) -> dict[tuple[str, date], int]:
    claims = tuple(read_desk(desk, NOW.date()).claims.values())
    return dict(claim_entries(claims, desk / "record", record.read(desk / "record")))


def test_each_day_on_which_something_became_known_is_committed_to_once(desk: Path) -> None:
    note = commit(desk)
    assert note is not None
    assert note["kind"] == "note"
    assert [c["id"] for c in note.get("commitments", [])] == ["2026-03-01", "2026-03-05"]
    assert commit(desk, days=1) is None
    assert len(record.read(desk / "record")) == 1
    assert record.verify(desk / "record").holds


def test_a_new_event_is_the_only_thing_that_is_recorded_anew(desk: Path) -> None:
    commit(desk)
    before = vouched(desk)
    (desk / "claims" / "mill.toml").write_text(CLAIM + LATER)
    note = commit(desk, days=1)
    assert note is not None
    assert note["kind"] == "note"
    assert [c["id"] for c in note.get("commitments", [])] == ["2026-10-05"]
    assert vouched(desk) == {**before, ("mill", date(2026, 10, 5)): 2}


def test_words_that_were_changed_are_no_longer_vouched_for_by_the_old_entry(desk: Path) -> None:
    commit(desk)
    (desk / "claims" / "mill.toml").write_text(CLAIM.replace("There is no mill.", "There is a mill."))
    assert vouched(desk) == {("mill", date(2026, 3, 1)): 1}
    commit(desk, days=1)
    assert vouched(desk) == {("mill", date(2026, 3, 1)): 1, ("mill", date(2026, 3, 5)): 2}


def test_a_translation_or_a_kept_copy_is_no_change_of_the_claim(desk: Path) -> None:
    commit(desk)
    kept = f'summary = "It reports that men were held."\narchived_sha256 = "{"ab" * 32}"'
    translated = 'against = []\n[translations.ru]\ntitle = "На мельнице держали людей."\n'
    text = CLAIM.replace('summary = "It reports that men were held."', kept)
    (desk / "claims" / "mill.toml").write_text(text.replace("against = []\n", translated))
    assert commit(desk, days=1) is None


def test_a_draft_is_not_recorded(desk: Path) -> None:
    (desk / "claims" / "mill.toml").write_text(f"draft = true\n{CLAIM}")
    assert commit(desk) is None


def test_neither_a_claims_name_nor_its_words_stand_in_an_entry(desk: Path) -> None:
    commit(desk)
    lines = b"".join(path.read_bytes() for path in (desk / "record").glob("*.jsonl"))
    assert [word for word in (b"mill", b"Courier", b"denied", b"reported") if word in lines] == []


def test_a_claim_is_redacted_by_its_name_and_the_record_still_holds(desk: Path) -> None:
    commit(desk)
    (entry,) = redact_texts_of(desk / "record", "claim", "mill", "withdrawn", recorded_at=NOW)
    assert entry["kind"] == "redaction"
    assert len(entry["redacts"]) == 2
    assert list((desk / "record" / "payloads").glob("*.json")) == []
    assert record.verify(desk / "record").holds
    assert vouched(desk) == {}


def kept_texts(desk: Path) -> str:
    return "".join(path.read_text() for path in (desk / "record" / "payloads").glob("*.json"))


def test_a_name_taken_out_of_a_claim_is_taken_out_of_the_record_and_the_rest_still_stands(desk: Path) -> None:
    (desk / "claims" / "mill.toml").write_text(CLAIM.replace("There is no mill.", "Ben Secret lies."))
    commit(desk)
    (desk / "claims" / "mill.toml").write_text(CLAIM)
    commit(desk, days=1)
    before = vouched(desk)
    assert "Ben Secret" in kept_texts(desk)
    entry = redact_old_claim(desk, "mill", "a name", recorded_at=NOW + timedelta(days=2))
    assert entry["kind"] == "redaction"
    assert "Ben Secret" not in kept_texts(desk)
    assert vouched(desk) == before == {("mill", date(2026, 3, 1)): 1, ("mill", date(2026, 3, 5)): 2}
    assert record.verify(desk / "record").holds


def test_nothing_is_redacted_where_a_claim_says_what_it_always_said(desk: Path) -> None:
    commit(desk)
    with pytest.raises(RefusedError, match="no older version"):
        redact_old_claim(desk, "mill", "a name", recorded_at=NOW)


def test_committing_all_texts_records_no_claim_a_second_time(desk: Path) -> None:
    commit(desk)
    note = commit_texts(desk, recorded_at=NOW)
    assert note is not None
    assert note["kind"] == "note"
    assert "claim" not in {commitment["what"] for commitment in note.get("commitments", [])}


def test_a_second_run_records_no_claim_again_and_the_page_names_the_entry(desk: Path) -> None:
    first = run(desk, now=NOW)
    assert first.claims is not None
    number = first.claims["sequence"]
    entries = len(record.read(desk / "record"))
    again = run(desk, now=NOW)
    assert again.claims is None
    assert len(record.read(desk / "record")) == entries
    page = (desk / "site" / "claims" / "mill.html").read_text()
    assert page.count(f"(entry No. {number} of the record)") == 2
