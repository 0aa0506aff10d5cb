"""A leader beside their patron: the chances of both, one and neither, from one forecast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import JointChance, JointJson, joint_json
from incumbent.domain.leader import Leader, PatronDependence
from incumbent.domain.vocabulary import Event
from incumbent.workflows.desk import read_desk
from incumbent.workflows.estimate import today_utc
from incumbent.workflows.forecasting import forecasts_on

SCHEMA = "incumbent-patron-1"


@dataclass(frozen=True, slots=True)
class BesidePatron:
    """A leader and their patron from one origin.

    Parameters
    ----------
    leader, patron : Leader
    origin_date : date
    event : Event
        What is followed of both.
    dependence : PatronDependence
    days : tuple of JointChance
    """

    leader: Leader
    patron: Leader
    origin_date: date
    event: Event
    dependence: PatronDependence
    days: tuple[JointChance, ...]


class BesidePatronJson(TypedDict):
    """A leader beside the patron as others read it."""

    schema: str
    leader_id: str
    patron_id: str
    origin_date: str
    event: str
    exit_rate_factor: float
    why: str
    days: list[JointJson]


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
    if not own.joint:
        msg = f"{leader.patron_id} was not in office on {origin}: ask for a day on which both were."
        raise RefusedError(msg)
    return BesidePatron(
        leader=leader,
        patron=read.leaders[leader.patron_id],
        origin_date=origin,
        event=own.event,
        dependence=leader.patron_dependence,
        days=own.joint,
    )


def beside_patron_json(found: BesidePatron) -> BesidePatronJson:
    """The joint chances in their published shape, rounded to 1e-6."""
    return {
        "schema": SCHEMA,
        "leader_id": found.leader.leader_id,
        "patron_id": found.patron.leader_id,
        "origin_date": found.origin_date.isoformat(),
        "event": found.event.value,
        "exit_rate_factor": found.dependence.exit_rate_factor,
        "why": found.dependence.why,
        "days": [joint_json(day) for day in found.days],
    }
