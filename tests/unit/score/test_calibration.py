"""Calibration slope and error: oracle, simulated truth, refusals."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from incumbent.score import NoAnswerError, calibration_slope, expected_calibration_error


def _simulated(seed: int, n: int, *, slope: float = 1.0, intercept: float = 0.0):
    rng = np.random.default_rng(seed)
    log_odds = rng.normal(0, 1.5, n)
    happened = rng.random(n) < 1 / (1 + np.exp(-(intercept + slope * log_odds)))
    return 1 / (1 + np.exp(-log_odds)), happened.astype(float)


@pytest.mark.parametrize("seed", range(5))
def test_slope_equals_the_oracle(seed):
    chance, outcome = _simulated(seed, 300, slope=0.7, intercept=-0.4)
    weight = np.random.default_rng(seed).uniform(0.2, 3, 300)
    log_odds = np.log(chance / (1 - chance))[:, None]
    oracle = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(
        log_odds, outcome, sample_weight=weight
    )
    found = calibration_slope(chance, outcome, weight)
    assert found.slope == pytest.approx(oracle.coef_[0, 0], abs=1e-4)
    assert found.intercept == pytest.approx(oracle.intercept_[0], abs=1e-4)


def test_the_interval_holds_the_truth_about_95_times_in_100():
    held = 0
    for seed in range(400):
        chance, outcome = _simulated(seed, 250)
        found = calibration_slope(chance, outcome)
        held += found.low <= 1 <= found.high
    assert 365 <= held <= 394  # binomial(400, .95): 99 % of draws lie inside


def test_cases_that_are_copies_of_each_other_do_not_narrow_the_clustered_interval():
    chance, outcome = _simulated(3, 200)
    once = calibration_slope(chance, outcome)
    copied = calibration_slope(np.tile(chance, 5), np.tile(outcome, 5), cluster=np.tile(np.arange(200), 5))
    assert copied.high - copied.low == pytest.approx(once.high - once.low, rel=1e-6)


@pytest.mark.parametrize(
    ("chance", "outcome"),
    [([0.2, 0.4], [1, 1]), ([0.4, 0.4], [1, 0]), ([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1])],
)
def test_a_slope_that_has_no_value_is_refused(chance, outcome):
    with pytest.raises(NoAnswerError):
        calibration_slope(chance, outcome)


def test_recorded_certainties_are_taken_as_half_a_unit():
    sure = calibration_slope([0.0, 1.0, 0.5, 0.6, 0.4], [0, 1, 1, 0, 1])
    half = calibration_slope([5e-7, 1 - 5e-7, 0.5, 0.6, 0.4], [0, 1, 1, 0, 1])
    assert sure == half


def test_calibration_error_by_hand():
    # one bin: mean chance .5, frequency .25; two bins: |.2 - 0| and |.8 - .5|, half the mass each
    chance, outcome = [0.2, 0.2, 0.8, 0.8], [0, 0, 0, 1]
    assert expected_calibration_error(chance, outcome, n_bins=1) == pytest.approx(0.25)
    assert expected_calibration_error(chance, outcome, n_bins=2) == pytest.approx(0.25)
    assert expected_calibration_error([0.2, 0.2, 0.8, 0.8], [1, 0, 1, 0], n_bins=2) == pytest.approx(0.3)


def test_a_perfect_forecaster_shows_about_nine_thousandths_on_seven_thousand_cases():
    errors = []
    for seed in range(30):
        rng = np.random.default_rng(seed)
        chance = rng.beta(0.6, 3.0, 7000)
        errors.append(expected_calibration_error(chance, (rng.random(7000) < chance).astype(float)))
    assert 0.006 < np.mean(errors) < 0.012


def test_equal_chances_share_a_bin_whatever_their_order():
    chance, outcome = np.full(20, 0.5), np.array([1, 0] * 10, float)
    assert expected_calibration_error(chance, outcome) == pytest.approx(0)
    assert expected_calibration_error(chance, np.sort(outcome)) == pytest.approx(0)


def test_no_bins_are_refused():
    with pytest.raises(ValueError, match="at least 1"):
        expected_calibration_error([0.5], [1], n_bins=0)


@pytest.mark.parametrize("cluster", [["A"], ["A", "B"], [["A", "B", "C", "D"]], []])
def test_a_cluster_label_for_each_case_is_asked_for(cluster):
    with pytest.raises(ValueError, match="4 cases one label"):
        calibration_slope([0.2, 0.6, 0.4, 0.8], [0, 0, 1, 1], cluster=cluster)
