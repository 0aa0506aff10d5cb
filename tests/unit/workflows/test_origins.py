"""On which days a forecast is due."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from incumbent.domain.desk import Desk, DeskSettings
from incumbent.domain.leader import Leader, Origins, Question
from incumbent.domain.quotes import ChanceQuote, Provenance
from incumbent.domain.vocabulary import DatePrecision, Event, SourceKind, Target
from incumbent.workflows.origins import due_origins
from samples import ADA

SETTINGS = DeskSettings("T", "A", ("en",), "https://example.org", ("ada",), (12,), None, "CC0", "CC0")
QUESTION = Question(
    "q", date(2008, 1, 1), Event.EFFECTIVE, Target.EXIT, "?", "r", asked_until=date(2007, 6, 30)
)


def _quote(known_at: date) -> ChanceQuote:
    provenance = Provenance(f"f{known_at}", known_at, known_at, DatePrecision.DAY, "https://example.org/q")
    return ChanceQuote(
        provenance, "ada", "x", SourceKind.EXCHANGE, Event.EFFECTIVE, Target.EXIT, date(2008, 1, 1), 0.5
    )


def _desk(leader: Leader, *known: date) -> Desk:
    return Desk(SETTINGS, {"ada": leader}, tuple(_quote(day) for day in known), (), (), ())


def test_a_new_leader_is_forecast_today() -> None:
    assert due_origins(_desk(ADA), ADA, (), date(2007, 3, 14)) == (date(2007, 3, 14),)


def test_missed_months_are_caught_up_on_their_first_day_and_the_month_under_way_today() -> None:
    due = due_origins(_desk(ADA), ADA, {date(2006, 11, 3)}, date(2007, 2, 14))
    assert due == (date(2006, 12, 1), date(2007, 1, 1), date(2007, 2, 14))


def test_a_month_already_recorded_is_not_forecast_again() -> None:
    assert due_origins(_desk(ADA), ADA, {date(2007, 2, 3)}, date(2007, 2, 14)) == ()


def test_stated_origins_are_due_until_recorded() -> None:
    leader = replace(ADA, origin_dates=(date(2006, 5, 1), date(2006, 6, 1)), origins=Origins.ON_EVIDENCE)
    assert due_origins(_desk(leader), leader, {date(2006, 5, 1)}, date(2007, 1, 1)) == (date(2006, 6, 1),)


def test_evidence_calls_for_a_forecast_on_the_day_it_is_known() -> None:
    leader = replace(ADA, origins=Origins.ON_EVIDENCE)
    desk = _desk(leader, date(2006, 5, 1), date(2006, 7, 9), date(2007, 5, 1))
    assert due_origins(desk, leader, (), date(2007, 1, 1)) == (date(2006, 5, 1), date(2006, 7, 9))


def test_nothing_is_due_out_of_office_or_after_the_last_question() -> None:
    leader = replace(ADA, origins=Origins.ON_EVIDENCE, questions=(QUESTION,))
    desk = _desk(leader, date(2005, 1, 1), date(2007, 6, 30), date(2007, 7, 1))
    assert due_origins(desk, leader, (), date(2009, 1, 1)) == (date(2007, 6, 30),)


@given(st.dates(date(2006, 1, 1), date(2012, 12, 31)), st.dates(date(2006, 1, 1), date(2012, 12, 31)))
def test_a_second_run_on_the_same_day_has_nothing_to_do(first: date, today: date) -> None:
    recorded = {first} if first <= today else set()
    due = due_origins(_desk(ADA), ADA, recorded, today)
    assert due_origins(_desk(ADA), ADA, recorded | set(due), today) == ()
    months = [(day.year, day.month) for day in sorted({*recorded, *due})]
    assert len(months) == len(set(months))
