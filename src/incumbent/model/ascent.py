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
_LONGEST_STEP = 2.0


def ascend(
    problem: Problem, cases: IntArray, width: FloatArray, *, following: int, leading: int
) -> tuple[FloatArray, Local]:
    """Climb from the base curve, and from where one of these climbs ends.

    Steps are halved until the posterior rises. A small step is the last, taken without a look: what Newton's
    steps leave is their square.

    Parameters
    ----------
    problem : Problem
    cases : ndarray of int, shape (n_bends,)
        Which case of the source errors each bend is judged by.
    width : ndarray of float, shape (n_bends,)
        Of the prior, as in `local`. Followers with a normal prior leave it once they are near its peak, and
        go on under the Student-t.
    following : int
        So many of the last bends start where another arrives.
    leading : int
        Which one that is.

    Returns
    -------
    bends : ndarray of float, shape (n_bends, n_unknowns)
    Local
        At the last look at each.
    """
    first, width = len(cases) - following, width.copy()
    here = Local.unknown(len(cases), problem.n_unknowns)
    bends, halvings = np.zeros_like(here.gradient), np.zeros(len(cases), dtype=np.int64)
    step, climbing = np.zeros_like(bends), np.arange(first)
    for _ in range(_MOST_LOOKS):
        there = local(problem, bends[climbing] + step[climbing], cases[climbing], width[climbing])
        rises = there.value >= here.value[climbing] - 1e-12
        fresh, stuck = climbing[rises], climbing[~rises]
        bends[fresh] += step[fresh]
        here.take(fresh, there.of(rises))
        step[fresh], halvings[fresh] = _newton(here.of(fresh)), 0
        step[stuck] /= 2
        halvings[stuck] += 1
        is_start = (fresh >= first) & (width[fresh] > 0)
        arrived = fresh[np.abs(step[fresh]).max(axis=1) <= np.where(is_start, _NEAR, _SMALL_STEP)]
        bends[arrived] += step[arrived]
        high = stuck[halvings[stuck] >= _MOST_HALVINGS]  # no step rises any more: as high as rounding allows
        ended = np.zeros(len(cases), dtype=bool)
        ended[arrived] = ended[high] = True
        again = np.flatnonzero(ended[first:] & (width[first:] > 0)) + first
        width[again] = 0.0
        if ended[leading]:
            again = np.arange(first, len(cases))
            bends[again] = bends[leading]
        step[again], here.value[again] = 0.0, -np.inf
        climbing = np.concatenate([climbing[~ended[climbing]], again])
        if not climbing.size:
            break
    return bends, here


def _newton(here: Local) -> FloatArray:
    """Newton's step where it leads upwards, else the safer one of the expected curvature."""
    gradient = here.gradient[:, :, None]
    step = np.asarray(np.linalg.solve(here.observed, gradient), dtype=np.float64)[:, :, 0]
    falls = np.flatnonzero((step * here.gradient).sum(axis=1) < 0)
    if falls.size:
        step[falls] = np.linalg.solve(here.curvature[falls], gradient[falls])[:, :, 0]
    return step * np.minimum(1.0, _LONGEST_STEP / np.maximum(np.abs(step).max(axis=1), 1e-300))[:, None]
