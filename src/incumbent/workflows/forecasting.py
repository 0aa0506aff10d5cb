"""How does one leader's forecast come about? Base rate and quotes, as known on the origin date."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from incumbent.domain.curve import SurvivalCurve
from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import Forecast
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import LeftOut, OddsBook, Quote
from incumbent.domain.risks import BaseForecast
from incumbent.domain.vocabulary import Event, Target
from incumbent.model.base_rate import base_forecast
from incumbent.model.fusion import fuse, fuse_curve
from incumbent.workflows.fusion_parameters import fusion_parameters_as_of
from incumbent.workflows.horizons import target_dates
from incumbent.workflows.joint import with_patron
from incumbent.workflows.meant_leader import meant_leaders
from incumbent.workflows.origins import concerns
from incumbent.workflows.parameters import parameters_as_of

USUAL = (Event.EFFECTIVE, Target.EXIT)
"""What is forecast for a leader without questions of their own."""


@dataclass(frozen=True, slots=True)
class Known:
    """One leader as known on an origin date, with the quotes that speak of them.

    Parameters
    ----------
    leader : Leader
        As known at the origin.
    quotes : tuple of Quote
        Known at the origin and about the leader, in the desk's order.
    origin_date : date
    base : BaseForecast
        The base rate from parameters fitted before the origin.
    horizons_months : tuple of int
        The desk's standard horizons.
    patron : Known or None
        The same of the leader's patron, if the patron was in office that day.
    left_out : tuple of LeftOut
        Quotes about the leader, known at the origin, that could not be mapped to an event and a deadline.
    followed : tuple of Event
        Events forecast of the leader, where the leader's questions are not at hand to say so.
    """

    leader: Leader
    quotes: tuple[Quote, ...]
    origin_date: date
    base: BaseForecast
    horizons_months: tuple[int, ...]
    patron: Known | None = None
    left_out: tuple[LeftOut, ...] = ()
    followed: tuple[Event, ...] = ()


def known_on(desk: Desk, leader_id: str, origin_date: date) -> Known:
    """Everything a forecast of this leader from this day may use, and nothing else.

    Raises
    ------
    RefusedError
        If the desk has no such leader, the leader was not in office that day, or no parameter set
        was fitted before it.
    """
    if leader_id not in desk.leaders:
        msg = f"there is no leader {leader_id!r} here. {meant_leaders(leader_id, desk.leaders)}"
        raise RefusedError(msg)
    then = desk.as_of(origin_date)
    leader = then.leaders[leader_id]
    base = base_forecast(leader, origin_date, parameters_as_of(origin_date))
    quotes = tuple(quote for quote in then.quotes if concerns(quote, leader_id))
    base = replace(base, rivals=_rivals(then, leader_id, quotes, origin_date))
    patron = _patron_of(desk, leader, origin_date)
    unmapped = tuple(item for item in then.left_out if item.leader_id == leader_id)
    return Known(leader, quotes, origin_date, base, desk.settings.horizons_months, patron, unmapped)


def _rivals(
    then: Desk, leader_id: str, quotes: Sequence[Quote], origin_date: date
) -> dict[str, SurvivalCurve | None]:
    """Base curves of the leaders whom a book names beside this one; None for one who has left."""
    named = {o.leader_id for quote in quotes if isinstance(quote, OddsBook) for o in quote.outcomes}
    curves: dict[str, SurvivalCurve | None] = {}
    for name in sorted(name for name in named if name is not None and name != leader_id):
        rival = then.leaders.get(name)
        if rival is None:
            continue
        in_office = any(spell.in_office_on(origin_date) for spell in rival.spells)
        parameters = parameters_as_of(origin_date)
        curves[name] = base_forecast(rival, origin_date, parameters).risks.curve() if in_office else None
    return curves


def _patron_of(desk: Desk, leader: Leader, origin_date: date) -> Known | None:
    patron = desk.leaders.get(leader.patron_id or "")
    if patron is None or not any(spell.in_office_on(origin_date) for spell in patron.spells):
        return None
    return known_on(desk, patron.leader_id, origin_date)


def asked(known: Known) -> tuple[tuple[Event, Target], ...]:
    """The events and targets asked about the leader on the origin date, each once."""
    pairs = {(question.event, question.target) for question in known.leader.questions_on(known.origin_date)}
    return tuple(sorted(pairs)) or (USUAL,)


def seed_of(leader_id: str, origin_date: date, event: Event, target: Target) -> int:
    """A seed that names the forecast, so that a replay draws the same numbers."""
    name = f"{leader_id}|{origin_date.isoformat()}|{event.value}|{target.value}"
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4])


def forecast_of(known: Known, event: Event, target: Target, dates: Sequence[date] | None = None) -> Forecast:
    """The forecast of one leader for one event and target.

    Parameters
    ----------
    known : Known
    event : Event
    target : Target
    dates : sequence of date, optional
        Target dates; None: the standard ones, those of the questions asked, and the days around gates.
    """
    origin = known.origin_date
    reach = origin + timedelta(days=int(known.base.risks.edge_days[-1]))
    if dates is None:
        dates = target_dates(
            known.leader,
            origin,
            horizons_months=known.horizons_months,
            event=event,
            target=target,
            reach=reach,
        )
    forecast = fuse(
        known.base,
        known.leader,
        known.quotes,
        origin_date=origin,
        event=event,
        target=target,
        target_dates=dates,
        parameters=fusion_parameters_as_of(origin),
        rng=np.random.default_rng(seed_of(known.leader.leader_id, origin, event, target)),
        left_out=known.left_out,
    )
    return _joined(forecast, known, event)


def _joined(forecast: Forecast, known: Known, event: Event) -> Forecast:
    """With the patron's chances beside, where there is a patron in office."""
    dependence, patron = known.leader.patron_dependence, known.patron
    if dependence is None or patron is None:
        return forecast
    followed = patron.followed or {asked_event for asked_event, _ in asked(patron)}
    patron_event = event if event in followed else min(followed)  # the curve that is published of the patron
    return with_patron(
        forecast, _curve(known, event), _curve(patron, patron_event), patron.leader.leader_id, dependence
    )


def _curve(known: Known, event: Event) -> SurvivalCurve:
    fused = fuse_curve(
        known.base,
        known.leader,
        known.quotes,
        event=event,
        parameters=fusion_parameters_as_of(known.origin_date),
        rng=np.random.default_rng(0),  # only the band is drawn, and it is not used
    )
    return fused.curve


def forecasts_on(desk: Desk, leader_id: str, origin_date: date) -> tuple[Forecast, ...]:
    """Every forecast asked of a leader on a day: the same call live and in replay."""
    known = known_on(desk, leader_id, origin_date)
    return tuple(forecast_of(known, event, target) for event, target in asked(known))
