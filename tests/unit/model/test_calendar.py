import numpy as np
import polars as pl
import pytest

from incumbent.domain.panel import VOTE_SCHEMA
from incumbent.model.calendar import StateVotes, known_calendar, result_known
from incumbent.model.situations import NEVER


def votes(*rows):
    """(vote date, scheduled, announced or None, changed)."""
    from datetime import date

    table = [
        {
            "vote_id": place, "gwcode": 1, "vote_date": date.fromisoformat(day), "day_known": True,
            "executive": True, "direct": direct, "regular": True, "as_scheduled": scheduled, "held": True,
            "announced_on": None if announced is None else date.fromisoformat(announced),
            "incumbent_won": not changed, "leader_changed": changed,
        }
        for place, (day, scheduled, announced, changed, direct) in enumerate(rows)
    ]  # fmt: skip
    return StateVotes.of_table(pl.DataFrame(table, schema=VOTE_SCHEMA))


def month(year, number):
    return (year - 1900) * 12 + number - 1


FOUR_YEARLY = [(f"{year}-11-05", True, None, False, True) for year in (1996, 2000, 2004, 2008)]


def test_without_hindsight_a_vote_is_expected_after_the_usual_term():
    clock = known_calendar(votes(*FOUR_YEARLY), np.array([month(2006, 1)]), hindsight=False)
    assert (clock.next_month[0], clock.next_certain[0]) == (month(2008, 11), 0)


def test_without_hindsight_the_later_date_of_a_moved_vote_is_not_seen():
    moved = [*FOUR_YEARLY[:3], ("2009-06-01", True, None, False, True)]
    clock = known_calendar(votes(*moved), np.array([month(2006, 1), month(2009, 3)]), hindsight=False)
    assert clock.next_month.tolist() == [month(2008, 11), month(2009, 6)]


def test_an_early_vote_is_known_from_its_announcement():
    early = [*FOUR_YEARLY[:3], ("2006-10-10", False, "2006-08-15", True, True)]
    clock = known_calendar(votes(*early), np.array([month(2006, 7), month(2006, 9)]), hindsight=False)
    assert clock.next_month.tolist() == [month(2008, 11), month(2006, 10)]


@pytest.mark.parametrize("scheduled", [True, False])
def test_on_the_first_of_the_month_of_an_announcement_nothing_is_known_of_it(scheduled):
    early = [*FOUR_YEARLY[:3], ("2006-12-10", scheduled, "2006-08-15", True, True)]
    clock = known_calendar(votes(*early), np.array([month(2006, 8), month(2006, 9)]), hindsight=False)
    assert clock.next_month.tolist() == [month(2008, 11), month(2006, 12)]


def test_a_state_without_votes_expects_none():
    clock = known_calendar(votes(), np.array([month(2006, 1)]), hindsight=False)
    assert (clock.last[0], clock.next_month[0]) == (-1, NEVER * 10)


@pytest.mark.parametrize(("direct", "after", "known"), [(True, 1, 1), (False, 1, -1), (False, 4, 1)])
def test_who_won_is_known_at_once_after_a_direct_vote_and_later_after_another(direct, after, known):
    lost = votes(("2000-11-05", True, None, True, direct))
    months = np.array([month(2000, 11) + after])
    assert result_known(lost, np.array([0]), months, hindsight=False)[0] == known
