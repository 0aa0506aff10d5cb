"""What do the polls say of the next vote? A local level with house effects, linked to the gate.

Each poll gives the share that supports the leader among those who answer for or against. Its log odds are a
level that drifts from day to day, plus what its house (a pollster asking one base) usually adds, plus
sampling error. The level on the origin date, given all polls, is the one a Kalman filter with house effects
would end at [1]_; with few polls it is had in one step by generalised least squares. It is turned into the
chance of passing the gate by METHOD §5's first link, whose doubt is added.

.. [1] Jackman (2005), Australian Journal of Political Science 40(4), 499-517.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import LeftOut, Poll, PollQuestion, Quote
from incumbent.domain.risks import BaseForecast, Gate
from incumbent.domain.vocabulary import Cause, SourceKind
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.reading import Reading
from incumbent.model.tilt import Point

_WINDOW_DAYS = 400
_MOST_POLLS = 80
_USUAL_SAMPLE = 1000
_DESIGN_EFFECT = 2.0
_DRIFT_PER_DAY = 0.0004  # squared log odds: .38 in a year
_HOUSE_SD = 0.2
_ROUNDING_SD = 0.02


def poll_readings(
    quotes: Sequence[Quote], leader: Leader, base: BaseForecast, parameters: FusionParameters
) -> tuple[list[Reading], list[LeftOut]]:
    """Approval as one reading of the next election, vote intention as one reading of each gate named.

    Parameters
    ----------
    quotes : sequence of Quote
        Others than polls, and polls known later than the origin, are passed over.
    leader : Leader
        Its newest `regime` widens the doubt where votes are not free.
    base : BaseForecast
    parameters : FusionParameters

    Returns
    -------
    readings : list of Reading
    left_out : list of LeftOut
        Polls of more than _WINDOW_DAYS before the origin are neither used nor listed.
    """
    origin, gates = base.risks.origin_date, base.risks.gates
    groups: dict[tuple[PollQuestion, int], list[tuple[Poll, float]]] = {}
    left_out: list[LeftOut] = []
    for quote in sorted(quotes, key=lambda each: each.provenance.fact_id):
        if not isinstance(quote, Poll) or quote.provenance.known_at > origin:
            continue
        if (origin - quote.provenance.observed_on).days <= _WINDOW_DAYS:
            index, reason = _gate_of(quote, leader, gates)
            share = _share(quote)
            if index is None or share is None:
                left_out.append(LeftOut(quote.provenance.fact_id, reason or _NO_SHARE))
            else:
                groups.setdefault((quote.question, index), []).append((quote, share))
    free = _votes_are_free(leader)
    readings = [
        _reading(question, index, found, base, parameters if free else _unfree(parameters))
        for (question, index), found in sorted(groups.items())
    ]
    return readings, left_out


def level_at_origin(
    log_odds: FloatArray, age_days: FloatArray, house: FloatArray, noise: FloatArray
) -> tuple[float, float]:
    """Mean and variance of the level on the origin date.

    Parameters
    ----------
    log_odds, age_days : ndarray of float, shape (n_polls,)
        What each poll says, and how many days before the origin.
    house : ndarray, shape (n_polls,)
        Equal for polls of one house.
    noise : ndarray of float, shape (n_polls,)
        Variance of each poll's sampling error.

    Returns
    -------
    mean, variance : float
    """
    covariance = _DRIFT_PER_DAY * np.minimum(age_days[:, None], age_days[None, :])
    covariance = covariance + _HOUSE_SD**2 * (house[:, None] == house[None, :]) + np.diag(noise)
    weights: FloatArray = np.asarray(np.linalg.solve(covariance, np.ones(log_odds.size)), dtype=np.float64)
    return float(weights @ log_odds / weights.sum()), float(1 / weights.sum())


_NO_SHARE = "does not say how many are against"


def _gate_of(poll: Poll, leader: Leader, gates: tuple[Gate, ...]) -> tuple[int | None, str | None]:
    if poll.leader_id != leader.leader_id:
        return None, f"speaks of another leader or office ({poll.leader_id})"
    if poll.question is PollQuestion.VOTE_INTENTION:
        named = [index for index, gate in enumerate(gates) if gate.gate_id == poll.gate_id]
        return (
            (named[0], None)
            if named
            else (None, f"names a vote not in the calendar or over ({poll.gate_id})")
        )
    votes = [index for index, gate in enumerate(gates) if gate.cause is Cause.ELECTION]
    if not votes:
        return None, "no election is in the calendar for approval to speak of"
    return min(votes, key=lambda index: int(gates[index].days[0])), None


def _share(poll: Poll) -> float | None:
    """Support among those for or against; None when that is unknown or impossible."""
    against = poll.against_percent
    if against is None and poll.no_answer_percent is not None:
        against = 100.0 - poll.support_percent - poll.no_answer_percent
    if against is None or not (poll.support_percent > 0 and against > 0):  # NaN too
        return None
    return poll.support_percent / (poll.support_percent + against)


def _reading(
    question: PollQuestion,
    index: int,
    found: list[tuple[Poll, float]],
    base: BaseForecast,
    parameters: FusionParameters,
) -> Reading:
    origin, gate = base.risks.origin_date, base.risks.gates[index]
    newest = sorted(found, key=lambda each: (each[0].provenance.observed_on, each[0].provenance.fact_id))
    newest = newest[-_MOST_POLLS:]
    share = np.array([share for _, share in newest])
    age = np.array([float((origin - poll.provenance.observed_on).days) for poll, _ in newest])
    houses = [(poll.pollster, poll.base) for poll, _ in newest]
    house = np.array([houses.index(each) for each in houses])
    sample = np.array([poll.sample_size or _USUAL_SAMPLE for poll, _ in newest])
    noise = _DESIGN_EFFECT / (sample * share * (1 - share)) + _ROUNDING_SD**2
    mean, variance = level_at_origin(np.log(share) - np.log1p(-share), np.maximum(age, 0.0), house, noise)
    level = 1 / (1 + np.exp(-mean))
    day = max(1, round(float(gate.days @ gate.chance_of_day / gate.chance_of_day.sum())))
    passing = parameters.poll_intercept + parameters.poll_slope * (level - 0.5)
    doubt = (
        parameters.poll_intercept_sd**2
        + (parameters.poll_slope_sd * (level - 0.5)) ** 2
        + (parameters.poll_slope * level * (1 - level)) ** 2 * variance
        + parameters.poll_lead_sd**2 * day / 365.25
    )
    point = Point(day, gate_index=index, gate_only=True)
    pollsters = sorted({pollster for pollster, _ in houses})
    return Reading(
        fact_id=newest[-1][0].provenance.fact_id,
        source_id=pollsters[0] if len(pollsters) == 1 else f"{question.value.replace('_', '-')}-polls",
        kind=SourceKind.POLLSTER,
        question=("poll", question, index),
        upper=((None, point),),
        lower=(point, None),
        low=np.array([-passing]),
        high=np.array([-passing]),
        covariance=np.array([[doubt]]),
        age_days=0,  # the drift since the polls is in the level's variance
        quoted=np.full((2, 1), -passing),
    )


def _votes_are_free(leader: Leader) -> bool:
    regimes = sorted((fact.event_date, fact.value) for fact in leader.facts if fact.name == "regime")
    return not regimes or "democracy" in regimes[-1][1].lower()


def _unfree(parameters: FusionParameters) -> FusionParameters:
    return replace(
        parameters,
        poll_intercept_sd=parameters.poll_intercept_sd * parameters.poll_unfree_factor,
        poll_slope_sd=parameters.poll_slope_sd * parameters.poll_unfree_factor,
    )
