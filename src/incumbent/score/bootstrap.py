"""How sure a mean score, a skill or a difference is, when cases of one country hang together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from incumbent.domain.curve import FloatArray


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 95 % interval by bootstrap over clusters.

    Parameters
    ----------
    value : float
    low, high : float or None
        None if there is only one cluster: nothing can be said of another.
    n_cases, n_clusters : int
    """

    value: float
    low: float | None
    high: float | None
    n_cases: int
    n_clusters: int


def mean_score(
    scores: ArrayLike,
    cluster: ArrayLike,
    weight: ArrayLike | None = None,
    *,
    generator: np.random.Generator,
    n_draws: int = 2000,
) -> Estimate:
    """Weighted mean of pointwise scores.

    Parameters
    ----------
    scores : array_like, shape (n,), finite
        For instance `brier_scores(...)`.
    cluster : array_like, shape (n,)
        A label a case, usually the country.
    weight : array_like, shape (n,), optional
        >= 0, not all 0; equal if not given.
    generator : numpy.random.Generator
    n_draws : int

    Raises
    ------
    ValueError
        If empty, of different lengths, or not finite.
    """
    sums = _ClusterSums.of([scores], cluster, weight)
    drawn = sums.drawn(generator, n_draws)
    return sums.estimate(sums.total[0] / sums.total[-1], drawn[:, 0] / drawn[:, -1])


def paired_difference(
    ours: ArrayLike,
    theirs: ArrayLike,
    cluster: ArrayLike,
    weight: ArrayLike | None = None,
    *,
    generator: np.random.Generator,
    n_draws: int = 2000,
) -> Estimate:
    """Weighted mean of ours minus theirs on the same cases; below 0, ours is better.

    Parameters
    ----------
    ours, theirs : array_like, shape (n,), finite
        Pointwise scores of the same cases.
    cluster, weight, generator, n_draws
        As for `mean_score`.

    Raises
    ------
    ValueError
        If empty, of different lengths, or not finite.
    """
    sums = _ClusterSums.of([ours, theirs], cluster, weight)
    drawn = sums.drawn(generator, n_draws)
    value = (sums.total[0] - sums.total[1]) / sums.total[-1]
    return sums.estimate(value, (drawn[:, 0] - drawn[:, 1]) / drawn[:, -1])


def skill_score(
    ours: ArrayLike,
    baseline: ArrayLike,
    cluster: ArrayLike,
    weight: ArrayLike | None = None,
    *,
    generator: np.random.Generator,
    n_draws: int = 2000,
) -> Estimate:
    """1 - mean score / mean score of a baseline on the same cases; 1 is perfect, 0 no better.

    Parameters
    ----------
    ours, baseline : array_like, shape (n,), finite and >= 0
        Pointwise scores of the same cases.
    cluster, weight, generator, n_draws
        As for `mean_score`.

    Raises
    ------
    ValueError
        If empty, of different lengths, not finite, or if the baseline is perfect.
    """
    sums = _ClusterSums.of([ours, baseline], cluster, weight)
    if sums.total[1] <= 0:
        msg = "the baseline's mean score is 0: it is perfect, and no skill against it can be stated."
        raise ValueError(msg)
    drawn = sums.drawn(generator, n_draws)
    usable = drawn[:, 1] > 0
    return sums.estimate(1 - sums.total[0] / sums.total[1], 1 - drawn[usable, 0] / drawn[usable, 1])


@dataclass(frozen=True, slots=True)
class _ClusterSums:
    """Weighted sums of each column and of the weights (last), by cluster."""

    by_cluster: FloatArray
    n_cases: int

    @classmethod
    def of(cls, columns: list[ArrayLike], cluster: ArrayLike, weight: ArrayLike | None) -> _ClusterSums:
        arrays = [np.asarray(column, dtype=np.float64) for column in columns]
        labels = np.asarray(cluster)
        weights = np.ones(labels.shape) if weight is None else np.asarray(weight, dtype=np.float64)
        if labels.ndim != 1 or labels.size == 0 or any(a.shape != labels.shape for a in [*arrays, weights]):
            msg = (
                "scores, clusters and weights must be one-dimensional, of one length, with at least one case."
            )
            raise ValueError(msg)
        if not all(np.all(np.isfinite(array)) for array in [*arrays, weights]):
            msg = "a score or weight is NaN or infinite: bound the chances, or leave the case out and say so."
            raise ValueError(msg)
        if np.any(weights < 0) or not weights.any():
            msg = "weights must be >= 0 and not all 0."
            raise ValueError(msg)
        names, label = np.unique(labels, return_inverse=True)
        sums = [np.bincount(label, weights * array, names.size) for array in arrays]
        sums.append(np.bincount(label, weights, names.size))
        by_cluster = np.column_stack(sums).astype(np.float64)
        return cls(by_cluster[by_cluster[:, -1] > 0], labels.size)

    @property
    def total(self) -> FloatArray:
        return self.by_cluster.sum(axis=0)

    def drawn(self, generator: np.random.Generator, n_draws: int) -> FloatArray:
        """Sums of resampled clusters, shape (n_draws, n_columns)."""
        n = self.by_cluster.shape[0]
        counts = generator.multinomial(n, np.full(n, 1 / n), size=n_draws)
        return counts @ self.by_cluster

    def estimate(self, value: float, draws: FloatArray) -> Estimate:
        n_clusters = self.by_cluster.shape[0]
        if n_clusters < 2:
            return Estimate(float(value), None, None, self.n_cases, n_clusters)
        low, high = np.quantile(draws, [0.025, 0.975])
        return Estimate(float(value), float(low), float(high), self.n_cases, n_clusters)
