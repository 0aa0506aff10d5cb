"""Which coefficients fit best at each of many cutoffs, when rows only ever enter.

A refit on one more month changes little, so most of the last one is kept: the curvature of all rows as it
was when they entered (one rank update a month), with the gradient exact at every cutoff. Where a few such
chord steps do not arrive, the curvature is renewed; where that does not either, the fit is made anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from incumbent.model.logistic import Matrix, fit_ridge_logistic, sigmoid
from incumbent.model.situations import FloatArray

TOLERANCE = 2e-3
"""Largest rise of the log likelihood that a further step could bring."""
_MOST_CHORD_STEPS = 4
_MOST_RENEWALS = 4
_LARGEST_MOVE = 2.0
_GROWTH = 1.5
"""The curvature is renewed when the rows have grown so much since."""
_NEAR = 1.8
"""Rows kept at hand, as a multiple of those entered: scipy copies a view of less than half an array."""


def expanding_fits(
    design: Matrix, event: FloatArray, ends: Sequence[int], penalty: FloatArray
) -> Iterator[FloatArray]:
    """The ridge logistic regression of the first `end` rows, for each end.

    Parameters
    ----------
    design : ndarray of float32, shape (n, k)
        Rows in the order in which they become known.
    event : ndarray of float, shape (n,)
        0 or 1.
    ends : sequence of int
        Rising numbers of rows.
    penalty : ndarray of float, shape (k,)
        Ridge of each coefficient, >= 0; 0 leaves it free.

    Yields
    ------
    ndarray of float, shape (k,)
        Within TOLERANCE of the best log likelihood.
    """
    rows = _Rows(design, event, penalty)
    for end in ends:
        rows.enter(end)
        yield rows.fit()


class _Rows:
    """Rows entered so far, their curvature, and the fit to them."""

    def __init__(self, design: Matrix, event: FloatArray, penalty: FloatArray) -> None:
        from scipy.sparse import csr_matrix  # pyright: ignore[reportMissingTypeStubs]

        self._all: Any = csr_matrix(design)  # most columns are 0 in most rows
        self._near: Any = self._all[:0]
        self._design, self._event, self._penalty = design, event, penalty
        self._event32 = event.astype(np.float32)
        k = design.shape[1]
        self._curvature: FloatArray = np.zeros((k, k))
        self._coefficients: FloatArray = np.zeros(k)
        self._pull = np.zeros(k)
        self._end = self._renewed_at = 0

    def enter(self, end: int) -> None:
        """Take in the rows up to `end`."""
        fresh = self._design[self._end : end].astype(np.float64)
        chance = sigmoid(fresh @ self._coefficients)
        self._curvature += (fresh * (chance * (1.0 - chance))[:, None]).T @ fresh
        self._pull = (self._event[self._end : end] - chance) @ fresh
        self._end = end
        if end > self._near.shape[0]:
            self._near = self._all[: int(_NEAR * end)]

    def fit(self) -> FloatArray:
        """The coefficients that fit the rows entered best."""
        if self._end > _GROWTH * self._renewed_at:
            self._renew()
        for _ in range(_MOST_RENEWALS):
            if self._chord_steps():
                return self._coefficients.copy()
            self._renew()
        return self._anew()

    def _chord_steps(self) -> bool:
        import scipy.linalg  # pyright: ignore[reportMissingTypeStubs]

        linear: Any = scipy.linalg
        solve = linear.cho_solve
        factor = linear.cho_factor(self._curvature + np.diag(self._penalty + 1e-6), check_finite=False)
        self._move(solve(factor, self._pull, check_finite=False))  # where the new rows alone would go
        self._pull = np.zeros_like(self._pull)
        for _ in range(_MOST_CHORD_STEPS):
            gradient = self._gradient()
            move: FloatArray = solve(factor, gradient, check_finite=False)
            self._move(move)
            if float(gradient @ move) < TOLERANCE:
                return True
        return False

    def _move(self, move: FloatArray) -> None:
        longest = float(np.max(np.abs(move)))
        self._coefficients += move * min(1.0, _LARGEST_MOVE / max(longest, _LARGEST_MOVE))

    def _gradient(self) -> FloatArray:
        from scipy.special import expit  # pyright: ignore[reportMissingTypeStubs]

        rows = self._sparse()
        odds = rows @ self._coefficients.astype(np.float32)
        logistic: Any = expit
        residual = self._event32[: self._end] - logistic(odds)
        return (residual @ rows).astype(np.float64) - self._penalty * self._coefficients

    def _renew(self) -> None:
        """The curvature of all rows at the present coefficients."""
        odds = self._sparse() @ self._coefficients.astype(np.float32)
        chance = sigmoid(odds.astype(np.float64))
        scaled = self._design[: self._end] * np.sqrt(chance * (1.0 - chance)).astype(np.float32)[:, None]
        self._curvature = (scaled.T @ scaled).astype(np.float64)
        self._renewed_at = self._end

    def _anew(self) -> FloatArray:
        design, event = self._design[: self._end], self._event[: self._end]
        self._coefficients = fit_ridge_logistic(
            design, event, np.ones(self._end), self._penalty, np.zeros_like(self._penalty)
        )
        self._renew()
        return self._coefficients.copy()

    def _sparse(self) -> Any:
        from scipy.sparse import csr_matrix  # pyright: ignore[reportMissingTypeStubs]

        near = self._near
        used = near.indptr[self._end]
        parts = (near.data[:used], near.indices[:used], near.indptr[: self._end + 1])
        return csr_matrix(parts, shape=(self._end, near.shape[1]), copy=False)
