"""How good a whole survival curve was, integrated over the months it answers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from incumbent.domain.curve import FloatArray


def integrated_brier_scores(grid_days: ArrayLike, survival: ArrayLike, exit_days: ArrayLike) -> FloatArray:
    """Integrated Brier score of each curve: its CRPS on a grid of days; lower is better.

    The squared error (S(t) - 1[T > t])² is averaged over the grid's span by the trapezoid rule.
    Follow-up must be complete to the grid's end, so no censoring weights are needed.

    Parameters
    ----------
    grid_days : array_like, shape (n_days,)
        Days after the origin, rising strictly, at least two; usually months.
    survival : array_like, shape (n_cases, n_days), in [0, 1]
        P(T > day), never rising along a row.
    exit_days : array_like, shape (n_cases,)
        Day of exit, > 0; infinity for a leader still in office at the grid's end.

    Returns
    -------
    ndarray of float, shape (n_cases,), in [0, 1]

    Raises
    ------
    ValueError
        If days do not rise, a curve rises or leaves [0, 1], or anything is NaN or empty.

    References
    ----------
    .. [1] Graf et al. (1999), Statistics in Medicine 18, 2529-2545.
    .. [2] Gneiting & Raftery (2007), J. American Statistical Association 102, 359-378.

    Examples
    --------
    >>> integrated_brier_scores([0, 30, 60], [[1.0, 0.5, 0.5]], [np.inf]).round(4)
    array([0.1875])
    """
    days, curves, exits = _checked(grid_days, survival, exit_days)
    in_office = exits[:, None] > days[None, :]
    return np.trapezoid((curves - in_office) ** 2, days, axis=1) / (days[-1] - days[0])


def integrated_brier_score(
    grid_days: ArrayLike, survival: ArrayLike, exit_days: ArrayLike, weight: ArrayLike | None = None
) -> float:
    """Weighted mean of `integrated_brier_scores`; lower is better.

    Parameters
    ----------
    grid_days, survival, exit_days
        As there.
    weight : array_like, shape (n_cases,), optional
        >= 0, not all 0; equal if not given.

    Returns
    -------
    float in [0, 1]

    Raises
    ------
    ValueError
        As there, or if weights are unusable.
    """
    scores = integrated_brier_scores(grid_days, survival, exit_days)
    weights = np.ones_like(scores) if weight is None else np.asarray(weight, dtype=np.float64)
    if (
        weights.shape != scores.shape
        or not np.all(np.isfinite(weights) & (weights >= 0))
        or not weights.any()
    ):
        msg = f"weight must give each of the {scores.size} cases a finite number >= 0, not all 0."
        raise ValueError(msg)
    return float(weights @ scores / weights.sum())


def _checked(
    grid_days: ArrayLike, survival: ArrayLike, exit_days: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    days, curves, exits = (np.asarray(v, dtype=np.float64) for v in (grid_days, survival, exit_days))
    if days.ndim != 1 or days.size < 2 or not np.all(np.isfinite(days)) or not np.all(np.diff(days) > 0):
        msg = "grid_days must be at least two finite days that rise strictly: sort them first."
        raise ValueError(msg)
    if exits.ndim != 1 or exits.size == 0 or curves.shape != (exits.size, days.size):
        msg = f"survival has shape {curves.shape}; must be {(exits.size, days.size)}, with at least one case."
        raise ValueError(msg)
    if not np.all((curves >= 0) & (curves <= 1)):
        msg = "survival must lie in [0, 1]; a value is outside or NaN."
        raise ValueError(msg)
    if np.any(np.diff(curves, axis=1) > 0):
        msg = f"survival rises in row {int(np.argwhere(np.diff(curves, axis=1) > 0)[0, 0])}: it never may."
        raise ValueError(msg)
    if not np.all(exits > 0):
        msg = "exit_days must be above 0 (infinity for still in office); a value is not, or NaN."
        raise ValueError(msg)
    return days, curves, exits
