"""How likely is a bend of the curve, given the quotes? Value, gradient and curvature of many at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.bend_prior import prior_slopes, prior_value
from incumbent.model.drift import DriftSlopes
from incumbent.model.problem import Problem, miss_of

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
    slack : ndarray of float, shape (n_bends, n_unknowns, n_unknowns)
        By how much the curvature is larger than the observed one, which heavy tails bend back.
    """

    value: FloatArray
    gradient: FloatArray
    curvature: FloatArray
    slack: FloatArray

    def of(self, bends: Any) -> Local:
        """The posterior around some of the bends."""
        return Local(self.value[bends], self.gradient[bends], self.curvature[bends], self.slack[bends])

    def take(self, bends: IntArray, other: Local) -> None:
        """Replace what is known around some bends."""
        self.value[bends], self.gradient[bends] = other.value, other.gradient
        self.curvature[bends], self.slack[bends] = other.curvature, other.slack


def local(problem: Problem, bends: FloatArray, cases: IntArray, width: FloatArray) -> Local:
    """Value, gradient and curvature of the log posterior.

    Parameters
    ----------
    problem : Problem
    bends : ndarray of float, shape (n_bends, n_unknowns)
    cases : ndarray of int, shape (n_bends,)
        Which case of the source errors each bend is judged by.
    width : ndarray of float, shape (n_bends,)
        Of the prior: 0 for the Student-t, else that of a normal, as in `prior_slopes`.

    Returns
    -------
    Local
    """
    shape = _shape(problem, bends)
    prior = prior_slopes(problem, bends, width)
    miss = miss_of(problem, shape.ratio, bends)
    value, pull, weight, slack = _fit(problem, miss, cases)
    outside = (miss != 0) | (problem.low == problem.high)  # inside bid and ask nothing pulls
    jacobian = problem.errors.turn.T @ (shape.jacobian * outside[:, :, None])
    turned = np.swapaxes(jacobian, 1, 2)
    on_rows = (pull @ problem.errors.turn.T) * outside
    return Local(
        prior.value + value,
        prior.gradient - (turned @ pull[:, :, None])[:, :, 0],
        prior.curvature + (turned * weight[:, None, :]) @ jacobian,
        prior.slack + turned @ slack @ jacobian - _bending(problem, shape, on_rows),
    )


def log_density(problem: Problem, bends: FloatArray) -> FloatArray:
    """Log posterior of many bends, all sources together, shape (n_bends,)."""
    hazard = problem.tilt.hazard(bends, problem.cells, problem.settled)[0]
    miss = miss_of(problem, problem.rows.log_ratio(hazard), bends)
    density, _ = _densities(problem, miss @ problem.errors.turn)
    likely = np.exp(density, out=density).sum(axis=0)
    return prior_value(problem, bends) + np.log(np.maximum(likely, _SMALLEST)).sum(axis=1)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The rows' log ratios over their reactions, with slopes in the unknowns and what those are made of.

    `steep` is each cell's factor times the slope of its drift in u; `bent` the factor times what bends it.
    `gaps` holds, for each side of the
    ratios, the rows, the slope of the hazard between a mass's ends in the unknowns, the matrix from points to
    that hazard, and the first and second slope of the row in it.
    """

    ratio: FloatArray
    jacobian: FloatArray
    steep: FloatArray
    bent: FloatArray
    drift: DriftSlopes
    losing: FloatArray
    gate_slope: FloatArray
    gaps: tuple[tuple[IntArray, FloatArray, FloatArray, FloatArray, FloatArray], ...]


def _shape(problem: Problem, bends: FloatArray) -> _Shape:
    tilt, rows, n_knots = problem.tilt, problem.rows, problem.n_knots
    hazard, factor = tilt.hazard(bends, problem.cells, problem.settled)
    losing = tilt.losing(bends)
    gate_slope = tilt.gate_slope(losing, problem.settled)
    drift = tilt.own.slopes(bends[:, :n_knots], np.log(factor))
    steep = factor * drift.cell
    inner = np.empty((*hazard.shape, tilt.n_shape))
    on_knots = (steep @ problem.knot_exposure).reshape(*hazard.shape, n_knots)
    inner[:, :, :n_knots] = on_knots * drift.damped[:, None, :]
    inner[:, :, n_knots:] = gate_slope
    jacobian = np.empty((len(bends), problem.low.size, problem.n_unknowns))
    on_shape = jacobian[:, :, : tilt.n_shape]
    np.matmul(rows.start, inner, out=on_shape)
    gaps: list[tuple[IntArray, FloatArray, FloatArray, FloatArray, FloatArray]] = []
    for mass in rows.masses:
        between, first = mass.gap @ inner, mass.steepness(hazard)
        second = -mass.sign * first * (1 + first)
        on_shape[:, mass.rows] += mass.sign * first[:, :, None] * between
        gaps.append((mass.rows, between, mass.gap, mass.sign * first, second))
    on_shape /= problem.reaction[:, None]
    bent = steep * drift.cell + factor * drift.cell_second
    jacobian[:, :, tilt.n_shape :] = problem.in_kind.T
    return _Shape(rows.log_ratio(hazard), jacobian, steep, bent, drift, losing, gate_slope, tuple(gaps))


def _bending(problem: Problem, shape: _Shape, pull: FloatArray) -> FloatArray:
    """Second derivatives of the log ratios, weighed by the pull on each row."""
    n_knots, n_shape = problem.n_knots, problem.tilt.n_shape
    bending = np.zeros((len(pull), problem.n_unknowns, problem.n_unknowns))
    inner = bending[:, :n_shape, :n_shape]
    pull = pull / problem.reaction
    on_points = pull @ problem.rows.start
    for rows, between, gap, first, second in shape.gaps:
        inner += np.swapaxes(between * (pull[:, rows] * second)[:, :, None], 1, 2) @ between
        on_points += (pull[:, rows] * first) @ gap
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
    """Log likelihood, its slope in the turned misses, their weights, and the weights' slack."""
    errors = problem.errors
    turned, heard = miss @ errors.turn, errors.heard[cases]
    density, stretched = _densities(problem, turned)
    top = density.max(axis=0)
    share = np.exp(density - top)
    total = share.sum(axis=0)
    value = ((top + np.log(total)) * heard).sum(axis=1)
    share *= heard / total
    tail = (2 * errors.power / errors.freedom) / stretched
    tail = tail[:, :, errors.row_source] * errors.precision[:, None, :]
    pulling = share[:, :, errors.row_source] * tail
    weight = pulling.sum(axis=0)
    mean = weight * turned
    bent = pulling * (1 + 1 / errors.power)[errors.row_source]
    slack = (bent.transpose(1, 2, 0) @ tail.transpose(1, 0, 2)) * (turned[:, :, None] * turned[:, None, :])
    same_source = errors.row_source[:, None] == errors.row_source[None, :]
    return value, mean, weight, (slack - mean[:, :, None] * mean[:, None, :]) * same_source


def _densities(problem: Problem, turned: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Log density of each source's Student-t errors at each scale, and by how much its tails are stretched.

    `turned` is shaped (n_bends, n_rows), the answers (n_scales, n_bends, n_sources).
    """
    errors = problem.errors
    stretched = (turned * turned) @ errors.by_source
    stretched += 1
    return errors.constant - errors.power * np.log(stretched), stretched
