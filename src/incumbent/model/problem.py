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
from incumbent.model.bend_prior import BendPrior, bend_prior
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
    reaction : ndarray of float, shape (n_rows,)
        How far a shift is taken by the source: less the base curve's, log ratios are divided by it.
    offset : ndarray of float, shape (n_rows,)
        What its usual lean, the base curve's log ratio and the lower end of what was said come to: miss =
        log ratio / reaction + lean of the kind + offset.
    room : ndarray of float, shape (n_rows,), or None
        From the lower end to the upper one of what was said; None if no row leaves room.
    in_kind : ndarray of float, shape (n_kinds, n_rows)
        1 where a row comes from a kind of source.
    errors : SourceErrors
    prior : BendPrior
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
    reaction: FloatArray
    offset: FloatArray
    room: FloatArray | None
    in_kind: FloatArray
    errors: SourceErrors
    prior: BendPrior
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
    low = np.concatenate([reading.low for reading in readings])
    high = np.concatenate([reading.high for reading in readings])
    reach = int(np.max(np.flatnonzero(cells.any(axis=0)), initial=0)) + 1
    near, cells = tilt.until(reach), np.asfortranarray(cells[:, :reach])  # they are used transposed
    owner = np.repeat(np.arange(len(readings)), [len(reading.low) for reading in readings])
    kinds = list(dict.fromkeys(reading.kind for reading in readings))
    reaction = np.array([_reaction(reading, parameters) for reading in readings])[owner]
    lean = np.array([parameters.lean[reading.kind] for reading in readings])[owner]
    return Problem(
        near,
        cells,
        settled,
        rows,
        reaction,
        lean - base_ratio / reaction - low + base_ratio,
        high - low if bool(np.any(low < high)) else None,
        np.array([[float(reading.kind is kind) for reading in readings] for kind in kinds])[:, owner],
        source_errors(readings, (low + high) / 2 - base_ratio, parameters, leave_out=leave_out),
        bend_prior(tilt, len(kinds), parameters),
        (cells.T[:, :, None] * near.own.basis[:, None, :]).reshape(reach, -1),
        (near.own.basis[:, :, None] * near.own.basis[:, None, :]).reshape(reach, -1),
        parameters,
    )


def _reaction(reading: Reading, parameters: FusionParameters) -> float:
    """How far a shift of this kind of quote is to be taken."""
    of_vote = reading.of_gate and reading.kind is not SourceKind.POLLSTER
    return parameters.gate_reaction if of_vote else parameters.reaction[reading.kind]


def miss_of(problem: Problem, ratio: FloatArray, bends: FloatArray) -> FloatArray:
    """By how much what each source would say lies outside what it said, shape (n_bends, n_rows)."""
    above = ratio / problem.reaction
    above += problem.offset
    above += bends[:, problem.tilt.n_shape :] @ problem.in_kind
    if problem.room is None:
        return above
    return np.minimum(above, 0.0) + np.maximum(above - problem.room, 0.0)
