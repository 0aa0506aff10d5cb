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
    """The likeliest bend with all sources, then without each.

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
    width = np.array([0.0, *_WIDTHS])
    start = np.zeros((width.size, problem.n_unknowns))
    started, around = _ascend(problem, start, np.zeros(width.size, dtype=np.int64), width, needed=1)
    spread = _covariances(around)
    wider = tuple(Peak(centre, each) for centre, each in zip(started[1:], spread[1:], strict=True))
    whole, nothing = np.zeros(1, dtype=np.int64), np.zeros(1)
    found, near = _ascend(problem, started[-1:], whole, nothing, needed=1)
    keeping, without = Peak(started[0], spread[0]), _without(problem, started[-1])
    if float(np.abs(found[0] - started[0]).max()) <= _SAME_PEAK:
        return Optimum(np.concatenate([started[:1], without]), (keeping,), wider)
    following = Peak(found[0], _covariances(near)[0])
    best = found if _masses(near)[0] > _masses(around.first())[0] else started[:1]
    return Optimum(np.concatenate([best, without]), (keeping, following), wider)


def _without(problem: Problem, wide: FloatArray) -> FloatArray:
    """The likeliest bend without each source, climbed from both sides too, shape (n_sources, n_unknowns)."""
    cases = np.arange(1, len(problem.errors.heard), dtype=np.int64)
    if not cases.size:
        return np.zeros((0, problem.n_unknowns))
    start, width = np.repeat(wide[None, :], cases.size, axis=0), np.full(cases.size, _WIDTHS[-1])
    leading, _ = _ascend(problem, start, cases, width, needed=cases.size)
    start = np.concatenate([np.zeros_like(leading), leading])
    found, near = _ascend(problem, start, np.tile(cases, 2), np.zeros(len(start)), needed=len(start))
    stays, follows = _masses(near).reshape(2, -1)
    return np.where((follows > stays)[:, None], found[cases.size :], found[: cases.size])


def _masses(here: Local) -> FloatArray:
    """Logarithm of how much of the posterior lies under each peak, up to a constant of its case."""
    return here.value - np.linalg.slogdet(here.curvature)[1] / 2


def _covariances(here: Local) -> FloatArray:
    """The inverse of the observed curvature, or of the expected one where heavy tails bend that back."""
    observed = here.curvature - here.slack
    root = np.asarray(np.linalg.cholesky(here.curvature), dtype=np.float64)
    half = np.asarray(np.linalg.solve(root, observed), dtype=np.float64)
    inner = np.asarray(np.linalg.solve(root, np.swapaxes(half, 1, 2)), dtype=np.float64)
    least = np.linalg.eigvalsh((inner + np.swapaxes(inner, 1, 2)) / 2)[:, 0]
    bent_back = (least < _LEAST_CURVATURE)[:, None, None]
    return np.asarray(np.linalg.inv(np.where(bent_back, here.curvature, observed)), dtype=np.float64)


def _newton(here: Local) -> FloatArray:
    """Newton's step where it leads upwards, else the safer one of the expected curvature."""
    gradient = here.gradient[:, :, None]
    step = np.asarray(np.linalg.solve(here.curvature - here.slack, gradient), dtype=np.float64)[:, :, 0]
    falls = np.flatnonzero((step * here.gradient).sum(axis=1) < 0)
    if falls.size:
        step[falls] = np.linalg.solve(here.curvature[falls], gradient[falls])[:, :, 0]
    return step * np.minimum(1.0, _LONGEST_STEP / np.maximum(np.abs(step).max(axis=1), 1e-300))[:, None]


def _ascend(
    problem: Problem, start: FloatArray, cases: IntArray, width: FloatArray, *, needed: int
) -> tuple[FloatArray, Local]:
    """Newton steps, halved until the posterior rises, many bends at once.

    Ends when the first `needed` have arrived. A small step is the last, taken without a look: what Newton's
    steps leave is their square.
    """
    bends, here = start.copy(), local(problem, start, cases, width)
    for _ in range(_MOST_STEPS):
        step = _newton(here)
        small = np.abs(step).max(axis=1) <= _SMALL_STEP
        bends[small] += step[small]
        here.gradient[small] = 0.0
        moving = np.flatnonzero(~small)
        if not np.any(moving < needed):
            break
        for _ in range(_MOST_HALVINGS):
            there = local(problem, bends[moving] + step[moving], cases[moving], width[moving])
            rises = there.value >= here.value[moving] - 1e-12
            accepted = moving[rises]
            bends[accepted] += step[accepted]
            here.value[accepted] = there.value[rises]
            here.gradient[accepted] = there.gradient[rises]
            here.curvature[accepted] = there.curvature[rises]
            here.slack[accepted] = there.slack[rises]
            moving = moving[~rises]
            if not np.any(moving < needed):
                break
            step[moving] /= 2
        else:
            here.gradient[moving] = 0.0  # no step rises any more: as high as rounding allows
    return bends, here
