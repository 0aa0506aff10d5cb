"""Where does the posterior of the bend peak? At one of two peaks: near the curve, or near the quotes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.model.ascent import ascend
from incumbent.model.posterior import Local
from incumbent.model.problem import Problem

_WIDTHS = np.array([1.5, 3.0])
_SAME_PEAK = 0.1
_LEAST_CURVATURE = 0.1  # of the observed curvature, as a share of the expected one


@dataclass(frozen=True, slots=True)
class Peak:
    """The normal that touches one peak.

    Parameters
    ----------
    centre : ndarray of float, shape (n_unknowns,)
    covariance : ndarray of float, shape (n_unknowns, n_unknowns)
    """

    centre: FloatArray
    covariance: FloatArray


@dataclass(frozen=True, slots=True)
class Optimum:
    """The likeliest bend of each case.

    Parameters
    ----------
    bends : ndarray of float, shape (n_cases, n_unknowns)
        Case 0 with all sources, case 1 + m without source m.
    peaks : tuple of Peak, one or two
        Of case 0.
    wider : tuple of Peak
        Of case 0 with normal priors of fixed widths: a Student-t prior is a mixture of such.
    """

    bends: FloatArray
    peaks: tuple[Peak, ...]
    wider: tuple[Peak, ...]


def climb(problem: Problem) -> Optimum:
    """The likeliest bend with all sources, and without each.

    With heavy tails on both sides the posterior can have two peaks when a quote lies far from the curve:
    one keeps the curve, one follows the quote. Both are climbed, one from the curve, one from where a wide
    prior leads; the one with more mass under it wins. So it is without each source too.

    Parameters
    ----------
    problem : Problem

    Returns
    -------
    Optimum
    """
    cases, n_wide = np.arange(len(problem.errors.heard), dtype=np.int64), _WIDTHS.size
    from_curve = np.concatenate([cases[:1], np.zeros(n_wide, dtype=np.int64), cases[1:]])
    width = np.concatenate([[0.0], _WIDTHS, np.zeros(cases.size), np.full(cases.size - 1, _WIDTHS[-1])])
    bends, here = ascend(
        problem, np.concatenate([from_curve, cases]), width, following=cases.size, leading=n_wide
    )
    spread = _covariances(here.of(slice(1 + n_wide)))
    wider = tuple(Peak(bends[n], spread[n]) for n in range(1, 1 + n_wide))
    kept = np.concatenate([[0], np.arange(1 + n_wide, from_curve.size)])
    stays, follows, near = bends[kept], bends[from_curve.size :], here.of(slice(from_curve.size, None))
    likelier = _masses(near) > _masses(here.of(kept))
    keeping = Peak(stays[0], spread[0])
    if float(np.abs(follows[0] - stays[0]).max()) <= _SAME_PEAK:
        likelier[0], peaks = False, (keeping,)
    else:
        peaks = keeping, Peak(follows[0], _covariances(near.of(slice(1)))[0])
    return Optimum(np.where(likelier[:, None], follows, stays), peaks, wider)


def _masses(here: Local) -> FloatArray:
    """Logarithm of how much of the posterior lies under each peak, up to a constant of its case."""
    return here.value - np.linalg.slogdet(here.curvature)[1] / 2


def _covariances(here: Local) -> FloatArray:
    """The inverse of the observed curvature, or of the expected one where heavy tails bend that back."""
    root = np.asarray(np.linalg.cholesky(here.curvature), dtype=np.float64)
    half = np.asarray(np.linalg.solve(root, here.observed), dtype=np.float64)
    inner = np.asarray(np.linalg.solve(root, np.swapaxes(half, 1, 2)), dtype=np.float64)
    least = np.linalg.eigvalsh((inner + np.swapaxes(inner, 1, 2)) / 2)[:, 0]
    bent_back = (least < _LEAST_CURVATURE)[:, None, None]
    return np.asarray(np.linalg.inv(np.where(bent_back, here.curvature, here.observed)), dtype=np.float64)
