"""How likely is a bend of the curve, given the quotes? Value, gradient and curvature of many at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.bend_prior import prior_slopes, prior_value
from incumbent.model.problem import SMALLEST_GAP, Problem, extended, log_ratio, miss_of
from incumbent.model.source_errors import log_scale_weights


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


def local(problem: Problem, bends: FloatArray, cases: IntArray, *, trusting: bool = False) -> Local:
    """Value, gradient and curvature of the log posterior.

    Parameters
    ----------
    problem : Problem
    bends : ndarray of float, shape (n_bends, n_unknowns)
    cases : ndarray of int, shape (n_bends,)
        Which case of the source errors each bend is judged by.
    trusting : bool
        Weigh the misses as if errors and drift were normal: good only for finding a start.

    Returns
    -------
    Local
    """
    shape = _shape(problem, bends)
    gradient, curvature, prior_slack = prior_slopes(problem, bends, trusting=trusting)
    miss = miss_of(problem, shape.ratio, bends)
    value, pull, weight, slack = _fit(problem, miss, cases, trusting)
    outside = (miss != 0) | (problem.low == problem.high)  # inside bid and ask nothing pulls
    jacobian = shape.jacobian * outside[:, :, None]
    turned = np.swapaxes(jacobian, 1, 2)
    return Local(
        prior_value(problem, bends) + value,
        gradient - (turned @ pull[:, :, None])[:, :, 0],
        curvature + turned @ weight @ jacobian,
        prior_slack + turned @ slack @ jacobian - _bending(problem, shape, bends, pull * outside),
    )


def log_density(problem: Problem, bends: FloatArray) -> FloatArray:
    """Log posterior of many bends, all sources together, shape (n_bends,)."""
    hazard = problem.tilt.hazard(bends, problem.cells, problem.settled)[0]
    ratio = log_ratio(hazard, problem.upper, problem.lower)
    miss = miss_of(problem, ratio, bends)
    quadratic = np.stack(
        [((miss @ matrix) * miss) @ _members(problem) for matrix in problem.errors.precision[0]]
    )
    value, _, _ = _mixture(problem, np.moveaxis(quadratic, 0, 1), np.zeros(len(bends), dtype=np.int64))
    return prior_value(problem, bends) + value


@dataclass(frozen=True, slots=True)
class _Shape:
    """The rows' log ratios with their slopes.

    `gaps` holds, for the upper and the lower mass of each row, the slope of the hazard between its ends in
    the unknowns, and the second derivative of the log mass in that hazard.
    """

    ratio: FloatArray
    jacobian: FloatArray
    factor: FloatArray
    point_slope: FloatArray
    gate_slope: FloatArray
    gaps: tuple[tuple[FloatArray, FloatArray], ...]


def _shape(problem: Problem, bends: FloatArray) -> _Shape:
    hazard, factor, gate_slope = problem.tilt.hazard(bends, problem.cells, problem.settled)
    knot_slope = (factor[:, None, :] * problem.cells) @ problem.tilt.basis
    n_bends, n_points = hazard.shape
    inner = np.zeros((n_bends, n_points + 2, problem.tilt.n_shape))
    inner[:, :n_points, : problem.n_knots] = knot_slope
    inner[:, :n_points, problem.n_knots :] = gate_slope
    placed, rows = extended(hazard), np.arange(problem.upper.shape[1], dtype=np.int64)
    slope = np.zeros((n_bends, rows.size, n_points + 2))
    gaps: list[tuple[FloatArray, FloatArray]] = []
    for sign, (start, end) in ((1.0, problem.upper), (-1.0, problem.lower)):
        gap = np.maximum(placed[:, end] - placed[:, start], SMALLEST_GAP)
        steep = 1 / np.expm1(np.minimum(gap, 700.0))
        slope[:, rows, end] += sign * steep
        slope[:, rows, start] -= sign * (1 + steep)
        gaps.append((inner[:, end] - inner[:, start], -sign * steep * (1 + steep) / problem.reaction))
    slope /= problem.reaction[:, None]
    kinds = np.broadcast_to(np.eye(problem.n_kinds)[problem.row_kind], (n_bends, rows.size, problem.n_kinds))
    jacobian = np.concatenate([slope @ inner, kinds], axis=2)
    ratio = log_ratio(hazard, problem.upper, problem.lower)
    return _Shape(ratio, jacobian, factor, slope[:, :, :n_points], gate_slope, tuple(gaps))


def _bending(problem: Problem, shape: _Shape, bends: FloatArray, pull: FloatArray) -> FloatArray:
    """Second derivatives of the log ratios, weighed by the pull on each row."""
    n_knots, n_shape = problem.n_knots, problem.tilt.n_shape
    bending = np.zeros((len(bends), problem.n_unknowns, problem.n_unknowns))
    inner = bending[:, :n_shape, :n_shape]
    for between, second in shape.gaps:
        inner += np.swapaxes(between * (pull * second)[:, :, None], 1, 2) @ between
    on_points = (pull[:, None, :] @ shape.point_slope)[:, 0, :]
    by_cell = shape.factor * (on_points @ problem.cells)
    inner[:, :n_knots, :n_knots] += (problem.tilt.basis.T * by_cell[:, None, :]) @ problem.tilt.basis
    if problem.tilt.gates:
        losing = problem.tilt.losing(bends)[:, None, :]
        second = shape.gate_slope * (1 - 2 * losing) + shape.gate_slope**2
        places = np.arange(n_knots, n_shape)
        inner[:, places, places] += (on_points[:, :, None] * second).sum(axis=1)
    return bending


def _members(problem: Problem) -> FloatArray:
    """Which rows belong to which source, shape (n_rows, n_sources)."""
    return np.eye(problem.errors.rows_kept.shape[1])[problem.errors.row_source]


def _fit(
    problem: Problem, miss: FloatArray, cases: IntArray, trusting: bool
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Log likelihood, its slope in the misses, their weight matrix, and the weight's slack."""
    errors = problem.errors
    precision = errors.precision[cases]
    pulled = (precision @ miss[:, None, :, None])[..., 0]
    quadratic = (pulled * miss[:, None, :]) @ _members(problem)
    value, share, tail = _mixture(problem, quadratic, cases)
    if trusting:
        share, tail = np.exp(log_scale_weights())[None, :, None] + 0 * share, np.ones_like(tail)
    share, tail = share[:, :, errors.row_source], tail[:, :, errors.row_source]
    slope = tail * pulled
    mean = (share * slope).sum(axis=1)
    weight = np.einsum("bsi,bsij->bij", share * tail, precision)
    bent = 1 + 2 / (errors.freedom + errors.rows_kept[0])[errors.row_source]
    slack = np.swapaxes(share * bent * slope, 1, 2) @ slope - mean[:, :, None] * mean[:, None, :]
    same_source = errors.row_source[:, None] == errors.row_source[None, :]
    return value, mean, weight, slack * (0.0 if trusting else same_source)


def _mixture(
    problem: Problem, quadratic: FloatArray, cases: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Student-t errors integrated over the grid of scales.

    `quadratic` is shaped (n_bends, n_scales, n_sources). Returns the log likelihood, the posterior share of
    each scale and the Student-t weight there.
    """
    freedom = problem.errors.freedom
    count = problem.errors.rows_kept[cases][:, None, :]
    density = (
        log_scale_weights()[None, :, None]
        - problem.errors.log_determinant[cases] / 2
        - (freedom + count) / 2 * np.log1p(quadratic / freedom)
    )
    top = density.max(axis=1, keepdims=True)
    share = np.exp(density - top)
    total = share.sum(axis=1, keepdims=True)
    value = (top + np.log(total))[:, 0, :].sum(axis=1)
    return value, share / total, (freedom + count) / (freedom + quadratic)
