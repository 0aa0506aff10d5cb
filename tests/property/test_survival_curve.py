"""What every survival curve keeps, whatever it is made of."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incumbent.domain.curve import SurvivalCurve
from incumbent.domain.risks import CompetingRisks
from strategies import competing_risks, survival_curves


def _every_day(curve: SurvivalCurve) -> np.ndarray:
    return np.arange(int(curve.knot_days[-1]) + 1)


@given(survival_curves())
def test_curve_starts_at_one_stays_in_bounds_and_never_rises(curve: SurvivalCurve) -> None:
    survival = curve.survival(_every_day(curve))
    assert survival[0] == 1
    assert np.all((survival >= 0) & (survival <= 1))
    assert np.all(np.diff(survival) <= 0)


@given(survival_curves())
def test_causes_and_survival_sum_to_one_on_every_day(curve: SurvivalCurve) -> None:
    days = _every_day(curve)
    exits = curve.exit_by_cause(days)
    np.testing.assert_allclose(exits.sum(axis=0) + curve.survival(days), 1, atol=1e-12)
    assert np.all(np.diff(exits, axis=1) >= -1e-12)


@given(competing_risks())
def test_risks_give_the_formula_of_the_method(risks: CompetingRisks) -> None:
    curve = risks.curve()
    for day in {0, int(risks.edge_days[-1]) // 2, int(risks.edge_days[-1])}:
        mass = sum(
            float(np.interp(day, risks.edge_days, np.concatenate([[0], np.cumsum(row)])))
            for row in risks.hazard_mass
        )
        expected = np.exp(-mass)
        for gate in risks.gates:
            exits = np.maximum(1, gate.days + gate.handover_lag_days)
            expected *= 1 - gate.chance_of_losing * float(gate.chance_of_day[exits <= day].sum())
        assert float(curve.survival(np.array([day]))[0]) == pytest.approx(expected, rel=1e-9)


@given(competing_risks(), st.floats(0.01, 0.99))
def test_without_gates_and_hazard_nobody_leaves(risks: CompetingRisks, share: float) -> None:
    still = CompetingRisks(risks.origin_date, risks.edge_days, risks.hazard_mass * 0)
    day = int(share * int(risks.edge_days[-1]))
    assert float(still.curve().survival(np.array([day]))[0]) == 1
