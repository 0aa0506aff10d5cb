"""Which bends are likely besides the likeliest? Draws from the posterior, weighed by importance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.model.optimum import Optimum
from incumbent.model.posterior import log_density
from incumbent.model.problem import Problem

_FREEDOM = 4.0
_FEWEST_ROUNDS, _MOST_ROUNDS = 1, 3
_POINTS_A_DRAW = 1.5
_WIDER = 1.2
_OWN_WEIGHT = 0.1
_WORTH_AN_UNKNOWN = 4.0
_FLATTER = (1.0, 0.7, 0.5, 0.35, 0.25, 0.15, 0.08)


@dataclass(frozen=True, slots=True)
class _Cloud:
    """`count` points from a heavy-tailed normal, mirrored at its centre; `root` is its Cholesky root."""

    centre: FloatArray
    root: FloatArray
    count: int

    def points(self, rng: np.random.Generator) -> FloatArray:
        half = self.count // 2
        normal = rng.standard_normal((half, self.centre.size))
        stretch = np.sqrt(_FREEDOM / rng.chisquare(_FREEDOM, half))[:, None]
        away = (normal * stretch) @ self.root.T
        return np.concatenate([self.centre + away, self.centre - away])


def draw(problem: Problem, optimum: Optimum, rng: np.random.Generator) -> FloatArray:
    """Draws from the posterior, by importance from clouds that find its mass.

    The posterior is skewed and heavy-tailed far from the curve: where hardly anybody leaves, the quotes do
    not say how few. So beside a cloud around each peak lie those of wider normal priors, of which the
    Student-t is a mixture; others follow to where these have found the mass to be, until the points are
    worth enough. Every point is weighed against the mixture of all clouds [1]_, and the draws are resampled
    systematically.

    Parameters
    ----------
    problem : Problem
    optimum : Optimum
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of float, shape (parameters.draws, n_unknowns)

    References
    ----------
    .. [1] Cornuet, Marin, Mira & Robert (2012), Scandinavian Journal of Statistics 39(4), 798-812.
    """
    draws = problem.parameters.draws
    size = round(_POINTS_A_DRAW * draws) // 2 * 2  # mirrored points come in pairs
    peaks = [*optimum.peaks, *optimum.wider]
    clouds = [_cloud(peak.centre, peak.covariance, size // len(peaks) // 2 * 2) for peak in peaks]
    points = np.concatenate([cloud.points(rng) for cloud in clouds])
    density, mixture = log_density(problem, points), _mixture(clouds, points)
    for done in range(_MOST_ROUNDS):
        log_weight = density - np.log(mixture)
        if done >= _FEWEST_ROUNDS and _worth(_weights(log_weight)) >= size:
            break
        moved = _moved(optimum.peaks[0].covariance, points, _tempered(log_weight, points.shape[1]), size)
        clouds = [*clouds, moved]
        more = moved.points(rng)
        mixture = np.concatenate([mixture + _mixture([moved], points), _mixture(clouds, more)])
        density = np.concatenate([density, log_density(problem, more)])
        points = np.concatenate([points, more])
    edges = np.cumsum(_weights(density - np.log(mixture)))
    places = (np.arange(draws) + rng.random()) / draws
    return points[np.minimum(np.searchsorted(edges, places), len(edges) - 1)]


def _mixture(clouds: Sequence[_Cloud], points: FloatArray) -> FloatArray:
    """Density of the points of all clouds together, up to a constant that is the same for all clouds."""
    size, count = points.shape[1], np.array([cloud.count for cloud in clouds])
    turns = np.linalg.inv([cloud.root for cloud in clouds])
    turned = points @ turns.transpose(2, 0, 1).reshape(size, -1)
    turned -= np.concatenate([turn @ cloud.centre for turn, cloud in zip(turns, clouds, strict=True)])
    turned *= turned
    square = turned @ np.repeat(np.eye(len(clouds)), size, axis=0)
    height = count * np.diagonal(turns, axis1=1, axis2=2).prod(axis=1)
    return np.exp(-(_FREEDOM + size) / 2 * np.log1p(square / _FREEDOM)) @ height


def _cloud(centre: FloatArray, covariance: FloatArray, count: int) -> _Cloud:
    return _Cloud(centre, np.asarray(np.linalg.cholesky(covariance), dtype=np.float64), count)


def _moved(first: FloatArray, points: FloatArray, weight: FloatArray, count: int) -> _Cloud:
    """A cloud with the weighed points' own centre and spread, the first covariance mixed in a little."""
    centre = weight @ points
    apart = points - centre
    spread = (apart * weight[:, None]).T @ apart
    return _cloud(centre, _WIDER * spread + _OWN_WEIGHT * first, count)


def _tempered(log_weight: FloatArray, n_unknowns: int) -> FloatArray:
    """Weights, flattened until so many points count that a spread can be told from them."""
    weight = _weights(log_weight)
    for power in _FLATTER:
        weight = _weights(power * log_weight)
        if _worth(weight) >= _WORTH_AN_UNKNOWN * n_unknowns:
            break
    return weight


def _worth(weight: FloatArray) -> float:
    """How many equally weighed points these are worth."""
    return 1 / float(weight @ weight)


def _weights(log_weight: FloatArray) -> FloatArray:
    weight = np.exp(log_weight - log_weight.max())
    return weight / weight.sum()
