from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from incumbent.domain.panel import LISTING_SCHEMA, VOTE_SCHEMA
from incumbent.model.calendar import StateVotes, View, known_calendar, result_known
from incumbent.model.situations import NEVER


def votes(*rows, listed=()):
    """(vote date, scheduled, announced or None, changed, direct); months listed, from when, to when."""
    table = [
        {
            "vote_id": place, "gwcode": 1, "vote_date": date.fromisoformat(day), "day_known": True,
            "executive": True, "direct": direct, "regular": True, "as_scheduled": scheduled, "held": True,
            "announced_on": None if announced is None else date.fromisoformat(announced),
            "incumbent_won": not changed, "leader_changed": changed, "voided": False,
        }
        for place, (day, scheduled, announced, changed, direct) in enumerate(rows)
    ]  # fmt: skip
    listings = [(1, date.fromisoformat(f"{given}-01"), True, *map(_day, shown)) for given, *shown in listed]
    return StateVotes.of_table(
        pl.DataFrame(table, schema=VOTE_SCHEMA), pl.DataFrame(listings, schema=LISTING_SCHEMA, orient="row")
    )


def _day(text):
    return None if text is None else date.fromisoformat(text)


def month(year, number):
    return (year - 1900) * 12 + number - 1


FOUR_YEARLY = [(f"{year}-11-05", True, None, False, True) for year in (1996, 2000, 2004, 2008)]


def test_without_hindsight_a_vote_is_expected_after_the_usual_term():
    clock = known_calendar(votes(*FOUR_YEARLY), np.array([month(2006, 1)]), View.KNOWN_THEN)
    assert (clock.next_month[0], clock.next_certain[0]) == (month(2008, 11), 0)


def test_without_hindsight_the_later_date_of_a_moved_vote_is_never_seen():
    moved = [*FOUR_YEARLY[:3], ("2009-06-01", True, None, False, True)]
    months = np.array([month(2006, 1), month(2009, 3), month(2009, 6)])
    clock = known_calendar(votes(*moved), months, View.KNOWN_THEN)
    assert clock.next_month.tolist() == [month(2008, 11), month(2009, 4), month(2009, 7)]
    assert not clock.next_certain.any()


def test_without_hindsight_an_early_vote_that_nobody_announced_is_never_seen():
    snap = [*FOUR_YEARLY[:3], ("2006-10-10", False, None, True, True)]
    clock = known_calendar(votes(*snap), np.arange(month(2006, 8), month(2006, 11)), View.KNOWN_THEN)
    assert set(clock.next_month.tolist()) == {month(2008, 11)}


def test_a_month_on_a_published_list_is_planned_from_the_month_after():
    listed = votes(*FOUR_YEARLY[:3], listed=[("2009-06", "2008-05-04", None)])
    clock = known_calendar(listed, np.array([month(2008, 5), month(2008, 6)]), View.KNOWN_THEN)
    assert clock.next_month.tolist() == [month(2008, 11), month(2009, 6)]
    assert not clock.next_certain.any()


def test_a_listed_month_that_turned_out_wrong_is_believed_until_a_list_gives_it_no_more():
    listed = votes(*FOUR_YEARLY, listed=[("2009-06", "2007-05-04", "2008-02-10")])
    months = np.array([month(2007, 6), month(2008, 2), month(2008, 3)])
    clock = known_calendar(listed, months, View.KNOWN_THEN)
    assert clock.next_month.tolist() == [month(2009, 6), month(2009, 6), month(2008, 11)]


def test_a_listed_month_is_void_once_the_vote_was_held_early():
    snap = ("2008-08-10", False, None, False, True)
    listed = votes(*FOUR_YEARLY[:3], snap, listed=[("2008-11", "2007-05-04", None)])
    clock = known_calendar(listed, np.array([month(2008, 8), month(2008, 9)]), View.KNOWN_THEN)
    assert clock.next_month.tolist() == [month(2008, 11), month(2012, 8)]


def test_the_newest_published_list_is_believed_where_two_give_different_months():
    listed = votes(
        *FOUR_YEARLY[:3], listed=[("2009-06", "2008-05-04", None), ("2010-06", "2008-07-04", None)]
    )
    clock = known_calendar(listed, np.array([month(2008, 7), month(2008, 8)]), View.KNOWN_THEN)
    assert clock.next_month.tolist() == [month(2009, 6), month(2010, 6)]


@pytest.mark.parametrize("view", [View.KNOWN_THEN, View.TAUGHT])
def test_the_date_of_a_voided_vote_is_not_seen_for_it_is_that_of_the_voiding(view):
    held = votes(*FOUR_YEARLY[:3], ("2006-10-10", True, "2006-05-05", False, True))
    voided = replace(held, voided=np.array([0, 0, 0, 1]), held=np.array([1, 1, 1, 0]))
    clock = known_calendar(voided, np.array([month(2006, 9)]), view)
    assert clock.next_month.tolist() == [month(2008, 11)]


def test_who_learns_sees_a_vote_on_schedule_three_months_ahead_and_an_early_one_not():
    moved = [*FOUR_YEARLY[:3], ("2009-06-01", True, None, False, True)]
    months = np.array([month(2009, 2), month(2009, 3)])
    assert known_calendar(votes(*moved), months, View.TAUGHT).next_month.tolist() == [
        month(2009, 3),
        month(2009, 6),
    ]
    snap = [*FOUR_YEARLY[:3], ("2006-10-10", False, None, True, True)]
    clock = known_calendar(votes(*snap), np.array([month(2006, 9)]), View.TAUGHT)
    assert clock.next_month[0] == month(2008, 11)


def test_an_early_vote_is_known_from_its_announcement():
    early = [*FOUR_YEARLY[:3], ("2006-10-10", False, "2006-08-15", True, True)]
    clock = known_calendar(votes(*early), np.array([month(2006, 7), month(2006, 9)]), View.KNOWN_THEN)
    assert clock.next_month.tolist() == [month(2008, 11), month(2006, 10)]


@pytest.mark.parametrize("scheduled", [True, False])
def test_on_the_first_of_the_month_of_an_announcement_nothing_is_known_of_it(scheduled):
    early = [*FOUR_YEARLY[:3], ("2006-12-10", scheduled, "2006-08-15", True, True)]
    clock = known_calendar(votes(*early), np.array([month(2006, 8), month(2006, 9)]), View.KNOWN_THEN)
    assert clock.next_month.tolist() == [month(2008, 11), month(2006, 12)]


def test_a_state_without_votes_expects_none():
    clock = known_calendar(votes(), np.array([month(2006, 1)]), View.KNOWN_THEN)
    assert (clock.last[0], clock.next_month[0]) == (-1, NEVER * 10)


@pytest.mark.parametrize(
    ("direct", "after", "known"),
    [(True, 1, 1), (False, 1, -1), (False, 3, -1), (False, 4, 0), (False, 14, 0)],
)
def test_who_lost_is_known_at_once_after_a_direct_vote_and_of_others_only_that_they_stayed(
    direct, after, known
):
    lost = votes(("2000-11-05", True, None, True, direct))
    months = np.array([month(2000, 11) + after])
    assert result_known(lost, np.array([0]), months, View.KNOWN_THEN)[0] == known


def test_the_retrospective_coding_knows_every_result():
    lost = votes(("2000-11-05", True, None, True, False))
    assert result_known(lost, np.array([0]), np.array([month(2000, 12)]), View.RETROSPECTIVE)[0] == 1
