"""One leader's survival curve: the chance of still being in office, split by cause of exit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from incumbent.domain.vocabulary import Cause

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """P(T > t), T the day of exit, with the hazard mass of each cause between knots.

    The chance on a date is that of holding the office at the end of that local civil day: on the
    day of a hand-over the holder is already out.

    Parameters
    ----------
    origin_date : date
        The day the curve looks forward from; the leader is in office on it.
    knot_days : ndarray of int, shape (n_intervals + 1,)
        Days after the origin, rising from 0.
    causes : tuple of Cause, length n_causes
    hazard_mass : ndarray of float, shape (n_causes, n_intervals)
        Integrated hazard of each cause over each interval, >= 0. Within an interval the hazard is even.

    Raises
    ------
    ValueError
        If shapes disagree, knots do not rise from 0, or a mass is negative or not finite.

    Examples
    --------
    >>> curve = SurvivalCurve(date(2017, 1, 1), np.array([0, 365]), (Cause.REGULAR,), np.array([[0.2]]))
    >>> round(float(curve.at(date(2018, 1, 1))), 4)
    0.8187
    """

    origin_date: date
    knot_days: IntArray
    causes: tuple[Cause, ...]
    hazard_mass: FloatArray

    def __post_init__(self) -> None:
        knots, mass = self.knot_days, self.hazard_mass
        if knots.ndim != 1 or knots.size < 2 or knots[0] != 0 or not bool(np.all(np.diff(knots) > 0)):
            msg = f"knot_days must rise strictly from 0, with at least two knots; got {knots!r}."
            raise ValueError(msg)
        if mass.shape != (len(self.causes), knots.size - 1):
            msg = f"hazard_mass has shape {mass.shape}; must be {(len(self.causes), knots.size - 1)}."
            raise ValueError(msg)
        if not bool(np.all(np.isfinite(mass) & (mass >= 0))):
            msg = "hazard_mass must be finite and >= 0: a negative mass would let the curve rise."
            raise ValueError(msg)

    @property
    def last_date(self) -> date:
        """The last date the curve answers."""
        return self.origin_date + timedelta(days=int(self.knot_days[-1]))

    def survival(self, days: IntArray | FloatArray) -> FloatArray:
        """P(T > origin + days).

        Parameters
        ----------
        days : ndarray, any shape
            Days after the origin, from 0 to the last knot.

        Returns
        -------
        ndarray of float, same shape, in [0, 1], never rising in `days`.

        Raises
        ------
        ValueError
            If a day lies before the origin or beyond the last knot.
        """
        self._require_inside(days)
        cumulative = np.concatenate([[0.0], np.cumsum(self.hazard_mass.sum(axis=0))])
        return np.exp(-np.interp(days, self.knot_days, cumulative))

    def at(self, target_date: date) -> float:
        """P(still in office at the end of `target_date`), in [0, 1]."""
        return float(self.survival(np.array([(target_date - self.origin_date).days]))[0])

    def exit_by_cause(self, days: IntArray | FloatArray) -> FloatArray:
        """P(T <= origin + days, by each cause).

        Returns
        -------
        ndarray of float, shape (n_causes, n_days)
            Columns sum to 1 - survival(days).
        """
        self._require_inside(days)
        total = self.hazard_mass.sum(axis=0)
        cumulative = np.concatenate([[0.0], np.cumsum(total)])
        at_knots = np.exp(-cumulative)
        leaving = at_knots[:-1] * -np.expm1(-total)
        share = np.divide(self.hazard_mass, total, out=np.zeros_like(self.hazard_mass), where=total > 0)
        settled = np.concatenate(
            [np.zeros((len(self.causes), 1)), np.cumsum(share * leaving, axis=1)], axis=1
        )
        interval = np.clip(np.searchsorted(self.knot_days, days, side="right") - 1, 0, total.size - 1)
        partial = at_knots[interval] - self.survival(days)
        return settled[:, interval] + share[:, interval] * partial

    def causes_at(self, target_date: date) -> Mapping[Cause, float]:
        """P(exit by `target_date`) for each cause; they sum to 1 - at(target_date)."""
        column = self.exit_by_cause(np.array([(target_date - self.origin_date).days]))[:, 0]
        return {cause: float(value) for cause, value in zip(self.causes, column, strict=True)}

    def _require_inside(self, days: IntArray | FloatArray) -> None:
        if np.size(days) and (np.min(days) < 0 or np.max(days) > self.knot_days[-1]):
            msg = (
                f"asked for day {np.min(days)} to {np.max(days)} after {self.origin_date}; the curve answers "
                f"0 to {self.knot_days[-1]}. Ask for a date inside, or build the curve with a longer reach."
            )
            raise ValueError(msg)
