"""CORP reliability and its decomposition against two independent implementations."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_diagnostics.scoring import LogLoss, SquaredError, decompose
from scores.processing import isotonic_fit

from incumbent.score import brier_score, corp_reliability, log_score

# chances as the record holds them: the oracle merges those that differ by rounding errors only
CASES = st.lists(
    st.tuples(
        st.sampled_from([0.01, 0.1, 0.3, 0.3, 0.5, 0.857143, 0.99])
        | st.integers(1, 999_999).map(lambda millionths: millionths / 1e6),
        st.booleans(),
    ),
    min_size=2,  # the oracle refuses a single case
    max_size=60,
)
DEGENERATE = [
    ([0.3, 0.3], [1, 1]),
    ([0.3, 0.3], [0, 0]),
    ([0.5] * 6, [1, 0, 1, 1, 0, 0]),
    ([0.1, 0.2, 0.9], [0, 0, 0]),
    ([0.1, 0.2, 0.9], [1, 1, 1]),
    ([0.1, 0.2, 0.9], [1, 0, 0]),
    ([0.1, 0.2, 0.9], [0, 0, 1]),
]


def _agrees(chance, outcome, ours, scoring_function):
    found = corp_reliability(chance, outcome, score=ours)
    oracle = decompose(np.array(outcome, float), np.array(chance), scoring_function=scoring_function)
    row = oracle.row(0, named=True)
    assert found.miscalibration == pytest.approx(row["miscalibration"], abs=1e-9)
    assert found.discrimination == pytest.approx(row["discrimination"], abs=1e-9)
    assert found.uncertainty == pytest.approx(row["uncertainty"], abs=1e-9)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CASES)
def test_decomposition_of_brier_equals_the_oracle(cases):
    chance, outcome = zip(*cases, strict=True)
    _agrees(chance, outcome, brier_score, SquaredError())


@pytest.mark.parametrize(("chance", "outcome"), DEGENERATE)
def test_decomposition_of_degenerate_cases_equals_the_oracle(chance, outcome):
    _agrees(chance, outcome, brier_score, SquaredError())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CASES.filter(lambda cases: len({outcome for _, outcome in cases}) == 2))
def test_decomposition_of_the_log_score_equals_the_oracle(cases):
    chance, outcome = zip(*cases, strict=True)
    _agrees(chance, outcome, log_score, LogLoss())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CASES)
def test_recalibrated_chances_equal_the_oracle(cases):
    chance, outcome = (np.array(column, dtype=float) for column in zip(*cases, strict=True))
    oracle = isotonic_fit(chance, outcome)
    found = corp_reliability(chance, outcome)
    assert found.chance == pytest.approx(
        oracle["fcst_sorted"][np.unique(oracle["fcst_sorted"], return_index=True)[1]]
    )
    first = np.unique(oracle["fcst_sorted"], return_index=True)[1]
    assert found.recalibrated == pytest.approx(oracle["regression_values"][first], abs=1e-9)


@given(CASES)
def test_the_parts_add_up_to_the_mean_score(cases):
    chance, outcome = zip(*cases, strict=True)
    found = corp_reliability(chance, outcome)
    assert found.score == pytest.approx(brier_score(chance, outcome), abs=1e-12)
    assert found.miscalibration >= -1e-12
    assert found.discrimination >= -1e-12
    assert np.all(np.diff(found.recalibrated) >= 0)


def test_a_weight_of_two_is_the_case_twice():
    weighted = corp_reliability([0.2, 0.6, 0.9], [0, 1, 0], [1, 2, 1])
    doubled = corp_reliability([0.2, 0.6, 0.6, 0.9], [0, 1, 1, 0])
    assert weighted.recalibrated == pytest.approx(doubled.recalibrated)
    assert weighted.miscalibration == pytest.approx(doubled.miscalibration)


@pytest.mark.parametrize("outcome", [0, 1])
def test_a_single_case_is_all_miscalibration(outcome):
    found = corp_reliability([0.3], [outcome])
    assert found.miscalibration == pytest.approx((0.3 - outcome) ** 2)
    assert (found.discrimination, found.uncertainty) == (0, 0)


def test_no_cases_are_refused():
    with pytest.raises(ValueError, match="at least one value"):
        corp_reliability([], [])
