"""What do the backbone and the trees say together of each leader.

Three members: the backbone of hazards and gates; trees that look at the situation alone; trees that
correct the backbone. Their weights were fitted on forecasts made before the parameters' cutoff.
"""

from __future__ import annotations

import numpy as np

from incumbent.model.pairs import REGULAR
from incumbent.model.parameters import BaseRateParameters
from incumbent.model.pooling import HORIZONS, Pooling, log_odds_of, pool, split_factors
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
    pooling = Pooling(np.array(parameters.weights), np.array(parameters.shift), np.array(parameters.scale))
    return pool(member_log_odds(situations, backbone_exit, parameters), pooling, situations.regime)


def factors(
    situations: Situations,
    backbone_exit: FloatArray,
    steady_mass: FloatArray,
    parameters: BaseRateParameters,
    n_months: int,
) -> tuple[FloatArray, FloatArray]:
    """By how much each month's hazard mass is multiplied to meet the pool; 1 beyond the last horizon.

    Trees know exits, not causes. What they add is read as regular exits and lost votes; coups, deaths and
    removals from abroad keep the hazards learnt from their own past, unless the pool leaves no room for
    them.

    Parameters
    ----------
    situations : Situations, n_leaders of them
    backbone_exit : ndarray, shape (n_leaders, n_horizons)
        The backbone's P(left by each of HORIZONS).
    steady_mass : ndarray, shape (n_leaders, n_horizons)
        Its hazard mass of irregular exits, deaths and foreign removals by each of HORIZONS.
    parameters : BaseRateParameters
    n_months : int

    Returns
    -------
    moved, steady : ndarray, shape (n_leaders, n_months)
        Of regular exits and gates, and of the other causes.
    """
    pooled = pooled_exit(situations, backbone_exit, parameters)
    moved, steady = (
        np.clip(factor, 1 / LARGEST_FACTOR, LARGEST_FACTOR)
        for factor in split_factors(backbone_exit, pooled, steady_mass, 1 / LARGEST_FACTOR)
    )
    interval = np.searchsorted(HORIZONS, np.arange(n_months), side="right")
    beyond = np.ones((len(situations), 1))
    return np.hstack([moved, beyond])[:, interval], np.hstack([steady, beyond])[:, interval]


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
    steady_mass = steady_by(backbone.hazard_mass)
    moved, steady = factors(situations, at_horizons(backbone), steady_mass, parameters, n_months)
    return MonthlyRisks(by_cause(backbone.hazard_mass, moved, steady), backbone.gate_mass * moved)


def steady_by(hazard_mass: FloatArray) -> FloatArray:
    """Hazard mass of all causes but regular exits by each of HORIZONS, shape (..., n_horizons)."""
    by_month = np.cumsum(np.delete(hazard_mass, REGULAR, axis=0).sum(axis=0), axis=-1)
    return by_month[..., [months - 1 for months in HORIZONS]]


def by_cause(hazard_mass: FloatArray, moved: FloatArray, steady: FloatArray) -> FloatArray:
    """The monthly masses of each cause, times its factor."""
    scaled = hazard_mass * steady
    scaled[REGULAR] = hazard_mass[REGULAR] * moved
    return scaled
