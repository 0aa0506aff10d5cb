"""What if a vote were lost, or another price seen? The forecast before and after; nothing is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypedDict

import numpy as np

from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import Forecast, ForecastJson, forecast_json
from incumbent.domain.quotes import LeftOut, Quote
from incumbent.domain.snapshot import Snapshot
from incumbent.domain.vocabulary import Event, Target
from incumbent.evidence.added import added_evidence
from incumbent.model.answers import forecast_of
from incumbent.model.fusion import fuse_curve
from incumbent.model.what_if import Assumption, assume, read_assumptions
from incumbent.workflows.desk import read_desk
from incumbent.workflows.estimate import EstimateJson, estimate_json, origin_of
from incumbent.workflows.forecasting import Known, asked, known_on, seed_of
from incumbent.workflows.forecasting import forecast_of as forecast_as_known
from incumbent.workflows.fusion_parameters import fusion_parameters_as_of

_LARGEST_TABLE_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The forecasts of one leader as they are, and as they would be.

    Parameters
    ----------
    before, after : tuple of Forecast
        In the same order, for the same target dates.
    assumed : tuple of Assumption
    added : tuple of str
        Fact ids of the quotes tried out and used; what was not stands in each forecast's `left_out`.
    """

    before: tuple[Forecast, ...]
    after: tuple[Forecast, ...]
    assumed: tuple[Assumption, ...]
    added: tuple[str, ...]


class _WhatIfJson(TypedDict):
    assumed: list[dict[str, str]]
    added: list[str]
    before: list[ForecastJson]


class WhatIfJson(EstimateJson):
    """`estimate --format json` of the forecasts as they would be, with `what_if` beside."""

    what_if: _WhatIfJson


def try_out(
    desk_folder: Path | str,
    leader_id: str | None,
    *,
    as_of: date | None = None,
    assumptions: Sequence[str] = (),
    table: Path | None = None,
) -> WhatIf:
    """Every forecast asked of a leader, as it is and as it would be.

    Parameters
    ----------
    desk_folder : path
    leader_id : str or None
        None only when the desk follows a single leader.
    as_of : date, optional
        Origin; None: today.
    assumptions : sequence of str
        Each `gate:ID=won` or `gate:ID=lost`.
    table : Path, optional
        Quotes to try out, in the columns of one of the desk's tables (`evidence.added`).

    Returns
    -------
    WhatIf

    Raises
    ------
    RefusedError
        If the leader, a gate or the table is unknown, or an assumption is not written as it must be.
    FaultsFoundError
        If the desk or the table is at fault.
    """
    today, origin = origin_of(as_of)
    desk = read_desk(desk_folder, today)
    name = leader_id if leader_id is not None else _only_leader(desk)
    assumed = read_assumptions(assumptions)
    known = known_on(desk, name, origin)
    added, left_out = _tried_out(desk, known, table) if table is not None else ((), ())
    before: list[Forecast] = []
    after: list[Forecast] = []
    for event, target in asked(known):
        as_it_is = forecast_as_known(known, event, target)
        dates = [horizon.target_date for horizon in as_it_is.horizons]
        before.append(as_it_is)
        after.append(_given(known, (event, target), dates, assumed, added=added, left_out=left_out))
    unused = set[str].intersection(*({item.fact_id for item in each.left_out} for each in after))
    ids = tuple(name for quote in added if (name := quote.provenance.fact_id) not in unused)
    return WhatIf(tuple(before), tuple(after), assumed, ids)


def what_if_json(found: WhatIf) -> WhatIfJson:
    """Both forecasts in the published shape; fields may be added, never renamed."""
    return {
        **estimate_json(list(found.after)),
        "what_if": {
            "assumed": [
                {"gate": each.gate_id, "outcome": "lost" if each.lost else "won"} for each in found.assumed
            ],
            "added": list(found.added),
            "before": [forecast_json(forecast) for forecast in found.before],
        },
    }


def what_if(
    desk: Desk,
    leader_id: str,
    origin: date,
    *,
    assumptions: Sequence[str] = (),
    added: Sequence[Quote] = (),
    event: Event = Event.EFFECTIVE,
    target: Target = Target.EXIT,
    target_dates: Sequence[date],
) -> Forecast:
    """A forecast under assumptions or with further quotes; nothing is recorded.

    Parameters
    ----------
    desk : Desk
    leader_id : str
    origin : date
    assumptions : sequence of str
        Each `gate:ID=won` or `gate:ID=lost`.
    added : sequence of Quote
        Taken as known on the origin if their `known_at` is not after it.
    event : Event
    target : Target
    target_dates : sequence of date

    Returns
    -------
    Forecast
    """
    assumed = read_assumptions(assumptions)
    known = known_on(desk, leader_id, origin)
    return _given(known, (event, target), target_dates, assumed, added=added, left_out=())


def _given(
    known: Known,
    asking: tuple[Event, Target],
    target_dates: Sequence[date],
    assumed: Sequence[Assumption],
    *,
    added: Sequence[Quote],
    left_out: Sequence[LeftOut],
) -> Forecast:
    event, target = asking
    leader_id, origin = known.leader.leader_id, known.origin_date
    parameters = fusion_parameters_as_of(origin)
    fused = fuse_curve(
        known.base,
        known.leader,
        [*known.quotes, *added],
        event=Event.EFFECTIVE if event is Event.ANNOUNCED else event,
        parameters=parameters,
        rng=np.random.default_rng(seed_of(leader_id, origin, event, target)),
        left_out=[*known.left_out, *left_out],
    )
    given = assume(fused, {each.gate_id: each.lost for each in assumed})
    return forecast_of(
        given, known.leader, event=event, target=target, target_dates=target_dates, parameters=parameters
    )


def _only_leader(desk: Desk) -> str:
    followed = desk.settings.leaders
    if len(followed) == 1:
        return followed[0]
    msg = f"name one leader to ask what if about; this desk follows {', '.join(followed)}."
    raise RefusedError(msg)


def _tried_out(desk: Desk, known: Known, table: Path) -> tuple[tuple[Quote, ...], tuple[LeftOut, ...]]:
    try:
        if table.stat().st_size > _LARGEST_TABLE_BYTES:
            msg = (
                f"{table} is larger than {_LARGEST_TABLE_BYTES // 1024**2} MiB: a table to try out is short."
            )
            raise RefusedError(msg)
        content = table.read_bytes()
    except OSError as error:
        msg = f"{table} cannot be read ({error.strerror}). Name a CSV file in the columns of evidence/*.csv."
        raise RefusedError(msg) from error
    leader_id, origin = known.leader.leader_id, known.origin_date
    file = Snapshot(str(table), content, datetime.combine(origin, time(), UTC))
    taken = {quote.provenance.fact_id for quote in desk.quotes} | {item.fact_id for item in desk.left_out}
    found = added_evidence(file, desk.leaders, leader_id, origin, taken)
    return found.quotes, found.left_out
