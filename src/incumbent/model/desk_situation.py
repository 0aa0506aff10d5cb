"""What situation is a desk's leader in on an origin date.

Facts read, each the newest known at the origin: `regime` (a REIGN regime word), `last_vote` (ISO date of
the last vote; else the date of `last_result`, else the newest past gate), `last_result` ("won" or
"lost"), `votes_survived` (a number), `elected` ("yes": brought in by a vote; who survived one counts anyway),
`entry_mode` ("regular" or "irregular"), `military` ("yes"), `term_months` and `handover_months` (numbers),
`terms_left` (coming votes in which a rule in force lets the holder stand: 0 if barred at the next). Missing
facts fall back, in order: the regime to the interim family; the last vote to none; votes survived to the wins
known since the spell began; entry to regular; the term and the hand-over to the state's usual ones at the
parameters' cutoff; everything about the state to the world's mean.
"""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np

from incumbent.domain.errors import RefusedError
from incumbent.domain.leader import DatedFact, Leader, ScheduledGate
from incumbent.domain.spell import Spell
from incumbent.domain.vocabulary import Cause, DatePrecision
from incumbent.model.parameters import BaseRateParameters
from incumbent.model.situations import (
    ENTERED_SINCE,
    LOST,
    NEVER,
    NO_RESULT,
    UNKNOWN_AGE,
    WON,
    Situations,
    month_of,
    regime_group,
)

DAYS_PER_MONTH = 30.4375
VOTE_CAUSES = (Cause.ELECTION, Cause.END_OF_TERM)
_PRESIDENTIAL, _PARLIAMENTARY = 0, 1


def spell_in_office(leader: Leader, origin_date: date) -> Spell:
    """The longest-running spell the leader is in on the origin date: effective rule began with it.

    Raises
    ------
    RefusedError
        If the leader is not in office on that day.
    """
    running = [spell for spell in leader.spells if spell.in_office_on(origin_date)]
    if not running:
        msg = (
            f"{leader.name} is in no office on {origin_date}: none of {len(leader.spells)} spells covers it. "
            "Ask for a day inside a spell, or add the spell to the leader's file."
        )
        raise RefusedError(msg)
    return min(running, key=lambda spell: spell.start_date)


def expected_date(gate: ScheduledGate) -> date:
    """The day a gate is expected; the middle of a printed month or year."""
    if gate.date_precision is DatePrecision.MONTH:
        return gate.decision_date.replace(day=15)
    if gate.date_precision is DatePrecision.YEAR:
        return gate.decision_date.replace(month=7, day=1)
    return gate.decision_date


def coming_votes(leader: Leader, origin_date: date) -> tuple[ScheduledGate, ...]:
    """Elections and ends of term expected on or after the origin, in order."""
    known = [gate for gate in leader.gates if gate.cause in VOTE_CAUSES]
    return tuple(sorted((gate for gate in known if expected_date(gate) >= origin_date), key=expected_date))


def situation_of(leader: Leader, origin_date: date, parameters: BaseRateParameters) -> Situations:
    """The leader's situation, of length 1, from what was known on the origin date.

    Parameters
    ----------
    leader : Leader
        Already cut to what was known (`Leader.known_on`).
    origin_date : date
    parameters : BaseRateParameters

    Raises
    ------
    RefusedError
        If the leader is not in office, or a fact cannot be read.
    """
    spell = spell_in_office(leader, origin_date)
    state = parameters.state(leader.gwcode)
    regime = regime_group(_value(leader, "regime", origin_date))
    votes = coming_votes(leader, origin_date)
    last_vote, result = _last_vote(leader, spell, origin_date)
    next_vote = _months_between(origin_date, expected_date(votes[0])) if votes else NEVER
    executive = regime != _PARLIAMENTARY
    served = _number(leader, "votes_survived", origin_date, float(_wins(leader, spell, origin_date)))
    term = _term(leader, origin_date, votes, state.term, regime)
    usual_lag = state.lag_executive if executive else state.lag_legislative
    one = np.ones(1)
    return Situations(
        origin_month=np.array([month_of(origin_date)]),
        state=np.array([leader.gwcode]),
        regime=np.array([regime]),
        tenure=one * (origin_date - spell.start_date).days / DAYS_PER_MONTH,
        age=one * _age(leader, spell, origin_date),
        irregular_entry=one * (_value(leader, "entry_mode", origin_date) == "irregular"),
        military=one * (_value(leader, "military", origin_date) == "yes"),
        woman=one * bool(leader.woman),
        elected=one * (served > 0 or result == WON or _value(leader, "elected", origin_date) == "yes"),
        earlier_spells=one
        * sum(1 for other in leader.spells if other.end_date and other.end_date <= spell.start_date),
        since_vote=one * (NEVER if last_vote is None else _months_since(last_vote, origin_date)),
        last_result=np.array([result]),
        last_executive=one * executive,
        served=one * served,
        next_vote=one * next_vote,
        next_executive=one * executive,
        next_certain=one * (bool(votes) and votes[0].announced),
        term=one * term,
        lag=one * _lag(leader, origin_date, votes, usual_lag),
        exit_rate=one * state.exit_rate,
        irregular_rate=one * state.irregular_rate,
        coup_rate=one * state.coup_rate,
        loss_share=one * state.loss_share,
        precedent=one * (state.precedent - served),
        since_coup=one * _older(state.since_coup, origin_date, parameters),
        regime_age=one * _older(state.regime_age, origin_date, parameters),
        income=one * state.income,
        terms_left=one * _terms_left(leader, origin_date),
        rotating=one * spell.rotating,
    )


