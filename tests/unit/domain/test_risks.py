"""Gates: when they open, what they refuse."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from incumbent.domain.risks import CompetingRisks, Gate
from incumbent.domain.vocabulary import Cause

ELECTION = Gate("2018-03-18", Cause.ELECTION, np.array([50]), np.array([1.0]), 50, 0.25)


def _risks(*gates: Gate) -> CompetingRisks:
    return CompetingRisks(date(2018, 1, 27), np.array([0, 60, 120]), np.zeros((4, 2)), gates)


def test_a_lost_vote_costs_office_on_the_day_of_the_handover_and_not_before() -> None:
    curve = _risks(ELECTION).curve()
    assert curve.at(date(2018, 5, 6)) == 1
    assert curve.at(date(2018, 5, 7)) == pytest.approx(0.75)
    assert curve.causes_at(date(2018, 5, 7))[Cause.ELECTION] == pytest.approx(0.25)


def test_an_uncertain_date_spreads_the_loss() -> None:
    spread = replace(ELECTION, days=np.array([20, 50]), chance_of_day=np.array([0.5, 0.5]))
    curve = _risks(spread).curve()
    assert float(curve.survival(np.array([75]))[0]) == pytest.approx(0.875)
    assert float(curve.survival(np.array([110]))[0]) == pytest.approx(0.75)


def test_a_gate_beyond_the_reach_changes_nothing() -> None:
    late = replace(ELECTION, days=np.array([500]))
    assert _risks(late).curve().at(date(2018, 5, 27)) == 1


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"cause": Cause.DEATH}, "cause is death"),
        ({"days": np.array([-1])}, "rise strictly"),
        ({"chance_of_day": np.array([1.2])}, "sum to at most 1"),
        ({"chance_of_day": np.array([-0.2])}, "sum to at most 1"),
        ({"chance_of_losing": 1.0}, "0 < chance_of_losing < 1"),
        ({"handover_lag_days": -1}, "0 < chance_of_losing < 1"),
    ],
)
def test_an_impossible_gate_is_refused(change: dict, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        replace(ELECTION, **change)
