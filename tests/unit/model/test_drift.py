"""How the log hazard drifts between the days that quotes ask of."""

import numpy as np
import pytest
from tests.fusion_cases import PARAMETERS

from incumbent.model.drift import drift_covariance, drift_of

EDGES = np.arange(0, 4001, 5)
MIDDLES = (EDGES[:-1] + EDGES[1:]) / 2


def path(knots: list[int], values: list[float], *, after_day: int = 0) -> np.ndarray:
    drift = drift_of(EDGES, np.array(knots), PARAMETERS, after_day=after_day)
    return drift.values(np.array([values]))[0]


def at(day: int, whole: np.ndarray) -> float:
    """Between the two cells that meet on a day; a damped drift is even enough for that."""
    return float(np.interp(day, MIDDLES, whole))


@pytest.mark.parametrize("added", [30, 250, 500, 650, 700, 900, 1400])
@pytest.mark.parametrize("values", [[4.0, -2.0], [-1.0, 3.5], [0.4, 0.2]])
def test_knot_put_on_the_path_leaves_it_as_it_is(added, values) -> None:
    plain = path([300, 700], values)
    knots = sorted({300, 700, added})
    on_it = [dict(zip([300, 700], values, strict=True)).get(day, at(day, plain)) for day in knots]
    assert path(knots, on_it) == pytest.approx(plain, abs=0.02)


def test_large_drift_has_faded_further_than_a_small_one_whether_or_not_a_later_knot_follows() -> None:
    large, small = path([100], [5.0]), path([100], [0.5])
    assert at(465, large) / 5 < 0.5 * at(465, small) / 0.5
    beside = path([100, 700], [5.0, at(700, large)])
    assert at(465, beside) == pytest.approx(at(465, large), abs=0.02)


def test_drift_after_the_last_knot_follows_its_equation() -> None:
    whole, rate = path([100], [4.0]), np.log(2) / PARAMETERS.tilt_half_life_days
    after = MIDDLES > 105
    slope = np.gradient(whole, MIDDLES)[after][1:-1]
    eta = whole[after][1:-1]
    assert slope == pytest.approx(-rate * eta * (1 + (eta / PARAMETERS.tilt_sd) ** 2), rel=0.02)


def test_drift_long_before_a_far_first_knot_is_small_and_none_before_its_chapter() -> None:
    far = path([3650], [4.0])
    assert abs(at(90, far)) < 0.03
    assert at(3000, far) == pytest.approx(4.0, abs=0.02)
    assert not path([3650], [4.0], after_day=2000)[MIDDLES < 2000].any()


def test_path_of_a_small_drift_is_the_mean_of_its_prior_given_the_knots() -> None:
    days = np.array([60, 200, 300, 500, 700])
    covariance = drift_covariance(days, PARAMETERS)
    known, asked = [0, 2, 4], [1, 3]
    values = np.array([0.05, -0.02, 0.04])
    mean = covariance[np.ix_(asked, known)] @ np.linalg.solve(covariance[np.ix_(known, known)], values)
    whole = path([60, 300, 700], values.tolist())
    assert mean == pytest.approx([at(200, whole), at(500, whole)], abs=2e-3)
