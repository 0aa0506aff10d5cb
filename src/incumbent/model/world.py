"""What are the chances of many leaders at once, with bands and causes.

The band comes from draws of what the model does not know: the state's own level, the year's, and the
state's level at votes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.domain.vocabulary import CONTINUOUS_CAUSES, Cause
from incumbent.model.draws import normal_scores
from incumbent.model.ensemble import world_risks
from incumbent.model.parameters import BaseRateParameters
from incumbent.model.rollforward import MonthlyRisks
from incumbent.model.rotation import by_rotation
from incumbent.model.situations import FloatArray, Situations

WORLD_HORIZONS = (1, 3, 6, 12, 24, 36, 60)
CAUSES: tuple[Cause, ...] = (*CONTINUOUS_CAUSES, Cause.ELECTION)
BAND = (0.1, 0.9)
_DRAWS = 60


@dataclass(frozen=True, slots=True)
class WorldChances:
    """Chances of staying; arrays of shape (n_leaders, n_horizons).

    Parameters
    ----------
    months : horizons
    staying, low, high : P(still in office), and its 80 % band
    by_cause : P(left by it), shape (n_causes, n_leaders, n_horizons), in the order of CAUSES
    """

    months: tuple[int, ...]
    staying: FloatArray
    low: FloatArray
    high: FloatArray
    by_cause: FloatArray


def world_chances(situations: Situations, parameters: BaseRateParameters) -> WorldChances:
    """Chances of each leader at WORLD_HORIZONS.

    Parameters
    ----------
    situations : Situations, n_leaders of them
    parameters : BaseRateParameters
        Fitted before the situations' origin.
    """
    risks = by_rotation(world_risks(situations, WORLD_HORIZONS[-1], parameters), situations)
    columns = [months - 1 for months in WORLD_HORIZONS]
    drawn = _drawn(risks, parameters)[:, :, columns]
    staying = risks.survival()[:, columns]
    low, high = np.quantile(drawn, BAND, axis=0)
    return WorldChances(
        WORLD_HORIZONS,
        staying,
        np.minimum(low, staying),
        np.maximum(high, staying),
        _by_cause(risks)[:, :, columns],
    )


def _drawn(risks: MonthlyRisks, parameters: BaseRateParameters) -> FloatArray:
    """P(still in office) at the end of each month in each draw, shape (n_draws, n_leaders, n_months)."""
    scores = normal_scores(_DRAWS, 3)
    shift = np.exp(parameters.country_sd * scores[:, 0] + parameters.year_sd * scores[:, 1])
    hazard = np.cumsum(risks.hazard_mass.sum(axis=0), axis=1)
    losing = -np.expm1(-np.cumsum(risks.gate_mass, axis=1))
    odds = losing / np.maximum(1.0 - losing, 1e-9)
    moved = odds[None] * np.exp(parameters.gate_sd * scores[:, 2])[:, None, None]
    return np.exp(-shift[:, None, None] * hazard[None]) / (1.0 + moved)


def _by_cause(risks: MonthlyRisks) -> FloatArray:
    mass = np.concatenate([risks.hazard_mass, risks.gate_mass[None]])
    total = mass.sum(axis=0)
    end = np.exp(-np.cumsum(total, axis=1))
    start = np.hstack([np.ones((end.shape[0], 1)), end[:, :-1]])
    share = np.divide(mass, total, out=np.zeros_like(mass), where=total > 0)
    return np.cumsum(share * (start - end), axis=2)
