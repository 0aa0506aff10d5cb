"""Keep a forecast of the world before its outcomes are known, so that nobody need believe it later."""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl

from incumbent.domain.errors import RefusedError
from incumbent.workflows.world import WorldForecast

DIGITS = 5


def freeze(found: WorldForecast, path: Path) -> str:
    """Write one row a leader and horizon as CSV, never over an older file.

    Parameters
    ----------
    found : WorldForecast
    path : Path

    Returns
    -------
    str
        The file's sha256: to be committed, printed or stamped while the outcomes are open.

    Raises
    ------
    RefusedError
        If the file is there already.
    """
    rows = [
        {
            "leader_id": forecast.leader_id,
            "country": forecast.country,
            "gwcode": forecast.gwcode,
            "origin_date": found.origin_date,
            "facts_as_of": found.facts_as_of,
            "parameter_set": forecast.parameter_set,
            "target_date": horizon.target_date,
            "probability": round(horizon.probability, DIGITS),
            "low": round(horizon.low, DIGITS),
            "high": round(horizon.high, DIGITS),
        }
        for forecast in found.forecasts
        for horizon in forecast.horizons
    ]
    content = pl.DataFrame(rows).write_csv().encode()
    try:
        with path.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        msg = f"{path} is there already: a frozen forecast is not written over. Name another file."
        raise RefusedError(msg) from None
    return hashlib.sha256(content).hexdigest()
