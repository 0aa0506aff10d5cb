"""What do the backbone and the trees say together of each leader.

Three members: the backbone of hazards and gates; trees that look at the situation alone; trees that
correct the backbone. Their weights were fitted on forecasts made before the parameters' cutoff.
"""

from __future__ import annotations

import numpy as np

from incumbent.model.parameters import BaseRateParameters
from incumbent.model.pooling import HORIZONS, interval_factors, log_odds_of, pool
from incumbent.model.rollforward import MonthlyRisks, roll_forward
from incumbent.model.situations import FloatArray, Situations
from incumbent.model.trees import tree_features

MEMBERS = ("hazards and gates", "trees", "corrected hazards and gates")
LARGEST_FACTOR = 20.0


def member_log_odds(
    situations: Situations, backbone_exit: FloatArray, parameters: BaseRateParameters
) -> FloatArray:
    """Log odds of having left by each of HORIZONS, by each member.

    Parameters
    ----------
    situations : Situations, n_leaders of them
    backbone_exit : ndarray, shape (n_leaders, n_horizons)
        The backbone's P(left by each horizon).
    parameters : BaseRateParameters
        With trees.

    Returns
    -------
    ndarray, shape (n_members, n_leaders, n_horizons)
    """
    features = tree_features(situations)
    backbone = log_odds_of(backbone_exit)
    direct = np.column_stack([trees.total(features) for trees in parameters.direct])
    corrections = np.column_stack([trees.total(features) for trees in parameters.correction])
    return np.stack([backbone, direct, backbone + corrections])


def pooled_exit(
    situations: Situations, backbone_exit: FloatArray, parameters: BaseRateParameters
) -> FloatArray:
    """The pooled P(left by each of HORIZONS), shape (n_leaders, n_horizons); the backbone's without trees."""
    if not parameters.direct:
        return backbone_exit
    return pool(member_log_odds(situations, backbone_exit, parameters), np.array(parameters.weights))


def factors(
    situations: Situations, backbone_exit: FloatArray, parameters: BaseRateParameters, n_months: int
) -> FloatArray:
    """By how much the backbone's hazard mass is multiplied in each month; 1 beyond the last horizon.

    Returns
    -------
    ndarray, shape (n_leaders, n_months)
    """
    pooled = pooled_exit(situations, backbone_exit, parameters)
    by_interval = np.clip(interval_factors(backbone_exit, pooled), 1 / LARGEST_FACTOR, LARGEST_FACTOR)
    month = np.arange(n_months)
    interval = np.searchsorted(HORIZONS, month, side="right")
    padded = np.hstack([by_interval, np.ones((len(situations), 1))])
    return padded[:, interval]


def at_horizons(risks: MonthlyRisks) -> FloatArray:
    """P(left by each of HORIZONS) of monthly risks, shape (n_leaders, n_horizons)."""
    return 1.0 - risks.survival()[:, [months - 1 for months in HORIZONS]]


def world_risks(situations: Situations, n_months: int, parameters: BaseRateParameters) -> MonthlyRisks:
    """Monthly risks of many leaders, backbone and trees together.

    Parameters
    ----------
    situations : Situations, n_leaders of them
    n_months : int
        At least the last of HORIZONS.
    parameters : BaseRateParameters
    """
    backbone = roll_forward(situations, n_months, parameters)
    factor = factors(situations, at_horizons(backbone), parameters, n_months)
    return MonthlyRisks(backbone.hazard_mass * factor, backbone.gate_mass * factor)
