"""Which chance follows when base rate, odds, prices, polls and judgements are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from incumbent.domain.curve import SurvivalCurve
from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import Forecast
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import LeftOut, Quote
from incumbent.domain.risks import BaseForecast
from incumbent.domain.vocabulary import Event, Target
from incumbent.model.answers import forecast_of
from incumbent.model.chapters import fit
from incumbent.model.fused import Fused
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.polls import poll_readings
from incumbent.model.readings import read_quotes
from incumbent.model.tilt import build_tilt


def fuse_curve(
    base: BaseForecast,
    leader: Leader,
    quotes: Sequence[Quote],
    *,
    event: Event,
    parameters: FusionParameters,
    rng: np.random.Generator,
    leave_out: bool = True,
    draws: bool = True,
    left_out: Sequence[LeftOut] = (),
) -> Fused:
    """Bend the base curve as little as explains the quotes.

    Parameters
    ----------
    base : BaseForecast
        Its curve's origin is the forecast's; quotes known later are passed over.
    leader : Leader
    quotes : sequence of Quote
    event : Event
        Effective or de facto: what the base curve is a curve of.
    parameters : FusionParameters
    rng : numpy.random.Generator
        For the draws behind the band only.
    leave_out : bool
        Also compute the curve without each source.
    draws : bool
        Also draw for the band.
    left_out : sequence of LeftOut
        What could not be mapped to leader, event and deadline before; listed with the rest.

    Returns
    -------
    Fused
    """
    base_curve = base.risks.curve()
    readings, unread = read_quotes(quotes, leader, base, event, parameters)
    polled, unpolled = poll_readings(quotes, leader, base, parameters)
    readings, unused = readings + polled, _listed([*left_out, *unread, *unpolled], quotes)
    if not readings:
        nothing, tilt = np.zeros((0, 0)), build_tilt(base, (), parameters)
        return Fused(base_curve, base_curve, tilt, nothing[:0], nothing, (), (), unused)
    found = fit(base, readings, parameters, rng, leave_out=leave_out, draws=draws)
    curve = found.tilt.risks(found.bend).curve()
    return Fused(
        curve, base_curve, found.tilt, found.bend, found.draws, found.without, tuple(readings), unused
    )


def _listed(left_out: Sequence[LeftOut], quotes: Sequence[Quote]) -> tuple[LeftOut, ...]:
    """What was left out, with since when it was known and whom it is about, in order of fact id."""
    about = {quote.provenance.fact_id: quote for quote in quotes}
    told = [
        replace(item, known_at=quote.provenance.known_at, leader_id=quote.leader_id)
        if item.known_at is None and (quote := about.get(item.fact_id)) is not None
        else item
        for item in left_out
    ]
    return tuple(sorted(told, key=lambda each: each.fact_id))


def central_curve(
    base: BaseForecast, leader: Leader, quotes: Sequence[Quote], *, event: Event, parameters: FusionParameters
) -> SurvivalCurve:
    """The fused curve alone: no band, no curve without a source."""
    unused = np.random.default_rng(0)
    return fuse_curve(
        base, leader, quotes, event=event, parameters=parameters, rng=unused, leave_out=False, draws=False
    ).curve


def fuse(
    base: BaseForecast,
    leader: Leader,
    quotes: Sequence[Quote],
    *,
    origin_date: date,
    event: Event,
    target: Target,
    target_dates: Sequence[date],
    parameters: FusionParameters,
    rng: np.random.Generator,
    left_out: Sequence[LeftOut] = (),
) -> Forecast:
    """One leader's forecast from the base rate and every quote known at the origin.

    Parameters
    ----------
    base : BaseForecast
        As of `origin_date`.
    leader : Leader
    quotes : sequence of Quote
        Any number, in any order; what cannot be used is listed with its reason.
    origin_date : date
    event : Event
    target : Target
    target_dates : sequence of date
        On or after the origin.
    parameters : FusionParameters
    rng : numpy.random.Generator
    left_out : sequence of LeftOut
        What could not be mapped to leader, event and deadline before.

    Returns
    -------
    Forecast
        Without a usable quote: the base curve with the base rate's own band.

    Raises
    ------
    RefusedError
        If the origin is not that of the base forecast, a target date lies before it or beyond the
        curve's reach, or the parameters were learnt from later events.
    """
    _require(base, origin_date, parameters)
    curve_event = Event.EFFECTIVE if event is Event.ANNOUNCED else event
    fused = fuse_curve(
        base, leader, quotes, event=curve_event, parameters=parameters, rng=rng, left_out=left_out
    )
    return forecast_of(
        fused, leader, event=event, target=target, target_dates=target_dates, parameters=parameters
    )


def _require(base: BaseForecast, origin_date: date, parameters: FusionParameters) -> None:
    if base.risks.origin_date != origin_date:
        msg = f"the base forecast starts on {base.risks.origin_date}; must start on the origin {origin_date}."
        raise RefusedError(msg)
    if parameters.cutoff is not None and parameters.cutoff > origin_date:
        msg = (
            f"fusion parameters {parameters.name} rest on events up to {parameters.cutoff}, after the origin "
            f"{origin_date}. Use a set whose cutoff is not after it."
        )
        raise RefusedError(msg)
