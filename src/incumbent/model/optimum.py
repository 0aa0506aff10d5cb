"""Which bend of the curve is the central one? The likeliest for each width of the prior, weighed together.

A Student-t prior is a normal one whose width is not known [1]_. With a width given, the posterior has a
peak that mostly moves smoothly with the quotes; under the Student-t itself it can have two, or a plateau, and
the higher point of these jumps from one day to the next. So the width is integrated over a few values, as the
scales of the sources' errors are: the central bend is the mean of the peaks, each weighed by its mass.

The errors of the sources have heavy tails too. Where sources contradict each other, or an unsure one says
what a narrow prior takes for an error, there can be two peaks under one width. Only the one that the climb
from the base curve reaches is found, and it leaps as the quotes move: decision 0102 says how often.

References
----------
.. [1] Andrews & Mallows (1974), Scale mixtures of normal distributions, J. R. Stat. Soc. B 36(1), 99-102.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.model.ascent import ascend
from incumbent.model.posterior import Local
from incumbent.model.problem import Problem

WIDTHS = np.array([0.9, 1.6, 3.0])
"""Of the prior of drift and gates, as multiples of their scales. Narrower ones leave two peaks more often."""

_LEAST_CURVATURE = 0.1  # of the observed curvature, as a share of the expected one


@dataclass(frozen=True, slots=True)
class Peak:
    """The normal that touches the posterior's peak under one width of the prior.

    Parameters
    ----------
    centre : ndarray of float, shape (n_unknowns,)
    covariance : ndarray of float, shape (n_unknowns, n_unknowns)
    weight : float
        Share of the posterior's mass under it; those of all widths sum to 1.
    """

    centre: FloatArray
    covariance: FloatArray
    weight: float


@dataclass(frozen=True, slots=True)
class Optimum:
    """The central bend of each case.

    Parameters
    ----------
    bends : ndarray of float, shape (n_cases, n_unknowns)
        Case 0 with all sources, case 1 + m without source m.
    peaks : tuple of Peak
        Of case 0, one for each of WIDTHS.
    """

    bends: FloatArray
    peaks: tuple[Peak, ...]


def climb(problem: Problem) -> Optimum:
    """The central bend with all sources, and without each.

    Parameters
    ----------
    problem : Problem

    Returns
    -------
    Optimum
    """
    n_cases, n_widths = len(problem.errors.heard), WIDTHS.size
    width = np.tile(WIDTHS, n_cases)
    bends, here = ascend(problem, np.repeat(np.arange(n_cases), n_widths), width)
    mass = here.value - np.linalg.slogdet(here.curvature)[1] / 2 - problem.tilt.n_shape * np.log(width)
    mass = mass.reshape(n_cases, n_widths) + _log_shares(problem.parameters.tilt_degrees_of_freedom)
    weight = np.exp(mass - mass.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    central = (weight[:, None, :] @ bends.reshape(n_cases, n_widths, -1))[:, 0]
    spread = _covariances(here.of(slice(n_widths)))
    return Optimum(central, tuple(Peak(bends[n], spread[n], float(weight[0, n])) for n in range(n_widths)))


@cache
def _log_shares(freedom: float) -> FloatArray:
    """Logarithm of how much of a Student-t is nearest to each of WIDTHS: freedom / width^2 is chi-squared."""
    log_width = np.linspace(-4.0, 8.0, 6001)
    density = np.exp(-freedom * log_width - freedom / 2 * np.exp(-2 * log_width))
    nearest = np.abs(log_width[:, None] - np.log(WIDTHS)).argmin(axis=1)
    share = np.bincount(nearest, density)
    return np.log(share / share.sum())


def _covariances(here: Local) -> FloatArray:
    """The inverse of the observed curvature, or of the expected one where heavy tails bend that back."""
    least = np.linalg.eigvalsh(here.observed - _LEAST_CURVATURE * here.curvature)[:, 0]
    bent_back = (least < 0)[:, None, None]
    return np.asarray(np.linalg.inv(np.where(bent_back, here.curvature, here.observed)), dtype=np.float64)
