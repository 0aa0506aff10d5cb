"""What does the posterior of one leader's bend depend on? The quotes as shifts from the base curve.

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
from incumbent.model.source_errors import SourceErrors, source_errors
from incumbent.model.tilt import Point, Tilt

SMALLEST_GAP = 1e-12


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
    base_ratio = log_ratio(base_hazard, upper, lower)[0]
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


def log_ratio(hazard: FloatArray, upper: IntArray, lower: IntArray) -> FloatArray:
    """Log ratios of exit masses, shape (n_bends, n_rows)."""
    placed = extended(hazard)
    ratio = np.zeros((len(hazard), upper.shape[1]))
    for sign, (start, end) in ((1.0, upper), (-1.0, lower)):
        gap = np.maximum(placed[:, end] - placed[:, start], SMALLEST_GAP)
        ratio += sign * (np.log(-np.expm1(-gap)) - placed[:, start])
    return ratio


def extended(hazard: FloatArray) -> FloatArray:
    """With a column for now, where nothing has happened, and one for never, when everything has."""
    edge = np.zeros((len(hazard), 2))
    edge[:, 1] = np.inf
    return np.concatenate([hazard, edge], axis=1)


def miss_of(problem: Problem, ratio: FloatArray, bends: FloatArray) -> FloatArray:
    """By how much what each source would say lies outside what it said, shape (n_bends, n_rows)."""
    lean = bends[:, problem.n_unknowns - problem.n_kinds :][:, problem.row_kind]
    predicted = problem.lean + lean + (ratio - problem.base_ratio) / problem.reaction
    return np.maximum(predicted - problem.high, 0.0) + np.minimum(predicted - problem.low, 0.0)
