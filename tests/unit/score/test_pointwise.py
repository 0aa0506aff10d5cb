"""Brier and logarithmic score: published values, oracles, refusals."""

import numpy as np
import pytest
import scoringrules
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, log_loss

from incumbent.score import brier_score, brier_scores, log_score, log_scores

CASES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1), st.floats(0.1, 5)), min_size=1, max_size=30)


@given(CASES)
def test_brier_equals_the_oracle(cases):
    chance, outcome, weight = (np.array(column, dtype=float) for column in zip(*cases, strict=True))
    assert brier_scores(chance, outcome) == pytest.approx(
        scoringrules.brier_score(outcome, chance), abs=1e-12
    )
    oracle = brier_score_loss(outcome, chance, sample_weight=weight)
    assert brier_score(chance, outcome, weight) == pytest.approx(oracle, abs=1e-12)


@given(st.lists(st.tuples(st.floats(1e-6, 1 - 1e-6), st.integers(0, 1)), min_size=1, max_size=30))
def test_log_score_equals_the_oracle(cases):
    chance, outcome = (np.array(column, dtype=float) for column in zip(*cases, strict=True))
    assert log_scores(chance, outcome) == pytest.approx(scoringrules.log_score(outcome, chance), rel=1e-9)
    assert log_score(chance, outcome) == pytest.approx(log_loss(outcome, chance, labels=[0, 1]), rel=1e-9)


@pytest.mark.parametrize(("chance", "score"), [(1.0, 0.0), (0.7, 0.09), (0.5, 0.25), (0.3, 0.49), (0.0, 1.0)])
def test_brier_of_rain_as_the_encyclopedia_works_it_out(chance, score):
    """Wikipedia, "Brier score", the forecaster's chance of rain on a day on which it rains."""
    assert brier_score([chance], [1]) == pytest.approx(score, abs=1e-12)


def test_the_worked_examples_of_scikit_learn_s_manual():
    """User guide of model evaluation: `brier_score_loss` .055 and `log_loss` .1738."""
    assert brier_score([0.1, 0.9, 0.8, 0.4], [0, 1, 1, 0]) == pytest.approx(0.055, abs=1e-12)
    assert log_score([0.1, 0.2, 0.7, 0.99], [0, 0, 1, 1]) == pytest.approx(0.1738, abs=5e-5)


def test_certainty_that_fails_scores_infinity():
    assert log_score([0.0, 0.5], [1, 1]) == np.inf


def test_certainty_that_comes_true_scores_nothing():
    assert log_score([1.0, 0.0], [1, 0]) == 0


def test_an_infinite_score_of_weight_zero_counts_nothing():
    assert log_score([0.0, 1.0], [1, 1], [0.0, 2.0]) == 0


@pytest.mark.parametrize("score", [brier_score, log_score])
@pytest.mark.parametrize(
    ("chance", "outcome", "says"),
    [
        ([], [], "at least one value"),
        ([0.5, float("nan")], [1, 0], r"probability\[1\] is nan"),
        ([1.2], [1], r"must be in \[0, 1\]"),
        ([-0.1], [1], r"must be in \[0, 1\]"),
        ([0.5], [0.5], "must be 0 or 1"),
        ([0.5, 0.5], [1], "give one each"),
        ([[0.5]], [[1]], "one-dimensional"),
    ],
)
def test_disorder_is_refused(score, chance, outcome, says):
    with pytest.raises(ValueError, match=says):
        score(chance, outcome)


@pytest.mark.parametrize(("weight", "says"), [([-1.0], "finite and >= 0"), ([0.0], "sum to 0.0")])
def test_unusable_weights_are_refused(weight, says):
    with pytest.raises(ValueError, match=says):
        brier_score([0.5], [1], weight)


def test_weights_beyond_any_sum_are_refused_and_do_not_score_nought():
    with np.errstate(over="ignore"), pytest.raises(ValueError, match="sum to inf"):
        brier_score([0.1, 0.2], [1, 1], [1e308, 1e308])
