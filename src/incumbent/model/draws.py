"""What might the base rate be, given all that it does not know.

Draws are points of a Kronecker lattice turned into normal scores: evenly spread, the same every time,
with no randomness to seed.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from incumbent.domain.curve import FloatArray

N_DRAWS = 200
SHIFT_HALF_LIFE_MONTHS = 12.0


def normal_scores(n_draws: int, n_dimensions: int) -> FloatArray:
    """Evenly spread standard normal points, shape (n_draws, n_dimensions), each column centred.

    References
    ----------
    .. [1] Roberts (2018), The unreasonable effectiveness of quasirandom sequences (R_d lattice).
    """
    ratio = 2.0
    for _ in range(60):
        ratio = (1.0 + ratio) ** (1.0 / (n_dimensions + 1))
    steps = ratio ** -np.arange(1, n_dimensions + 1)
    points = (0.5 + np.outer(np.arange(1, n_draws + 1), steps)) % 1.0
    normal = NormalDist()
    clipped = np.clip(points, 1e-4, 1 - 1e-4)
    scores = np.array([[normal.inv_cdf(float(value)) for value in row] for row in clipped])
    scores = scores.reshape(n_draws, n_dimensions)
    return scores - scores.mean(axis=0)


def hazard_shifts(scores: FloatArray, n_months: int, country_sd: float, year_sd: float) -> FloatArray:
    """Shifts of the log hazard: one for the state, and a path that forgets with a half-life of a year.

    Parameters
    ----------
    scores : ndarray, shape (n_draws, 1 + n_years)
        Standard normal.
    n_months : int
    country_sd, year_sd : float

    Returns
    -------
    ndarray, shape (n_draws, n_months)
    """
    years = scores.shape[1] - 1
    keep = 0.5 ** (12.0 / SHIFT_HALF_LIFE_MONTHS)
    path = np.zeros((scores.shape[0], years))
    path[:, 0] = scores[:, 1]
    for year in range(1, years):
        path[:, year] = keep * path[:, year - 1] + np.sqrt(1 - keep**2) * scores[:, year + 1]
    month_year = np.minimum(np.arange(n_months) // 12, years - 1)
    return country_sd * scores[:, :1] + year_sd * path[:, month_year]
