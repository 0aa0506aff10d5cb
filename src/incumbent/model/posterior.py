"""How likely is a bend of the curve, given the quotes? Value, gradient and curvature, for many bends at once.

The unknowns stand in one vector: eta at the knots, the gates' shifts, and the lean of each kind of source.
Arrays of them are shaped (n_bends, n_unknowns); a bend is a case of `SourceErrors` or a draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.domain.vocabulary import SourceKind
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.reading import Mass, Reading
from incumbent.model.source_errors import SourceErrors, log_scale_weights, source_errors
from incumbent.model.tilt import Point, Tilt


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the posterior of one leader's bend depends on.

    Parameters
    ----------
    tilt : Tilt
    cells, settled : ndarray
        Of the points the rows ask for, as `Tilt.exposure` gives them.
    upper, lower : ndarray of int, shape (2, n_rows)
        Start and end point of the masses of each row; n_points stands for now, n_points + 1 for never.
    base_ratio : ndarray of float, shape (n_rows,)
        The base curve's log ratios.
    low, high : ndarray of float, shape (n_rows,)
        What the quotes say, as shifts from the base.
    reaction, lean : ndarray of float, shape (n_rows,)
    row_kind : ndarray of int, shape (n_rows,)
    n_kinds : int
    errors : SourceErrors
    knot_precision : ndarray of float, shape (n_knots, n_knots)
    parameters : FusionParameters
    """

    tilt: Tilt
    cells: FloatArray
    settled: FloatArray
    upper: IntArray
    lower: IntArray
    base_ratio: FloatArray
    low: FloatArray
    high: FloatArray
    reaction: FloatArray
    lean: FloatArray
    row_kind: IntArray
    n_kinds: int
    errors: SourceErrors
    knot_precision: FloatArray
    parameters: FusionParameters

    @property
    def n_knots(self) -> int:
        """Number of knots."""
        return self.tilt.knot_days.size

    @property
    def n_unknowns(self) -> int:
        """Knots, gates and kinds of source."""
        return self.tilt.n_shape + self.n_kinds


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
    """

    value: FloatArray
    gradient: FloatArray
    curvature: FloatArray


def pose(
    readings: Sequence[Reading], tilt: Tilt, parameters: FusionParameters, *, leave_out: bool
) -> Problem:
    """Put readings and curve together.

    Parameters
    ----------
    readings : sequence of Reading, at least one
    tilt : Tilt
    parameters : FusionParameters
    leave_out : bool
        Prepare the cases without each source too.

    Returns
    -------
    Problem
    """
    points: dict[Point, int] = {}
    for reading in readings:
        for mass in (*reading.upper, reading.lower):
            for point in mass:
                if point is not None:
                    points.setdefault(point, len(points))

    def place(mass: Mass) -> tuple[int, int]:
        start, end = mass
        return (
            len(points) if start is None else points[start],
            len(points) + 1 if end is None else points[end],
        )

    upper = np.array([place(mass) for reading in readings for mass in reading.upper]).T
    lower = np.array([place(reading.lower) for reading in readings for _ in reading.upper]).T
    cells, settled = tilt.exposure(list(points))
    kinds = list(dict.fromkeys(reading.kind for reading in readings))
    row_kind = np.array([kinds.index(reading.kind) for reading in readings for _ in reading.upper])
    kind_of_row: list[SourceKind] = [kinds[index] for index in row_kind]
    base_hazard = tilt.hazard(np.zeros((1, tilt.n_shape)), cells, settled)[0]
    base_ratio = _log_ratio(base_hazard, upper, lower)[0][0]
    low = np.concatenate([reading.low for reading in readings]) - base_ratio
    high = np.concatenate([reading.high for reading in readings]) - base_ratio
    return Problem(
        tilt,
        cells,
        settled,
        upper,
        lower,
        base_ratio,
        low,
        high,
        np.array([parameters.reaction[kind] for kind in kind_of_row]),
        np.array([parameters.lean[kind] for kind in kind_of_row]),
        row_kind,
        len(kinds),
        source_errors(readings, (low + high) / 2, parameters, leave_out=leave_out),
        np.asarray(np.linalg.inv(tilt.knot_covariance), dtype=np.float64),
        parameters,
    )


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
    prior_value, prior_gradient, prior_curvature = _prior(problem, bends, trusting)
    predicted, jacobian = _predict(problem, bends)
    miss = np.maximum(predicted - problem.high, 0.0) + np.minimum(predicted - problem.low, 0.0)
    value, pull, weight = _fit(problem, miss, cases, trusting)
    outside = (miss != 0) | (problem.low == problem.high)  # inside bid and ask nothing pulls
    jacobian = jacobian * outside[:, :, None]
    turned = np.swapaxes(jacobian, 1, 2)
    return Local(
        prior_value + value,
        prior_gradient - (turned @ pull[:, :, None])[:, :, 0],
        prior_curvature + turned @ weight @ jacobian,
    )


def log_density(problem: Problem, bends: FloatArray) -> FloatArray:
    """Log posterior of many bends, all sources together, shape (n_bends,)."""
    hazard = problem.tilt.hazard(bends, problem.cells, problem.settled)[0]
    ratio = _log_ratio(hazard, problem.upper, problem.lower)[0]
    predicted = _reported(problem, ratio, bends)
    miss = np.maximum(predicted - problem.high, 0.0) + np.minimum(predicted - problem.low, 0.0)
    quadratic = np.stack(
        [((miss @ matrix) * miss) @ _members(problem) for matrix in problem.errors.precision[0]]
    )
    value, _, _ = _mixture(problem, np.moveaxis(quadratic, 0, 1), np.zeros(len(bends), dtype=np.int64))
    return _prior(problem, bends, False)[0] + value


def _log_ratio(hazard: FloatArray, upper: IntArray, lower: IntArray) -> tuple[FloatArray, FloatArray]:
    """Log ratios of exit masses, shape (n_bends, n_rows), and their slopes in the points' hazards."""
    n_bends, n_points = hazard.shape
    extended = np.concatenate([hazard, np.zeros((n_bends, 1)), np.full((n_bends, 1), np.inf)], axis=1)
    slope = np.zeros((n_bends, upper.shape[1], n_points + 2))
    ratio = np.zeros((n_bends, upper.shape[1]))
    rows = np.arange(upper.shape[1], dtype=np.int64)
    for sign, (start, end) in ((1.0, upper), (-1.0, lower)):
        gap = np.maximum(extended[:, end] - extended[:, start], 1e-12)
        ratio += sign * (np.log(-np.expm1(-gap)) - extended[:, start])
        with np.errstate(over="ignore"):
            inner = 1 / np.expm1(gap)
        slope[:, rows, end] += sign * inner
        slope[:, rows, start] -= sign * (1 + inner)
    return ratio, slope[:, :, :n_points]