def _older(months: float, origin_date: date, parameters: BaseRateParameters) -> float:
    """Months since something, carried from the parameters' cutoff to the origin."""
    passed = month_of(origin_date) - month_of(parameters.cutoff)
    return months if months >= NEVER else months + passed


def _newest(leader: Leader, name: str, origin_date: date) -> DatedFact | None:
    facts = [fact for fact in leader.facts if fact.name == name and fact.event_date <= origin_date]
    return max(facts, key=lambda fact: (fact.event_date, fact.known_at), default=None)


def _value(leader: Leader, name: str, origin_date: date) -> str | None:
    fact = _newest(leader, name, origin_date)
    return None if fact is None else fact.value.strip().lower()


def _number(leader: Leader, name: str, origin_date: date, fallback: float) -> float:
    value = _value(leader, name, origin_date)
    if value is None:
        return fallback
    try:
        return float(value)
    except ValueError:
        msg = f'{leader.leader_id}: fact {name!r} is {value!r}; must be a number. Write e.g. value = "2".'
        raise RefusedError(msg) from None


def _terms_left(leader: Leader, origin_date: date) -> float:
    """As last stated, less the votes passed since; nothing binds who got past his last one, or stands."""
    fact = _newest(leader, "terms_left", origin_date)
    if fact is None or any(gate.standing for gate in coming_votes(leader, origin_date)[:1]):
        return NEVER
    votes = [expected_date(gate) for gate in leader.gates if gate.cause is Cause.ELECTION]
    passed = sum(fact.known_at <= day < origin_date for day in votes)
    left = _number(leader, "terms_left", origin_date, NEVER) - passed
    return left if left >= 0 else NEVER


def _last_vote(leader: Leader, spell: Spell, origin_date: date) -> tuple[date | None, int]:
    """Day and result of the last vote before the origin."""
    result = _newest(leader, "last_result", origin_date)
    printed = _value(leader, "last_vote", origin_date)
    gates = [
        expected_date(g) for g in leader.gates if g.cause is Cause.ELECTION and expected_date(g) < origin_date
    ]
    day = max(gates, default=None)
    if printed is not None:
        day = _iso(leader, printed)
    elif result is not None:
        day = max(result.event_date, day or result.event_date)
    if day is None or day >= origin_date:
        return None, NO_RESULT
    if day < spell.start_date:
        return day, ENTERED_SINCE
    stale = result is None or result.event_date < day - timedelta(days=183)
    if stale or result is None:
        return day, NO_RESULT
    return day, {"won": WON, "lost": LOST}.get(result.value.strip().lower(), NO_RESULT)


def _iso(leader: Leader, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{leader.leader_id}: fact 'last_vote' is {text!r}; must be an ISO date such as 2012-03-04."
        raise RefusedError(msg) from None


def _wins(leader: Leader, spell: Spell, origin_date: date) -> int:
    days = {
        fact.event_date
        for fact in leader.facts
        if fact.name == "last_result"
        and fact.value.strip().lower() == "won"
        and spell.start_date <= fact.event_date <= origin_date
    }
    return len(days)


def _term(
    leader: Leader, origin_date: date, votes: tuple[ScheduledGate, ...], usual: float, regime: int
) -> float:
    """Months between votes: stated, or those between the next two gates, or the state's; else none."""
    stated = _number(leader, "term_months", origin_date, 0.0)
    if stated > 0:
        return stated
    if len(votes) > 1:
        return max(12.0, float(_months_between(expected_date(votes[0]), expected_date(votes[1]))))
    return usual if regime in (_PRESIDENTIAL, _PARLIAMENTARY) and votes else NEVER


def _lag(leader: Leader, origin_date: date, votes: tuple[ScheduledGate, ...], usual: float) -> float:
    """Months from a vote to the hand-over: of the next gate, or stated, or the state's."""
    months = _number(leader, "handover_months", origin_date, usual)
    if votes and votes[0].handover_date is not None:
        months = (votes[0].handover_date - expected_date(votes[0])).days / DAYS_PER_MONTH
    elif months == usual:
        return usual
    return min(max(months, 0.0), 8.0)


def _age(leader: Leader, spell: Spell, origin_date: date) -> float:
    if leader.birth_date is not None:
        return (origin_date - leader.birth_date).days / 365.25
    if spell.birth_year is not None:
        return origin_date.year + (origin_date.month - 1) / 12 - spell.birth_year - 0.5
    return UNKNOWN_AGE


def _months_between(earlier: date, later: date) -> int:
    return math.floor((later - earlier).days / DAYS_PER_MONTH)


def _months_since(day: date, origin_date: date) -> int:
    return max(1, math.ceil((origin_date - day).days / DAYS_PER_MONTH))
