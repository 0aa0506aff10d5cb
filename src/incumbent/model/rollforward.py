"""How do hazards and gates run on from an origin, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from incumbent.model.design import (
    Columns,
    gate_columns,
    gate_lead,
    irregular_columns,
    matrix,
    regular_columns,
)
from incumbent.model.forward import ForwardDesign, forward_design, regular_log_odds
from incumbent.model.logistic import sigmoid
from incumbent.model.pairs import LAST_GATE
from incumbent.model.parameters import BaseRateParameters
from incumbent.model.situations import NEVER, FloatArray, IntArray, Situations

LARGEST_MONTHLY_CHANCE = 0.97
LARGEST_CHANCE_OF_LOSING = 0.99
_BLOCK = 100


@dataclass(frozen=True, slots=True)
class MonthlyRisks:
    """What each leader runs through after the origin.

    Parameters
    ----------
    hazard_mass : ndarray, shape (4, n_leaders, n_months)
        Integrated hazard of CONTINUOUS_CAUSES.
    gate_mass : ndarray, shape (n_leaders, n_months)
        Hazard mass of all gates.
    """

    hazard_mass: FloatArray
    gate_mass: FloatArray

    def survival(self) -> FloatArray:
        """P(T > end of each month), shape (n_leaders, n_months)."""
        return np.exp(-np.cumsum(self.hazard_mass.sum(axis=0) + self.gate_mass, axis=1))


def log_odds(columns: Columns, coefficients: Mapping[str, float]) -> FloatArray:
    """The design times the stored coefficients, shape (n,)."""
    beta = np.array([coefficients[name] for name in columns], dtype=np.float32)
    return (matrix(columns) @ beta).astype(np.float64)


def roll_forward(situations: Situations, n_months: int, parameters: BaseRateParameters) -> MonthlyRisks:
    """Hazards and gates of each leader over the months after the origin.

    Parameters
    ----------
    situations : Situations, n_leaders of them
        Clocks in whole months, as a panel has them.
    n_months : int
    parameters : BaseRateParameters
    """
    return run_forward(forward_design(situations, n_months), parameters)


def run_forward(design: ForwardDesign, parameters: BaseRateParameters) -> MonthlyRisks:
    """Hazards and gates of each leader from a design made before."""
    situations, n_months = design.situations, design.n_months
    chances = np.empty((4, len(situations), n_months))
    chances[0] = sigmoid(regular_log_odds(design, parameters.regular)) * design.outside
    chances[1] = _irregular(situations, n_months, parameters)
    age = situations.age[:, None] + np.arange(n_months) / 12.0
    chances[2] = parameters.mortality.monthly(age, situations.woman[:, None])
    chances[3] = parameters.foreign_per_month
    gates = np.zeros((len(situations), n_months))
    for number in range(1, LAST_GATE + 1):
        gates += _gate_mass(situations, number, n_months, parameters)
    return MonthlyRisks(-np.log1p(-np.minimum(chances, LARGEST_MONTHLY_CHANCE)), gates)


def _irregular(situations: Situations, n_months: int, parameters: BaseRateParameters) -> FloatArray:
    """Chances of an irregular exit, shape (n_leaders, n_months), worked out in blocks."""
    n = len(situations)
    chances = np.empty((n, n_months))
    for start in range(0, n, _BLOCK):
        chosen = np.arange(start, min(start + _BLOCK, n))
        repeated = situations.take(np.repeat(chosen, n_months))
        lead = np.tile(np.arange(n_months, dtype=np.int64), chosen.size)
        odds = log_odds(irregular_columns(repeated, lead), parameters.irregular)
        chances[chosen] = sigmoid(odds).reshape(chosen.size, n_months)
    return chances


def hazard_masses(situations: Situations, lead: IntArray, parameters: BaseRateParameters) -> FloatArray:
    """Integrated hazards of CONTINUOUS_CAUSES in the month `lead`, gates left out; shape (4, n)."""
    regular = sigmoid(log_odds(regular_columns(situations, lead), parameters.regular))
    irregular = sigmoid(log_odds(irregular_columns(situations, lead), parameters.irregular))
    death = parameters.mortality.monthly(situations.age + lead / 12.0, situations.woman)
    foreign = np.full(lead.size, parameters.foreign_per_month)
    chances = np.vstack([regular, irregular, death, foreign])
    return -np.log1p(-np.minimum(chances, LARGEST_MONTHLY_CHANCE))


def chance_of_losing(situations: Situations, gate: IntArray, parameters: BaseRateParameters) -> FloatArray:
    """P(out by the `gate`-th vote | held and reached), shape (n,)."""
    chance = sigmoid(log_odds(gate_columns(situations, gate), parameters.gate))
    return np.clip(chance, 1.0 - LARGEST_CHANCE_OF_LOSING, LARGEST_CHANCE_OF_LOSING)


def _gate_mass(
    situations: Situations, number: int, n_months: int, parameters: BaseRateParameters
) -> FloatArray:
    gate = np.full(len(situations), number, dtype=np.int64)
    lead = gate_lead(situations, gate)
    chance = np.where(lead < NEVER, chance_of_losing(situations, gate, parameters), 0.0)
    table = timing_table(parameters)
    lag = np.clip(np.round(situations.lag), 0, table.shape[0] - 1).astype(np.int64)
    month = np.clip(np.arange(n_months)[None, :] - lead[:, None], -1, table.shape[1] - 2) + 1
    gone = chance[:, None] * table[lag[:, None], month]
    return np.diff(-np.log1p(-gone), axis=1, prepend=0.0)


def timing_table(parameters: BaseRateParameters) -> FloatArray:
    """Share of losers gone: rows are usual lags, columns months of the window from the one before it."""
    longest = max(len(row) for row in parameters.timing)
    padded = [[0.0, *row, *([1.0] * (longest - len(row)))] for row in parameters.timing]
    return np.array(padded)
