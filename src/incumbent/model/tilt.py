"""How may the base curve bend? A drift of the log hazard with knots, and shifts of the gates' odds.

    h*(t) = h(t) exp(eta(t))        logit pi*_k = logit pi_k + xi_k

How eta runs between knots and beyond them is the matter of `drift`. Knots far beyond others begin a chapter
(`chapters`): their drift is added to what the earlier chapter's has faded to, and never reaches back into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.domain.risks import BaseForecast, CompetingRisks, Gate
from incumbent.domain.vocabulary import CONTINUOUS_CAUSES, Cause
from incumbent.model.drift import Drift, drift_covariance, drift_of
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.knots import cells_between, knots_at

_DEATH = CONTINUOUS_CAUSES.index(Cause.DEATH)


@dataclass(frozen=True, slots=True)
class Point:
    """One place at which the fused curve is asked.

    Parameters
    ----------
    day : int
        Days after the origin, >= 1.
    death_excluded : bool
        Leave natural death out of the hazard.
    gate_index : int or None
        The chance of getting past this gate's decision, held for certain on `day`.
    gate_only : bool
        The chance of losing that decision for one who faces it: nothing else counts.
    """

    day: int
    death_excluded: bool = False
    gate_index: int | None = None
    gate_only: bool = False


@dataclass(frozen=True, slots=True)
class Tilt:
    """The bendable curve of one leader: cells in time, knots, and the prior of the bend.

    Parameters
    ----------
    base : BaseForecast
    edge_days : ndarray of int, shape (n_cells + 1,)
    mass : ndarray of float, shape (4, n_cells)
        Base hazard mass of the continuous causes.
    knot_days : ndarray of int, shape (n_knots,)
    own : Drift
        Of the last chapter's knots.
    knot_covariance : ndarray of float, shape (n_knots, n_knots)
    gate_variance : ndarray of float, shape (n_gates,)
    earlier : Tilt or None
        Of the chapters before, on the same cells; `knot_days` has their knots first, `own` and
        `knot_covariance` are of the later ones alone.
    """

    base: BaseForecast
    edge_days: IntArray
    mass: FloatArray
    knot_days: IntArray
    own: Drift
    knot_covariance: FloatArray
    gate_variance: FloatArray
    earlier: Tilt | None = None

    def until(self, n_cells: int) -> Tilt:
        """The same bend, looked at in its first cells only."""
        return replace(
            self,
            edge_days=self.edge_days[: n_cells + 1],
            mass=self.mass[:, :n_cells],
            own=self.own.until(n_cells),
            earlier=None if self.earlier is None else self.earlier.until(n_cells),
        )

    @property
    def gates(self) -> tuple[Gate, ...]:
        """The base curve's gates."""
        return self.base.risks.gates

    def exposure(self, points: Sequence[Point]) -> tuple[FloatArray, FloatArray]:
        """What each point's cumulative hazard is made of.

        Returns
        -------
        cells : ndarray of float, shape (n_points, n_cells)
            Base hazard mass of each cell up to the point.
        settled : ndarray of float, shape (n_points, n_gates)
            P(exit through a lost gate has happened by the point | lost).
        """
        days = np.array([point.day for point in points], dtype=np.float64)
        width = np.diff(self.edge_days)
        share = np.clip((days[:, None] - self.edge_days[:-1]) / width, 0.0, 1.0)
        total, alive = self.mass.sum(axis=0), np.delete(self.mass, _DEATH, axis=0).sum(axis=0)
        excluded = np.array([point.death_excluded for point in points])
        share[[point.gate_only for point in points]] = 0.0
        cells = np.asarray(share * np.where(excluded[:, None], alive, total), dtype=np.float64)
        settled = [_settled(gate, k, points, days) for k, gate in enumerate(self.gates)]
        return cells, np.array(settled).reshape(len(self.gates), len(points)).T

    @property
    def n_shape(self) -> int:
        """Unknowns of the curve's shape: knots, then gates."""
        return self.knot_days.size + len(self.gates)

    def hazard(
        self, bends: FloatArray, cells: FloatArray, settled: FloatArray, apart: FloatArray | None = None
    ) -> tuple[FloatArray, FloatArray]:
        """Cumulative hazard under many bends.

        Parameters
        ----------
        bends : ndarray of float, shape (n_bends, >= n_shape)
            eta at the knots, then the gates' shifts; anything further is not looked at.
        cells, settled : ndarray
            As `exposure` gives them.
        apart : ndarray of float, shape (n_bends, n_cells), optional
            Added to the drift, as `doubt` gives it.

        Returns
        -------
        hazard : ndarray of float, shape (n_bends, n_points)
        factor : ndarray of float, shape (n_bends, n_cells)
            What each cell's mass is multiplied by.
        """
        drift = self.drift(bends[:, : self.knot_days.size])
        if apart is not None:
            drift += apart
        factor = np.exp(drift, out=drift)
        hazard = factor @ cells.T
        if not self.gates:
            return hazard, factor
        losing, passing = self.losing(bends), np.ones_like(hazard)
        for gate in range(len(self.gates)):
            passing *= 1 - losing[:, gate, None] * settled[:, gate]
        return np.subtract(hazard, np.log(passing, out=passing), out=hazard), factor

    def gate_slope(self, losing: FloatArray, settled: FloatArray) -> tuple[FloatArray, FloatArray]:
        """The gates' part of the hazard, and its slopes in their shifts, (n_bends, n_points, n_gates)."""
        lost = losing[:, None, :] * settled
        passing = 1 - lost
        lost *= 1 - losing[:, None, :]
        lost /= passing
        return -np.log(passing.prod(axis=2)), lost

    def doubt(self, n_draws: int) -> FloatArray | None:
        """What the base rate does not know of the hazard away from the knots, shape (n_draws, n_cells).

        The part of its own draws that the drift does not follow; None when it has no draws.
        """
        shifts = shifts_in_cells(self.base, self.edge_days)
        if not shifts.size:
            return None
        return np.resize(self._unfollowed(shifts), (n_draws, self.edge_days.size - 1))

    def _unfollowed(self, shifts: FloatArray) -> FloatArray:
        left = shifts if self.earlier is None else self.earlier._unfollowed(shifts)
        at_knots = left[:, np.searchsorted(self.edge_days, self.own.knot_days, side="left") - 1]
        return left - at_knots @ self.own.basis.T

    def losing(self, bends: FloatArray) -> FloatArray:
        """Each gate's chance of losing, shape (n_bends, n_gates)."""
        if not self.gates:
            return np.zeros((len(bends), 0))
        chance = np.array([gate.chance_of_losing for gate in self.gates])
        return shifted_chance(chance, bends[:, self.knot_days.size : self.n_shape])

    def risks(self, bend: FloatArray) -> CompetingRisks:
        """The risks bent by one set of unknowns."""
        gates = tuple(
            replace(gate, chance_of_losing=float(shifted_chance(gate.chance_of_losing, shift)))
            for gate, shift in zip(self.gates, bend[self.knot_days.size : self.n_shape], strict=True)
        )
        origin = self.base.risks.origin_date
        drift = self.drift(bend[None, : self.knot_days.size])[0]
        return CompetingRisks(origin, self.edge_days, self.mass * np.exp(drift), gates)

    def drift(self, knots: FloatArray) -> FloatArray:
        """Eta in every cell, shape (n_bends, n_cells), from eta at the knots."""
        if self.earlier is None:
            return self.own.values(knots)
        n_earlier = self.earlier.knot_days.size
        return self.earlier.drift(knots[:, :n_earlier]) + self.own.values(knots[:, n_earlier:])


