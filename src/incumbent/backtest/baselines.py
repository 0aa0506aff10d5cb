"""What would one say knowing only how often, or only tenure and regime.

Baselines are fitted like models: on what had happened before a cutoff.
"""

from __future__ import annotations

import numpy as np

from incumbent.backtest.cases import outcomes_of
from incumbent.model.history import History
from incumbent.model.situations import REGIME_GROUPS, FloatArray, Situations

MEMORY_MONTHS = 480
LONGEST_TENURE = 480
FEWEST_AT_RISK = 30


def climatology(history: History, cutoff_month: int, horizons: tuple[int, ...]) -> FloatArray:
    """Share of the person-months of the last 40 years that had exited within each horizon.

    Returns
    -------
    ndarray of float, shape (n_horizons,)
    """
    s = history.situations
    recent = (s.origin_month < cutoff_month) & (s.origin_month >= cutoff_month - MEMORY_MONTHS)
    places = np.flatnonzero(recent & (s.rotating == 0))
    seen = outcomes_of(history, places, horizons, cutoff_month)
    return seen.left.sum(axis=0) / np.maximum(seen.usable.sum(axis=0), 1)


def kaplan_meier(
    history: History, cutoff_month: int, situations: Situations, horizons: tuple[int, ...]
) -> FloatArray:
    """P(exit within each horizon | tenure, regime) from the Kaplan-Meier curve of the regime group.

    Returns
    -------
    ndarray of float, shape (n_leaders, n_horizons)

    References
    ----------
    .. [1] Kaplan & Meier (1958), JASA 53, 457-481.
    """
    s = history.situations
    before = np.flatnonzero((s.origin_month < cutoff_month) & (s.rotating == 0))
    tenure = np.clip(s.tenure[before], 0, LONGEST_TENURE).astype(np.int64)
    left = (history.exit_month[before] == s.origin_month[before]) & (history.cause[before] >= 0)
    shape = (len(REGIME_GROUPS), LONGEST_TENURE + 1)
    at_risk, exits = np.zeros(shape), np.zeros(shape)
    np.add.at(at_risk, (s.regime[before], tenure), 1.0)
    np.add.at(exits, (s.regime[before], tenure), left)
    mean = exits.sum(axis=1, keepdims=True) / np.maximum(at_risk.sum(axis=1, keepdims=True), 1.0)
    hazard = np.where(at_risk >= FEWEST_AT_RISK, exits / np.maximum(at_risk, 1.0), mean)
    reach = max(horizons)
    beyond = np.repeat(hazard[:, -1:], reach, axis=1)
    cumulative = np.cumsum(-np.log1p(-np.minimum(np.hstack([hazard, beyond]), 0.99)), axis=1)
    cumulative = np.hstack([np.zeros((shape[0], 1)), cumulative])
    start = np.clip(situations.tenure, 0, LONGEST_TENURE).astype(np.int64)
    steps = start[:, None] + np.array(horizons)[None, :]
    mass = cumulative[situations.regime[:, None], steps] - cumulative[situations.regime, start][:, None]
    return -np.expm1(-mass)
