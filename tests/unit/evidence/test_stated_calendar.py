"""Two calendars of elections are compared as far as their dates are known, and nothing is settled."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.invented_leaders import leader, vote

from incumbent.domain.holders import StatedDate
from incumbent.domain.leader import ScheduledGate
from incumbent.domain.vocabulary import Cause, DatePrecision
from incumbent.evidence.stated_calendar import CalendarDifference, compare_calendar
from incumbent.evidence.wikidata_elections import Election

FIRST, LAST = date(2026, 11, 1), date(2028, 11, 1)
VOTE = vote(date(2027, 4, 11), date(2026, 1, 1))
HOME, CITY = "Q1", "Q2"


def stated(day: date | None, precision: DatePrecision = DatePrecision.DAY, country: str = HOME) -> Election:
    held = StatedDate(day, None if day is None else precision)
    return Election("Q9", "an election", held, None, country, datetime(2026, 11, 1, tzinfo=UTC))


def compared(*elections: Election, votes: tuple[ScheduledGate, ...] = (VOTE,)):
    followed = leader(gates=votes)
    return compare_calendar([followed], elections, {HOME: followed.gwcode}, FIRST, LAST)


@pytest.mark.parametrize(
    ("day", "precision"),
    [
        (date(2027, 4, 11), DatePrecision.DAY),
        (date(2027, 4, 1), DatePrecision.MONTH),
        (date(2027, 1, 1), DatePrecision.YEAR),
    ],
)
def test_a_date_agrees_with_any_day_that_it_may_mean(day, precision):
    found = compared(stated(day, precision))
    assert (found.agreed, found.notes) == (1, ())


@pytest.mark.parametrize(
    ("elections", "votes", "kinds"),
    [
        ([stated(date(2027, 6, 6))], (VOTE,), [CalendarDifference.OTHER_DAY]),
        (
            [stated(date(2028, 4, 11))],
            (VOTE,),
            [CalendarDifference.NOT_FOLLOWED, CalendarDifference.NOWHERE_STATED],
        ),
        ([], (VOTE,), [CalendarDifference.NOWHERE_STATED]),
        ([stated(date(2027, 4, 11))], (), [CalendarDifference.NOT_FOLLOWED]),
        ([stated(None)], (), []),
        ([stated(date(2026, 10, 31))], (), []),
        ([stated(date(2028, 11, 2))], (), []),
        ([stated(date(2026, 1, 1), DatePrecision.YEAR)], (), [CalendarDifference.NOT_FOLLOWED]),
        ([], (replace(VOTE, cause=Cause.PARTY_CONTEST),), []),
    ],
)
def test_each_difference_is_listed_once(elections, votes, kinds):
    assert [note.kind for note in compared(*elections, votes=votes).notes] == kinds


def test_two_elections_of_one_day_agree_with_one_vote():
    assert (
        compared(stated(date(2027, 4, 11)), replace(stated(date(2027, 4, 11)), election_id="Q8")).agreed == 2
    )


def test_an_election_of_no_state_followed_is_counted_apart():
    found = compared(stated(date(2027, 4, 11), country=CITY), votes=())
    assert (found.agreed, found.notes, found.elsewhere) == (0, (), 1)


def test_a_vote_only_expected_is_told_as_such():
    (note,) = compared(votes=(replace(VOTE, announced=False, date_precision=DatePrecision.MONTH),)).notes
    assert note.followed == "2027-04 (expected, not announced)"
