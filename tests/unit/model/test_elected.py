"""Who counts as elected where no list says so."""

import numpy as np
import pytest

from incumbent.model.calendar import VOTES_LISTED_UNTIL
from incumbent.model.elected import elected_by_votes
from incumbent.model.situations import NEVER

START = 1000
MONTHS = np.arange(START, START + 25)


def elected(held, *, start=START, term=NEVER, irregular=False):
    votes = np.array(held, dtype=np.int64)
    months = MONTHS - START + start
    place = np.searchsorted(votes, months) - 1
    last = np.where(place >= 0, votes[np.maximum(place, 0)] if votes.size else 0, -NEVER).astype(float)
    return elected_by_votes(
        start, months, votes, last, np.full(months.size, float(term)), irregular=irregular
    ).tolist()


@pytest.mark.parametrize("ahead", [0, 3, 8])
def test_a_vote_up_to_eight_months_before_the_start_brought_the_holder_in(ahead):
    assert elected([START - ahead]) == [0.0] + [1.0] * 24


@pytest.mark.parametrize("held", [[], [START - 9]])
def test_without_a_vote_before_nobody_is_elected(held):
    assert elected(held) == [0.0] * 25


def test_whoever_came_between_votes_is_elected_the_month_after_the_first_survived():
    assert elected([START - 20, START + 10]) == [0.0] * 11 + [1.0] * 14


def test_no_vote_before_the_start_elects_whoever_came_by_force():
    assert elected([START - 2, START + 10], irregular=True) == [0.0] * 11 + [1.0] * 14


def test_where_votes_are_listed_no_planned_one_stands_for_them():
    assert elected([START - 46], term=48) == [0.0] * 25


def test_where_votes_are_no_longer_listed_a_planned_one_stands_for_them():
    start = VOTES_LISTED_UNTIL + 12
    assert elected([start - 46], start=start, term=48) == [0.0] + [1.0] * 24
    assert elected([start - 36], start=start, term=48) == [0.0] * 13 + [1.0] * 12
