"""How do models that speak at a few horizons join the monthly hazards and gates.

At each horizon the models' chances of having left are pooled on the log-odds scale. The pooled curve is
then spread back over the months and causes between two horizons in proportion to the backbone, so it
never rises and stays additive over causes.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from incumbent.model.logistic import sigmoid
from incumbent.model.situations import FloatArray

HORIZONS = (1, 3, 6, 12, 24, 60)
"""Months at which trees speak."""
SMALLEST_CHANCE = 1e-4
WEIGHT_STEP = 0.1
EQUAL_WEIGHT_CASES = 2000.0
"""Weights are pulled towards equal ones as if by so many cases."""


def log_odds_of(chance: FloatArray) -> FloatArray:
    """Log odds, the chance kept within [SMALLEST_CHANCE, 1 - SMALLEST_CHANCE]."""
    bounded = np.clip(chance, SMALLEST_CHANCE, 1.0 - SMALLEST_CHANCE)
    return np.log(bounded) - np.log1p(-bounded)


def pool(log_odds: FloatArray, weights: FloatArray) -> FloatArray:
    """Pooled chance of having left by each horizon; it never falls from one horizon to the next.

    Parameters
    ----------
    log_odds : ndarray, shape (n_models, n_leaders, n_horizons)
    weights : ndarray, shape (n_models, n_horizons)
        Non-negative, summing to 1 over models.

    Returns
    -------
    ndarray, shape (n_leaders, n_horizons)
    """
    pooled = sigmoid(np.einsum("mlh,mh->lh", log_odds, weights))
    return np.maximum.accumulate(pooled, axis=1)


def interval_factors(backbone_exit: FloatArray, pooled_exit: FloatArray) -> FloatArray:
    """By how much the backbone's hazard mass between horizons must be multiplied to meet the pool.

    Parameters
    ----------
    backbone_exit, pooled_exit : ndarray, shape (n_leaders, n_horizons)
        P(left by each horizon).

    Returns
    -------
    ndarray, shape (n_leaders, n_horizons)
    """
    return _interval_mass(pooled_exit) / np.maximum(_interval_mass(backbone_exit), 1e-9)


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


def _simplex(n_models: int) -> FloatArray:
    """All weights that are multiples of WEIGHT_STEP and sum to 1, shape (n_points, n_models)."""
    steps = round(1.0 / WEIGHT_STEP)
    points: list[tuple[int, ...]] = [
        point for point in product(range(steps + 1), repeat=n_models) if sum(point) == steps
    ]
    grid: FloatArray = np.array(points, dtype=np.float64) / steps
    return grid
