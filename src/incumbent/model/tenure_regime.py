"""How long do leaders stay, by time in office and form of rule? The baseline that knows only these two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.model.history import History
from incumbent.model.situations import REGIME_GROUPS, month_of

LONGEST_YEARS = 40
FEWEST_AT_RISK = 120
"""Person-months; a year of tenure with fewer takes the mean of its form of rule."""
REACH_MONTHS = 144
DAYS_PER_MONTH = 365.25 / 12
_LARGEST_HAZARD = 0.99


@dataclass(frozen=True, slots=True)
class TenureRegimeTable:
    """Share of leaders who left within a month, by form of rule and year in office.

    Parameters
    ----------
    cutoff : date
        Only months before it were counted.
    hazard : ndarray of float, shape (n_regimes, LONGEST_YEARS + 1), in [0, 1)
        By regime group and completed years in office; the last column stands for all longer ones.

    References
    ----------
    .. [1] Kaplan & Meier (1958), J. American Statistical Association 53, 457-481.
    """

    cutoff: date
    hazard: FloatArray

    def at(self, regime: int, tenure_months: float, days: int) -> float | None:
        """P(still in office after some days) for anybody with this rule and tenure; None beyond the reach.

        Parameters
        ----------
        regime : int
            Index into REGIME_GROUPS.
        tenure_months : float, >= 0
        days : int
        """
        months = days / DAYS_PER_MONTH
        if not 0 <= months <= REACH_MONTHS:
            return None
        ends = np.arange(1, LONGEST_YEARS + 1) * 12.0
        edges = np.concatenate([[0.0], ends[ends > tenure_months] - tenure_months, [np.inf]])
        spent = np.clip(np.minimum(months, edges[1:]) - edges[:-1], 0.0, None)
        mass = -np.log1p(-self.hazard[regime, -spent.size :])
        return float(np.exp(-mass @ spent))


def tenure_regime_before(history: History, cutoff: date) -> TenureRegimeTable:
    """The table counted from every month before a date.

    Parameters
    ----------
    history : History
        Person-months, first of each month; those in offices that rotate by calendar are left out.
    cutoff : date
        A first of January.
    """
    known = history.situations
    before = np.flatnonzero((known.origin_month < month_of(cutoff)) & (known.rotating == 0))
    years = np.clip(known.tenure[before] // 12, 0, LONGEST_YEARS).astype(np.int64)
    left = (history.exit_month[before] == known.origin_month[before]) & (history.cause[before] >= 0)
    at_risk = np.zeros((len(REGIME_GROUPS), LONGEST_YEARS + 1))
    exits = np.zeros_like(at_risk)
    np.add.at(at_risk, (known.regime[before], years), 1.0)
    np.add.at(exits, (known.regime[before], years), left)
    mean = exits.sum(axis=1, keepdims=True) / np.maximum(at_risk.sum(axis=1, keepdims=True), 1.0)
    hazard = np.where(at_risk >= FEWEST_AT_RISK, exits / np.maximum(at_risk, 1.0), mean)
    return TenureRegimeTable(cutoff, np.minimum(hazard, _LARGEST_HAZARD))
