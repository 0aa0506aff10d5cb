"""How likely is a bend of the curve before any quote? Heavy-tailed drift and gates, normal leans."""

from __future__ import annotations

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.model.problem import Problem


def prior_value(problem: Problem, bends: FloatArray) -> FloatArray:
    """Log density of many bends, up to a constant, shape (n_bends,)."""
    eta, xi, lean = _parts(problem, bends)
    parameters, knots = problem.parameters, problem.n_knots
    freedom, gate_freedom = parameters.tilt_degrees_of_freedom, parameters.gate_degrees_of_freedom
    square = ((eta @ problem.knot_precision) * eta).sum(axis=1)
    value = -(freedom + knots) / 2 * np.log1p(square / freedom)
    if xi.shape[1]:
        gates = np.log1p(xi * xi / (problem.tilt.gate_variance * gate_freedom))
        value -= (gate_freedom + 1) / 2 * gates.sum(axis=1)
    return value - (lean * lean).sum(axis=1) / (2 * parameters.lean_sd_kind**2)


def prior_slopes(
    problem: Problem, bends: FloatArray, *, trusting: bool
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Gradient, expected curvature, and by how much heavy tails bend the observed one back.

    Parameters
    ----------
    problem : Problem
    bends : ndarray of float, shape (n_bends, n_unknowns)
    trusting : bool
        As if the drift were normal.
    """
    knots, parameters = problem.n_knots, problem.parameters
    eta, xi, lean = _parts(problem, bends)
    gates = xi.shape[1]
    curvature = np.zeros((len(bends), problem.n_unknowns, problem.n_unknowns))
    slack = np.zeros_like(curvature)
    pulled = eta @ problem.knot_precision
    square, freedom = (pulled * eta).sum(axis=1), parameters.tilt_degrees_of_freedom
    tail = np.ones_like(square) if trusting else (freedom + knots) / (freedom + square)
    curvature[:, :knots, :knots] = tail[:, None, None] * problem.knot_precision
    gate_freedom, variance = parameters.gate_degrees_of_freedom, problem.tilt.gate_variance
    gate_weight = (gate_freedom + 1) / (gate_freedom + xi * xi / variance) / variance
    diagonal = np.arange(knots, problem.n_unknowns)
    lean_weight = np.full_like(lean, 1 / parameters.lean_sd_kind**2)
    curvature[:, diagonal, diagonal] = np.concatenate([gate_weight, lean_weight], axis=1)
    if not trusting:
        bend_back = 2 * tail**2 / (freedom + knots)
        slack[:, :knots, :knots] = bend_back[:, None, None] * pulled[:, :, None] * pulled[:, None, :]
        gate_places = diagonal[:gates]
        slack[:, gate_places, gate_places] = 2 * (gate_weight * xi) ** 2 / (gate_freedom + 1)
    gradient = -np.concatenate([tail[:, None] * pulled, gate_weight * xi, lean_weight * lean], axis=1)
    return gradient, curvature, slack


def _parts(problem: Problem, bends: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Drift at the knots, the gates' shifts, the kinds' leans."""
    knots, gates = problem.n_knots, len(problem.tilt.gates)
    return bends[:, :knots], bends[:, knots : knots + gates], bends[:, knots + gates :]
