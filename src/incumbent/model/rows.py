"""Which log ratio of exit masses does each row of the likelihood ask for? All rows as a few matrices.

A row says log(P(upper) / P(lower)); each mass is an exit between two points of the curve. With H the
cumulative hazard, log P(start, end) = log(1 - exp(-(H(end) - H(start)))) - H(start).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.reading import Mass, Reading
from incumbent.model.tilt import Point

SMALLEST_GAP = 1e-12
_LARGEST_GAP = 700.0


@dataclass(frozen=True, slots=True)
class Masses:
    """The upper or the lower masses that end: one that never ends has all the chance left at its start.

    Parameters
    ----------
    sign : float
        1 for upper masses, -1 for lower ones.
    rows : ndarray of int, shape (n_ending,), or slice
    gap : ndarray of float, shape (n_ending, n_points), or None
        Hazard between start and end = gap @ hazard at the points; None: each row's is that at its own point.
    """

    sign: float
    rows: IntArray | slice
    gap: FloatArray | None

    def look(self, hazard: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Log of the mass less the hazard at its start, and its slope in the hazard between start and end.

        log(1 - exp(-width)) and 1 / (exp(width) - 1), both shaped (n_bends, n_ending).
        """
        width = self._width(hazard)
        grown = np.expm1(width)
        return np.log(grown) - width, 1 / grown

    def log_mass(self, hazard: FloatArray) -> FloatArray:
        """The first of these two."""
        chance = self._width(hazard)
        np.expm1(np.negative(chance, out=chance), out=chance)
        return np.log(np.negative(chance, out=chance), out=chance)

    def _width(self, hazard: FloatArray) -> FloatArray:
        width = np.maximum(hazard if self.gap is None else hazard @ self.gap.T, SMALLEST_GAP)
        return np.minimum(width, _LARGEST_GAP, out=width)


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rows ask of the cumulative hazard.

    Parameters
    ----------
    start : ndarray of float, shape (n_rows, n_points), or None
        Hazard at the lower mass's start less that at the upper's; None: each row's is that at its own point.
    masses : tuple of Masses
    """

    start: FloatArray | None
    masses: tuple[Masses, ...]

    def log_ratio(self, hazard: FloatArray) -> FloatArray:
        """Log ratios of exit masses.

        Parameters
        ----------
        hazard : ndarray of float, shape (n_bends, n_points)

        Returns
        -------
        ndarray of float, shape (n_bends, n_rows)
        """
        ratio = hazard.copy() if self.start is None else hazard @ self.start.T
        for mass in self.masses:
            ratio[:, mass.rows] += mass.sign * mass.log_mass(hazard)
        return ratio


def asked(readings: Sequence[Reading]) -> tuple[list[Point], Rows]:
    """The points that the readings name, and what their rows ask of the hazard at these.

    Parameters
    ----------
    readings : sequence of Reading

    Returns
    -------
    list of Point, Rows
        Where every row speaks of leaving by one day, as many points as rows, in their order.
    """
    upper = [mass for reading in readings for mass in reading.upper]
    lower = [reading.lower for reading in readings for _ in reading.upper]
    days = [
        end
        for (start, end), (after, never) in zip(upper, lower, strict=True)
        if start is None and end is not None and end == after and never is None
    ]
    if len(days) == len(upper):
        return days, Rows(None, (Masses(1.0, slice(None), None),))
    named = (point for mass in (*upper, *lower) for point in mass)
    points = {point: place for place, point in enumerate(dict.fromkeys(p for p in named if p is not None))}
    start = _at([mass[0] for mass in lower], points) - _at([mass[0] for mass in upper], points)
    both = (_masses(1.0, upper, points), _masses(-1.0, lower, points))
    return list(points), Rows(start, tuple(mass for mass in both if mass is not None))


def _masses(sign: float, masses: Sequence[Mass], points: dict[Point, int]) -> Masses | None:
    ending = [(row, mass) for row, mass in enumerate(masses) if mass[1] is not None]
    if not ending:
        return None
    ends, starts = ([mass[side] for _, mass in ending] for side in (1, 0))
    return Masses(
        sign, np.array([row for row, _ in ending], dtype=np.int64), _at(ends, points) - _at(starts, points)
    )


def _at(asked: Sequence[Point | None], points: dict[Point, int]) -> FloatArray:
    """1 where a row's point stands; now, where nothing has happened, stands nowhere."""
    found = np.zeros((len(asked), len(points)))
    for row, point in enumerate(asked):
        if point is not None:
            found[row, points[point]] = 1.0
    return found
