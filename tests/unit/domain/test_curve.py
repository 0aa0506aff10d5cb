"""The survival curve's answers and refusals."""

from datetime import date

import numpy as np
import pytest

from incumbent.domain.curve import SurvivalCurve
from incumbent.domain.vocabulary import Cause

KNOTS = np.array([0, 100, 200])
CAUSES = (Cause.REGULAR, Cause.DEATH)
MASS = np.array([[0.1, 0.3], [0.1, 0.1]])


def test_chance_on_a_date_is_exp_of_minus_the_mass_before_it() -> None:
    curve = SurvivalCurve(date(2020, 1, 1), KNOTS, CAUSES, MASS)
    assert curve.at(date(2020, 4, 10)) == pytest.approx(np.exp(-0.2))  # day 100
    assert curve.at(date(2020, 5, 30)) == pytest.approx(np.exp(-0.4))  # day 150
    assert curve.last_date == date(2020, 7, 19)


def test_causes_share_each_interval_by_their_mass() -> None:
    causes = SurvivalCurve(date(2020, 1, 1), KNOTS, CAUSES, MASS).causes_at(date(2020, 7, 19))
    first, second = 1 - np.exp(-0.2), np.exp(-0.2) - np.exp(-0.6)
    assert causes[Cause.REGULAR] == pytest.approx(first / 2 + second * 3 / 4)
    assert causes[Cause.DEATH] == pytest.approx(first / 2 + second / 4)


def test_an_interval_without_hazard_keeps_the_chance() -> None:
    curve = SurvivalCurve(date(2020, 1, 1), KNOTS, (Cause.REGULAR,), np.array([[0.0, 0.5]]))
    assert curve.at(date(2020, 4, 10)) == 1


@pytest.mark.parametrize("asked", [date(2019, 12, 31), date(2020, 7, 20)])
def test_a_date_outside_is_refused(asked: date) -> None:
    curve = SurvivalCurve(date(2020, 1, 1), KNOTS, CAUSES, MASS)
    with pytest.raises(ValueError, match="the curve answers"):
        curve.at(asked)
    with pytest.raises(ValueError, match="the curve answers"):
        curve.causes_at(asked)


@pytest.mark.parametrize(
    ("knots", "mass", "complaint"),
    [
        (np.array([0]), np.zeros((2, 0)), "rise strictly"),
        (np.array([1, 2]), np.zeros((2, 1)), "rise strictly"),
        (np.array([0, 5, 5]), np.zeros((2, 2)), "rise strictly"),
        (KNOTS, np.zeros((1, 2)), "has shape"),
        (KNOTS, np.array([[0.1, -0.1], [0, 0]]), "must be finite"),
        (KNOTS, np.array([[0.1, np.nan], [0, 0]]), "must be finite"),
    ],
)
def test_a_disordered_curve_is_refused(knots: np.ndarray, mass: np.ndarray, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        SurvivalCurve(date(2020, 1, 1), knots, CAUSES, mass)
