"""How may the base curve bend? A drift of the log hazard with knots, and shifts of the gates' odds.

    h*(t) = h(t) exp(eta(t))        logit pi*_k = logit pi_k + xi_k

Between knots eta follows an Ornstein-Uhlenbeck bridge. After the last it returns to 0, a large drift
faster than a small one: a crisis is over sooner than a slow decline. Before the first knot it is even for a
while and then fades, so that a quote for a far date leaves the near ones alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.domain.risks import BaseForecast, CompetingRisks, Gate
from incumbent.domain.vocabulary import CONTINUOUS_CAUSES, Cause
from incumbent.model.fusion_parameters import FusionParameters

_DEATH = CONTINUOUS_CAUSES.index(Cause.DEATH)
_LONGEST_CELL_DAYS = 31
_LARGEST_TILT = 12.0


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
    basis : ndarray of float, shape (n_cells, n_knots)
        eta in a cell = basis @ eta at the knots.
    knot_covariance : ndarray of float, shape (n_knots, n_knots)
    gate_variance : ndarray of float, shape (n_gates,)
    growth : ndarray of float, shape (n_cells,)
        exp(2 * rate * days since the last knot); 1 up to it.
    fast_above : float
        Size from which a drift returns markedly faster.
    """

    base: BaseForecast
    edge_days: IntArray
    mass: FloatArray
    knot_days: IntArray
    basis: FloatArray
    knot_covariance: FloatArray
    gate_variance: FloatArray
    growth: FloatArray
    fast_above: float

    def until(self, n_cells: int) -> Tilt:
        """The same bend, looked at in its first cells only."""
        return replace(
            self,
            edge_days=self.edge_days[: n_cells + 1],
            mass=self.mass[:, :n_cells],
            basis=self.basis[:n_cells],
            growth=self.growth[:n_cells],
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
        settled = np.array(
            [[_settled(gate, k, point) for k, gate in enumerate(self.gates)] for point in points]
        )
        return cells, settled.reshape(len(points), len(self.gates))

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
        factor = np.exp(drift if apart is None else drift + apart)
        hazard = factor @ cells.T
        if not self.gates:
            return hazard, factor
        losing, passing = self.losing(bends), np.ones_like(hazard)
        for gate in range(len(self.gates)):
            passing *= 1 - losing[:, gate, None] * settled[:, gate]
        return hazard - np.log(passing), factor

    def gate_slope(self, losing: FloatArray, settled: FloatArray) -> FloatArray:
        """Slope of the hazard in the gates' shifts, shape (n_bends, n_points, n_gates)."""
        lost = losing[:, None, :] * settled
        return lost * (1 - losing[:, None, :]) / (1 - lost)

    def doubt(self, n_draws: int) -> FloatArray | None:
        """What the base rate does not know of the hazard away from the knots, shape (n_draws, n_cells).

        The part of its own draws that the drift does not follow; None when it has no draws.
        """
        shifts, edges = self.base.log_hazard_shifts, self.base.risks.edge_days
        if not shifts.size:
            return None
        middles = (self.edge_days[:-1] + self.edge_days[1:]) / 2
        in_cells = shifts[:, np.clip(np.searchsorted(edges, middles) - 1, 0, shifts.shape[1] - 1)]
        at_knots = shifts[:, np.searchsorted(edges, self.knot_days, side="left") - 1]
        return np.resize(in_cells - at_knots @ self.basis.T, (n_draws, middles.size))

    def losing(self, bends: FloatArray) -> FloatArray:
        """Each gate's chance of losing, shape (n_bends, n_gates)."""
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
        """Eta in every cell, shape (n_bends, n_cells), from eta at the knots.

        After the last knot it follows d eta / dt = -rate * eta * (1 + (eta / tilt_sd) ** 2).
        """
        drift = knots @ self.basis.T
        if self.fades_inside:
            after, last, size = self.growth > 1, knots[:, -1:], self.fast_above
            growth = self.growth[after]
            drift[:, after] = last * size / np.sqrt(last * last * (growth - 1) + size * size * growth)
        return np.minimum(np.maximum(drift, -_LARGEST_TILT), _LARGEST_TILT)

    @property
    def fades_inside(self) -> bool:
        """True if some cells lie after the last knot."""
        return bool(self.knot_days.size) and float(self.growth[-1]) > 1

    def fading_slope(self, knots: FloatArray) -> FloatArray:
        """Slope of the drift in the last knot over the one that `basis` has, shape (n_bends, n_cells)."""
        last, square = knots[:, -1:], self.fast_above**2
        growth = np.maximum(self.growth, 1.0)
        return (square * growth / (last * last * (growth - 1) + square * growth)) ** 1.5


def build_tilt(base: BaseForecast, deadline_days: Sequence[int], parameters: FusionParameters) -> Tilt:
    """The bendable curve with knots at the deadlines of the quotes.

    Parameters
    ----------
    base : BaseForecast
    deadline_days : sequence of int
        Days after the origin at which quotes speak of the hazard; near ones share a knot.
    parameters : FusionParameters

    Returns
    -------
    Tilt
    """
    knots = _knots(deadline_days)
    risks = base.risks
    edges = _cells(risks.edge_days, knots)
    cumulative = np.concatenate([np.zeros((4, 1)), np.cumsum(risks.hazard_mass, axis=1)], axis=1)
    at_edges: list[FloatArray] = [np.interp(edges, risks.edge_days, row) for row in cumulative]
    mass = np.diff(np.array(at_edges), axis=1)
    middles = (edges[:-1] + edges[1:]) / 2
    covariance = parameters.tilt_sd**2 * _reverting(knots, knots, parameters.tilt_half_life_days)
    gate_variance = np.full(len(risks.gates), parameters.gate_sd**2)
    if base.log_hazard_shifts.size and knots.size:
        inside = np.searchsorted(risks.edge_days, knots, side="left") - 1
        covariance = covariance + np.atleast_2d(np.cov(base.log_hazard_shifts[:, inside], rowvar=False))
    if base.log_odds_loss_shifts.size:
        gate_variance = gate_variance + base.log_odds_loss_shifts.var(axis=0)
    basis = _basis(middles, knots, parameters)
    since = np.maximum(0.0, middles - (knots[-1] if knots.size else np.inf))
    growth = np.exp2(2 * since / parameters.tilt_half_life_days)
    return Tilt(
        base,
        edges,
        np.maximum(mass, 0.0),
        knots,
        basis,
        covariance,
        gate_variance,
        growth,
        parameters.tilt_sd,
    )


def shifted_chance(chance: float | FloatArray, log_odds: float | FloatArray) -> FloatArray:
    """A chance moved by some log odds, kept inside (0, 1)."""
    moved = np.log(chance) - np.log1p(-np.asarray(chance)) + log_odds
    inside = np.minimum(np.maximum(moved, -27.6), 27.6)
    return np.asarray(1 / (1 + np.exp(-inside)), dtype=np.float64)


def _settled(gate: Gate, index: int, point: Point) -> float:
    if point.gate_index == index:
        return 1.0
    if point.gate_only:
        return 0.0
    lag = 0 if point.gate_index is not None else gate.handover_lag_days
    exits = np.maximum(1, gate.days + lag)
    return float(min(1.0, gate.chance_of_day[exits <= point.day].sum()))


def _knots(deadline_days: Sequence[int]) -> IntArray:
    """Deadlines, those shortly before another left out."""
    kept: list[int] = []
    for day in sorted(set(deadline_days), reverse=True):
        if not kept or kept[-1] - day > max(10.0, 0.08 * day):
            kept.append(day)
    return np.array(kept[::-1], dtype=np.int64)


def _cells(edge_days: IntArray, knots: IntArray) -> IntArray:
    inner = np.unique(np.concatenate([edge_days, knots[knots < edge_days[-1]]]))
    width = np.diff(inner)
    pieces = -(-width // _LONGEST_CELL_DAYS)
    whole = np.repeat(np.arange(width.size), pieces)
    piece = np.arange(1, whole.size + 1) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    edges = inner[whole] + width[whole] * piece // pieces[whole]
    return np.concatenate([inner[:1], edges]).astype(np.int64)


def _reverting(first: FloatArray | IntArray, second: FloatArray | IntArray, half_life: float) -> FloatArray:
    return np.exp2(-np.abs(first[:, None] - second[None, :]) / half_life)


def _basis(days: FloatArray, knots: IntArray, parameters: FusionParameters) -> FloatArray:
    """Ornstein-Uhlenbeck bridge weights of each knot on each day."""
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
    return basis
