"""Where does the posterior of the bend peak? The climb to it, and draws around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.posterior import Local, Problem, local, log_density

_MOST_STEPS = 60
_STEPS_TRUSTING = 8
_SMALL_STEP = 1e-6
_MOST_HALVINGS = 12
_LONGEST_STEP = 2.0
_PROPOSAL_FREEDOM = 5.0
_PROPOSALS_PER_DRAW = 2


@dataclass(frozen=True, slots=True)
class Optimum:
    """The likeliest bend of each case.

    Parameters
    ----------
    bends : ndarray of float, shape (n_cases, n_unknowns)
        Case 0 with all sources, case 1 + m without source m.
    curvature : ndarray of float, shape (n_unknowns, n_unknowns)
        Of the negative log posterior of case 0.
    """

    bends: FloatArray
    curvature: FloatArray


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
    return Optimum(np.concatenate([best, without]), here.curvature[0])


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


def draw(problem: Problem, optimum: Optimum, rng: np.random.Generator) -> FloatArray:
    """Draws from the posterior: a heavy-tailed normal at the optimum, resampled by importance.

    Parameters
    ----------
    problem : Problem
    optimum : Optimum
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of float, shape (parameters.draws, n_unknowns)
    """
    centre, size = optimum.bends[0], problem.parameters.draws
    half = size * _PROPOSALS_PER_DRAW // 2
    normal = rng.standard_normal((half, centre.size))
    stretch = np.sqrt(_PROPOSAL_FREEDOM / rng.chisquare(_PROPOSAL_FREEDOM, half))[:, None]
    root = np.linalg.inv(np.linalg.cholesky(optimum.curvature))
    away = (normal * stretch) @ root
    proposals = centre + np.concatenate([away, -away])  # mirrored: the centre is kept
    square = np.concatenate([(normal * normal).sum(axis=1) * stretch[:, 0] ** 2] * 2)
    proposal_density = -(_PROPOSAL_FREEDOM + centre.size) / 2 * np.log1p(square / _PROPOSAL_FREEDOM)
    log_weight = log_density(problem, proposals) - proposal_density
    weight = np.exp(log_weight - log_weight.max())
    edges = np.cumsum(weight / weight.sum())
    places = (np.arange(size) + rng.random()) / size
    return proposals[np.minimum(np.searchsorted(edges, places), len(edges) - 1)]
