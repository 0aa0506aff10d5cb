"""When does an office that rotates by calendar change hands.

Switzerland's presidency on 1 January, San Marino's captains on 1 April and 1 October, Bosnia's chair after
eight months. Such offices neither train the model nor score it; the rule speaks in its place.
"""

from __future__ import annotations

import numpy as np

from incumbent.model.pairs import REGULAR
from incumbent.model.rollforward import MonthlyRisks
from incumbent.model.situations import IntArray, Situations

CHANCE_OF_ROTATING = 0.98
"""Stated: now and then a holder stays on for want of a successor."""
HANDOVER_MONTHS: dict[int, tuple[int, ...]] = {225: (0,), 331: (3, 9)}
"""State: months of the year, January is 0, on whose first day the office changes hands."""
TURNS: dict[int, int] = {346: 8}
"""State: months a turn lasts."""


def months_to_handover(situations: Situations) -> IntArray:
    """Months from each origin to the first of the month of the next hand-over, >= 1; 0 where none rotates."""
    found = np.zeros(len(situations), dtype=np.int64)
    for state, months in HANDOVER_MONTHS.items():
        ahead = (np.array(months)[None, :] - situations.origin_month[:, None] - 1) % 12 + 1
        found = np.where(situations.state == state, ahead.min(axis=1), found)
    for state, turn in TURNS.items():
        left = turn - np.floor(situations.tenure).astype(np.int64) % turn
        found = np.where(situations.state == state, left, found)
    return np.where(situations.rotating == 1, found, 0)


def by_rotation(risks: MonthlyRisks, situations: Situations) -> MonthlyRisks:
    """The same risks, with the rule in place of regular exits and votes where the office rotates."""
    handover = months_to_handover(situations)
    rotating = np.flatnonzero(handover > 0)
    hazard_mass, gate_mass = risks.hazard_mass.copy(), risks.gate_mass.copy()
    hazard_mass[REGULAR, rotating] = 0.0
    gate_mass[rotating] = 0.0
    hazard_mass[REGULAR, rotating, handover[rotating] - 1] = -np.log1p(-CHANCE_OF_ROTATING)
    return MonthlyRisks(hazard_mass, gate_mass)
