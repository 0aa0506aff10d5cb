"""How do models that speak at a few horizons join the monthly hazards and gates.

At each horizon the models' chances of having left are pooled on the log-odds scale. The pooled curve is
then spread back over the months between two horizons in proportion to the backbone's regular exits and
gates; other causes keep their masses. So it never rises and stays additive over causes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from incumbent.model.logistic import sigmoid
from incumbent.model.situations import FloatArray, IntArray

HORIZONS = (1, 3, 6, 12, 24, 60)
"""Months at which trees speak."""
SMALLEST_CHANCE = 1e-4
WEIGHT_STEP = 0.1
EQUAL_WEIGHT_CASES = 2000.0
"""Weights are pulled towards equal ones as if by so many cases."""
RECALIBRATION_RIDGE = (1.0, 3.0)
"""Of shift and scale of all leaders, a month of the horizon."""
FAMILY_RIDGE = (10.0, 10.0)
"""The same of a family of regimes, around that of all."""
RECALIBRATION_HALF_LIFE_MONTHS = 120.0
"""A past forecast teaches half as much of how sure to be as one made ten years later."""
FAMILIES = ("presidential", "parliamentary", "other")
FAMILY_OF_REGIME = np.array([0, 1, 2, 2, 2, 2, 2])
"""Place in FAMILIES of each of `situations.REGIME_GROUPS`."""
SCALES = (0.5, 2.0)
_NEWTON_STEPS = 12


def log_odds_of(chance: FloatArray) -> FloatArray:
    """Log odds, the chance kept within [SMALLEST_CHANCE, 1 - SMALLEST_CHANCE]."""
    bounded = np.clip(chance, SMALLEST_CHANCE, 1.0 - SMALLEST_CHANCE)
    return np.log(bounded) - np.log1p(-bounded)


@dataclass(frozen=True, slots=True)
class Pooling:
    """How members become one chance at each horizon.

    Parameters
    ----------
    weights : ndarray, shape (n_models, n_horizons)
        Non-negative, summing to 1 over models.
    shift, scale : ndarray, shape (n_families, n_horizons)
        The pooled log odds x of a leader of each of FAMILIES become shift + scale * x: what past forecasts
        were too sure of, or too timid.
    """

    weights: FloatArray
    shift: FloatArray
    scale: FloatArray

    @classmethod
    def equal(cls, n_models: int) -> Pooling:
        """Equal weights, nothing corrected."""
        n, families = len(HORIZONS), len(FAMILIES)
        equal = np.full((n_models, n), 1.0 / n_models)
        return cls(equal, np.zeros((families, n)), np.ones((families, n)))


def pool(log_odds: FloatArray, pooling: Pooling, regime: IntArray) -> FloatArray:
    """Pooled chance of having left by each horizon; it never falls from one horizon to the next.

    Parameters
    ----------
    log_odds : ndarray, shape (n_models, n_leaders, n_horizons)
    pooling : Pooling
    regime : ndarray of int, shape (n_leaders,)
        Index into `situations.REGIME_GROUPS`.

    Returns
    -------
    ndarray, shape (n_leaders, n_horizons)
    """
    mean = np.einsum("mlh,mh->lh", log_odds, pooling.weights)
    family = FAMILY_OF_REGIME[regime]
    return np.maximum.accumulate(sigmoid(pooling.shift[family] + pooling.scale[family] * mean), axis=1)


def split_factors(
    backbone_exit: FloatArray, pooled_exit: FloatArray, steady_mass: FloatArray, least: float
) -> tuple[FloatArray, FloatArray]:
    """By how much hazard masses between horizons must be multiplied to meet the pool.

    Parameters
    ----------
    backbone_exit, pooled_exit : ndarray, shape (n_leaders, n_horizons)
        P(left by each horizon).
    steady_mass : ndarray, shape (n_leaders, n_horizons)
        Mass by each horizon that keeps its size where it can.
    least : float
        Smallest factor of the rest; where the pool asks for less, all masses shrink alike.

    Returns
    -------
    moved, steady : ndarray, shape (n_leaders, n_horizons)
        Factors of the rest, and of the steady mass.
    """
    asked, whole = _interval_mass(pooled_exit), np.maximum(_interval_mass(backbone_exit), 1e-9)
    kept = np.minimum(np.diff(steady_mass, axis=1, prepend=0.0), whole)
    rest = np.maximum(whole - kept, 1e-12)
    room = asked >= kept + least * rest
    return np.where(room, (asked - kept) / rest, asked / whole), np.where(room, 1.0, asked / whole)


def _interval_mass(left: FloatArray) -> FloatArray:
    total = -np.log1p(-np.minimum(left, 1.0 - SMALLEST_CHANCE / 10))
    return np.diff(total, axis=1, prepend=0.0)


def fit_weights(log_odds: FloatArray, left: FloatArray) -> FloatArray:
    """Weights of the models at one horizon that minimise the Brier score of past forecasts.

    A ridge towards equal weights, as strong as EQUAL_WEIGHT_CASES cases, keeps few events from
    deciding; with no past forecast the weights are equal.

    Parameters
    ----------
    log_odds : ndarray, shape (n_models, n_cases)
        Forecasts made out of sample.
    left : ndarray, shape (n_cases,)
        0 or 1.

    Returns
    -------
    ndarray, shape (n_models,)
    """
    n_models, n_cases = log_odds.shape
    grid = _simplex(n_models)
    distance = np.sum((grid - 1.0 / n_models) ** 2, axis=1)
    if n_cases == 0:
        return np.ones(n_models) / n_models
    scale = float(np.mean(left) * (1.0 - np.mean(left)))
    brier = np.array([float(np.sum((sigmoid(weights @ log_odds) - left) ** 2)) for weights in grid])
    best = int(np.argmin(brier + EQUAL_WEIGHT_CASES * scale * distance))
    return grid[best].astype(np.float64)


def fit_recalibration(
    log_odds: FloatArray, left: FloatArray, months: int, weight: FloatArray, ridge: tuple[float, float]
) -> tuple[float, float]:
    """Shift and scale of the pooled log odds at one horizon that fit past forecasts best.

    A ridge holds both near 0 and 1, the stronger the longer the horizon: forecasts of neighbouring
    origins share their outcomes.

    Parameters
    ----------
    log_odds : ndarray, shape (n_cases,)
        Pooled forecasts made out of sample.
    left : ndarray, shape (n_cases,)
        0 or 1.
    months : int
    weight : ndarray, shape (n_cases,)
        Positive; how much each case teaches.
    ridge : tuple of float
        Of shift and scale, a month of the horizon.

    Returns
    -------
    shift, scale : float
    """
    if log_odds.size == 0:
        return 0.0, 1.0
    middle = float(np.average(log_odds, weights=weight))
    design = np.column_stack([np.ones(log_odds.size), log_odds - middle])
    plain = np.array([middle, 1.0])
    penalty = months * np.array(ridge)
    found: FloatArray = plain
    for _ in range(_NEWTON_STEPS):
        chance = sigmoid(design @ found)
        gradient = design.T @ (weight * (left - chance)) - penalty * (found - plain)
        curvature = weight * chance * (1.0 - chance)
        hessian = (design * curvature[:, None]).T @ design + np.diag(penalty)
        found = found + np.linalg.solve(hessian, gradient)
    scale = float(np.clip(found[1], *SCALES))
    return float(found[0]) - scale * middle, scale


def recalibrations(
    log_odds: FloatArray, left: FloatArray, months: int, weight: FloatArray, regime: IntArray
) -> tuple[FloatArray, FloatArray]:
    """Shift and scale of each of FAMILIES: those of all leaders, then what is left over in the family.

    Parameters
    ----------
    log_odds, left, weight : ndarray, shape (n_cases,)
        As `fit_recalibration` has them.
    months : int
    regime : ndarray of int, shape (n_cases,)
        Index into `situations.REGIME_GROUPS`.

    Returns
    -------
    shift, scale : ndarray, shape (n_families,)
    """
    shift, scale = fit_recalibration(log_odds, left, months, weight, RECALIBRATION_RIDGE)
    moved = shift + scale * log_odds
    own: list[tuple[float, float]] = []
    for family in range(len(FAMILIES)):
        inside = FAMILY_OF_REGIME[regime] == family
        more, wider = fit_recalibration(moved[inside], left[inside], months, weight[inside], FAMILY_RIDGE)
        own.append((more + wider * shift, wider * scale))
    shifts, scales = np.array(own).T
    return shifts, scales


def _simplex(n_models: int) -> FloatArray:
    """All weights that are multiples of WEIGHT_STEP and sum to 1, shape (n_points, n_models)."""
    steps = round(1.0 / WEIGHT_STEP)
    points: list[tuple[int, ...]] = [
        point for point in product(range(steps + 1), repeat=n_models) if sum(point) == steps
    ]
    grid: FloatArray = np.array(points, dtype=np.float64) / steps
    return grid
