"""How likely is a bend of the curve before any quote? Heavy-tailed drift and gates, normal leans."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.tilt import Tilt


@dataclass(frozen=True, slots=True)
class BendPrior:
    """The prior of one leader's unknowns: knots, gates, leans.

    Parameters
    ----------
    precision : ndarray of float, shape (n_unknowns, n_unknowns)
        Inverse squared scale.
    tails : ndarray of float, shape (n_unknowns, n_tails)
        1 where an unknown has part in a heavy tail: all knots in one, each gate in its own, a lean in none.
    freedom : ndarray of float, shape (n_tails,)
        Degrees of freedom of each tail.
    power : ndarray of float, shape (n_tails,)
        Half of the freedom and the number of unknowns in the tail together.
    normal : ndarray of float, shape (n_unknowns,)
        1 for the leans.
    """

    precision: FloatArray
    tails: FloatArray
    freedom: FloatArray
    power: FloatArray
    normal: FloatArray


@dataclass(frozen=True, slots=True)
class PriorSlopes:
    """The log prior of given widths around some bends, up to a constant of each width.

    Parameters
    ----------
    value : ndarray of float, shape (n_bends,)
    gradient : ndarray of float, shape (n_bends, n_unknowns)
    curvature : ndarray of float, shape (n_bends, n_unknowns, n_unknowns)
    """

    value: FloatArray
    gradient: FloatArray
    curvature: FloatArray


def bend_prior(tilt: Tilt, n_kinds: int, parameters: FusionParameters) -> BendPrior:
    """The prior of a curve's shape and of the leans of so many kinds of source.

    Parameters
    ----------
    tilt : Tilt
    n_kinds : int
    parameters : FusionParameters

    Returns
    -------
    BendPrior
    """
    n_knots, n_shape = tilt.knot_days.size, tilt.n_shape
    diagonal = np.concatenate([np.ones(n_knots), 1 / tilt.gate_variance, np.zeros(n_kinds)])
    diagonal[n_shape:] = 1 / parameters.lean_sd_kind**2
    precision = np.diag(diagonal)
    precision[:n_knots, :n_knots] = np.linalg.inv(tilt.knot_covariance)
    tails = np.zeros((diagonal.size, 1 + n_shape - n_knots))
    tails[:n_knots, 0] = 1.0
    tails[n_knots:n_shape, 1:] = np.eye(n_shape - n_knots)
    freedom = np.full(tails.shape[1], parameters.gate_degrees_of_freedom)
    freedom[0] = parameters.tilt_degrees_of_freedom
    power = (freedom + tails.sum(axis=0)) / 2
    return BendPrior(precision, tails, freedom, power, 1 - tails.sum(axis=1))


def prior_value(prior: BendPrior, bends: FloatArray) -> FloatArray:
    """Log density of many bends under the Student-t, up to a constant, shape (n_bends,)."""
    product = bends @ prior.precision
    product *= bends
    tailed = np.log1p(product @ prior.tails / prior.freedom) @ prior.power
    return -tailed - product @ prior.normal / 2


def prior_slopes(prior: BendPrior, bends: FloatArray, width: FloatArray) -> PriorSlopes:
    """Value, gradient and curvature of the log prior with a width given.

    A Student-t is a normal of unknown width: drift and gates are normal, so many times as wide as their
    scale.

    Parameters
    ----------
    prior : BendPrior
    bends : ndarray of float, shape (n_bends, n_unknowns)
    width : ndarray of float, shape (n_bends,)

    Returns
    -------
    PriorSlopes
    """
    weight = prior.normal + (1 - prior.normal) / np.square(width)[:, None]
    slope = bends @ prior.precision
    slope *= weight
    return PriorSlopes((slope * bends).sum(axis=1) / -2, -slope, weight[:, :, None] * prior.precision)
