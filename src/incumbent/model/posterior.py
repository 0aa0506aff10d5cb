"""How likely is a bend of the curve, given the quotes? Value, gradient and curvature of many at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.bend_prior import prior_slopes, prior_value
from incumbent.model.drift import DriftSlopes
from incumbent.model.problem import Problem, miss_of
from incumbent.model.rows import Masses

_SMALLEST = 1e-300


@dataclass(frozen=True, slots=True)
class Local:
    """The posterior around some bends.

    Parameters
    ----------
    value : ndarray of float, shape (n_bends,)
        Log density, up to a constant of each case.
    gradient : ndarray of float, shape (n_bends, n_unknowns)
    curvature : ndarray of float, shape (n_bends, n_unknowns, n_unknowns)
        Positive definite: expected curvature at the weights of the Student-t errors.
    observed : ndarray of float, shape (n_bends, n_unknowns, n_unknowns)
        Curvature of the density itself, which heavy tails bend back.
    """

    value: FloatArray
    gradient: FloatArray
    curvature: FloatArray
    observed: FloatArray

    @staticmethod
    def unknown(n_bends: int, n_unknowns: int) -> Local:
        """Nothing is known yet around so many bends: whatever is found will be higher."""
        square = np.zeros((n_bends, n_unknowns, n_unknowns))
        return Local(np.full(n_bends, -np.inf), square[:, :, 0].copy(), square, square.copy())

    def of(self, bends: Any) -> Local:
        """The posterior around some of the bends."""
        return Local(self.value[bends], self.gradient[bends], self.curvature[bends], self.observed[bends])

    def take(self, bends: IntArray, other: Local) -> None:
        """Replace what is known around some bends."""
        self.value[bends], self.gradient[bends] = other.value, other.gradient
        self.curvature[bends], self.observed[bends] = other.curvature, other.observed


def local(problem: Problem, bends: FloatArray, cases: IntArray, width: FloatArray) -> Local:
    """Value, gradient and curvature of the log posterior with the width of the prior given.

    Parameters
    ----------
    problem : Problem
    bends : ndarray of float, shape (n_bends, n_unknowns)
    cases : ndarray of int, shape (n_bends,)
        Which case of the source errors each bend is judged by.
    width : ndarray of float, shape (n_bends,)
        Of the normal prior of drift and gates, in multiples of their scales.

    Returns
    -------
    Local
    """
    shape = _shape(problem, bends)
    prior = prior_slopes(problem.prior, bends, width)
    miss = miss_of(problem, shape.ratio, bends)
    value, pull, weight, observed = _fit(problem, miss, cases)
    on_rows, slopes = pull @ problem.errors.turn.T, shape.jacobian
    if problem.room is not None:
        outside = (miss != 0) | (problem.room == 0)  # inside bid and ask nothing pulls
        on_rows, slopes = on_rows * outside, slopes * outside[:, :, None]
    jacobian = problem.errors.turn.T @ slopes
    turned = np.swapaxes(jacobian, 1, 2)
    return Local(
        prior.value + value,
        prior.gradient - (turned @ pull[:, :, None])[:, :, 0],
        prior.curvature + (turned * weight[:, None, :]) @ jacobian,
        prior.curvature + turned @ (observed @ jacobian) + _bending(problem, shape, on_rows),
    )


def log_density(problem: Problem, bends: FloatArray) -> FloatArray:
    """Log posterior of many bends under the Student-t prior, all sources together, shape (n_bends,)."""
    hazard = problem.tilt.hazard(bends, problem.cells, problem.settled)[0]
    miss = miss_of(problem, problem.rows.log_ratio(hazard), bends)
    density, _ = _densities(problem, miss @ problem.errors.turn)
    likely = np.maximum(np.add.reduce(np.exp(density, out=density)), _SMALLEST)
    return prior_value(problem.prior, bends) + np.add.reduce(np.log(likely, out=likely), axis=1)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The rows' log ratios over their reactions, with slopes in the unknowns and what those are made of.

    `steep` is each cell's factor times the slope of its drift in u; `bent` the factor times what bends it.
    `losing` are the gates' chances, `gate_slope` the slopes of the hazard in their shifts.
    `gaps` holds, for each side of the ratios, its masses, the slope of the hazard between a mass's ends in
    the unknowns, and the first and second slope of the row in that hazard.
    """

    ratio: FloatArray
    jacobian: FloatArray
    steep: FloatArray
    bent: FloatArray
    drift: DriftSlopes
    losing: FloatArray
    gate_slope: FloatArray
    gaps: tuple[tuple[Masses, FloatArray, FloatArray, FloatArray], ...]


