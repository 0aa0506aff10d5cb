"""Resolving a desk's record, whole and by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from incumbent import record
from incumbent.domain.desk import Desk, DeskSettings
from incumbent.domain.errors import RefusedError
from incumbent.domain.record import Outcome
from incumbent.domain.vocabulary import Event, Target
from incumbent.workflows.resolve import Answer, resolve, resolve_by_hand
from records import NOON, forecast_draft
from samples import ADA

SETTINGS = DeskSettings("T", "A", ("en",), "https://example.org", ("ada",), (12,), None, "CC", "CC")
DESK = Desk(SETTINGS, {"ada": replace(ADA, facts=())}, (), (), (), ())
ASKED = forecast_draft(
    "ada", date(2002, 1, 1), ((date(2003, 1, 1), 0.9), (date(2004, 6, 1), 0.4)), mode="replay"
)
ANSWER = Answer(
    "ada", Event.EFFECTIVE, Target.EXIT, date(2003, 1, 1), Outcome.DISPUTED, "https://example.org/x"
)


@pytest.fixture
def folder(tmp_path):
    record.append(tmp_path / "record", [ASKED], recorded_at=NOON)
    return tmp_path / "record"


def test_resolving_sees_only_what_was_known_that_day(folder):
    then = resolve(DESK, folder, on=date(2003, 2, 1), recorded_at=NOON)
    assert [e["outcomes"] for e in then.recorded] == [[{"target_date": "2003-01-01", "outcome": "in_office"}]]
    later = resolve(DESK, folder, on=date(2004, 2, 1), recorded_at=NOON)
    assert [e["outcomes"] for e in later.recorded] == [[{"target_date": "2004-06-01", "outcome": "out"}]]


def test_resolving_twice_records_once(folder):
    resolve(DESK, folder, on=date(2005, 1, 1), recorded_at=NOON)
    before = (folder / "checkpoint.json").read_bytes()
    assert resolve(DESK, folder, on=date(2005, 1, 1), recorded_at=NOON).recorded == []
    assert (folder / "checkpoint.json").read_bytes() == before


def test_an_answer_by_hand_keeps_its_source_and_is_not_overruled(folder):
    entry = resolve_by_hand(folder, ANSWER, recorded_at=NOON)
    assert entry["kind"] == "resolution"
    assert entry["source"] == "https://example.org/x"
    drafts = resolve(DESK, folder, on=date(2005, 1, 1), recorded_at=NOON).recorded
    assert [day["target_date"] for e in drafts for day in e["outcomes"]] == ["2004-06-01"]


def test_a_second_answer_by_hand_is_refused(folder):
    resolve_by_hand(folder, ANSWER, recorded_at=NOON)
    with pytest.raises(RefusedError, match="entry 2 already says"):
        resolve_by_hand(folder, ANSWER, recorded_at=NOON)


def test_an_answer_to_what_nobody_asked_is_refused(folder):
    with pytest.raises(RefusedError, match="no recorded forecast asks"):
        resolve_by_hand(folder, replace(ANSWER, target_date=date(2003, 1, 2)), recorded_at=NOON)


@pytest.mark.parametrize("outcome", [Outcome.IN_OFFICE, Outcome.DISPUTED])
def test_nobody_says_by_hand_what_has_not_come_out_yet(folder, outcome):
    early = datetime(2022, 1, 1, 12, tzinfo=UTC)
    asked = forecast_draft("ada", date(2022, 1, 1), ((date(2022, 1, 1), 0.9),))
    record.append(folder, [asked], recorded_at=early)
    answer = replace(ANSWER, target_date=date(2022, 1, 1), outcome=outcome)
    with pytest.raises(RefusedError, match="has not passed"):
        resolve_by_hand(folder, answer, recorded_at=early)
    later = early + timedelta(days=1)
    assert resolve_by_hand(folder, answer, recorded_at=later)["kind"] == "resolution"


def test_an_exit_is_stated_by_hand_before_the_date_it_was_asked_for(folder):
    clock = datetime(2022, 1, 1, 12, tzinfo=UTC)
    record.append(
        folder, [forecast_draft("ada", date(2022, 1, 1), ((date(2023, 1, 1), 0.9),))], recorded_at=clock
    )
    answer = replace(ANSWER, target_date=date(2023, 1, 1), outcome=Outcome.OUT)
    assert resolve_by_hand(folder, answer, recorded_at=clock)["kind"] == "resolution"


def test_an_answer_without_a_source_is_refused(folder):
    with pytest.raises(RefusedError, match="needs a source"):
        resolve_by_hand(folder, replace(ANSWER, source=" "), recorded_at=NOON)


def test_a_mistyped_leader_of_an_answer_is_told_with_the_one_meant(folder):
    with pytest.raises(RefusedError, match=rf"Did you mean {ANSWER.leader_id}\?"):
        resolve_by_hand(folder, replace(ANSWER, leader_id=f"{ANSWER.leader_id}a"), recorded_at=NOON)
