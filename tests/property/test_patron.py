"""Joint chances of a leader and a patron keep both curves."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incumbent.domain.curve import SurvivalCurve
from incumbent.domain.vocabulary import Cause
from incumbent.model.patron import joint_chances

DAYS = np.array([0, 30, 365, 800])


def _curve(masses: list[float]) -> SurvivalCurve:
    return SurvivalCurve(date(2020, 1, 1), np.array([0, 300, 301, 900]), (Cause.REGULAR,), np.array([masses]))


CURVES = st.lists(st.floats(0, 2), min_size=3, max_size=3).map(_curve)


@settings(max_examples=40)
@given(CURVES, CURVES, st.floats(0.1, 50))
def test_the_four_cases_sum_to_one_and_keep_both_curves(
    leader: SurvivalCurve, patron: SurvivalCurve, factor: float
) -> None:
    joint = joint_chances(leader, patron, factor, DAYS)
    cases = np.array([joint.both, joint.leader_alone, joint.patron_alone, joint.neither])
    assert np.all((cases >= -1e-9) & (cases <= 1 + 1e-9))
    np.testing.assert_allclose(cases.sum(axis=0), 1, atol=1e-9)
    np.testing.assert_allclose(joint.both + joint.leader_alone, leader.survival(DAYS), atol=1e-9)
    np.testing.assert_allclose(joint.both + joint.patron_alone, patron.survival(DAYS), atol=1e-9)


@settings(max_examples=25)
@given(CURVES, CURVES)
def test_a_factor_of_one_is_independence(leader: SurvivalCurve, patron: SurvivalCurve) -> None:
    joint = joint_chances(leader, patron, 1.0, DAYS)
    np.testing.assert_allclose(joint.both, leader.survival(DAYS) * patron.survival(DAYS), atol=1e-9)


def test_the_more_a_leader_hangs_on_the_patron_the_rarer_he_outlasts_him() -> None:
    curve = _curve([0.3, 0.1, 0.6])
    alone = [joint_chances(curve, curve, factor, DAYS).leader_alone[-1] for factor in (1.0, 3.0, 10.0)]
    assert alone[0] > alone[1] > alone[2] > 0


def test_disorder_is_refused() -> None:
    curve = _curve([0.1, 0.1, 0.1])
    with pytest.raises(ValueError, match="must be positive"):
        joint_chances(curve, curve, 0.0, DAYS)
    with pytest.raises(ValueError, match="one origin for both"):
        joint_chances(curve, replace(curve, origin_date=date(2021, 1, 1)), 1.0, DAYS)
    with pytest.raises(ValueError, match="the curve answers"):
        joint_chances(curve, curve, 1.0, np.array([901]))
