"""The chance of each leader of a desk, now or as it was on a past day; nothing is recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypedDict

from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import SCHEMA, Forecast, ForecastJson, forecast_json
from incumbent.workflows.desk import read_desk
from incumbent.workflows.forecasting import forecasts_on


class EstimateJson(TypedDict):
    """What `estimate --format json` prints; fields may be added, never renamed."""

    schema: str
    origin_date: str
    forecasts: list[ForecastJson]


def today_utc() -> date:
    """The clock's date."""
    return datetime.now(UTC).date()


def origin_of(as_of: date | None) -> tuple[date, date]:
    """Today, and the day a forecast starts.

    Raises
    ------
    RefusedError
        If that day lies ahead.
    """
    today = today_utc()
    origin = today if as_of is None else as_of
    if origin > today:
        msg = f"as-of is {origin}, which lies ahead: a forecast starts today at the latest ({today})."
        raise RefusedError(msg)
    return today, origin


def estimate(desk: Path | str, leader_id: str | None = None, *, as_of: date | None = None) -> list[Forecast]:
    """Forecast one leader, or all that the desk follows.

    Parameters
    ----------
    desk : path
        The desk's folder.
    leader_id : str, optional
        None: every leader followed who is in office on the day.
    as_of : date, optional
        Origin date; None: today. Facts, calendar and parameters known later are not used.

    Returns
    -------
    list of Forecast

    Raises
    ------
    FaultsFoundError
        If the desk's files are at fault.
    RefusedError
        If the day lies ahead, the leader is unknown or not in office that day.
    """
    today, origin = origin_of(as_of)
    read = read_desk(desk, today)
    if leader_id is not None:
        return list(forecasts_on(read, leader_id, origin))
    followed = [
        name
        for name in read.settings.leaders
        if any(spell.in_office_on(origin) for spell in read.leaders[name].spells)
    ]
    if not followed:
        msg = f"no leader of this desk was in office on {origin}; see the spells in leaders/*.toml."
        raise RefusedError(msg)
    return [forecast for name in followed for forecast in forecasts_on(read, name, origin)]


def estimate_json(forecasts: list[Forecast]) -> EstimateJson:
    """Forecasts of one origin date in the published shape."""
    return {
        "schema": SCHEMA,
        "origin_date": forecasts[0].origin_date.isoformat(),
        "forecasts": [forecast_json(forecast) for forecast in forecasts],
    }
