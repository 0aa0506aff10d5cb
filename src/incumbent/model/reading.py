"""One quote in the terms of the model: log ratios of exit masses."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from incumbent.domain.curve import FloatArray
from incumbent.domain.vocabulary import SourceKind
from incumbent.model.tilt import Point

Mass = tuple[Point | None, Point | None]
"""An exit between two points; None stands for now at the start and for never at the end."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One quote in the terms of the model.

    Each row says log(P(upper[row]) / P(lower)), both masses of exit.

    Parameters
    ----------
    fact_id, source_id : str
    kind : SourceKind
    question : hashable
        Equal for quotes that answer the same question.
    upper : tuple of Mass, length n_rows
    lower : Mass
    low, high : ndarray of float, shape (n_rows,)
        The log ratios said; apart when a bid and an ask, or a range, is given.
    covariance : ndarray of float, shape (n_rows, n_rows)
        From margin methods, width of the spread, mapping of events.
    age_days : int
        From the quote to the origin.
    quoted : ndarray of float, shape (2, n_rows)
        `low` and `high` as they stood on the day of the quote, before any part of its window was survived.
    """

    fact_id: str
    source_id: str
    kind: SourceKind
    question: Hashable
    upper: tuple[Mass, ...]
    lower: Mass
    low: FloatArray
    high: FloatArray
    covariance: FloatArray
    age_days: int
    quoted: FloatArray

    @property
    def of_gate(self) -> bool:
        """True if it speaks of getting past a vote or contest, not of a deadline."""
        points = (point for mass in (*self.upper, self.lower) for point in mass)
        return any(point is not None and point.gate_index is not None for point in points)
