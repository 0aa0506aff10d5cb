"""Whether chances, outcomes and weights are fit to be scored; disorder is refused."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from incumbent.domain.curve import FloatArray


class NoAnswerError(ValueError):
    """The cases are in order, but too few or too alike for this score to have a value."""


def checked_cases(
    probability: ArrayLike, outcome: ArrayLike, weight: ArrayLike | None = None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Chances, outcomes and weights as flat arrays of one length, weights summing to 1.

    Parameters
    ----------
    probability : array_like, shape (n,)
        In [0, 1].
    outcome : array_like, shape (n,)
        1 if it happened, 0 if not.
    weight : array_like, shape (n,), optional
        >= 0, not all 0; equal if not given.

    Raises
    ------
    ValueError
        If empty, of different lengths, NaN, or out of range; names the first offender.
    """
    chances = _flat("probability", probability)
    outcomes = _flat("outcome", outcome)
    weights = np.ones_like(chances) if weight is None else _flat("weight", weight)
    if not chances.size == outcomes.size == weights.size:
        msg = (
            f"{chances.size} probabilities, {outcomes.size} outcomes, {weights.size} weights: give one each."
        )
        raise ValueError(msg)
    _require("probability", chances, (chances >= 0) & (chances <= 1), "in [0, 1]")
    _require("outcome", outcomes, (outcomes == 0) | (outcomes == 1), "0 or 1")
    _require("weight", weights, np.isfinite(weights) & (weights >= 0), "finite and >= 0")
    if not 0 < weights.sum() < np.inf:
        msg = f"the weights sum to {weights.sum()}: must be above 0 and finite, or nothing would be scored."
        raise ValueError(msg)
    return chances, outcomes, weights / weights.sum()


def _flat(name: str, values: ArrayLike) -> FloatArray:
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1 or array.size == 0:
        msg = f"{name} has shape {array.shape}: must be one-dimensional with at least one value."
        raise ValueError(msg)
    return array


def _require(
    name: str, values: FloatArray, holds: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], must_be: str
) -> None:
    if not holds.all():
        first = int(np.flatnonzero(~holds)[0])
        msg = f"{name}[{first}] is {values[first]}: must be {must_be}."
        raise ValueError(msg)