def shifts_in_cells(base: BaseForecast, edge_days: IntArray) -> FloatArray:
    """The base rate's draws of the log hazard in cells between other edges, shape (n_draws, n_cells)."""
    shifts = base.log_hazard_shifts
    if not shifts.size:
        return shifts
    middles = (edge_days[:-1] + edge_days[1:]) / 2
    place = np.searchsorted(base.risks.edge_days, middles) - 1
    return shifts[:, np.clip(place, 0, shifts.shape[1] - 1)]


def build_tilt(
    base: BaseForecast,
    deadline_days: Sequence[int],
    parameters: FusionParameters,
    *,
    after_day: int = 0,
    cut_at: Sequence[int] = (),
) -> Tilt:
    """The bendable curve with knots at the deadlines of the quotes.

    Parameters
    ----------
    base : BaseForecast
    deadline_days : sequence of int
        Days after the origin at which quotes speak of the hazard; near ones share a knot.
    parameters : FusionParameters
    after_day : int
        The drift stays 0 up to here.
    cut_at : sequence of int
        Further days at which cells are cut.

    Returns
    -------
    Tilt
    """
    knots = knots_at(deadline_days)
    risks = base.risks
    edges = cells_between(risks.edge_days, np.union1d(knots, np.array(cut_at, dtype=np.int64)))
    cumulative = np.concatenate([np.zeros((4, 1)), np.cumsum(risks.hazard_mass, axis=1)], axis=1)
    at_edges: list[FloatArray] = [np.interp(edges, risks.edge_days, row) for row in cumulative]
    mass = np.diff(np.array(at_edges), axis=1)
    covariance = drift_covariance(knots, parameters, after_day=after_day)
    gate_variance = np.full(len(risks.gates), parameters.gate_sd**2)
    if base.log_hazard_shifts.size and knots.size:
        inside = np.searchsorted(risks.edge_days, knots, side="left") - 1
        covariance = covariance + np.atleast_2d(np.cov(base.log_hazard_shifts[:, inside], rowvar=False))
    if base.log_odds_loss_shifts.size:
        gate_variance = gate_variance + base.log_odds_loss_shifts.var(axis=0)
    own = drift_of(edges, knots, parameters, after_day=after_day)
    return Tilt(base, edges, np.maximum(mass, 0.0), knots, own, covariance, gate_variance)


def shifted_chance(chance: float | FloatArray, log_odds: float | FloatArray) -> FloatArray:
    """A chance moved by some log odds, kept inside (0, 1)."""
    moved = np.log(chance) - np.log1p(-np.asarray(chance)) + log_odds
    return np.asarray(1 / (1 + np.exp(-np.minimum(np.maximum(moved, -27.6), 27.6))), dtype=np.float64)


def _settled(gate: Gate, index: int, points: Sequence[Point], days: FloatArray) -> FloatArray:
    """P(exit through a gate, if lost, has happened by each point), shape (n_points,)."""
    lag = [0 if point.gate_index is not None else gate.handover_lag_days for point in points]
    exits = np.maximum(1, gate.days + np.array(lag)[:, None])
    by_then = np.minimum(1.0, (exits <= days[:, None]) @ gate.chance_of_day)
    by_then[[point.gate_only for point in points]] = 0.0
    by_then[[point.gate_index == index for point in points]] = 1.0
    return by_then
