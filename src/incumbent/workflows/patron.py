"""A leader beside their patron: the chances of both, one and neither, from two published curves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

import numpy as np

from incumbent.domain.curve import SurvivalCurve
from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import Forecast
from incumbent.domain.leader import Leader, PatronDependence
from incumbent.domain.vocabulary import Cause, Event
from incumbent.model.patron import joint_chances
from incumbent.workflows.desk import read_desk
from incumbent.workflows.estimate import today_utc
from incumbent.workflows.forecasting import forecasts_on

SCHEMA = "incumbent-patron-1"


@dataclass(frozen=True, slots=True)
class JointDay:
    """The four chances on one date, and how far the stated dependence moves one of them.

    Parameters
    ----------
    target_date : date
    both, leader_alone, patron_alone, neither : float
        In [0, 1], summing to 1.
    leader_alone_low, leader_alone_high : float
        Range over the stated range of the dependence, the two curves kept as they are.
    """

    target_date: date
    both: float
    leader_alone: float
    patron_alone: float
    neither: float
    leader_alone_low: float
    leader_alone_high: float


@dataclass(frozen=True, slots=True)
class BesidePatron:
    """A leader and their patron from one origin.

    Parameters
    ----------
    leader, patron : Leader
    origin_date : date
    patron_event : Event
        What is followed of the patron: the office, or power whatever the title.
    dependence : PatronDependence
    days : tuple of JointDay
    """

    leader: Leader
    patron: Leader
    origin_date: date
    patron_event: Event
    dependence: PatronDependence
    days: tuple[JointDay, ...]


class JointDayJson(TypedDict):
    """One date as others read it."""

    target_date: str
    both: float
    leader_alone: float
    patron_alone: float
    neither: float
    leader_alone_low: float
    leader_alone_high: float


class BesidePatronJson(TypedDict):
    """A leader beside the patron as others read it."""

    schema: str
    leader_id: str
    patron_id: str
    origin_date: str
    patron_event: str
    exit_rate_factor: float
    why: str
    days: list[JointDayJson]


def beside_patron(desk: Path | str, leader_id: str, *, as_of: date | None = None) -> BesidePatron:
    """The joint chances of a leader and their patron on the dates both forecasts answer.

    Raises
    ------
    RefusedError
        If the leader has no patron, or one of the two was not in office on the day.
    """
    today = today_utc()
    origin = today if as_of is None else as_of
    read = read_desk(desk, today)
    leader = read.leaders.get(leader_id)
    if leader is None or leader.patron_id is None or leader.patron_dependence is None:
        msg = f"{leader_id} has no patron here. Write [patron] in leaders/{leader_id}.toml, with its reason."
        raise RefusedError(msg)
    own = forecasts_on(read, leader_id, origin)[0]
    others = forecasts_on(read, leader.patron_id, origin)
    patron = next((f for f in others if f.event is Event.EFFECTIVE), others[0])
    dates = sorted({h.target_date for h in own.horizons} & {h.target_date for h in patron.horizons})
    return BesidePatron(
        leader=leader,
        patron=read.leaders[leader.patron_id],
        origin_date=origin,
        patron_event=patron.event,
        dependence=leader.patron_dependence,
        days=tuple(_joint_days(own, patron, leader.patron_dependence, dates)),
    )


def beside_patron_json(found: BesidePatron) -> BesidePatronJson:
    """The joint chances in their published shape, rounded to 1e-6."""
    return {
        "schema": SCHEMA,
        "leader_id": found.leader.leader_id,
        "patron_id": found.patron.leader_id,
        "origin_date": found.origin_date.isoformat(),
        "patron_event": found.patron_event.value,
        "exit_rate_factor": found.dependence.exit_rate_factor,
        "why": found.dependence.why,
        "days": [
            {
                "target_date": day.target_date.isoformat(),
                "both": round(day.both, 6),
                "leader_alone": round(day.leader_alone, 6),
                "patron_alone": round(day.patron_alone, 6),
                "neither": round(day.neither, 6),
                "leader_alone_low": round(day.leader_alone_low, 6),
                "leader_alone_high": round(day.leader_alone_high, 6),
            }
            for day in found.days
        ],
    }


def _joint_days(
    own: Forecast, patron: Forecast, dependence: PatronDependence, dates: list[date]
) -> list[JointDay]:
    curves = _curve(own), _curve(patron)
    days = np.array([(target - own.origin_date).days for target in dates])
    factors = (dependence.exit_rate_factor, dependence.factor_low, dependence.factor_high)
    middle, low, high = (joint_chances(*curves, factor, days) for factor in factors)
    alone = np.sort([low.leader_alone, middle.leader_alone, high.leader_alone], axis=0)
    return [
        JointDay(
            target,
            float(middle.both[index]),
            float(middle.leader_alone[index]),
            float(middle.patron_alone[index]),
            float(middle.neither[index]),
            float(alone[0, index]),
            float(alone[-1, index]),
        )
        for index, target in enumerate(dates)
    ]


def _curve(forecast: Forecast) -> SurvivalCurve:
    """The curve through a forecast's published chances, hazards even in between."""
    days = [0, *((h.target_date - forecast.origin_date).days for h in forecast.horizons)]
    chances = [1.0, *(max(h.probability, 1e-12) for h in forecast.horizons)]
    mass = np.maximum(-np.diff(np.log(chances)), 0.0)
    return SurvivalCurve(forecast.origin_date, np.array(days), (Cause.REGULAR,), mass[None, :])
