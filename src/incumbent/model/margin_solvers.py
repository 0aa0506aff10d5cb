"""Which parameter makes each book sum to 1? One Newton iteration for a block of books at a time.

Arrays are shaped (n_outcomes, n_books), padded with 0. Every equation below is convex and decreasing up
to its root and starts left of it, so Newton's steps rise to the root and never pass it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from incumbent.domain.curve import FloatArray

BLOCK = 8192
"""Books solved together: small enough for the processor's cache."""

_ENOUGH = 1e-8  # relative; the step after one this small would be of order its square, below rounding
_MOST_STEPS = 200

Solved = tuple[FloatArray, FloatArray]


def basic(implied: FloatArray, booksum: FloatArray) -> Solved:
    """Fair p = q / booksum."""
    return implied / implied.sum(axis=0), booksum


def additive(implied: FloatArray, booksum: FloatArray) -> Solved:
    """Fair p = q - (booksum - 1) / n; may turn negative."""
    amount = (booksum - 1) / np.count_nonzero(implied, axis=0)
    return np.where(implied > 0, implied - amount, 0.0), amount


def odds_ratio(implied: FloatArray, booksum: FloatArray) -> Solved:
    """Fair odds(p) = odds(q) / c."""
    rest = 1 - implied

    def step(c: FloatArray) -> FloatArray:
        share = 1 / (implied + c * rest)
        fair = implied * share
        return (fair.sum(axis=0) - 1) / np.einsum("ij,ij,ij->j", fair, share, rest)

    c = _rise(step, np.ones_like(booksum), booksum)
    return implied / (implied + c * rest), c


def power(implied: FloatArray, booksum: FloatArray) -> Solved:
    """Fair p = q ** k, solved on the logarithm of the sum, which is convex too and nearly straight."""
    log_implied = np.log(np.where(implied > 0, implied, 1.0))
    present = implied > 0

    def step(k: FloatArray) -> FloatArray:
        fair = np.where(present, np.exp(k * log_implied), 0.0)
        total = fair.sum(axis=0)
        return -np.log(total) * total / np.einsum("ij,ij->j", fair, log_implied)

    k = _rise(step, np.ones_like(booksum), booksum)
    return np.where(present, np.exp(k * log_implied), 0.0), k


def shin(implied: FloatArray, booksum: FloatArray) -> Solved:
    """Fair p = (sqrt(z^2 + 4 (1 - z) q^2 / booksum) - z) / (2 (1 - z)).

    Written as 2 q^2 / booksum / (sqrt(...) + z): no difference of two nearly equal numbers for a long shot.
    The sum is 1 where f(z) = sum(sqrt(z^2 + 4 (1 - z) w)) - (n - 2) z - 2 is 0, with w = q^2 / booksum. f is
    convex, f(0) >= 0, and its other root, z = 1, is no solution. A padded 0 adds z on both sides.
    """
    weight = implied * implied
    weight *= 2 / booksum
    offset = weight * (2 - weight)
    more_than_two = len(implied) - 2

    def step(z: FloatArray) -> FloatArray:
        bent = z - weight
        root = bent * bent
        root += offset
        np.sqrt(root, out=root)
        value = root.sum(axis=0) - (more_than_two * z + 2)
        bent /= root
        return value / (more_than_two - bent.sum(axis=0))

    root_booksum = np.sqrt(booksum)
    first = 2 * (root_booksum - 1) / (root_booksum + more_than_two)  # Newton's step from 0, in closed form
    z = _rise(step, first, booksum)
    bent = z - weight
    below = np.sqrt(bent * bent + offset) + z
    return weight / np.where(below > 0, below, 1.0), z  # 0 for a padded outcome


def _rise(step: Callable[[FloatArray], FloatArray], start: FloatArray, booksum: FloatArray) -> FloatArray:
    """Newton from the left until no book moves; books at or below 1 stay where they start."""
    value = start
    is_open = (booksum > 1).astype(np.float64)
    for _ in range(_MOST_STEPS):
        change = np.maximum(step(value), 0.0) * is_open
        value = value + change
        if not bool(np.any(change > _ENOUGH * np.maximum(value, 1.0))):
            break
    return value