def _reported(problem: Problem, ratio: FloatArray, bends: FloatArray) -> FloatArray:
    """What a source of this kind would say, as a shift from the base."""
    lean = bends[:, problem.n_unknowns - problem.n_kinds :][:, problem.row_kind]
    return problem.lean + lean + (ratio - problem.base_ratio) / problem.reaction


def _predict(problem: Problem, bends: FloatArray) -> tuple[FloatArray, FloatArray]:
    hazard, factor, gate_slope = problem.tilt.hazard(bends, problem.cells, problem.settled)
    ratio, slope = _log_ratio(hazard, problem.upper, problem.lower)
    knot_slope = (factor[:, None, :] * problem.cells) @ problem.tilt.basis
    inner = np.concatenate([knot_slope, gate_slope], axis=2)
    kinds = np.broadcast_to(np.eye(problem.n_kinds)[problem.row_kind], (*ratio.shape, problem.n_kinds))
    jacobian = np.concatenate([slope @ inner / problem.reaction[:, None], kinds], axis=2)
    return _reported(problem, ratio, bends), jacobian


def _members(problem: Problem) -> FloatArray:
    """Which rows belong to which source, shape (n_rows, n_sources)."""
    return np.eye(problem.errors.rows_kept.shape[1])[problem.errors.row_source]


def _fit(
    problem: Problem, miss: FloatArray, cases: IntArray, trusting: bool
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Log likelihood, its slope in the misses, and their weight matrix."""
    precision = problem.errors.precision[cases]
    pulled = (precision @ miss[:, None, :, None])[..., 0]
    quadratic = (pulled * miss[:, None, :]) @ _members(problem)
    value, share, tail = _mixture(problem, quadratic, cases)
    if trusting:
        share, tail = np.exp(log_scale_weights())[None, :, None], np.ones_like(tail)
    by_row = (share * tail)[:, :, problem.errors.row_source]
    return (
        value,
        (by_row * pulled).sum(axis=1),
        np.einsum("bsi,bsij->bij", by_row, precision),
    )


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


def _prior(problem: Problem, bends: FloatArray, trusting: bool) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Log prior with its gradient and positive curvature."""
    knots, gates, parameters = problem.n_knots, len(problem.tilt.gates), problem.parameters
    curvature = np.zeros((len(bends), problem.n_unknowns, problem.n_unknowns))
    eta, xi, lean = bends[:, :knots], bends[:, knots : knots + gates], bends[:, knots + gates :]
    pulled = eta @ problem.knot_precision
    square, freedom = (pulled * eta).sum(axis=1), parameters.tilt_degrees_of_freedom
    tail = np.ones_like(square) if trusting else (freedom + knots) / (freedom + square)
    value = -(freedom + knots) / 2 * np.log1p(square / freedom)
    curvature[:, :knots, :knots] = tail[:, None, None] * problem.knot_precision
    gate_freedom, variance = parameters.gate_degrees_of_freedom, problem.tilt.gate_variance
    gate_weight = (gate_freedom + 1) / (gate_freedom + xi * xi / variance) / variance
    value = value - ((gate_freedom + 1) / 2 * np.log1p(xi * xi / variance / gate_freedom)).sum(axis=1)
    value = value - (lean * lean).sum(axis=1) / (2 * parameters.lean_sd_kind**2)
    diagonal = np.arange(knots, problem.n_unknowns)
    lean_weight = np.full_like(lean, 1 / parameters.lean_sd_kind**2)
    curvature[:, diagonal, diagonal] = np.concatenate([gate_weight, lean_weight], axis=1)
    gradient = -np.concatenate([tail[:, None] * pulled, gate_weight * xi, lean_weight * lean], axis=1)
    return value, gradient, curvature
