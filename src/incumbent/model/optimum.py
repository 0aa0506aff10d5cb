"""Where does the posterior of the bend peak? The climb to it from the curve, and from the quotes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.posterior import Local, local
from incumbent.model.problem import Problem

_MOST_STEPS = 60
_STEPS_TRUSTING = 8
_SMALL_STEP = 1e-6
_MOST_HALVINGS = 12
_LONGEST_STEP = 2.0
_SAME_PEAK = 0.01
_LEAST_CURVATURE = 0.1  # of the observed curvature, as a share of the expected one


@dataclass(frozen=True, slots=True)
class Optimum:
    """The likeliest bend of each case.

    Parameters
    ----------
    bends : ndarray of float, shape (n_cases, n_unknowns)
        Case 0 with all sources, case 1 + m without source m.
    peaks : tuple of (ndarray, ndarray), one or two
        Centre, shape (n_unknowns,), and covariance, shape (n_unknowns, n_unknowns), of the normal that
        touches each peak of case 0.
    """

    bends: FloatArray
    peaks: tuple[tuple[FloatArray, FloatArray], ...]


def climb(problem: Problem) -> Optimum:
    """The likeliest bend with all sources, then without each.

    With heavy tails on both sides the posterior can have two peaks when a quote lies far from the curve:
    one keeps the curve, one follows the quote. Both are climbed; the one with more mass under it wins. The
    cases without a source start from there.

    Parameters
    ----------
    problem : Problem

    Returns
    -------
    Optimum
    """
    whole = np.zeros(1, dtype=np.int64)
    keeping = np.zeros((1, problem.n_unknowns))
    following = _trusting(problem, keeping, whole)
    peaks = [_ascend(problem, start, whole) for start in (keeping, following)]
    mass = [float(here.value[0] - np.linalg.slogdet(here.curvature)[1][0] / 2) for _, here in peaks]
    best, here = peaks[int(mass[1] > mass[0] + 1e-6)]
    left_out = np.arange(1, len(problem.errors.precision), dtype=np.int64)
    without = (
        _ascend(problem, np.repeat(best, left_out.size, axis=0), left_out)[0] if left_out.size else best[:0]
    )
    apart = float(np.abs(peaks[0][0] - peaks[1][0]).max()) > _SAME_PEAK
    touching = tuple(
        (bends[0], _covariance(around)) for bends, around in (peaks if apart else [(best, here)])
    )
    return Optimum(np.concatenate([best, without]), touching)


def _covariance(here: Local) -> FloatArray:
    """The inverse of the observed curvature, or of the expected one where heavy tails bend that back."""
    observed = here.curvature[0] - here.slack[0]
    root = np.asarray(np.linalg.cholesky(here.curvature[0]), dtype=np.float64)
    half = np.asarray(np.linalg.solve(root, observed), dtype=np.float64)
    inner = np.asarray(np.linalg.solve(root, half.T), dtype=np.float64)
    bent_back = float(np.linalg.eigvalsh((inner + inner.T) / 2)[0]) < _LEAST_CURVATURE
    return np.asarray(np.linalg.inv(here.curvature[0] if bent_back else observed), dtype=np.float64)


def _trusting(problem: Problem, start: FloatArray, cases: IntArray) -> FloatArray:
    """A start near the quotes: a few unchecked steps that take all errors for normal."""
    bends = start
    for _ in range(_STEPS_TRUSTING):
        here = local(problem, bends, cases, trusting=True)
        bends = bends + _newton(here)
    return bends


def _newton(here: Local) -> FloatArray:
    """Newton's step where it leads upwards, else the safer one of the expected curvature."""
    gradient = here.gradient[:, :, None]
    curvatures = np.stack([here.curvature, here.curvature - here.slack])
    both = np.asarray(np.linalg.solve(curvatures, gradient), dtype=np.float64)[:, :, :, 0]
    upwards = (both[1] * here.gradient).sum(axis=1) > 0
    step = np.asarray(np.where(upwards[:, None], both[1], both[0]), dtype=np.float64)
    return step * np.minimum(1.0, _LONGEST_STEP / np.maximum(np.abs(step).max(axis=1), 1e-300))[:, None]


def _ascend(problem: Problem, start: FloatArray, cases: IntArray) -> tuple[FloatArray, Local]:
    """Newton steps with the expected curvature, halved until the posterior rises, many cases at once."""
    bends, here = start.copy(), local(problem, start, cases)
    for _ in range(_MOST_STEPS):
        step = _newton(here)
        moving = np.flatnonzero(np.abs(step).max(axis=1) > _SMALL_STEP)
        if not moving.size:
            break
        for _ in range(_MOST_HALVINGS):
            there = local(problem, bends[moving] + step[moving], cases[moving])
            rises = there.value >= here.value[moving] - 1e-12
            accepted = moving[rises]
            bends[accepted] += step[accepted]
            here.value[accepted] = there.value[rises]
            here.gradient[accepted] = there.gradient[rises]
            here.curvature[accepted] = there.curvature[rises]
            here.slack[accepted] = there.slack[rises]
            moving = moving[~rises]
            if not moving.size:
                break
            step[moving] /= 2
        here.gradient[moving] = 0.0  # no step rises any more: as high as rounding allows
    return bends, here
