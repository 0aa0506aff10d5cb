"""Whether a forecast rebuilt from stored inputs says what the record says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from incumbent.domain.errors import IncumbentError
from incumbent.domain.forecast import ForecastJson
from incumbent.domain.record import DatedChance, Entry, ForecastEntry


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A forecast computed again, and what the frozen baselines say for the same dates."""

    forecast: ForecastJson
    baselines: Mapping[str, Sequence[DatedChance]] | None = None
    """None where they were not computed."""


Recompute = Callable[[ForecastEntry], Rebuilt]
"""Rebuilds the forecast of an entry; raises IncumbentError where an input is gone or was changed."""

ONE_UNIT = 1e-6 + 1e-12  # stored chances are rounded to 1e-6: the last digit may differ by one


def first_disagreement(entries: Sequence[Entry], recompute: Recompute) -> tuple[int, str] | None:
    """The first forecast that cannot be rebuilt as recorded, with what differs; None if all agree.

    Parameters
    ----------
    entries : sequence of Entry
    recompute : callable
        Rebuilds one forecast from stored inputs and parameters.

    Returns
    -------
    (int, str) or None
    """
    for entry in entries:
        if entry["kind"] == "forecast" and (what := _what_differs(entry, recompute)) is not None:
            return entry["sequence"], f"entry {entry['sequence']} cannot be rebuilt as recorded: {what}"
    return None


def _what_differs(entry: ForecastEntry, recompute: Recompute) -> str | None:
    try:
        return _difference(entry, recompute(entry))
    except (LookupError, TypeError, ValueError, AttributeError) as broken:
        if isinstance(broken, IncumbentError):
            raise
        return f"it does not hold what a forecast must ({type(broken).__name__}: {broken})."


def _difference(entry: ForecastEntry, rebuilt: Rebuilt) -> str | None:
    stated, found = dict(_chances(entry["forecast"])), dict(_chances(rebuilt.forecast))
    if rebuilt.baselines is not None:
        recorded = entry.get("baselines", {})
        stated.update(_baseline_chances(recorded))
        found.update(_baseline_chances({name: rebuilt.baselines.get(name, ()) for name in recorded}))
    if missing := sorted(stated.keys() ^ found.keys()):
        return f"{missing[0]} stands on one side only."
    for place, chance in stated.items():
        if abs(chance - found[place]) > ONE_UNIT:
            return f"{place} is {chance:.6f} in the record, {found[place]:.6f} rebuilt."
    return None


def _chances(forecast: ForecastJson) -> Iterator[tuple[str, float]]:
    """Every chance a forecast states, with its place."""
    for horizon in forecast["horizons"]:
        day = horizon["target_date"]
        yield f"{day} probability", horizon["probability"]
        yield f"{day} low", horizon["low"]
        yield f"{day} high", horizon["high"]
        for cause, chance in horizon["causes"].items():
            yield f"{day} cause {cause}", chance
    for dated in forecast["base"]:
        yield f"{dated['target_date']} base", dated["probability"]
    for source in forecast["sources"]:
        yield f"source {source['id']} weight", source["weight"]
        for dated in source["horizons_without"]:
            yield f"{dated['target_date']} without {source['id']}", dated["probability"]
    for joint in forecast.get("joint", []):
        for who in (
            "both",
            "leader_alone",
            "patron_alone",
            "neither",
            "leader_alone_low",
            "leader_alone_high",
        ):
            yield f"{joint['target_date']} {who.replace('_', ' ')} in office", joint[who]


def _baseline_chances(baselines: Mapping[str, Sequence[DatedChance]]) -> Iterator[tuple[str, float]]:
    for name, rows in baselines.items():
        for dated in rows:
            yield f"{dated['target_date']} baseline {name}", dated["probability"]
