"""Where do the drift's knots stand, and how does it run between them? Time is cut into cells."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.fusion_parameters import FusionParameters

_LONGEST_CELL_DAYS = 31


def knots_at(deadline_days: Sequence[int]) -> IntArray:
    """Deadlines, those shortly before another left out."""
    kept: list[int] = []
    for day in sorted(set(deadline_days), reverse=True):
        if not kept or kept[-1] - day > max(10.0, 0.08 * day):
            kept.append(day)
    return np.array(kept[::-1], dtype=np.int64)


def cells_between(edge_days: IntArray, knots: IntArray) -> IntArray:
    """Edges of cells of at most a month, cut at the base curve's edges and at the knots."""
    inner = np.unique(np.concatenate([edge_days, knots[knots < edge_days[-1]]]))
    width = np.diff(inner)
    pieces = -(-width // _LONGEST_CELL_DAYS)
    whole = np.repeat(np.arange(width.size), pieces)
    piece = np.arange(1, whole.size + 1) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    edges = inner[whole] + width[whole] * piece // pieces[whole]
    return np.concatenate([inner[:1], edges]).astype(np.int64)


def reverting(first: FloatArray | IntArray, second: FloatArray | IntArray, half_life: float) -> FloatArray:
    """Correlation of the drift on two days."""
    return np.exp2(-np.abs(first[:, None] - second[None, :]) / half_life)


def basis_of(days: FloatArray, knots: IntArray, after_day: int, parameters: FusionParameters) -> FloatArray:
    """Ornstein-Uhlenbeck bridge weights of each knot on each day; none up to `after_day`."""
    if not knots.size:
        return np.zeros((days.size, 0))
    rate = np.log(2) / parameters.tilt_half_life_days
    basis = np.zeros((days.size, knots.size))
    before, after = days <= knots[0], days >= knots[-1]
    early = np.maximum(0.0, knots[0] - days - parameters.tilt_flat_days)
    basis[before, 0] = np.exp(-rate * early[before])
    basis[after, -1] = np.exp(-rate * (days[after] - knots[-1]))
    between = np.flatnonzero(~before & ~after)
    left = np.searchsorted(knots, days[between], side="right") - 1
    gap = np.sinh(rate * (knots[left + 1] - knots[left]))
    basis[between, left] = np.sinh(rate * (knots[left + 1] - days[between])) / gap
    basis[between, left + 1] = np.sinh(rate * (days[between] - knots[left])) / gap
    basis[days <= after_day] = 0.0
    return basis
