import numpy as np
import pytest
from tests.invented_situations import situations

from incumbent.model.clock import SURVIVED, clock_at, window_months
from incumbent.model.situations import LOST, NEVER


@pytest.mark.parametrize(
    ("lead", "to_next", "since", "inside"),
    [(0, 4, 20, 0), (3, 1, 23, 0), (4, 60, 0, 1), (8, 56, 4, 1), (9, 55, 5, 0), (64, 60, 0, 1)],
)
def test_a_vote_inside_the_forecast_opens_a_window_and_then_counts_as_survived(lead, to_next, since, inside):
    someone = situations(next_vote=4.0, term=60.0, since_vote=20.0, lag=2.0, last_result=LOST)
    clock = clock_at(someone, np.array([lead]))
    assert (clock.to_next[0], clock.since[0], clock.inside[0]) == (to_next, since, inside)
    assert clock.result[0] == (SURVIVED if lead >= 4 else LOST)


def test_without_a_known_vote_no_window_opens():
    someone = situations(next_vote=NEVER, term=NEVER, since_vote=NEVER)
    clock = clock_at(someone, np.array([59]))
    assert (clock.to_next[0], clock.since[0], clock.inside[0]) == (NEVER, NEVER, 0)


def test_a_window_ends_two_months_after_the_usual_handover():
    assert window_months(situations(lag=2.4))[0] == 4
