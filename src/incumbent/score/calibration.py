"""Whether chances mean what they say: calibration slope with interval, expected calibration error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.score.checks import NoAnswerError, checked_cases

_HALF_UNIT = 5e-7  # chances are recorded to 1e-6: 0 and 1 stand for anything nearer than this
_Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class CalibrationSlope:
    """Intercept and slope of the outcomes' log odds on the chances' log odds; 0 and 1 are perfect.

    Parameters
    ----------
    slope, low, high : float
        With a 95 % interval; below 1: chances too extreme; above 1: too timid.
    intercept : float
        Above 0: it happens more often than said.
    n_cases : int
    """

    slope: float
    low: float
    high: float
    intercept: float
    n_cases: int


def calibration_slope(
    probability: ArrayLike,
    outcome: ArrayLike,
    weight: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
) -> CalibrationSlope:
    """Logistic regression of the outcome on the log odds of the chance.

    The interval is the sandwich estimate, robust to dependence within clusters. Chances of 0 and 1
    stand for half a unit of the record's 1e-6.

    Parameters
    ----------
    probability : array_like, shape (n,), in [0, 1]
    outcome : array_like, shape (n,), 0 or 1
    weight : array_like, shape (n,), optional
    cluster : array_like, shape (n,), optional
        A label a case, usually the country; each case its own if not given.

    Raises
    ------
    NoAnswerError
        If only one outcome or one chance occurs, or the chances separate the outcomes perfectly.
    ValueError
        If the input is empty, NaN or out of range.

    References
    ----------
    .. [1] Cox (1958), Biometrika 45, 562-565.
    .. [2] Liang & Zeger (1986), Biometrika 73, 13-22.
    """
    chances, outcomes, weights = checked_cases(probability, outcome, weight)
    bounded = np.clip(chances, _HALF_UNIT, 1 - _HALF_UNIT)
    design = np.column_stack([np.ones_like(bounded), np.log(bounded) - np.log1p(-bounded)])
    _require_overlap(bounded[weights > 0], outcomes[weights > 0])
    coefficients = _logistic_fit(design, outcomes, weights)
    labels = np.arange(chances.size) if cluster is None else _labels(cluster, chances.size)
    spread = _slope_sd(design, outcomes, weights, coefficients, labels)
    slope = float(coefficients[1])
    return CalibrationSlope(
        slope, slope - _Z_95 * spread, slope + _Z_95 * spread, float(coefficients[0]), chances.size
    )


def _labels(cluster: ArrayLike, n_cases: int) -> IntArray:
    names = np.asarray(cluster)
    if names.shape != (n_cases,):
        msg = f"cluster has shape {names.shape}: must give each of the {n_cases} cases one label."
        raise ValueError(msg)
    return np.unique(names, return_inverse=True)[1]


def _require_overlap(chances: FloatArray, outcomes: FloatArray) -> None:
    """A finite slope exists if and only if the two outcomes' chances overlap (Albert & Anderson 1984)."""
    happened, failed = chances[outcomes == 1], chances[outcomes == 0]
    if not (
        happened.size and failed.size and failed.max() > happened.min() and happened.max() > failed.min()
    ):
        msg = (
            "the slope has no finite value: only one outcome or chance occurs, or chances separate outcomes."
        )
        raise NoAnswerError(msg)


def _logistic_fit(design: FloatArray, outcomes: FloatArray, weights: FloatArray) -> FloatArray:
    """Newton's method, a step halved until the likelihood does not fall."""
    coefficients = np.zeros(design.shape[1])
    for _ in range(200):
        fitted = _expit(design @ coefficients)
        gradient = design.T @ (weights * (outcomes - fitted))
        step = np.linalg.solve(_hessian(design, weights, fitted), gradient)
        if np.abs(step).max() < 1e-12 * (1 + np.abs(coefficients).max()):
            break
        loss, scale = _loss(design, outcomes, weights, coefficients), 1.0
        while scale > 1e-6 and _loss(design, outcomes, weights, coefficients + scale * step) > loss + 1e-14:
            scale /= 2
        coefficients = coefficients + scale * step
    return coefficients


def _loss(design: FloatArray, outcomes: FloatArray, weights: FloatArray, coefficients: FloatArray) -> float:
    log_odds = design @ coefficients
    return float(weights @ (np.logaddexp(0, log_odds) - outcomes * log_odds))


def _expit(log_odds: FloatArray) -> FloatArray:
    return np.exp(-np.logaddexp(0, -log_odds))


def _hessian(design: FloatArray, weights: FloatArray, fitted: FloatArray) -> FloatArray:
    return (design * (weights * fitted * (1 - fitted))[:, None]).T @ design


def _slope_sd(
    design: FloatArray, outcomes: FloatArray, weights: FloatArray, coefficients: FloatArray, labels: IntArray
) -> float:
    fitted = _expit(design @ coefficients)
    bread = np.linalg.inv(_hessian(design, weights, fitted))
    pulls = design * (weights * (outcomes - fitted))[:, None]
    summed = np.zeros((int(labels.max()) + 1, design.shape[1]))
    np.add.at(summed, labels, pulls)
    return float(np.sqrt((bread @ summed.T @ summed @ bread)[1, 1]))


def expected_calibration_error(
    probability: ArrayLike, outcome: ArrayLike, weight: ArrayLike | None = None, *, n_bins: int = 10
) -> float:
    """Weighted mean gap between chance and frequency over bins of equal mass; lower is better.

    Even a perfect forecaster shows about .009 on 7,000 independent cases: use it on all cases
    together only. Equal chances always share a bin.

    Parameters
    ----------
    probability : array_like, shape (n,), in [0, 1]
    outcome : array_like, shape (n,), 0 or 1
    weight : array_like, shape (n,), optional
    n_bins : int
        At least 1.

    Returns
    -------
    float in [0, 1]

    Raises
    ------
    ValueError
        If the input is empty, NaN or out of range.

    References
    ----------
    .. [1] Nixon et al. (2019), Measuring calibration in deep learning, CVPR workshops (equal-mass bins).
    """
    if n_bins < 1:
        msg = f"n_bins is {n_bins}: must be at least 1."
        raise ValueError(msg)
    chances, outcomes, weights = checked_cases(probability, outcome, weight)
    levels, level = np.unique(chances, return_inverse=True)
    mass = np.bincount(level, weights, levels.size)
    middle = np.cumsum(mass) - mass / 2
    bin_of = np.minimum((middle * n_bins).astype(np.int64), n_bins - 1)[level]
    gap = np.bincount(bin_of, weights * (chances - outcomes), n_bins)
    return float(np.abs(gap).sum())
