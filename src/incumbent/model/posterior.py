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

_SMALLEST_GAP = 1e-12


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
    slack : ndarray of float, shape (n_bends, n_unknowns, n_unknowns)
        By how much the curvature is larger than the observed one, which heavy tails bend back.
    """

    value: FloatArray
    gradient: FloatArray
    curvature: FloatArray
    slack: FloatArray


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
    reactions = [
        parameters.gate_reaction
        if reading.of_gate and reading.kind is not SourceKind.POLLSTER
        else parameters.reaction[reading.kind]
        for reading in readings
        for _ in reading.upper
    ]
    base_hazard = tilt.hazard(np.zeros((1, tilt.n_shape)), cells, settled)[0]
    base_ratio = _log_ratio(base_hazard, upper, lower)[0]
    reach = int(np.max(np.flatnonzero(cells.any(axis=0)), initial=0)) + 1
    low = np.concatenate([reading.low for reading in readings]) - base_ratio
    high = np.concatenate([reading.high for reading in readings]) - base_ratio
    return Problem(
        tilt.until(reach),
        cells[:, :reach],
        settled,
        upper,
        lower,
        base_ratio,
        low,
        high,
        np.array(reactions),
        np.array([parameters.lean[kinds[index]] for index in row_kind]),
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
    prior, shape = _prior(problem, bends, trusting), _shape(problem, bends)
    miss = _miss(problem, shape.ratio, bends)
    value, pull, weight, slack = _fit(problem, miss, cases, trusting)
    outside = (miss != 0) | (problem.low == problem.high)  # inside bid and ask nothing pulls
    jacobian = shape.jacobian * outside[:, :, None]
    turned = np.swapaxes(jacobian, 1, 2)
    return Local(
        prior.value + value,
        prior.gradient - (turned @ pull[:, :, None])[:, :, 0],
        prior.curvature + turned @ weight @ jacobian,
        prior.slack + turned @ slack @ jacobian - _bending(problem, shape, bends, pull * outside),
    )


def log_density(problem: Problem, bends: FloatArray) -> FloatArray:
    """Log posterior of many bends, all sources together, shape (n_bends,)."""
    hazard = problem.tilt.hazard(bends, problem.cells, problem.settled)[0]
    ratio = _log_ratio(hazard, problem.upper, problem.lower)
    miss = _miss(problem, ratio, bends)
    quadratic = np.stack(
        [((miss @ matrix) * miss) @ _members(problem) for matrix in problem.errors.precision[0]]
    )
    value, _, _ = _mixture(problem, np.moveaxis(quadratic, 0, 1), np.zeros(len(bends), dtype=np.int64))
    return _prior(problem, bends, False).value + value


def _log_ratio(hazard: FloatArray, upper: IntArray, lower: IntArray) -> FloatArray:
    """Log ratios of exit masses, shape (n_bends, n_rows)."""
    extended = _extended(hazard)
    ratio = np.zeros((len(hazard), upper.shape[1]))
    for sign, (start, end) in ((1.0, upper), (-1.0, lower)):
        gap = np.maximum(extended[:, end] - extended[:, start], _SMALLEST_GAP)
        ratio += sign * (np.log(-np.expm1(-gap)) - extended[:, start])
    return ratio


def _extended(hazard: FloatArray) -> FloatArray:
    """With a column for now, where nothing has happened, and one for never, when everything has."""
    edge = np.zeros((len(hazard), 2))
    edge[:, 1] = np.inf
    return np.concatenate([hazard, edge], axis=1)


def _miss(problem: Problem, ratio: FloatArray, bends: FloatArray) -> FloatArray:
    """By how much what each source would say lies outside what it said, shape (n_bends, n_rows)."""
    lean = bends[:, problem.n_unknowns - problem.n_kinds :][:, problem.row_kind]
    predicted = problem.lean + lean + (ratio - problem.base_ratio) / problem.reaction
    return np.maximum(predicted - problem.high, 0.0) + np.minimum(predicted - problem.low, 0.0)


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
    extended, rows = _extended(hazard), np.arange(problem.upper.shape[1], dtype=np.int64)
    slope = np.zeros((n_bends, rows.size, n_points + 2))
    gaps: list[tuple[FloatArray, FloatArray]] = []
    for sign, (start, end) in ((1.0, problem.upper), (-1.0, problem.lower)):
        gap = np.maximum(extended[:, end] - extended[:, start], _SMALLEST_GAP)
        steep = 1 / np.expm1(np.minimum(gap, 700.0))
        slope[:, rows, end] += sign * steep
        slope[:, rows, start] -= sign * (1 + steep)
        gaps.append((inner[:, end] - inner[:, start], -sign * steep * (1 + steep) / problem.reaction))
    slope /= problem.reaction[:, None]
    kinds = np.broadcast_to(np.eye(problem.n_kinds)[problem.row_kind], (n_bends, rows.size, problem.n_kinds))
    jacobian = np.concatenate([slope @ inner, kinds], axis=2)
    ratio = _log_ratio(hazard, problem.upper, problem.lower)
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


def _prior(problem: Problem, bends: FloatArray, trusting: bool) -> Local:
    """The prior of the bends: knots jointly, gates each by itself, leans normal."""
    knots, gates, parameters = problem.n_knots, len(problem.tilt.gates), problem.parameters
    curvature = np.zeros((len(bends), problem.n_unknowns, problem.n_unknowns))
    slack = np.zeros_like(curvature)
    eta, xi, lean = bends[:, :knots], bends[:, knots : knots + gates], bends[:, knots + gates :]
    pulled = eta @ problem.knot_precision
    square, freedom = (pulled * eta).sum(axis=1), parameters.tilt_degrees_of_freedom
    tail = np.ones_like(square) if trusting else (freedom + knots) / (freedom + square)
    value = -(freedom + knots) / 2 * np.log1p(square / freedom)
    curvature[:, :knots, :knots] = tail[:, None, None] * problem.knot_precision
    bend_back = 2 * tail**2 / (freedom + knots)
    slack[:, :knots, :knots] = bend_back[:, None, None] * pulled[:, :, None] * pulled[:, None, :]
    gate_freedom, variance = parameters.gate_degrees_of_freedom, problem.tilt.gate_variance
    gate_weight = (gate_freedom + 1) / (gate_freedom + xi * xi / variance) / variance
    value = value - ((gate_freedom + 1) / 2 * np.log1p(xi * xi / variance / gate_freedom)).sum(axis=1)
    value = value - (lean * lean).sum(axis=1) / (2 * parameters.lean_sd_kind**2)
    diagonal = np.arange(knots, problem.n_unknowns)
    lean_weight = np.full_like(lean, 1 / parameters.lean_sd_kind**2)
    curvature[:, diagonal, diagonal] = np.concatenate([gate_weight, lean_weight], axis=1)
    gate_places = diagonal[:gates]
    slack[:, gate_places, gate_places] = 2 * (gate_weight * xi) ** 2 / (gate_freedom + 1)
    gradient = -np.concatenate([tail[:, None] * pulled, gate_weight * xi, lean_weight * lean], axis=1)
    return Local(value, gradient, curvature, slack * (0.0 if trusting else 1.0))
