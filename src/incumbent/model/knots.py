"""Where do the drift's knots stand? At deadlines; time is cut into cells between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from incumbent.domain.curve import IntArray

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
