"""How do many bends climb to peaks of the posterior at once? By Newton steps, each bend at its own pace."""

from __future__ import annotations

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.posterior import Local, local
from incumbent.model.problem import Problem

_MOST_LOOKS = 200
_SMALL_STEP = 0.01
_MOST_HALVINGS = 12
_TRUSTED_STEP, _LONGEST_STEP = 1.0, 2.0


def ascend(problem: Problem, cases: IntArray, width: FloatArray) -> tuple[FloatArray, Local]:
    """Climb from the base curve.

    Steps are halved until the posterior rises; a long one is that of the expected curvature, which heavy
    tails do not lead astray. A small step is the last, taken without a look: what Newton's steps leave is
    their square.

    Parameters
    ----------
    problem : Problem
    cases : ndarray of int, shape (n_bends,)
        Which case of the source errors each bend is judged by.
    width : ndarray of float, shape (n_bends,)
        Of the prior, as in `local`.

    Returns
    -------
    bends : ndarray of float, shape (n_bends, n_unknowns)
    Local
        At the last look at each.
    """
    here, climbing = Local.unknown(len(cases), problem.n_unknowns), np.arange(len(cases))
    bends, step = np.zeros_like(here.gradient), np.zeros_like(here.gradient)
    halvings = np.zeros(len(cases), dtype=np.int64)
    for _ in range(_MOST_LOOKS):
        tried = bends[climbing] + step[climbing]
        there, fresh = local(problem, tried, cases[climbing], width[climbing]), climbing
        rises = there.value >= here.value[climbing] - 1e-12
        if not rises.all():
            stuck, fresh, tried, there = climbing[~rises], climbing[rises], tried[rises], there.of(rises)
            step[stuck] /= 2
            halvings[stuck] += 1
        here.take(fresh, there)
        bends[fresh], step[fresh], halvings[fresh] = tried, _newton(there), 0
        arrived = fresh[np.abs(step[fresh]).max(axis=1) <= _SMALL_STEP]
        bends[arrived] += step[arrived]
        halvings[arrived] = _MOST_HALVINGS  # nor is a step tried that was halved so often: rounding
        climbing = climbing[halvings[climbing] < _MOST_HALVINGS]
        if not climbing.size:
            break
    return bends, here


def _newton(here: Local) -> FloatArray:
    """Newton's step where it is short and leads upwards, else the safer one of the expected curvature."""
    gradient = here.gradient[:, :, None]
    step = np.asarray(np.linalg.solve(here.observed, gradient), dtype=np.float64)[:, :, 0]
    length = np.abs(step).max(axis=1)
    far = np.flatnonzero(((step * here.gradient).sum(axis=1) < 0) | (length > _TRUSTED_STEP))
    if far.size:
        step[far] = np.linalg.solve(here.curvature[far], gradient[far])[:, :, 0]
        length[far] = np.abs(step[far]).max(axis=1)
    return step * np.minimum(1.0, _LONGEST_STEP / np.maximum(length, 1e-300))[:, None]
