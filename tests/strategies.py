"""Hypothesis strategies for the domain's types."""

from datetime import date

import numpy as np
from hypothesis import strategies as st

from incumbent.domain.curve import SurvivalCurve
from incumbent.domain.risks import CompetingRisks, Gate
from incumbent.domain.vocabulary import CONTINUOUS_CAUSES, GATE_CAUSES

ORIGINS = st.dates(date(1960, 1, 1), date(2030, 1, 1))


@st.composite
def survival_curves(draw: st.DrawFn) -> SurvivalCurve:
    steps = draw(st.lists(st.integers(1, 400), min_size=1, max_size=20))
    causes = CONTINUOUS_CAUSES[: draw(st.integers(1, 4))]
    size = len(causes) * len(steps)
    mass = draw(st.lists(st.floats(0, 3), min_size=size, max_size=size))
    knots = np.concatenate([[0], np.cumsum(steps)]).astype(np.int64)
    return SurvivalCurve(draw(ORIGINS), knots, causes, np.array(mass).reshape(len(causes), -1))


@st.composite
def gates(draw: st.DrawFn, reach_days: int = 1500) -> Gate:
    days = sorted(draw(st.sets(st.integers(0, reach_days), min_size=1, max_size=4)))
    weights = np.array(
        draw(st.lists(st.floats(0, 1), min_size=len(days), max_size=len(days))), dtype=np.float64
    )
    total = max(1.0, float(weights.sum()))
    return Gate(
        gate_id=f"gate-{days[0]}",
        cause=draw(st.sampled_from(GATE_CAUSES)),
        days=np.array(days, dtype=np.int64),
        chance_of_day=weights / total,
        handover_lag_days=draw(st.integers(0, 200)),
        chance_of_losing=draw(st.floats(0.001, 0.999)),
    )


@st.composite
def competing_risks(draw: st.DrawFn, max_gates: int = 3) -> CompetingRisks:
    months = draw(st.integers(1, 48))
    masses = draw(st.lists(st.floats(0, 0.3), min_size=4, max_size=4))
    return CompetingRisks(
        origin_date=draw(ORIGINS),
        edge_days=np.arange(months + 1, dtype=np.int64) * 30,
        hazard_mass=np.repeat(np.array(masses)[:, None], months, axis=1),
        gates=tuple(draw(st.lists(gates(), max_size=max_gates))),
    )
