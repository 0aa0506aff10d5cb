"""What is one leader's fused curve? The central bend, its draws, and the bends without each source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray, SurvivalCurve
from incumbent.domain.quotes import LeftOut
from incumbent.domain.risks import BaseForecast
from incumbent.model.reading import Reading
from incumbent.model.tilt import Point, Tilt, shifted_chance


@dataclass(frozen=True, slots=True)
class Fused:
    """One leader's fused curve with everything it rests on.

    Parameters
    ----------
    curve, base_curve : SurvivalCurve
        Of the effective exit, with and without quotes.
    tilt : Tilt
    bend : ndarray of float, shape (n_unknowns,)
        The central bend of the curve; empty when no quote was used.
    draws : ndarray of float, shape (n_draws, n_unknowns)
        Bends of the curve; empty when no quote was used.
    without : tuple of (str, ndarray)
        Source id, and the bend without the readings it spoke with; copies of them stay left out, and older
        readings that they overtook stay unsure.
    readings : tuple of Reading
        The quotes used.
    left_out : tuple of LeftOut
    """

    curve: SurvivalCurve
    base_curve: SurvivalCurve
    tilt: Tilt
    bend: FloatArray
    draws: FloatArray
    without: tuple[tuple[str, FloatArray], ...]
    readings: tuple[Reading, ...]
    left_out: tuple[LeftOut, ...]

    def drawn_survival(self, days: IntArray) -> FloatArray:
        """P(T > origin + days) in each draw.

        Parameters
        ----------
        days : ndarray of int, shape (n_days,)
            From 0 to the last day of the base curve.

        Returns
        -------
        ndarray of float, shape (n_draws, n_days)
            A single row when nothing is uncertain.
        """
        cells, settled = self.tilt.exposure([Point(int(day)) for day in days])
        if self.readings:
            reach = int(np.max(np.flatnonzero(cells.any(axis=0)), initial=0)) + 1
            near, doubt = self.tilt.until(reach), self.tilt.doubt(len(self.draws))
            apart = None if doubt is None else doubt[:, :reach]
            return np.exp(-near.hazard(self.draws, cells[:, :reach], settled, apart)[0])
        return _base_draws(self.tilt.base, days, settled)

    def survival_without(self, days: IntArray) -> FloatArray:
        """P(T > origin + days) had each source been silent, shape (n_sources, n_days)."""
        if not self.without:
            return np.zeros((0, days.size))
        cells, settled = self.tilt.exposure([Point(int(day)) for day in days])
        bends = np.array([bend for _, bend in self.without])
        return np.exp(-self.tilt.hazard(bends, cells, settled)[0])

    def band(self, days: IntArray, level: float = 0.8) -> tuple[FloatArray, FloatArray]:
        """Central band of the chance of still being in office, `low` and `high` of shape (n_days,).

        The k-th of n draws stands at k / (n + 1) [1]_: then the band holds the truth, if that is one more
        draw, with just this probability, while the usual k - 1 of n - 1 would hold it less often.

        References
        ----------
        .. [1] Weibull (1939), The phenomenon of rupture in solids; Hyndman & Fan (1996), type 6.
        """
        drawn: FloatArray = np.sort(self.drawn_survival(days), axis=0)
        centre = self.curve.survival(days)
        place: FloatArray = np.arange(1, len(drawn) + 1) / (len(drawn) + 1)
        sides = np.array([(1 - level) / 2, (1 + level) / 2])
        band: list[FloatArray] = [np.interp(sides, place, column) for column in drawn.T]
        low, high = np.array(band, dtype=np.float64).reshape(-1, 2).T
        return np.minimum(low, centre), np.maximum(high, centre)


def _base_draws(base: BaseForecast, days: IntArray, settled: FloatArray) -> FloatArray:
    """Survival in the draws of the base rate itself, shape (n_draws, n_days)."""
    risks = base.risks
    hazard_shifts = base.log_hazard_shifts if base.log_hazard_shifts.size else np.zeros((1, 1))
    mass = risks.hazard_mass.sum(axis=0) * np.exp(hazard_shifts)
    cumulative = np.concatenate([np.zeros((len(mass), 1)), np.cumsum(mass, axis=1)], axis=1)
    hazard: list[FloatArray] = [np.interp(days, risks.edge_days, row) for row in cumulative]
    survival = np.exp(-np.array(hazard))
    if not risks.gates:
        return survival
    loss_shifts = base.log_odds_loss_shifts if base.log_odds_loss_shifts.size else np.zeros((1, 1))
    losing = shifted_chance(np.array([gate.chance_of_losing for gate in risks.gates]), loss_shifts)
    return survival * np.prod(1 - losing[:, None, :] * settled, axis=2)
