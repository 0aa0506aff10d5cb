"""How good each single chance was, given what happened."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from incumbent.domain.curve import FloatArray
from incumbent.score.checks import checked_cases


def brier_scores(probability: ArrayLike, outcome: ArrayLike) -> FloatArray:
    """Squared error of each chance; 0 is perfect, 1 the worst.

    Parameters
    ----------
    probability : array_like, shape (n,), in [0, 1]
    outcome : array_like, shape (n,), 0 or 1

    Returns
    -------
    ndarray of float, shape (n,), in [0, 1]

    Raises
    ------
    ValueError
        If the input is empty, NaN or out of range.

    References
    ----------
    .. [1] Brier (1950), Monthly Weather Review 78(1), 1-3.
    """
    chances, outcomes, _ = checked_cases(probability, outcome)
    return (chances - outcomes) ** 2


def brier_score(probability: ArrayLike, outcome: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Weighted mean squared error; lower is better.

    Parameters
    ----------
    probability : array_like, shape (n,), in [0, 1]
    outcome : array_like, shape (n,), 0 or 1
    weight : array_like, shape (n,), optional
        >= 0; equal if not given.

    Returns
    -------
    float in [0, 1]

    Raises
    ------
    ValueError
        If the input is empty, NaN or out of range.

    Examples
    --------
    >>> round(brier_score([0.8, 0.3], [1, 0]), 3)
    0.065
    """
    chances, outcomes, weights = checked_cases(probability, outcome, weight)
    return float(weights @ (chances - outcomes) ** 2)


def log_scores(probability: ArrayLike, outcome: ArrayLike) -> FloatArray:
    """Minus the natural logarithm of the chance given to what happened; 0 is perfect.

    A chance of 0 for what happened scores infinity: that is what it claimed.

    Parameters
    ----------
    probability : array_like, shape (n,), in [0, 1]
    outcome : array_like, shape (n,), 0 or 1

    Returns
    -------
    ndarray of float, shape (n,), in [0, inf]

    Raises
    ------
    ValueError
        If the input is empty, NaN or out of range.

    References
    ----------
    .. [1] Good (1952), J. Royal Statistical Society B 14(1), 107-114.
    """
    chances, outcomes, _ = checked_cases(probability, outcome)
    with np.errstate(divide="ignore"):
        # log1p keeps the digits of a chance near 0 that did not come true
        return np.where(outcomes == 1, -np.log(chances), -np.log1p(-chances)) + 0.0


def log_score(probability: ArrayLike, outcome: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Weighted mean logarithmic score in nats; lower is better.

    Parameters
    ----------
    probability : array_like, shape (n,), in [0, 1]
    outcome : array_like, shape (n,), 0 or 1
    weight : array_like, shape (n,), optional
        >= 0; equal if not given.

    Returns
    -------
    float in [0, inf]

    Raises
    ------
    ValueError
        If the input is empty, NaN or out of range.

    Examples
    --------
    >>> round(log_score([0.5], [1]), 4)
    0.6931
    """
    _, _, weights = checked_cases(probability, outcome, weight)
    counted = weights > 0  # an infinite score of weight 0 counts nothing, not NaN
    return float(weights[counted] @ log_scores(probability, outcome)[counted])
