"""A forecast as others read it: chances, bands, causes and sources, in a versioned shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NotRequired, TypedDict

from incumbent.domain.quotes import LeftOut
from incumbent.domain.vocabulary import Cause, Event, Target

SCHEMA = "incumbent-forecast-1"


@dataclass(frozen=True, slots=True)
class HorizonChance:
    """The chance of still being in office on one date, with an 80 % band, split by cause of exit.

    Parameters
    ----------
    target_date : date
    probability, low, high : float
        In [0, 1]; low <= probability <= high.
    causes : tuple of (Cause, float)
        P(exit by the date, by that cause); they sum to 1 - probability.
    """

    target_date: date
    probability: float
    low: float
    high: float
    causes: tuple[tuple[Cause, float], ...]


@dataclass(frozen=True, slots=True)
class SourceShare:
    """One source's part in a forecast.

    Parameters
    ----------
    source_id, kind : str
    weight : float
        Share of the squared logit shift at the horizons, in [0, 1].
    without : tuple of (date, float)
        The chance on each target date if this source had been silent.
    """

    source_id: str
    kind: str
    weight: float
    without: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class JointChance:
    """Who of a leader and their patron is in office on one date, under the stated dependence.

    Parameters
    ----------
    target_date : date
    both, leader_alone, patron_alone, neither : float
        In [0, 1], summing to 1.
    leader_alone_low, leader_alone_high : float
        The chance of "leader alone" over the stated range of the dependence.
    """

    target_date: date
    both: float
    leader_alone: float
    patron_alone: float
    neither: float
    leader_alone_low: float
    leader_alone_high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Everything one forecast says of one leader, for one event and target."""

    leader_id: str
    leader: str
    country: str
    gwcode: int
    office: str
    origin_date: date
    event: Event
    target: Target
    horizons: tuple[HorizonChance, ...]
    sources: tuple[SourceShare, ...]
    left_out: tuple[LeftOut, ...]
    parameter_set: str
    base: tuple[tuple[date, float], ...] = ()
    """The base rate's chance on each target date, no quote used."""
    patron_id: str | None = None
    joint: tuple[JointChance, ...] = ()
    """With the patron, on each target date; empty without one."""


class HorizonJson(TypedDict):
    """One target date's chance, band and causes."""

    target_date: str
    probability: float
    low: float
    high: float
    causes: dict[str, float]


class DatedJson(TypedDict):
    """A chance on one date."""

    target_date: str
    probability: float


class SourceJson(TypedDict):
    """One source's part."""

    id: str
    kind: str
    weight: float
    horizons_without: list[DatedJson]


class LeftOutJson(TypedDict):
    """A quote that was not used."""

    id: str
    reason: str


class JointJson(TypedDict):
    """Who of a leader and their patron is in office on one date."""

    target_date: str
    both: float
    leader_alone: float
    patron_alone: float
    neither: float
    leader_alone_low: float
    leader_alone_high: float


class ForecastJson(TypedDict):
    """One forecast in the shape of DESIGN; fields may be added, never renamed."""

    leader_id: str
    leader: str
    country: str
    gwcode: int
    office: str
    origin_date: str
    event: str
    target: str
    parameter_set: str
    horizons: list[HorizonJson]
    sources: list[SourceJson]
    left_out: list[LeftOutJson]
    base: list[DatedJson]
    patron_id: NotRequired[str]
    joint: NotRequired[list[JointJson]]


def forecast_json(forecast: Forecast) -> ForecastJson:
    """The forecast in the published shape, probabilities rounded to 1e-6."""
    plain = _without_patron(forecast)
    if forecast.patron_id is None:
        return plain
    joint = [joint_json(chance) for chance in forecast.joint]
    return {**plain, "patron_id": forecast.patron_id, "joint": joint}


def joint_json(chance: JointChance) -> JointJson:
    """Joint chances in the published shape, rounded to 1e-6."""
    return {
        "target_date": chance.target_date.isoformat(),
        "both": round(chance.both, 6),
        "leader_alone": round(chance.leader_alone, 6),
        "patron_alone": round(chance.patron_alone, 6),
        "neither": round(chance.neither, 6),
        "leader_alone_low": round(chance.leader_alone_low, 6),
        "leader_alone_high": round(chance.leader_alone_high, 6),
    }


def _without_patron(forecast: Forecast) -> ForecastJson:
    return {
        "leader_id": forecast.leader_id,
        "leader": forecast.leader,
        "country": forecast.country,
        "gwcode": forecast.gwcode,
        "office": forecast.office,
        "origin_date": forecast.origin_date.isoformat(),
        "event": forecast.event.value,
        "target": forecast.target.value,
        "parameter_set": forecast.parameter_set,
        "horizons": [
            {
                "target_date": horizon.target_date.isoformat(),
                "probability": round(horizon.probability, 6),
                "low": round(horizon.low, 6),
                "high": round(horizon.high, 6),
                "causes": {cause.value: round(value, 6) for cause, value in horizon.causes},
            }
            for horizon in forecast.horizons
        ],
        "sources": [
            {
                "id": source.source_id,
                "kind": source.kind,
                "weight": round(source.weight, 6),
                "horizons_without": _dated(source.without),
            }
            for source in forecast.sources
        ],
        "left_out": [{"id": item.fact_id, "reason": item.reason} for item in forecast.left_out],
        "base": _dated(forecast.base),
    }


def _dated(values: tuple[tuple[date, float], ...]) -> list[DatedJson]:
    return [{"target_date": day.isoformat(), "probability": round(value, 6)} for day, value in values]
