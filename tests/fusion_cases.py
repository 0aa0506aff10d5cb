"""Invented leaders, base rates and quotes for the tests of fusion."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

import numpy as np

from incumbent.domain.forecast import Forecast
from incumbent.domain.leader import BaseRate, Leader, Origins
from incumbent.domain.quotes import (
    BookKind,
    BookOutcome,
    ChanceQuote,
    Completeness,
    OddsBook,
    Provenance,
    Quote,
)
from incumbent.domain.risks import BaseForecast, CompetingRisks, Gate
from incumbent.domain.vocabulary import Cause, DatePrecision, Event, SourceKind, Target
from incumbent.model.fusion import fuse
from incumbent.model.fusion_parameters import FusionParameters

ORIGIN = date(2020, 1, 1)
LEADER = Leader(
    leader_id="ada",
    name="Ada Example",
    country="Exampleland",
    office="president",
    gwcode=999,
    birth_date=None,
    woman=True,
    spells=(),
    gates=(),
    facts=(),
    questions=(),
    origins=Origins.MONTHLY,
    base_rate=BaseRate.WORLD,
    prior=None,
    patron_id=None,
    zone="UTC",
)
DATES = tuple(ORIGIN + timedelta(days=days) for days in (30, 91, 182, 365, 730, 1826))
PARAMETERS = FusionParameters()
_numbers = count(1)


def after(days: int) -> date:
    return ORIGIN + timedelta(days=days)


def base(
    per_year: float = 0.12, gates: Sequence[Gate] = (), *, draws: int = 0, months: int = 144
) -> BaseForecast:
    share = np.array([0.7, 0.1, 0.15, 0.05])
    mass = np.repeat(share[:, None] * per_year / 12, months, axis=1)
    edges = np.round(np.arange(months + 1) * 30.4375).astype(np.int64)
    shifts = np.random.default_rng(3).normal(0, 0.25, (draws, 1)) * np.ones((1, months))
    losses = np.random.default_rng(4).normal(0, 0.4, (draws, len(gates)))
    return BaseForecast(CompetingRisks(ORIGIN, edges, mass, tuple(gates)), "base-test", shifts, losses)


def vote(days: int = 400, chance_of_losing: float = 0.3, gate_id: str = "vote") -> Gate:
    return Gate(gate_id, Cause.ELECTION, np.array([days]), np.array([1.0]), 50, chance_of_losing)


def provenance(age_days: int = 0) -> Provenance:
    seen = ORIGIN - timedelta(days=age_days)
    return Provenance(f"q{next(_numbers):06}", seen, seen, DatePrecision.DAY, "https://example.org/q")


def chance(
    stays: float, days: int = 365, source: str = "exchange-a", *, age_days: int = 0, **named: Any
) -> ChanceQuote:
    settings: dict[str, Any] = {
        "source_kind": SourceKind.EXCHANGE,
        "event": Event.EFFECTIVE,
        "target": Target.EXIT,
        "leader_id": "ada",
    } | named
    return ChanceQuote(
        provenance=provenance(age_days), source_id=source, deadline=after(days), probability=stays, **settings
    )


def book(
    outcomes: Sequence[BookOutcome], kind: BookKind, source: str = "bookmaker-a", **named: Any
) -> OddsBook:
    settings: dict[str, Any] = {
        "source_kind": SourceKind.BOOKMAKER,
        "event": Event.EFFECTIVE,
        "completeness": Completeness.YES,
        "leader_id": "ada",
    } | named
    return OddsBook(
        provenance=provenance(settings.pop("age_days", 0)),
        source_id=source,
        kind=kind,
        outcomes=tuple(outcomes),
        **settings,
    )


def two_way(stays: float, leaves: float, days: int = 365, **named: Any) -> OddsBook:
    outcomes = [BookOutcome("Yes", "", stays, stays=True), BookOutcome("No", "", leaves, stays=False)]
    return book(outcomes, BookKind.IN_OFFICE, deadline=after(days), **named)


def exit_periods(implied: Sequence[float], ends: Sequence[int | None], **named: Any) -> OddsBook:
    outcomes = [
        BookOutcome(str(end), "", value, until=None if end is None else after(end))
        for value, end in zip(implied, ends, strict=True)
    ]
    return book(outcomes, BookKind.EXIT_PERIOD, **named)


def forecast(
    quotes: Sequence[Quote],
    base_forecast: BaseForecast | None = None,
    *,
    dates: Sequence[date] = DATES,
    parameters: FusionParameters = PARAMETERS,
    event: Event = Event.EFFECTIVE,
    target: Target = Target.EXIT,
    leader: Leader = LEADER,
) -> Forecast:
    return fuse(
        base() if base_forecast is None else base_forecast,
        leader,
        quotes,
        origin_date=ORIGIN,
        event=event,
        target=target,
        target_dates=dates,
        parameters=parameters,
        rng=np.random.default_rng(1),
    )


def chances(result: Forecast) -> np.ndarray:
    return np.array([horizon.probability for horizon in result.horizons])


def widths(result: Forecast) -> np.ndarray:
    return np.array([horizon.high - horizon.low for horizon in result.horizons])
