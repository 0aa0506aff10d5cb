"""How wrong may the sources be, and how much of it do their quotes share? One block for each source.

The rows of one source are jointly Student-t around what the curve predicts. Their covariance has the error
of each quote, the source's lean and reaction (shared by all its quotes), the drift of the world since
(shared as far back as both go), and what is known of each quote alone. How large the source's errors are
is not known: it is integrated over a small grid.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.reading import Reading

SCALE_GRID = np.array([0.2, 0.55, 1.0, 1.6, 2.5])
"""Multiples of a kind's scale."""

_BETWEEN = np.sqrt(SCALE_GRID[1:] * SCALE_GRID[:-1])
_HALF_NORMAL = [0.0, *(math.erf(value / math.sqrt(2)) for value in _BETWEEN.tolist()), 1.0]
_LOG_WEIGHTS: FloatArray = np.log(np.diff(_HALF_NORMAL))
_LARGEST_SHIFT = 4.0
_SHARED_DRIFT = 0.5  # of two dates, how far the drift of one is the drift of the other


@dataclass(frozen=True, slots=True)
class SourceErrors:
    """The errors of all sources together and with each left out.

    Case 0 hears every source; case 1 + m all but source m. At scale g the covariance of a source's rows is
    K + g^2 D; one change of coordinates makes both diagonal at every scale, so nothing is inverted later.

    Parameters
    ----------
    source_ids : tuple of str
    row_source : ndarray of int, shape (n_rows,)
    turn : ndarray of float, shape (n_rows, n_rows)
        Misses @ turn are uncorrelated within their source at every scale; it never mixes sources.
    pull : ndarray of float, shape (n_scales, n_rows)
        Precision of the turned misses times twice the power over the freedom.
    by_source : ndarray of float, shape (n_scales, n_rows, n_sources)
        Squared turned misses @ by_source are the sources' quadratic forms over their freedom.
    constant : ndarray of float, shape (n_scales, 1, n_sources)
        Log prior of the scale less half the log determinant of the covariance.
    heard : ndarray of float, shape (n_cases, n_sources)
        1, or 0 for the source left out.
    minus_power : ndarray of float, shape (n_sources,)
        Less half of the degrees of freedom of a source's errors and the number of its rows together.
    bent : ndarray of float, shape (n_rows,)
        1 + 1 / power of the row's source.
    same_source : ndarray of float, shape (n_rows, n_rows)
        1 where two rows are of one source.
    """

    source_ids: tuple[str, ...]
    row_source: IntArray
    turn: FloatArray
    pull: FloatArray
    by_source: FloatArray
    constant: FloatArray
    heard: FloatArray
    minus_power: FloatArray
    bent: FloatArray
    same_source: FloatArray


def source_errors(
    readings: Sequence[Reading], shift: FloatArray, parameters: FusionParameters, *, leave_out: bool = True
) -> SourceErrors:
    """The errors to reckon with.

    Parameters
    ----------
    readings : sequence of Reading
    shift : ndarray of float, shape (n_rows,)
        What the quotes say less what the base curve says.
    parameters : FusionParameters
    leave_out : bool
        Also prepare the cases without each source.

    Returns
    -------
    SourceErrors
    """
    owner = np.repeat(np.arange(len(readings)), [len(reading.low) for reading in readings])
    source_ids = tuple(dict.fromkeys(reading.source_id for reading in readings))
    places = {source_id: place for place, source_id in enumerate(source_ids)}
    of_reading = np.array([places[reading.source_id] for reading in readings], dtype=np.int64)
    row_source, n_sources = of_reading[owner], len(source_ids)
    known, scaled = _covariances(readings, owner, shift, parameters)
    turn, size, log_determinant = _turned(known, scaled, row_source)
    variance = size + SCALE_GRID[:, None] ** 2
    members = np.eye(n_sources)[row_source]
    heard = np.ones((1 + leave_out * n_sources, n_sources))
    heard[1:] -= np.eye(n_sources)[: len(heard) - 1]
    newest = np.full(n_sources, np.inf)
    np.minimum.at(newest, of_reading, [reading.age_days for reading in readings])
    freedom = _freedom(newest, parameters)
    power = (freedom + members.sum(axis=0)) / 2
    constant = _LOG_WEIGHTS[:, None] - (np.log(variance) + log_determinant) @ members / 2
    return SourceErrors(
        source_ids,
        row_source,
        turn,
        (2 * power / freedom)[row_source] / variance,
        members / freedom / variance[:, :, None],
        constant[:, None, :],
        heard,
        -power,
        (1 + 1 / power)[row_source],
        members @ members.T,
    )


