"""How likely is a bend of the curve before any quote? Heavy-tailed drift and gates, normal leans."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.model.problem import Problem


@dataclass(frozen=True, slots=True)
class PriorSlopes:
    """The log prior around some bends, up to a constant of each width.

    Parameters
    ----------
    value : ndarray of float, shape (n_bends,)
    gradient : ndarray of float, shape (n_bends, n_unknowns)
    curvature, observed : ndarray of float, shape (n_bends, n_unknowns, n_unknowns)
        Expected curvature, and the observed one, which heavy tails bend back.
    """

    value: FloatArray
    gradient: FloatArray
    curvature: FloatArray
    observed: FloatArray


def prior_value(problem: Problem, bends: FloatArray) -> FloatArray:
    """Log density of many bends, up to a constant, shape (n_bends,)."""
    square, gate_square, lean_square = _squares(problem, bends * (bends @ problem.prior_precision))
    return _tailed(problem, square, gate_square) - lean_square / 2


def prior_slopes(problem: Problem, bends: FloatArray, width: FloatArray) -> PriorSlopes:
    """Value, gradient and curvature of the log prior.

    A Student-t is a normal of unknown width: with a width given, drift and gates are normal, so many times
    as wide as their scale.

    Parameters
    ----------
    problem : Problem
    bends : ndarray of float, shape (n_bends, n_unknowns)
    width : ndarray of float, shape (n_bends,)
        0 for the Student-t itself.

    Returns
    -------
    PriorSlopes
    """
    knots, shape, parameters = problem.n_knots, problem.tilt.n_shape, problem.parameters
    freedom, gate_freedom = parameters.tilt_degrees_of_freedom, parameters.gate_degrees_of_freedom
    pulled = bends @ problem.prior_precision
    square, gate_square, lean_square = _squares(problem, bends * pulled)
    weight, bent = np.ones_like(bends), np.zeros_like(bends)
    weight[:, :knots] = ((freedom + knots) / (freedom + square))[:, None]
    weight[:, knots:shape] = (gate_freedom + 1) / (gate_freedom + gate_square)
    bent[:, :knots], bent[:, knots:shape] = np.sqrt(2 / (freedom + knots)), np.sqrt(2 / (gate_freedom + 1))
    value = _tailed(problem, square, gate_square)
    if width.any():
        normal = width > 0
        precision = 1 / np.square(width[normal])
        weight[normal, :shape], bent[normal] = precision[:, None], 0.0
        value[normal] = -(square[normal] + gate_square[normal].sum(axis=1)) * precision / 2
    slope = weight * pulled
    bent *= slope
    curvature = weight[:, :, None] * problem.prior_precision
    slack = bent[:, :, None] * bent[:, None, :]
    slack *= problem.prior_blocks
    return PriorSlopes(value - lean_square / 2, -slope, curvature, curvature - slack)


def _squares(problem: Problem, product: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Quadratic forms of the drift, of each gate, and of all leans."""
    knots, shape = problem.n_knots, problem.tilt.n_shape
    return product[:, :knots].sum(axis=1), product[:, knots:shape], product[:, shape:].sum(axis=1)


def _tailed(problem: Problem, square: FloatArray, gate_square: FloatArray) -> FloatArray:
    """Log densities of the Student-t drift and gates together."""
    parameters, knots = problem.parameters, problem.n_knots
    freedom, gate_freedom = parameters.tilt_degrees_of_freedom, parameters.gate_degrees_of_freedom
    value = -(freedom + knots) / 2 * np.log1p(square / freedom)
    if gate_square.shape[1]:
        value -= (gate_freedom + 1) / 2 * np.log1p(gate_square / gate_freedom).sum(axis=1)
    return value
