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
    """Precisions of the rows, for all sources together and with each left out.

    Case 0 uses every source; case 1 + m leaves source m out.

    Parameters
    ----------
    source_ids : tuple of str
    row_source : ndarray of int, shape (n_rows,)
    precision : ndarray of float, shape (n_cases, n_scales, n_rows, n_rows)
        Rows left out are 0.
    log_determinant : ndarray of float, shape (n_cases, n_scales, n_sources)
        Of the covariance of the rows kept.
    rows_kept : ndarray of float, shape (n_cases, n_sources)
    freedom : ndarray of float, shape (n_sources,)
        Degrees of freedom of each source's errors.
    """

    source_ids: tuple[str, ...]
    row_source: IntArray
    precision: FloatArray
    log_determinant: FloatArray
    rows_kept: FloatArray
    freedom: FloatArray


def log_scale_weights() -> FloatArray:
    """Logarithm of the half-normal prior's mass nearest to each of SCALE_GRID, shape (n_scales,)."""
    return _LOG_WEIGHTS


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
    row_source = np.array([source_ids.index(readings[int(i)].source_id) for i in owner])
    covariance = _covariance(readings, owner, shift, parameters)
    n_cases, n_sources = 1 + leave_out * len(source_ids), len(source_ids)
    precision = np.zeros((n_cases, SCALE_GRID.size, owner.size, owner.size))
    log_determinant = np.zeros((n_cases, SCALE_GRID.size, n_sources))
    kept = np.zeros((n_cases, n_sources))
    size = np.bincount(row_source, minlength=n_sources)
    lone = np.flatnonzero(size[row_source] == 1)
    variance = covariance[:, lone, lone]
    precision[:, :, lone, lone] = 1 / variance
    log_determinant[:, :, row_source[lone]] = np.log(variance)
    for source in np.flatnonzero(size > 1):
        rows = np.flatnonzero(row_source == source)
        part = covariance[:, rows[:, None], rows]
        precision[:, :, rows[:, None], rows] = np.linalg.inv(part)
        log_determinant[:, :, source] = np.linalg.slogdet(part)[1]
    kept[:] = size
    for case in range(1, n_cases):
        rows = np.flatnonzero(row_source == case - 1)
        precision[case][:, rows[:, None], rows] = 0.0
        log_determinant[case, :, case - 1] = 0.0
        kept[case, case - 1] = 0.0
    newest = [min(r.age_days for r in readings if r.source_id == source) for source in source_ids]
    freedom = _freedom(np.array(newest, dtype=np.float64), parameters)
    return SourceErrors(source_ids, row_source, precision, log_determinant, kept, freedom)


def _freedom(age_days: FloatArray, parameters: FusionParameters) -> FloatArray:
    """A fresh quote errs nearly normally; what has happened since an old one may be anything."""
    fresh, old = parameters.degrees_of_freedom, parameters.old_degrees_of_freedom
    return old + (fresh - old) * np.exp2(-age_days / parameters.freshness_days)


def _covariance(
    readings: Sequence[Reading], owner: IntArray, shift: FloatArray, parameters: FusionParameters
) -> FloatArray:
    """Covariance of all rows at each scale; entries between sources are filled too, and not used."""
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
    for index, reading in enumerate(readings):
        rows = np.flatnonzero(owner == index)
        known[rows[:, None], rows] += reading.covariance
    return known + SCALE_GRID[:, None, None] ** 2 * shape * np.outer(scale, scale)
