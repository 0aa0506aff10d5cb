"""How do many bends climb to peaks of the posterior at once? By Newton steps, each bend at its own pace."""

from __future__ import annotations

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.posterior import Local, local
from incumbent.model.problem import Problem

_MOST_LOOKS = 200
_SMALL_STEP = 0.01
_NEAR = 0.5
_MOST_HALVINGS = 12
_TRUSTED_STEP, _LONGEST_STEP = 1.0, 2.0


def ascend(
    problem: Problem, cases: IntArray, width: FloatArray, *, following: int, leading: int
) -> tuple[FloatArray, Local]:
    """Climb from the base curve, and from where one of these climbs ends.

    Steps are halved until the posterior rises; a long one is that of the expected curvature, which heavy
    tails do not lead astray. A small step is the last, taken without a look: what Newton's steps leave is
    their square.

    Parameters
    ----------
    problem : Problem
    cases : ndarray of int, shape (n_bends,)
        Which case of the source errors each bend is judged by.
    width : ndarray of float, shape (n_bends,)
        Of the prior, as in `local`. Followers with a normal prior leave it once they are near its peak, and
        go on under the Student-t.
    following : int
        So many of the last bends start where another leads, once that is near its peak.
    leading : int
        Which one that is.

    Returns
    -------
    bends : ndarray of float, shape (n_bends, n_unknowns)
    Local
        At the last look at each.
    """
    n_bends, first = len(cases), len(cases) - following
    follows, waiting = np.arange(n_bends) >= first, True
    here, width = Local.unknown(n_bends, problem.n_unknowns), width.copy()
    bends, halvings = np.zeros_like(here.gradient), np.zeros(n_bends, dtype=np.int64)
    step, climbing = np.zeros_like(bends), np.arange(first)
    for _ in range(_MOST_LOOKS):
        tried, left = bends[climbing] + step[climbing], np.full(n_bends, np.inf)
        there = local(problem, tried, cases[climbing], width[climbing])
        rises = there.value >= here.value[climbing] - 1e-12
        fresh = climbing
        if not rises.all():
            stuck, fresh, tried, there = climbing[~rises], climbing[rises], tried[rises], there.of(rises)
            step[stuck] /= 2
            halvings[stuck] += 1
            high = stuck[halvings[stuck] >= _MOST_HALVINGS]  # as high as rounding allows
            step[high], left[high] = 0.0, 0.0
        here.take(fresh, there)
        bends[fresh], step[fresh], halvings[fresh] = tried, _newton(there), 0
        left[fresh] = np.abs(step[fresh]).max(axis=1)
        leaving = follows & (width > 0)
        ended = left <= np.where(leaving, _NEAR, _SMALL_STEP)
        bends[ended] += step[ended]
        again = np.flatnonzero(ended & leaving)
        width[again] = 0.0
        if waiting and left[leading] <= _NEAR:
            again, waiting = np.flatnonzero(follows), False
            bends[again] = bends[leading] + (0.0 if ended[leading] else step[leading])
        step[again], here.value[again] = 0.0, -np.inf
        climbing = np.concatenate([climbing[~ended[climbing]], again])
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