def _turned(
    known: FloatArray, scaled: FloatArray, row_source: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Coordinates in which `scaled` is 1 and `known` diagonal within each source.

    Returns the change of coordinates, the diagonal of `known` there, and each row's part in the log
    determinant of `scaled`.
    """
    turn, size, log_determinant = np.zeros_like(known), np.zeros(len(known)), np.zeros(len(known))
    count = np.bincount(row_source)
    in_order = np.argsort(row_source, kind="stable")
    first = np.cumsum(count) - count
    for n_rows in np.unique(count).tolist():
        rows = in_order[first[count == n_rows][:, None] + np.arange(n_rows)]
        if n_rows == 1:
            alone, own = rows[:, 0], scaled[rows[:, 0], rows[:, 0]]
            turn[alone, alone], log_determinant[alone] = 1 / np.sqrt(own), np.log(own)
            size[alone] = known[alone, alone] / own
            continue
        block = rows[:, :, None], rows[:, None, :]
        root = np.asarray(np.linalg.cholesky(scaled[block]), dtype=np.float64)
        half = np.asarray(np.linalg.solve(root, known[block]), dtype=np.float64)
        whole = np.asarray(np.linalg.solve(root, np.swapaxes(half, 1, 2)), dtype=np.float64)
        size[rows], axes = np.linalg.eigh(whole)
        turn[block] = np.linalg.solve(np.swapaxes(root, 1, 2), axes)
        log_determinant[rows] = 2 * np.log(np.diagonal(root, axis1=1, axis2=2))
    return turn, np.maximum(size, 1e-9), log_determinant


def _freedom(age_days: FloatArray, parameters: FusionParameters) -> FloatArray:
    """A fresh quote errs nearly normally; what has happened since an old one may be anything."""
    fresh, old = parameters.degrees_of_freedom, parameters.old_degrees_of_freedom
    return old + (fresh - old) * np.exp2(-age_days / parameters.freshness_days)


def _covariances(
    readings: Sequence[Reading], owner: IntArray, shift: FloatArray, parameters: FusionParameters
) -> tuple[FloatArray, FloatArray]:
    """Covariance of all rows, and what each squared scale adds; entries between sources are not used."""
    age = np.array([reading.age_days for reading in readings], dtype=np.float64)[owner]
    scale = np.array([parameters.scale[reading.kind] for reading in readings])[owner]
    several = np.array([len(reading.low) > 1 for reading in readings])[owner]
    same_quote = owner[:, None] == owner[None, :]
    shape = np.eye(owner.size) + same_quote * several  # I + 11' within a book of several periods
    pull = np.clip(shift, -_LARGEST_SHIFT, _LARGEST_SHIFT)
    known = (
        parameters.staleness_per_day
        * np.minimum(age[:, None], age[None, :])
        * np.where(same_quote, shape, _SHARED_DRIFT)
        + parameters.lean_sd**2
        + parameters.reaction_sd**2 * np.outer(pull, pull)
    )
    known[np.diag_indices_from(known)] += 1e-6
    end = 0
    for reading in readings:
        start, end = end, end + len(reading.low)
        known[start:end, start:end] += reading.covariance
    return known, shape * np.outer(scale, scale)
