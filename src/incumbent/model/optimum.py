"""Where does the posterior of the bend peak? The climb to it from the curve, and from the quotes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.posterior import Local, local
from incumbent.model.problem import Problem

_WIDTHS = np.array([1.5, 3.0])
_MOST_STEPS = 60
_SMALL_STEP = 0.01
_MOST_HALVINGS = 12
_LONGEST_STEP = 2.0
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
    without, n_wide = np.arange(1, len(problem.errors.heard), dtype=np.int64), _WIDTHS.size
    width = np.concatenate([[0.0], _WIDTHS, np.zeros(without.size)])
    cases = np.concatenate([np.zeros(1 + n_wide, dtype=np.int64), without])
    stays, around = _ascend(problem, np.zeros((width.size, problem.n_unknowns)), cases, width)
    spread = _covariances(around.of(slice(1 + n_wide)))
    wider = tuple(Peak(stays[n], spread[n]) for n in range(1, 1 + n_wide))
    start = np.repeat(stays[n_wide : n_wide + 1], 1 + without.size, axis=0)
    width = np.where(np.arange(len(start)) > 0, _WIDTHS[-1], 0.0)
    follows, near = _ascend(problem, start, np.arange(len(start)), width, then_narrow=True)
    kept = np.concatenate([[0], 1 + n_wide + np.arange(without.size)])
    likelier = _masses(near) > _masses(around.of(kept))
    keeping = Peak(stays[0], spread[0])
    if float(np.abs(follows[0] - stays[0]).max()) <= _SAME_PEAK:
        likelier[0], peaks = False, (keeping,)
    else:
        peaks = keeping, Peak(follows[0], _covariances(near.of(slice(1)))[0])
    return Optimum(np.where(likelier[:, None], follows, stays[kept]), peaks, wider)


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


def _newton(here: Local) -> FloatArray:
    """Newton's step where it leads upwards, else the safer one of the expected curvature."""
    gradient = here.gradient[:, :, None]
    step = np.asarray(np.linalg.solve(here.observed, gradient), dtype=np.float64)[:, :, 0]
    falls = np.flatnonzero((step * here.gradient).sum(axis=1) < 0)
    if falls.size:
        step[falls] = np.linalg.solve(here.curvature[falls], gradient[falls])[:, :, 0]
    return step * np.minimum(1.0, _LONGEST_STEP / np.maximum(np.abs(step).max(axis=1), 1e-300))[:, None]


def _ascend(
    problem: Problem, start: FloatArray, cases: IntArray, width: FloatArray, *, then_narrow: bool = False
) -> tuple[FloatArray, Local]:
    """Newton steps, halved until the posterior rises, many bends at once, each at its own pace.

    A small step is the last, taken without a look: what Newton's steps leave is their square. With
    `then_narrow`, bends that have arrived under a normal prior go on to the peak under the Student-t.
    """
    bends, width, climbing = start.copy(), width.copy(), np.arange(len(start))
    here = local(problem, bends, cases, width)
    step, halvings = np.zeros_like(bends), np.zeros(len(bends), dtype=np.int64)
    rises = np.ones(len(bends), dtype=bool)
    for _ in range(_MOST_STEPS):
        fresh, stuck = climbing[rises], climbing[~rises]
        step[fresh], halvings[fresh] = _newton(here.of(fresh)), 0
        step[stuck] /= 2
        halvings[stuck] += 1
        small = np.abs(step).max(axis=1) <= _SMALL_STEP
        arrived = fresh[small[fresh]]
        bends[arrived] += step[arrived]
        high = stuck[halvings[stuck] >= _MOST_HALVINGS]  # no step rises any more: as high as rounding allows
        ended = np.zeros(len(bends), dtype=bool)
        ended[arrived] = ended[high] = True
        if then_narrow:
            goes_on = ended & (width > 0)
            width[goes_on], step[goes_on], here.value[goes_on] = 0.0, 0.0, -np.inf
            ended &= ~goes_on
        climbing = climbing[~ended[climbing]]
        if not climbing.size:
            break
        there = local(problem, bends[climbing] + step[climbing], cases[climbing], width[climbing])
        rises = there.value >= here.value[climbing] - 1e-12
        accepted = climbing[rises]
        bends[accepted] += step[accepted]
        here.take(accepted, there.of(rises))
    return bends, here
