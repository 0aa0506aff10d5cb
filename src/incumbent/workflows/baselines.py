"""What simpler forecasters would have said on the same day, for the same dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from incumbent.domain.leader import BaseRate, WidePrior
from incumbent.domain.quotes import ChanceQuote, OddsBook
from incumbent.domain.record import DatedChance
from incumbent.domain.vocabulary import Event, Target
from incumbent.model.base_rate import base_forecast
from incumbent.model.desk_situation import situation_of
from incumbent.workflows.climatology import CLIMATOLOGY
from incumbent.workflows.forecasting import Known, forecast_of
from incumbent.workflows.parameters import parameters_as_of
from incumbent.workflows.tenure_regime import TENURE_REGIME

_KNOWS_NOTHING = "quotes alone: any leader of the last forty years, hardly held to it"
_LOG_SD = 2.0
"""Wide: within 80 % a thirteenth to thirteen times the usual rate."""


def baselines_of(
    known: Known, event: Event, target: Target, dates: Sequence[date]
) -> dict[str, list[DatedChance]]:
    """Chances of the frozen baselines (METHOD §6) that the base rate itself is not.

    Parameters
    ----------
    known : Known
    event : Event
    target : Target
    dates : sequence of date
        The forecast's target dates.

    Returns
    -------
    dict of str to list of DatedChance
        "climatology" and "tenure_regime" for the dates within their reach; "quotes_alone", the same
        fusion on a prior that knows only climatology, for dates up to the last one that a price or
        judgement used speaks of. One that answers no date is absent.
    """
    climatology = CLIMATOLOGY.as_of(known.origin_date)
    usual = [(day, climatology.at(known.origin_date, day)) for day in dates]
    baselines = {
        "climatology": [_dated(day, chance) for day, chance in usual if chance is not None],
        "tenure_regime": _tenure_regime(known, dates),
        "quotes_alone": _quotes_alone(known, event, target, dates, climatology.yearly_rate),
    }
    return {name: rows for name, rows in baselines.items() if rows}


def _tenure_regime(known: Known, dates: Sequence[date]) -> list[DatedChance]:
    """By time in office and form of rule; nothing for an office that the world's leaders do not hold."""
    if known.leader.base_rate is BaseRate.NONE:
        return []
    origin = known.origin_date
    situation = situation_of(known.leader, origin, parameters_as_of(origin))
    table = TENURE_REGIME.as_of(origin)
    regime, tenure = int(situation.regime[0]), float(situation.tenure[0])
    chances = [(day, table.at(regime, tenure, (day - origin).days)) for day in dates]
    return [_dated(day, chance) for day, chance in chances if chance is not None]


def _quotes_alone(
    known: Known, event: Event, target: Target, dates: Sequence[date], yearly_rate: float
) -> list[DatedChance]:
    quotes = tuple(quote for quote in known.quotes if isinstance(quote, OddsBook | ChanceQuote))
    deadlines = [day for quote in quotes for day in _deadlines(quote)]
    answered = [day for day in dates if deadlines and day <= max(deadlines)]
    if not answered:
        return []
    prior = WidePrior(yearly_rate, _LOG_SD, _KNOWS_NOTHING)
    blank = replace(known.leader, base_rate=BaseRate.NONE, prior=prior)
    base = base_forecast(blank, known.origin_date, parameters_as_of(known.origin_date))
    alone = Known(blank, quotes, known.origin_date, base, known.horizons_months)
    forecast = forecast_of(alone, event, target, answered)
    if not forecast.sources:
        return []
    return [_dated(horizon.target_date, horizon.probability) for horizon in forecast.horizons]


def _deadlines(quote: OddsBook | ChanceQuote) -> list[date]:
    if isinstance(quote, ChanceQuote):
        return [quote.deadline]
    until = [outcome.until for outcome in quote.outcomes if outcome.until is not None]
    return [*until, *([quote.deadline] if quote.deadline is not None else [])]


def _dated(day: date, chance: float) -> DatedChance:
    return {"target_date": day.isoformat(), "probability": round(chance, 6)}
