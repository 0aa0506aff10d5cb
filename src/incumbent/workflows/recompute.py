"""Can a recorded forecast be rebuilt? From the desk's stored inputs and the parameters of its date."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import ForecastJson, forecast_json
from incumbent.domain.record import ForecastEntry
from incumbent.domain.vocabulary import Event, Target
from incumbent.workflows.desk import read_desk
from incumbent.workflows.estimate import today_utc
from incumbent.workflows.forecasting import Known, forecast_of, known_on
from incumbent.workflows.inputs import input_hashes


def recomputer(desk: Desk) -> Callable[[ForecastEntry], ForecastJson]:
    """A function that rebuilds recorded forecasts from this desk."""
    return lambda entry: _rebuilt(desk, entry)


def recomputer_of(folder: Path) -> Callable[[ForecastEntry], ForecastJson]:
    """The same for the desk in a folder.

    Raises
    ------
    FaultsFoundError
        If a file of the desk is at fault.
    """
    return recomputer(read_desk(folder, today_utc()))


def _rebuilt(desk: Desk, entry: ForecastEntry) -> ForecastJson:
    stated = entry["forecast"]
    origin = date.fromisoformat(stated["origin_date"])
    known = _same_inputs(known_on(desk, stated["leader_id"], origin), entry)
    dates = [date.fromisoformat(horizon["target_date"]) for horizon in stated["horizons"]]
    rebuilt = forecast_of(known, Event(stated["event"]), Target(stated["target"]), dates)
    if rebuilt.parameter_set != entry["parameter_set"]:
        msg = (
            f"entry {entry['sequence']} was made with {entry['parameter_set']}; this version would use "
            f"{rebuilt.parameter_set}. Recompute it with version {entry['software_version']}."
        )
        raise RefusedError(msg)
    return forecast_json(rebuilt)


def _same_inputs(known: Known, entry: ForecastEntry) -> Known:
    """Only the inputs the entry names (a row added later with an early date is no part of it)."""
    named = {item["id"]: item["sha256"] for item in entry["inputs"]}
    found = {item["id"]: item["sha256"] for item in input_hashes(known)}
    changed = [name for name, sha256 in named.items() if found.get(name) != sha256]
    if changed:
        msg = (
            f"entry {entry['sequence']} rests on {changed[0]}, which is gone from the desk or was changed "
            "since. Restore the row; to mend a wrong one, record a correction and add a new row."
        )
        raise RefusedError(msg)
    return _only(known, named)


def _only(known: Known, named: Collection[str]) -> Known:
    kept = tuple(quote for quote in known.quotes if quote.provenance.fact_id in named)
    patron = None if known.patron is None else _only(known.patron, named)
    return replace(known, quotes=kept, patron=patron)
