"""AUC and the integrated Brier score against oracles, by hand, and their refusals."""

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from scores.probability import crps_cdf
from sklearn.metrics import roc_auc_score
from sksurv.metrics import integrated_brier_score as sksurv_integrated
from sksurv.util import Surv

from incumbent.score import NoAnswerError, auc, integrated_brier_score, integrated_brier_scores


@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 0.1, 0.4, 0.4, 0.9, 1.0]), st.integers(0, 1), st.floats(0.1, 4)),
        min_size=2,
        max_size=40,
    ).filter(lambda cases: len({outcome for _, outcome, _ in cases}) == 2)
)
def test_auc_equals_the_oracle(cases):
    chance, outcome, weight = (np.array(column) for column in zip(*cases, strict=True))
    assert auc(chance, outcome, weight) == pytest.approx(roc_auc_score(outcome, chance, sample_weight=weight))


def test_auc_of_the_worked_example_in_scikit_learn_s_manual():
    assert auc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]) == 0.75


def test_auc_of_one_outcome_is_refused():
    with pytest.raises(NoAnswerError, match="both outcomes"):
        auc([0.1, 0.9], [1, 1])


def _simulated(seed: int, n: int, months: int):
    rng = np.random.default_rng(seed)
    days = np.arange(0, months + 1) * 30.0
    curves = np.exp(-np.cumsum(rng.exponential(0.03, (n, months + 1)), axis=1))
    exits = np.where(rng.random(n) < 0.6, rng.uniform(1, months * 30, n), np.inf)
    return days, curves, exits


@pytest.mark.parametrize("months", [12, 24, 60])
def test_integrated_brier_equals_scikit_survival_with_complete_follow_up(months):
    days, curves, exits = _simulated(months, 50, months)
    days, exits[0] = days + 1, 0.5  # the oracle's grid must begin after the first exit
    known = Surv.from_arrays(np.isfinite(exits), np.minimum(exits, days[-1] + 1))
    oracle = sksurv_integrated(known, known, curves, days)
    assert integrated_brier_score(days, curves, exits) == pytest.approx(oracle, abs=1e-9)


def test_integrated_brier_is_the_crps_of_the_curve():
    # exit on a grid point of a fine grid: the trapezoid differs from the exact integral by less than a step
    days = np.linspace(0, 60, 6001)
    curve = np.exp(-days / 40)
    distribution = xr.DataArray(1 - curve, dims=["days"], coords={"days": days})
    exact = crps_cdf(distribution, xr.DataArray(25.0), threshold_dim="days", integration_method="exact")
    found = integrated_brier_score(days, curve[None, :], [25.0])
    assert found == pytest.approx(float(exact["total"]) / 60, abs=2e-4)


def test_integrated_brier_by_hand():
    # squared errors .25 (in office, chance .5), .25, 1: trapezoid over 0, 10, 20
    assert integrated_brier_scores([0, 10, 20], [[0.5, 0.5, 0.0]], [np.inf])[0] == pytest.approx(0.4375)


def test_weights_count():
    days, curves, exits = [0, 30], [[1.0, 1.0], [1.0, 0.0]], [np.inf, np.inf]
    assert integrated_brier_score(days, curves, exits, [3, 1]) == pytest.approx(0.125)


@pytest.mark.parametrize(
    ("days", "curves", "exits", "says"),
    [
        ([30, 0], [[1, 0.5]], [np.inf], "rise strictly"),
        ([0], [[1]], [np.inf], "at least two"),
        ([0, 30], [[0.5, 0.6]], [np.inf], "row 0"),
        ([0, 30], [[1, np.nan]], [np.inf], "NaN"),
        ([0, 30], [[1.1, 0.5]], [np.inf], r"\[0, 1\]"),
        ([0, 30], [[1, 0.5]], [np.nan], "above 0"),
        ([0, 30], [[1, 0.5]], [0], "above 0"),
        ([0, 30], np.zeros((0, 2)), [], "at least one case"),
        ([0, 30], [[1, 0.5, 0.2]], [np.inf], "must be"),
    ],
)
def test_disorder_is_refused(days, curves, exits, says):
    with pytest.raises(ValueError, match=says):
        integrated_brier_score(days, curves, exits)


def test_unusable_weights_are_refused():
    with pytest.raises(ValueError, match="weight"):
        integrated_brier_score([0, 30], [[1, 0.5]], [np.inf], [0])
