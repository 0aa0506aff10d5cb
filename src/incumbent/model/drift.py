"""How does the log hazard drift between knots, and how far? News of today that lasts or fades.

The drift eta is damped first, u = eta / sqrt(1 + (eta / size) ** 2). From knot to knot u is a constant and
a part that fades with the half-life; before the first knot it is even, after the last it fades. So a knot put
on the path leaves the path as it is; and since a damped drift fades evenly, a large drift fades faster than a
small one, whether or not another knot follows:

    d eta / dt = -rate * eta * (1 + (eta / size) ** 2)

Only where the first knot is far off does the drift grow towards it. Where eta is small, this path is the mean
of the drift's prior, given the knots: of the Gauss-Markov process with covariance
sd**2 * growing(earlier day) * fading(later day), whose news is even as long as the path.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.fusion_parameters import FusionParameters

_LARGEST_DRIFT = 12.0
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class DriftSlopes:
    """The drift in the cells and how it answers to the knots.

    Parameters
    ----------
    values : ndarray of float, shape (n_bends, n_cells)
        Eta in the cells.
    damped, damped_second : ndarray of float, shape (n_bends, n_knots)
        First and second slope of u in eta, at the knots.
    cell, cell_second : ndarray of float, shape (n_bends, n_cells)
        First and second slope of eta in u, in the cells.
    """

    values: FloatArray
    damped: FloatArray
    damped_second: FloatArray
    cell: FloatArray
    cell_second: FloatArray


@dataclass(frozen=True, slots=True)
class Drift:
    """The drift of one chapter's knots in some cells.

    Parameters
    ----------
    knot_days : ndarray of int, shape (n_knots,)
    basis : ndarray of float, shape (n_cells, n_knots)
        u in a cell = basis @ u at the knots; no row sums to more than 1.
    early : ndarray of float, shape (n_cells,)
        What is left of eta long before the first knot; 1 elsewhere.
    size : float
        From which a drift fades markedly faster.
    """

    knot_days: IntArray
    basis: FloatArray
    early: FloatArray
    size: float

    def until(self, n_cells: int) -> Drift:
        """The same in the first cells only."""
        return replace(self, basis=np.asfortranarray(self.basis[:n_cells]), early=self.early[:n_cells])

    def values(self, knots: FloatArray) -> FloatArray:
        """Eta in the cells, shape (n_bends, n_cells), from eta at the knots, shape (n_bends, n_knots)."""
        share = np.minimum(np.maximum(knots, -_LARGEST_DRIFT), _LARGEST_DRIFT) / self.size
        share /= np.sqrt(1 + share * share)
        inside = share @ self.basis.T
        left = inside * inside
        np.sqrt(np.subtract(1, left, out=left), out=left)
        inside *= self.size * self.early
        inside /= left
        return inside

    def slopes(self, knots: FloatArray) -> DriftSlopes:
        """The same values, with their first and second slopes."""
        share = np.minimum(np.maximum(knots, -_LARGEST_DRIFT), _LARGEST_DRIFT) / self.size
        left = 1 / (1 + share * share)
        root = np.sqrt(left)
        damped = left * root
        inside = (share * root) @ self.basis.T
        steep = 1 / (1 - inside * inside)
        values = inside * np.sqrt(steep) * (self.size * self.early)
        cell = np.sqrt(steep) * steep * self.early
        third = 3 / self.size
        return DriftSlopes(
            values, damped, -third * share * damped * left, cell, third * inside * steep * cell
        )


def drift_of(edges: IntArray, knots: IntArray, parameters: FusionParameters, *, after_day: int = 0) -> Drift:
    """The drift in cells between these edges.

    Parameters
    ----------
    edges : ndarray of int, shape (n_cells + 1,)
    knots : ndarray of int, shape (n_knots,)
        Rising.
    parameters : FusionParameters
    after_day : int
        The drift is 0 up to here, and its news begins here.

    Returns
    -------
    Drift
    """
    days, half_life = (edges[:-1] + edges[1:]) / 2, parameters.tilt_half_life_days
    basis, early = np.zeros((days.size, knots.size)), np.ones(days.size)
    if knots.size:
        cells, left = np.arange(days.size), np.searchsorted(knots, days, side="right") - 1
        first, right = np.maximum(left, 0), np.minimum(left + 1, knots.size - 1)
        faded = np.where(left >= 0, np.exp2((knots[first] - days) / half_life), 1.0)
        at_right = np.where(right > first, np.exp2((knots[first] - knots[right]) / half_life), 0.0)
        basis[cells, right] = np.where(right > first, (1 - faded) / (1 - at_right), 0.0)
        basis[cells, first] = np.where(left < 0, 1.0, (faded - at_right) / (1 - at_right))
        basis[days <= after_day] = 0.0
        early = np.exp2(-np.maximum(0.0, knots[0] - days - parameters.tilt_flat_days) / half_life)
    return Drift(knots, basis, early, parameters.tilt_sd)


def drift_covariance(knots: IntArray, parameters: FusionParameters, *, after_day: int = 0) -> FloatArray:
    """Squared scale of the drift at the knots, shape (n_knots, n_knots); `tilt_sd` holds after a year."""
    since, half_life = knots - after_day, parameters.tilt_half_life_days
    growing = np.exp2(np.maximum(0.0, since - parameters.tilt_flat_days) / half_life)
    fading = np.exp2((_YEAR - since) / half_life)
    both = np.minimum(growing[:, None], growing) * np.minimum(fading[:, None], fading)
    return parameters.tilt_sd**2 * both