def _shape(problem: Problem, bends: FloatArray) -> _Shape:
    tilt, rows, n_knots = problem.tilt, problem.rows, problem.n_knots
    drift = tilt.own.slopes(bends[:, :n_knots])
    factor, losing = np.exp(drift.values), tilt.losing(bends)
    hazard, (at_gates, gate_slope) = factor @ problem.cells.T, tilt.gate_slope(losing, problem.settled)
    hazard += at_gates
    steep = factor * drift.cell
    inner = np.empty((*hazard.shape, tilt.n_shape))
    on_knots = (steep @ problem.knot_exposure).reshape(*hazard.shape, n_knots)
    np.multiply(on_knots, drift.damped[:, None, :], out=inner[:, :, :n_knots])
    inner[:, :, n_knots:] = gate_slope
    ratio = hazard.copy() if rows.start is None else hazard @ rows.start.T
    jacobian = np.empty((*ratio.shape, problem.n_unknowns))
    on_shape = jacobian[:, :, : tilt.n_shape]
    on_shape[:] = inner if rows.start is None else rows.start @ inner
    gaps: list[tuple[Masses, FloatArray, FloatArray, FloatArray]] = []
    for mass in rows.masses:
        between, (chance, first) = inner if mass.gap is None else mass.gap @ inner, mass.look(hazard)
        first *= mass.sign
        ratio[:, mass.rows] += mass.sign * chance
        on_shape[:, mass.rows] += first[:, :, None] * between
        gaps.append((mass, between, first, -first * (1 + mass.sign * first)))
    on_shape /= problem.reaction[:, None]
    bent = steep * drift.cell + factor * drift.cell_second
    jacobian[:, :, tilt.n_shape :] = problem.in_kind.T
    return _Shape(ratio, jacobian, steep, bent, drift, losing, gate_slope, tuple(gaps))


def _bending(problem: Problem, shape: _Shape, pull: FloatArray) -> FloatArray:
    """Second derivatives of the log ratios, weighed by the pull on each row."""
    n_knots, n_shape = problem.n_knots, problem.tilt.n_shape
    bending = np.zeros((len(pull), problem.n_unknowns, problem.n_unknowns))
    inner = bending[:, :n_shape, :n_shape]
    pull = pull / problem.reaction
    on_points = pull.copy() if problem.rows.start is None else pull @ problem.rows.start
    for mass, between, first, second in shape.gaps:
        on_rows = pull[:, mass.rows]
        inner += np.swapaxes(between * (on_rows * second)[:, :, None], 1, 2) @ between
        on_points += on_rows * first if mass.gap is None else (on_rows * first) @ mass.gap
    on_cells = on_points @ problem.cells
    pairs = ((shape.bent * on_cells) @ problem.knot_pairs).reshape(len(pull), n_knots, n_knots)
    damped = shape.drift.damped
    inner[:, :n_knots, :n_knots] += pairs * (damped[:, :, None] * damped[:, None, :])
    own = np.arange(n_knots)
    inner[:, own, own] += ((shape.steep * on_cells) @ problem.tilt.own.basis) * shape.drift.damped_second
    if problem.tilt.gates:
        losing, slope = shape.losing[:, None, :], shape.gate_slope
        second = slope * (1 - 2 * losing) + slope * slope
        places = np.arange(n_knots, n_shape)
        inner[:, places, places] += (on_points[:, :, None] * second).sum(axis=1)
    return bending


def _fit(
    problem: Problem, miss: FloatArray, cases: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Log likelihood, its slope in the turned misses, and their expected and observed curvature."""
    errors = problem.errors
    turned, heard = miss @ errors.turn, errors.heard[cases]
    density, stretched = _densities(problem, turned)
    top = density.max(axis=0)
    share = np.exp(density - top)
    total = share.sum(axis=0)
    value = ((top + np.log(total)) * heard).sum(axis=1)
    share *= heard / total
    tail = (1 / stretched)[:, :, errors.row_source]
    tail *= errors.pull[:, None, :]
    pulling = share[:, :, errors.row_source]
    pulling *= tail
    weight = pulling.sum(axis=0)
    mean = weight * turned
    pulling *= errors.bent
    observed = pulling.transpose(1, 2, 0) @ tail.transpose(1, 0, 2)
    observed *= turned[:, :, None] * -turned[:, None, :]
    observed += mean[:, :, None] * mean[:, None, :]
    observed *= errors.same_source
    rows = np.arange(errors.row_source.size)
    observed[:, rows, rows] += weight
    return value, mean, weight, observed


def _densities(problem: Problem, turned: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Log density of each source's Student-t errors at each scale, and by how much its tails are stretched.

    `turned` is shaped (n_bends, n_rows), the answers (n_scales, n_bends, n_sources).
    """
    errors = problem.errors
    stretched = (turned * turned) @ errors.by_source
    stretched += 1
    density = np.log(stretched)
    density *= errors.minus_power
    density += errors.constant
    return density, stretched
