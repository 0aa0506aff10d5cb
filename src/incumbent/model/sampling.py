"""Which bends are likely besides the likeliest? Draws from the posterior, weighed by importance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.model.optimum import Peak
from incumbent.model.posterior import log_density
from incumbent.model.problem import Problem

_FREEDOM = 8.0
_FEWEST_ROUNDS, _MOST_ROUNDS = 2, 3
_POINTS_A_DRAW = 1.5
_SPREAD, _LEAST_WEIGHT = 1.2, 0.1
_WIDER = 1.1
_OWN_WEIGHT = 0.1
_WORTH_AN_UNKNOWN = 4.0
_FLATTER = (1.0, 0.7, 0.5, 0.35, 0.25, 0.15, 0.08)


@dataclass(frozen=True, slots=True)
class _Cloud:
    """`count` points from a heavy-tailed normal, mirrored at its centre.

    `root` is its Cholesky root, `turn` the inverse of that; points @ turn.T less `offset` are spherical.
    """

    centre: FloatArray
    root: FloatArray
    turn: FloatArray
    offset: FloatArray
    count: int

    def points(self, rng: np.random.Generator) -> FloatArray:
        half = self.count // 2
        away = rng.standard_normal((half, self.centre.size)) @ self.root.T
        away *= np.sqrt(_FREEDOM / rng.chisquare(_FREEDOM, half))[:, None]
        return np.concatenate([self.centre + away, self.centre - away])

    @property
    def height(self) -> float:
        """Density at the centre, up to a constant that is the same for all clouds."""
        return self.count * float(np.multiply.reduce(self.turn.diagonal()))


def draw(problem: Problem, peaks: Sequence[Peak], rng: np.random.Generator) -> FloatArray:
    """Draws from the posterior, by importance from clouds that find its mass.

    The posterior is skewed and heavy-tailed far from the curve: where hardly anybody leaves, the quotes do
    not say how few. So there is a cloud for each of several widths of a normal prior, of which the Student-t
    is a mixture; others follow to where these have found the mass to be, until the points are worth enough.
    Every point is weighed against the mixture of all clouds [1]_, and the draws are resampled systematically.

    Parameters
    ----------
    problem : Problem
    peaks : sequence of Peak
        Their weights sum to 1.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of float, shape (parameters.draws, n_unknowns)

    References
    ----------
    .. [1] Cornuet, Marin, Mira & Robert (2012), Scandinavian Journal of Statistics 39(4), 798-812.
    """
    draws = problem.parameters.draws
    size = round(_POINTS_A_DRAW * draws)
    clouds, likeliest = _first_clouds(peaks, size), max(peaks, key=lambda peak: peak.weight)
    points = np.concatenate([cloud.points(rng) for cloud in clouds])
    density, mixture = log_density(problem, points), _mixture(clouds, points)
    for done in range(_MOST_ROUNDS):
        log_weight = density - np.log(mixture)
        if done >= _FEWEST_ROUNDS and _worth(_weights(log_weight)) >= draws:
            break
        moved = _moved(likeliest.covariance, points, _tempered(log_weight, points.shape[1]), size)
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
    size, height = points.shape[1], np.array([cloud.height for cloud in clouds])
    turned = points @ np.concatenate([cloud.turn for cloud in clouds]).T
    turned -= np.concatenate([cloud.offset for cloud in clouds])
    turned *= turned
    square = turned @ np.repeat(np.eye(len(clouds)) / _FREEDOM, size, axis=0)
    tail = np.log1p(square, out=square)
    tail *= -(_FREEDOM + size) / 2
    return np.exp(tail, out=tail) @ height


def _first_clouds(peaks: Sequence[Peak], size: int) -> list[_Cloud]:
    """Around the peak of every width of the prior, more points where more of the mass is."""
    whole = sum(peak.weight + _LEAST_WEIGHT for peak in peaks)
    count = [size * (peak.weight + _LEAST_WEIGHT) / whole for peak in peaks]
    return [_cloud(peak.centre, _SPREAD * peak.covariance, n) for peak, n in zip(peaks, count, strict=True)]


def _cloud(centre: FloatArray, covariance: FloatArray, count: float) -> _Cloud:
    root = np.asarray(np.linalg.cholesky(covariance), dtype=np.float64)
    turn = np.asarray(np.linalg.inv(root), dtype=np.float64)
    return _Cloud(centre, root, turn, turn @ centre, round(count) // 2 * 2)  # mirrored points come in pairs


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
