"""What a survival curve is made of: continuous hazards and scheduled gates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray, SurvivalCurve
from incumbent.domain.vocabulary import CONTINUOUS_CAUSES, GATE_CAUSES, Cause


@dataclass(frozen=True, slots=True)
class Gate:
    """A scheduled chance to lose office: a vote, the end of a term, a contest.

    Parameters
    ----------
    gate_id : str
        Stable name, as in `--assume gate:2018-03-18=lost`.
    cause : Cause
        One of GATE_CAUSES: what an exit through this gate is called.
    days : ndarray of int, shape (n_dates,)
        Possible days of the decision after the origin, rising, >= 0.
    chance_of_day : ndarray of float, shape (n_dates,)
        Probability of each, >= 0, summing to at most 1 (less: it may not be held at all).
    handover_lag_days : int
        Days from a lost decision to the exit, >= 0.
    chance_of_losing : float
        P(out after the lag | held), strictly between 0 and 1.
    """

    gate_id: str
    cause: Cause
    days: IntArray
    chance_of_day: FloatArray
    handover_lag_days: int
    chance_of_losing: float

    def __post_init__(self) -> None:
        if self.cause not in GATE_CAUSES:
            msg = f"gate {self.gate_id}: cause is {self.cause}; must be one of {', '.join(GATE_CAUSES)}."
            raise ValueError(msg)
        rising = bool(np.all(np.diff(self.days) > 0)) and self.days.size > 0 and int(self.days[0]) >= 0
        if not rising or self.days.shape != self.chance_of_day.shape:
            msg = f"gate {self.gate_id}: days must be >= 0 and rise strictly, one chance for each."
            raise ValueError(msg)
        if bool(np.any(self.chance_of_day < 0)) or float(self.chance_of_day.sum()) > 1 + 1e-9:
            msg = f"gate {self.gate_id}: chances of the days must be >= 0 and sum to at most 1."
            raise ValueError(msg)
        if not 0 < self.chance_of_losing < 1 or self.handover_lag_days < 0:
            msg = f"gate {self.gate_id}: 0 < chance_of_losing < 1 and handover_lag_days >= 0 are required."
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class CompetingRisks:
    """Continuous hazards and gates of one leader, seen from one origin (METHOD §3).

    S(t) = exp(-sum_c integral of h_c) * prod_k (1 - pi_k * P(D_k + L_k <= t))

    Parameters
    ----------
    origin_date : date
    edge_days : ndarray of int, shape (n_intervals + 1,)
        Days after the origin, rising from 0; usually months.
    hazard_mass : ndarray of float, shape (4, n_intervals)
        Integrated hazard over each interval of CONTINUOUS_CAUSES, in that order, >= 0.
    gates : tuple of Gate
    """

    origin_date: date
    edge_days: IntArray
    hazard_mass: FloatArray
    gates: tuple[Gate, ...] = ()

    def curve(self) -> SurvivalCurve:
        """The survival curve, with one knot a day around each gate's exits.

        Returns
        -------
        SurvivalCurve
            Causes: the continuous ones, then those of the gates present, in stored order.
        """
        last = int(self.edge_days[-1])
        gate_days = [day for gate in self.gates for day in _exit_days(gate) if day <= last]
        around = [day + step for day in gate_days for step in (-1, 0) if 0 <= day + step <= last]
        knots = np.unique(np.concatenate([self.edge_days, np.array(around, dtype=np.int64)])).astype(np.int64)
        causes = (*CONTINUOUS_CAUSES, *(c for c in GATE_CAUSES if any(g.cause is c for g in self.gates)))
        mass = np.zeros((len(causes), knots.size - 1))
        for row in range(len(CONTINUOUS_CAUSES)):
            cumulative = np.concatenate([[0.0], np.cumsum(self.hazard_mass[row])])
            mass[row] = np.diff(np.interp(knots, self.edge_days, cumulative))
        for gate in self.gates:
            mass[causes.index(gate.cause)] += np.diff(_gate_mass(gate, knots))
        return SurvivalCurve(self.origin_date, knots, causes, np.maximum(mass, 0.0))


def _exit_days(gate: Gate) -> list[int]:
    # an exit on the origin day itself is impossible: the leader is in office on it
    return [max(1, int(day) + gate.handover_lag_days) for day in gate.days]


def _gate_mass(gate: Gate, knots: IntArray) -> FloatArray:
    """-log(1 - pi * P(D + L <= t)) at each knot."""
    exits = np.array(_exit_days(gate))
    settled = (gate.chance_of_day[:, None] * (exits[:, None] <= knots[None, :])).sum(axis=0)
    return -np.log1p(-gate.chance_of_losing * np.minimum(settled, 1.0))


def _no_draws() -> FloatArray:
    return np.zeros((0, 0))


def _nobody() -> Mapping[str, SurvivalCurve | None]:
    return {}


@dataclass(frozen=True, slots=True)
class BaseForecast:
    """The base rate's answer for one leader: central risks, and draws of what it does not know.

    Parameters
    ----------
    risks : CompetingRisks
        Central estimate.
    parameter_set : str
        Name of the parameters used, e.g. "base-rate-2017-01"; "none" for a stated wide prior.
    log_hazard_shifts : ndarray of float, shape (n_draws, n_intervals)
        Added to the log hazards of all continuous causes in each draw.
    log_odds_loss_shifts : ndarray of float, shape (n_draws, n_gates)
        Added to the log odds of each gate's chance of losing in each draw.
    rivals : mapping of leader id to SurvivalCurve or None
        The base curves of other leaders whom a book on who goes first names beside this one; None for one
        who has left office.
    """

    risks: CompetingRisks
    parameter_set: str
    log_hazard_shifts: FloatArray = field(default_factory=_no_draws)
    log_odds_loss_shifts: FloatArray = field(default_factory=_no_draws)
    rivals: Mapping[str, SurvivalCurve | None] = field(default_factory=_nobody)
