"""What does the posterior of one leader's bend depend on? The quotes as shifts from the base curve.

The unknowns stand in one vector: eta at the knots, the gates' shifts, and the lean of each kind of source.
Arrays of them are shaped (n_bends, n_unknowns); a bend is a case of `SourceErrors` or a draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.domain.vocabulary import SourceKind
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.reading import Reading
from incumbent.model.rows import Rows, asked
from incumbent.model.source_errors import SourceErrors, source_errors
from incumbent.model.tilt import Tilt


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the posterior of one leader's bend depends on.

    Parameters
    ----------
    tilt : Tilt
    cells, settled : ndarray
        Of the points the rows ask for, as `Tilt.exposure` gives them.
    rows : Rows
    base_ratio : ndarray of float, shape (n_rows,)
        The base curve's log ratios.
    low, high : ndarray of float, shape (n_rows,)
        What the quotes say, as shifts from the base.
    reaction, lean : ndarray of float, shape (n_rows,)
    in_kind : ndarray of float, shape (n_kinds, n_rows)
        1 where a row comes from a kind of source.
    sharp : bool
        True if no row leaves room between `low` and `high`.
    errors : SourceErrors
    prior_precision : ndarray of float, shape (n_unknowns, n_unknowns)
        Inverse squared scale of the prior.
    prior_blocks : ndarray of float, shape (n_unknowns, n_unknowns)
        1 where two unknowns share their heavy tail.
    knot_exposure : ndarray of float, shape (n_cells, n_points * n_knots)
        Slope of each point's hazard in each knot's u = (factor times the slope of eta in u) @ knot_exposure.
    knot_pairs : ndarray of float, shape (n_cells, n_knots * n_knots)
        Products of the basis, for second slopes.
    parameters : FusionParameters
    """

    tilt: Tilt
    cells: FloatArray
    settled: FloatArray
    rows: Rows
    base_ratio: FloatArray
    low: FloatArray
    high: FloatArray
    reaction: FloatArray
    lean: FloatArray
    in_kind: FloatArray
    sharp: bool
    errors: SourceErrors
    prior_precision: FloatArray
    prior_blocks: FloatArray
    knot_exposure: FloatArray
    knot_pairs: FloatArray
    parameters: FusionParameters

    @property
    def n_knots(self) -> int:
        """Number of knots."""
        return self.tilt.knot_days.size

    @property
    def n_unknowns(self) -> int:
        """Knots, gates and kinds of source."""
        return self.tilt.n_shape + len(self.in_kind)


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
    points, rows = asked(readings)
    cells, settled = tilt.exposure(points)
    base_ratio = rows.log_ratio(tilt.hazard(np.zeros((1, tilt.n_shape)), cells, settled)[0])[0]
    low = np.concatenate([reading.low for reading in readings]) - base_ratio
    high = np.concatenate([reading.high for reading in readings]) - base_ratio
    reach = int(np.max(np.flatnonzero(cells.any(axis=0)), initial=0)) + 1
    near, cells = tilt.until(reach), cells[:, :reach]
    owner = np.repeat(np.arange(len(readings)), [len(reading.low) for reading in readings])
    kinds = list(dict.fromkeys(reading.kind for reading in readings))
    return Problem(
        near,
        cells,
        settled,
        rows,
        base_ratio,
        low,
        high,
        np.array([_reaction(reading, parameters) for reading in readings])[owner],
        np.array([parameters.lean[reading.kind] for reading in readings])[owner],
        np.array([[float(reading.kind is kind) for reading in readings] for kind in kinds])[:, owner],
        bool(np.all(low == high)),
        source_errors(readings, (low + high) / 2, parameters, leave_out=leave_out),
        *_prior(tilt, len(kinds), parameters),
        (cells.T[:, :, None] * near.own.basis[:, None, :]).reshape(reach, -1),
        (near.own.basis[:, :, None] * near.own.basis[:, None, :]).reshape(reach, -1),
        parameters,
    )


def _prior(tilt: Tilt, n_kinds: int, parameters: FusionParameters) -> tuple[FloatArray, FloatArray]:
    """Precision of all unknowns, and which of them share a tail: all knots, each gate with itself."""
    n_knots, n_shape = tilt.knot_days.size, tilt.n_shape
    diagonal = np.concatenate([np.ones(n_knots), 1 / tilt.gate_variance, np.zeros(n_kinds)])
    diagonal[n_shape:] = 1 / parameters.lean_sd_kind**2
    precision, blocks = np.diag(diagonal), np.diag(np.where(np.arange(diagonal.size) < n_shape, 1.0, 0.0))
    precision[:n_knots, :n_knots] = np.linalg.inv(tilt.knot_covariance)
    blocks[:n_knots, :n_knots] = 1.0
    return precision, blocks


def _reaction(reading: Reading, parameters: FusionParameters) -> float:
    """How far a shift of this kind of quote is to be taken."""
    of_vote = reading.of_gate and reading.kind is not SourceKind.POLLSTER
    return parameters.gate_reaction if of_vote else parameters.reaction[reading.kind]


def miss_of(problem: Problem, ratio: FloatArray, bends: FloatArray) -> FloatArray:
    """By how much what each source would say lies outside what it said, shape (n_bends, n_rows)."""
    above = ratio / problem.reaction
    above += bends[:, problem.tilt.n_shape :] @ problem.in_kind
    above += problem.lean - problem.base_ratio / problem.reaction - problem.low
    if problem.sharp:
        return above
    return np.minimum(above, 0.0) + np.maximum(above - (problem.high - problem.low), 0.0)
