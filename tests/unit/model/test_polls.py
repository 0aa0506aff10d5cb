"""The level of the polls on the origin date is the one a Kalman filter ends at."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incumbent.model.polls import level_at_origin

DRIFT_PER_DAY, HOUSE_VARIANCE = 0.0004, 0.2**2  # as assumed of the level and of pollsters

polls = st.lists(
    st.tuples(st.floats(-2, 2), st.integers(0, 300), st.integers(0, 2), st.floats(0.002, 0.1)),
    min_size=1,
    max_size=12,
)


def filtered(readings: list[tuple[float, int, int, float]], diffuse: float = 1e7) -> tuple[float, float]:
    """A Kalman filter day by day: the level is a random walk, each house adds its own constant."""
    state, covariance = np.zeros(4), np.diag([diffuse, *[HOUSE_VARIANCE] * 3])
    for day in range(300, -1, -1):
        for value, age, house, noise in readings:
            if age == day:
                seen = np.zeros(4)
                seen[[0, 1 + house]] = 1.0
                gain = covariance @ seen / (seen @ covariance @ seen + noise)
                state = state + gain * (value - seen @ state)
                kept = np.eye(4) - np.outer(gain, seen)
                covariance = kept @ covariance @ kept.T + noise * np.outer(gain, gain)
        if day > 0:
            covariance[0, 0] += DRIFT_PER_DAY
    return float(state[0]), float(covariance[0, 0])


@settings(deadline=None, max_examples=40)
@given(polls)
def test_level_is_where_a_kalman_filter_with_house_effects_ends(readings) -> None:
    value, age, house, noise = (np.array(column) for column in zip(*readings, strict=True))
    mean, variance = level_at_origin(value, age.astype(float), house, noise)
    expected = filtered(readings)
    assert mean == pytest.approx(expected[0], abs=1e-4)
    assert variance == pytest.approx(expected[1], rel=1e-4)


def test_level_of_one_house_is_that_of_statsmodels() -> None:
    from statsmodels.tsa.statespace import structural

    rng = np.random.default_rng(2)
    days = np.sort(rng.choice(200, 15, replace=False))
    series = np.full(201, np.nan)
    series[days] = rng.normal(1, 0.2, days.size)
    model = structural.UnobservedComponents(series, "llevel")
    smoothed = model.smooth([0.03, DRIFT_PER_DAY])  # noise, then level, as the package orders them
    mean, variance = level_at_origin(
        series[days], (200.0 - days), np.zeros(days.size), np.full(days.size, 0.03)
    )
    assert mean == pytest.approx(smoothed.smoothed_state[0, -1], abs=1e-3)
    assert variance - HOUSE_VARIANCE == pytest.approx(smoothed.smoothed_state_cov[0, 0, -1], rel=1e-3)


def test_two_houses_say_more_than_one_that_speaks_twice() -> None:
    value, age, noise = np.array([0.5, 0.6]), np.array([3.0, 3.0]), np.array([0.01, 0.01])
    _, once = level_at_origin(value, age, np.array([0, 0]), noise)
    _, twice = level_at_origin(value, age, np.array([0, 1]), noise)
    assert twice < 0.75 * once


def test_older_polls_leave_more_doubt() -> None:
    value, noise, house = np.array([0.5]), np.array([0.01]), np.array([0])
    _, fresh = level_at_origin(value, np.array([1.0]), house, noise)
    _, old = level_at_origin(value, np.array([200.0]), house, noise)
    assert old - fresh == pytest.approx(199 * DRIFT_PER_DAY)
