"""Where does the posterior of the bend peak? The climb to it, and draws around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.posterior import Local, Problem, local, log_density

_MOST_STEPS = 60
_STEPS_TRUSTING = 8
_SMALL_STEP = 1e-7
_MOST_HALVINGS = 12
_LONGEST_STEP = 2.0
_PROPOSAL_FREEDOM = 5.0
_PROPOSALS_PER_DRAW = 3


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
    """The likeliest bend of each case, from two starts.

    With heavy tails on both sides the posterior can have two peaks when a quote lies far from the curve:
    one keeps the curve, one follows the quote. Both are climbed; the one with more mass under it wins.

    Parameters
    ----------
    problem : Problem

    Returns
    -------
    Optimum
    """
    cases = np.arange(len(problem.errors.precision), dtype=np.int64)
    keeping = np.zeros((cases.size, problem.n_unknowns))
    following = _ascend(problem, keeping, cases, _STEPS_TRUSTING, trusting=True)[0]
    peaks = [_ascend(problem, start, cases, _MOST_STEPS) for start in (keeping, following)]
    mass = [here.value - np.linalg.slogdet(here.curvature)[1] / 2 for _, here in peaks]
    follow = mass[1] > mass[0] + 1e-6
    bends = np.where(follow[:, None], peaks[1][0], peaks[0][0])
    return Optimum(bends, peaks[int(follow[0])][1].curvature[0])


def _ascend(
    problem: Problem, start: FloatArray, cases: IntArray, most_steps: int, *, trusting: bool = False
) -> tuple[FloatArray, Local]:
    """Newton steps with the expected curvature, halved until the posterior rises, all cases at once.

    Trusting steps take the sources' errors for normal and are not checked: they only find a start.
    """
    bends, here = start, local(problem, start, cases, trusting=trusting)
    for _ in range(most_steps):
        step = np.linalg.solve(here.curvature, here.gradient[:, :, None])[:, :, 0]
        step *= np.minimum(1.0, _LONGEST_STEP / np.maximum(np.abs(step).max(axis=1), 1e-300))[:, None]
        moves = np.abs(step).max(axis=1) > _SMALL_STEP
        if not moves.any():
            break
        if trusting:
            bends = bends + step
            here = local(problem, bends, cases, trusting=True)
        else:
            bends, here, moves = _halved(problem, bends, here, step * moves[:, None])
        if not moves.any():
            break
    return bends, here


def _halved(
    problem: Problem, bends: FloatArray, here: Local, step: FloatArray
) -> tuple[FloatArray, Local, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    cases = np.arange(len(bends), dtype=np.int64)
    length = np.ones((len(bends), 1))
    there = local(problem, bends + step, cases)
    for halvings in range(_MOST_HALVINGS):
        worse = (there.value < here.value - 1e-12)[:, None]
        if not worse.any():
            break
        length = np.where(worse, length / 2 if halvings < _MOST_HALVINGS - 1 else 0.0, length)
        there = local(problem, bends + length * step, cases)
    return bends + length * step, there, np.abs(length * step).max(axis=1) > _SMALL_STEP


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
