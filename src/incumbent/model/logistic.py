"""Which coefficients fit a ridge logistic regression best."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from incumbent.model.situations import FloatArray

Matrix = NDArray[np.float32]

_TOLERANCE = 1e-6
_MOST_STEPS = 60
_REFRESH_EVERY = 4


def sigmoid(log_odds: FloatArray) -> FloatArray:
    """1 / (1 + exp(-x)), without overflow."""
    return np.exp(-np.logaddexp(0.0, -log_odds))


def fit_ridge_logistic(  # noqa: PLR0917 - the data, then how they are held
    design: Matrix,
    event: FloatArray,
    weight: FloatArray,
    penalty: FloatArray,
    start: FloatArray,
    centre: FloatArray | float = 0.0,
) -> FloatArray:
    """Maximise the weighted log likelihood less half the penalised sum of squares around a centre.

    Damped Newton with chord steps: the Hessian is renewed every few steps, the gradient is exact in
    each; a step that does not raise the objective is halved, for undamped Newton diverges in cells
    where nearly everybody leaves.

    Parameters
    ----------
    design : ndarray of float32, shape (n, k)
    event : ndarray of float, shape (n,)
        0 or 1.
    weight : ndarray of float, shape (n,)
        Non-negative.
    penalty : ndarray of float, shape (k,)
        Ridge of each coefficient, >= 0; 0 leaves it free.
    start : ndarray of float, shape (k,)
        A warm start; zeros will do.
    centre : ndarray of float, shape (k,), or 0
        Where the ridge draws each coefficient.

    Returns
    -------
    ndarray of float, shape (k,)
    """
    beta: FloatArray = start.astype(np.float64)
    log_odds = (design @ beta.astype(np.float32)).astype(float)
    objective = _objective(log_odds, event, weight, penalty, beta - centre)
    hessian = np.eye(beta.size)
    for step in range(_MOST_STEPS):
        chance = sigmoid(log_odds)
        gradient = _weighted_sum(design, weight * (event - chance)) - penalty * (beta - centre)
        if step % _REFRESH_EVERY == 0:
            hessian = hessian_of(design, weight * chance * (1.0 - chance), penalty)
        move: FloatArray = np.linalg.solve(hessian, gradient).astype(np.float64)
        gain = float(gradient @ move)
        if gain < _TOLERANCE:
            break
        along = (design @ move.astype(np.float32)).astype(float)
        size, raised = 1.0, objective
        while size > 1e-4:
            raised = _objective(log_odds + size * along, event, weight, penalty, beta - centre + size * move)
            if raised >= objective:
                break
            size /= 2.0
        beta = beta + size * move
        log_odds = log_odds + size * along
        objective = raised
    return beta


def hessian_of(design: Matrix, curvature: FloatArray, penalty: FloatArray) -> FloatArray:
    """Negative Hessian of the penalised log likelihood, shape (k, k)."""
    scaled = design * np.sqrt(curvature).astype(np.float32)[:, None]
    return (scaled.T @ scaled).astype(float) + np.diag(penalty + 1e-6)


def _weighted_sum(design: Matrix, values: FloatArray) -> FloatArray:
    return (design.T @ values.astype(np.float32)).astype(float)


def _objective(
    log_odds: FloatArray, event: FloatArray, weight: FloatArray, penalty: FloatArray, beta: FloatArray
) -> float:
    likelihood = float(weight @ (event * log_odds - np.logaddexp(0.0, log_odds)))
    return likelihood - 0.5 * float(penalty @ beta**2)
