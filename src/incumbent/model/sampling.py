"""Which bends are likely besides the likeliest? Draws from the posterior, weighed by importance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.model.bend_prior import prior_slopes
from incumbent.model.optimum import Optimum
from incumbent.model.posterior import log_density
from incumbent.model.problem import Problem

_FREEDOM = 3.0  # no lighter than the priors
_FEWEST_ROUNDS, _MOST_ROUNDS = 2, 6
_LITTLE, _LESS = 0.1, 0.5
_WIDER = 1.3
_OWN_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class _Cloud:
    """Points from a heavy-tailed normal, mirrored at its centre; `root` is the spread's Cholesky root."""

    centre: FloatArray
    root: FloatArray

    def points(self, count: int, rng: np.random.Generator) -> FloatArray:
        normal = rng.standard_normal((count // 2, self.centre.size))
        stretch = np.sqrt(_FREEDOM / rng.chisquare(_FREEDOM, count // 2))[:, None]
        away = (normal * stretch) @ self.root.T
        return self.centre + np.concatenate([away, -away])

    def log_density(self, points: FloatArray) -> FloatArray:
        scaled = (points - self.centre) @ np.linalg.inv(self.root).T
        square = np.einsum("ij,ij->i", scaled, scaled)
        size = self.centre.size
        return -(_FREEDOM + size) / 2 * np.log1p(square / _FREEDOM) - np.log(np.diag(self.root)).sum()


def draw(problem: Problem, optimum: Optimum, rng: np.random.Generator) -> FloatArray:
    """Draws from the posterior, by importance from clouds that find its mass.

    The posterior is skewed far from the curve: where hardly anybody leaves, the quotes do not say how few.
    So beside a cloud around each peak lies one in which the quotes count little; others follow to where
    these have found the mass to be, until the points are worth as many as are drawn. Every point is
    weighed against the mixture of all clouds [1]_, and the draws are resampled systematically.

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
    size = problem.parameters.draws
    clouds = [*(_cloud(*peak) for peak in optimum.peaks), _wide(problem, optimum)]
    sizes = [size // len(clouds) // 2 * 2] * len(clouds)  # mirrored points come in pairs
    points = np.concatenate([cloud.points(n, rng) for cloud, n in zip(clouds, sizes, strict=True)])
    density, mixture = log_density(problem, points), _mixture(clouds, sizes, points)
    for done in range(_MOST_ROUNDS):
        weight = _weights(density - mixture)
        if done >= _FEWEST_ROUNDS and 1 / float(weight @ weight) >= size:
            break
        moved = _moved(optimum.peaks[0][1], points, weight)
        clouds, sizes = [*clouds, moved], [*sizes, size]
        more = moved.points(size, rng)
        among_old = np.logaddexp(mixture, np.log(size) + moved.log_density(points))
        mixture = np.concatenate([among_old, _mixture(clouds, sizes, more)])
        density = np.concatenate([density, log_density(problem, more)])
        points = np.concatenate([points, more])
    edges = np.cumsum(_weights(density - mixture))
    places = (np.arange(size) + rng.random()) / size
    return points[np.minimum(np.searchsorted(edges, places), len(edges) - 1)]


def _wide(problem: Problem, optimum: Optimum) -> _Cloud:
    """A cloud around the likeliest peak in which the quotes count for little and the prior for less."""
    centre, covariance = optimum.peaks[0]
    prior = prior_slopes(problem, centre[None, :], trusting=False)[1][0]
    said = np.linalg.inv(covariance) - prior
    values, vectors = np.linalg.eigh((said + said.T) / 2)
    said = (vectors * np.maximum(values, 0.0)) @ vectors.T
    return _cloud(centre, np.asarray(np.linalg.inv(_LESS * prior + _LITTLE * said), dtype=np.float64))


def _mixture(clouds: Sequence[_Cloud], sizes: Sequence[int], points: FloatArray) -> FloatArray:
    """Log density of all clouds together."""
    each = [np.log(size) + cloud.log_density(points) for cloud, size in zip(clouds, sizes, strict=True)]
    return np.logaddexp.reduce(each, axis=0)


def _cloud(centre: FloatArray, covariance: FloatArray) -> _Cloud:
    return _Cloud(centre, np.asarray(np.linalg.cholesky(covariance), dtype=np.float64))


def _moved(first: FloatArray, points: FloatArray, weight: FloatArray) -> _Cloud:
    """A cloud with the weighed points' own centre and spread, the first covariance mixed in a little."""
    centre = weight @ points
    apart = points - centre
    spread = (apart * weight[:, None]).T @ apart
    return _cloud(centre, _WIDER * spread + _OWN_WEIGHT * first)


def _weights(log_weight: FloatArray) -> FloatArray:
    weight = np.exp(log_weight - log_weight.max())
    return weight / weight.sum()
