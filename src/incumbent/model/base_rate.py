"""What is the base rate of one leader: the chance of staying, no quote used."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

import numpy as np

from incumbent.domain.errors import RefusedError
from incumbent.domain.leader import BaseRate, Leader, ScheduledGate, WidePrior
from incumbent.domain.risks import BaseForecast, CompetingRisks, Gate
from incumbent.domain.vocabulary import CONTINUOUS_CAUSES, Cause, DatePrecision
from incumbent.model.clock import WINDOW_AFTER_HANDOVER
from incumbent.model.desk_situation import (
    DAYS_PER_MONTH,
    VOTE_CAUSES,
    coming_votes,
    expected_date,
    situation_of,
    spell_in_office,
)
from incumbent.model.draws import N_DRAWS, hazard_shifts, normal_scores
from incumbent.model.ensemble import by_cause, factors, steady_by
from incumbent.model.pairs import REGULAR
from incumbent.model.parameters import BaseRateParameters
from incumbent.model.pooling import HORIZONS
from incumbent.model.rollforward import LARGEST_CHANCE_OF_LOSING, chance_of_losing, hazard_masses
from incumbent.model.rotation import CHANCE_OF_ROTATING, months_to_handover
from incumbent.model.situations import REGIME_GROUPS, FloatArray, IntArray, Situations

N_MONTHS = 144
CHANCE_OF_LOSING_UNTRAINED = {Cause.CONFIDENCE_VOTE: 0.15, Cause.PARTY_CONTEST: 0.4}
"""Stated, not learnt: no list of confidence votes and party contests is in the training data."""
CHANCE_OF_LEAVING_NOT_STANDING = 0.97
SHORTEST_LAG_MONTHS = 0.25
"""A new government needs a week at least."""
CHANCE_OF_LEAVING_BARRED = {
    "presidential": 0.9,
    "parliamentary": 0.9,
    "monarchy": 0.5,
    "party": 0.7,
    "personal": 0.45,
    "military": 0.6,
    "interim": 0.8,
}
"""By regime, for a holder whom a rule in force forbids another term, as long as nothing else is known.
Stated, not learnt: about a quarter of the presidents who met a term limit after 1960 got past it,
most of them in autocracies where power rests on one person (Baturo 2014, Democracy, Dictatorship, and
Term Limits)."""
SHARES_WITHOUT_A_MODEL = {Cause.REGULAR: 0.84, Cause.IRREGULAR: 0.10, Cause.DEATH: 0.05, Cause.FOREIGN: 0.01}
"""Causes of exits of state leaders 1990-2015; used to split a stated wide prior."""


def base_forecast(leader: Leader, origin_date: date, parameters: BaseRateParameters) -> BaseForecast:
    """The base rate of one leader from what was known on the origin date.

    Parameters
    ----------
    leader : Leader
        Facts known later are ignored. Which facts are read, and what stands in for missing ones, is
        said in `desk_situation`.
    origin_date : date
        The leader is in office on it.
    parameters : BaseRateParameters
        Fitted before the origin date.

    Returns
    -------
    BaseForecast
        Monthly hazards over N_MONTHS months, the gates known, and draws of what the model does not
        know. With `base_rate = none`, the stated wide prior, even over time, without gates of its own.

    Raises
    ------
    RefusedError
        If the leader is not in office, a fact cannot be read, the parameters know the future, or a
        wide prior is asked for and none is stated.
    """
    known = leader.known_on(origin_date)
    if known.base_rate is BaseRate.NONE:
        return _wide_prior(known, origin_date)
    if parameters.cutoff > origin_date:
        msg = (
            f"parameters {parameters.name} were fitted on events to {parameters.cutoff}, after the origin "
            f"date {origin_date}. Use a set whose cutoff is not after it."
        )
        raise RefusedError(msg)
    situation = situation_of(known, origin_date, parameters)
    if handover := int(months_to_handover(situation)[0]):
        return _rotating(known, origin_date, situation, handover, parameters)
    votes = _vote_gates(known, origin_date, situation, parameters)
    mass = _hazards(known, origin_date, situation, parameters)
    backbone = CompetingRisks(origin_date, month_edges(origin_date, N_MONTHS), mass, tuple(votes.values()))
    factor, steady = _factors(backbone, situation, parameters)
    barred = CHANCE_OF_LEAVING_BARRED[REGIME_GROUPS[int(situation.regime[0])]]
    gates = tuple(
        _settled(gate, votes.get(gate.gate_id), backbone, factor, barred)
        for gate in _pending(known, origin_date)
    )
    scores = normal_scores(N_DRAWS, 1 + N_MONTHS // 12 + len(gates))
    years = 1 + N_MONTHS // 12
    return BaseForecast(
        CompetingRisks(origin_date, backbone.edge_days, by_cause(mass, factor, steady), gates),
        parameters.name,
        hazard_shifts(scores[:, :years], N_MONTHS, parameters.country_sd, parameters.year_sd),
        parameters.gate_sd * scores[:, years:],
    )


def month_edges(origin_date: date, n_months: int) -> IntArray:
    """Days after the origin of the same day of each later month, shape (n_months + 1,)."""
    days: list[int] = []
    for step in range(n_months + 1):
        year, month = divmod(origin_date.year * 12 + origin_date.month - 1 + step, 12)
        last = calendar.monthrange(year, month + 1)[1]
        days.append((date(year, month + 1, min(origin_date.day, last)) - origin_date).days)
    return np.array(days, dtype=np.int64)


def _wide_prior(leader: Leader, origin_date: date) -> BaseForecast:
    prior = leader.prior
    if prior is None:
        msg = f'{leader.leader_id}: base_rate is "none" and no prior is stated. Write [prior].'
        raise RefusedError(msg)
    spell_in_office(leader, origin_date)
    gates = tuple(
        _gate(gate, origin_date, 0.0, _untrained_chance(gate, prior))
        for gate in _pending(leader, origin_date)
    )
    share = np.array([SHARES_WITHOUT_A_MODEL[cause] for cause in CONTINUOUS_CAUSES])
    mass = np.repeat((share * prior.exit_per_year / 12.0)[:, None], N_MONTHS, axis=1)
    scores = normal_scores(N_DRAWS, 1 + len(gates))
    return BaseForecast(
        CompetingRisks(origin_date, month_edges(origin_date, N_MONTHS), mass, gates),
        "none",
        np.repeat(prior.log_sd * scores[:, :1], N_MONTHS, axis=1),
        prior.log_sd * scores[:, 1:],
    )


def _pending(leader: Leader, origin_date: date) -> list[ScheduledGate]:
    coming = [gate for gate in leader.gates if expected_date(gate) >= origin_date]
    return sorted(coming, key=expected_date)


def _rotating(
    leader: Leader, origin_date: date, situation: Situations, handover: int, parameters: BaseRateParameters
) -> BaseForecast:
    """The calendar's rule in place of regular exits and votes, as `rotation` has it for a panel."""
    lead = np.arange(N_MONTHS, dtype=np.int64)
    mass = hazard_masses(situation.take(np.zeros(N_MONTHS, dtype=np.int64)), lead, parameters)
    mass[REGULAR] = 0.0
    mass[REGULAR, handover - 1] = -np.log1p(-CHANCE_OF_ROTATING)
    gates = tuple(
        _gate(gate, origin_date, 0.0, CHANCE_OF_LOSING_UNTRAINED.get(gate.cause, 0.5))
        for gate in _pending(leader, origin_date)
        if gate.cause not in VOTE_CAUSES
    )
    scores = normal_scores(N_DRAWS, 1 + N_MONTHS // 12 + len(gates))
    years = 1 + N_MONTHS // 12
    return BaseForecast(
        CompetingRisks(origin_date, month_edges(origin_date, N_MONTHS), mass, gates),
        parameters.name,
        hazard_shifts(scores[:, :years], N_MONTHS, parameters.country_sd, parameters.year_sd),
        parameters.gate_sd * scores[:, years:],
    )


def _untrained_chance(gate: ScheduledGate, prior: WidePrior) -> float:
    if gate.standing is False:
        return CHANCE_OF_LEAVING_NOT_STANDING
    return CHANCE_OF_LOSING_UNTRAINED.get(gate.cause, min(0.5, prior.exit_per_year))


def _vote_gates(
    leader: Leader, origin_date: date, situation: Situations, parameters: BaseRateParameters
) -> dict[str, Gate]:
    """The coming votes as the backbone sees them: nothing is known of who may stand."""
    lag = max(float(situation.lag[0]), SHORTEST_LAG_MONTHS)
    gates: dict[str, Gate] = {}
    for place, vote in enumerate(coming_votes(leader, origin_date)):
        number = np.array([place + 1], dtype=np.int64)
        chance = float(chance_of_losing(situation, number, parameters)[0])
        gates[vote.gate_id] = _gate(vote, origin_date, lag, chance)
    return gates


def _factors(
    backbone: CompetingRisks, situation: Situations, parameters: BaseRateParameters
) -> tuple[FloatArray, FloatArray]:
    """By how much trees move regular exits and votes, and other causes, in each month, shape (N_MONTHS,)."""
    days = backbone.edge_days[list(HORIZONS)]
    left = 1.0 - backbone.curve().survival(days)
    steady_mass = steady_by(backbone.hazard_mass)[None, :]
    moved, steady = factors(situation, left[None, :], steady_mass, parameters, N_MONTHS)
    return moved[0], steady[0]


def _settled(
    scheduled: ScheduledGate, vote: Gate | None, backbone: CompetingRisks, factor: FloatArray, barred: float
) -> Gate:
    """The gate as forecast: what the desk knows of it stands before what the model says."""
    if scheduled.standing is False:
        chance = CHANCE_OF_LEAVING_NOT_STANDING
    elif scheduled.barred and scheduled.standing is None:
        chance = barred
    elif vote is not None:
        exit_day = int(vote.days[vote.days.size // 2]) + vote.handover_lag_days
        month = min(int(np.searchsorted(backbone.edge_days, exit_day, side="right")) - 1, factor.size - 1)
        staying = (1.0 - vote.chance_of_losing) ** float(factor[month])
        chance = min(max(1.0 - staying, 1.0 - LARGEST_CHANCE_OF_LOSING), LARGEST_CHANCE_OF_LOSING)
    else:
        chance = CHANCE_OF_LOSING_UNTRAINED.get(scheduled.cause, 0.5)
    if vote is not None:
        return replace(vote, chance_of_losing=chance)
    return _gate(scheduled, backbone.origin_date, 0.0, chance)


def _gate(gate: ScheduledGate, origin_date: date, usual_lag: float, chance: float) -> Gate:
    middle = (expected_date(gate) - origin_date).days
    reach = {DatePrecision.MONTH: 14, DatePrecision.YEAR: 182}.get(gate.date_precision, 0)
    steps = np.linspace(-reach, reach, 5) if reach else np.zeros(1)
    days = np.unique(np.maximum(np.round(middle + steps), 0)).astype(np.int64)
    lag = round(usual_lag * DAYS_PER_MONTH)
    if gate.handover_date is not None:
        lag = max((gate.handover_date - expected_date(gate)).days, 0)
    return Gate(gate.gate_id, gate.cause, days, np.full(days.size, 1.0 / days.size), lag, chance)


def _hazards(
    leader: Leader, origin_date: date, situation: Situations, parameters: BaseRateParameters
) -> FloatArray:
    """Monthly masses; regular exits are left to the gates inside the windows of the coming votes."""
    lead = np.arange(N_MONTHS, dtype=np.int64)
    repeated = situation.take(np.zeros(N_MONTHS, dtype=np.int64))
    mass = hazard_masses(repeated, lead, parameters)
    width = (float(situation.lag[0]) + WINDOW_AFTER_HANDOVER) * DAYS_PER_MONTH
    edges = month_edges(origin_date, N_MONTHS)
    for gate in coming_votes(leader, origin_date):
        opens = (expected_date(gate) - origin_date).days
        overlap = np.minimum(edges[1:], opens + width) - np.maximum(edges[:-1], opens)
        mass[0] *= 1.0 - np.clip(overlap / np.diff(edges), 0.0, 1.0)
    return mass
