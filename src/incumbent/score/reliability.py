"""What recalibration would gain, and what the chances know: the CORP reliability curve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np
from numpy.typing import ArrayLike

from incumbent.domain.curve import FloatArray
from incumbent.score.checks import checked_cases
from incumbent.score.pointwise import brier_score


class _IsotonicFit(Protocol):
    x: FloatArray


@dataclass(frozen=True, slots=True)
class Reliability:
    """CORP reliability: the recalibrated chance of each stated one, and a mean score in three parts.

    Mean score = miscalibration - discrimination + uncertainty.

    Parameters
    ----------
    chance : ndarray of float, shape (n_levels,)
        The different chances that were stated, rising.
    recalibrated : ndarray of float, shape (n_levels,)
        What they should have been, never falling.
    mass : ndarray of float, shape (n_levels,)
        Share of weight at each; sums to 1.
    miscalibration : float
        MCB >= 0; 0 is best.
    discrimination : float
        DSC >= 0; higher is better.
    uncertainty : float
        UNC: the score of always saying the overall frequency.
    """

    chance: FloatArray
    recalibrated: FloatArray
    mass: FloatArray
    miscalibration: float
    discrimination: float
    uncertainty: float

    @property
    def score(self) -> float:
        """The mean score: MCB - DSC + UNC."""
        return self.miscalibration - self.discrimination + self.uncertainty


def corp_reliability(
    probability: ArrayLike,
    outcome: ArrayLike,
    weight: ArrayLike | None = None,
    *,
    score: Callable[[ArrayLike, ArrayLike, ArrayLike | None], float] = brier_score,
) -> Reliability:
    """Reliability curve by isotonic regression, and the split of a mean score.

    Parameters
    ----------
    probability : array_like, shape (n,), in [0, 1]
    outcome : array_like, shape (n,), 0 or 1
    weight : array_like, shape (n,), optional
        >= 0; equal if not given.
    score : callable
        `brier_score` or `log_score`.

    Returns
    -------
    Reliability

    Raises
    ------
    ValueError
        If the input is empty, NaN or out of range.

    References
    ----------
    .. [1] Dimitriadis, Gneiting & Jordan (2021), PNAS 118(8), e2016191118.

    Examples
    --------
    >>> found = corp_reliability([0.2, 0.2, 0.8, 0.8], [0, 1, 1, 1])
    >>> found.recalibrated
    array([0.5, 1. ])
    >>> round(found.miscalibration, 4), round(found.discrimination, 4), round(found.uncertainty, 4)
    (0.065, 0.0625, 0.1875)
    """
    from scipy.optimize import isotonic_regression  # pyright: ignore[reportMissingTypeStubs]

    chances, outcomes, weights = checked_cases(probability, outcome, weight)
    counted = weights > 0
    chances, outcomes, weights = chances[counted], outcomes[counted], weights[counted]
    levels, level = np.unique(chances, return_inverse=True)
    mass = np.bincount(level, weights).astype(np.float64)
    frequency = np.bincount(level, weights * outcomes) / mass
    fit = cast("_IsotonicFit", isotonic_regression(np.clip(frequency, 0, 1), weights=mass))
    recalibrated = np.clip(fit.x, 0, 1)  # pooling may leave [0, 1] by a rounding error
    stated = score(chances, outcomes, weights)
    best = score(recalibrated[level], outcomes, weights)
    overall = float(np.clip(weights @ outcomes, 0, 1))
    uncertainty = score(np.full_like(chances, overall), outcomes, weights)
    return Reliability(levels, recalibrated, mass, stated - best, uncertainty - best, uncertainty)
