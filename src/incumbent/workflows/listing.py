"""What the record holds, one row an entry."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

from incumbent import record
from incumbent.domain.record import Entry
from incumbent.workflows.verify import record_folder


class ListedEntry(TypedDict):
    """One entry as a person lists it."""

    sequence: int
    recorded_at: str
    kind: str
    mode: str
    about: str
    hash: str


def listed_entries(place: Path) -> list[ListedEntry]:
    """Every entry of the record of a desk or site, in order.

    Raises
    ------
    RecordBrokenError
        If the record does not hold.
    """
    return [listed(entry) for entry in record.read(record_folder(place))]


def listed(entry: Entry) -> ListedEntry:
    """One entry as a row."""
    return {
        "sequence": entry["sequence"],
        "recorded_at": entry["recorded_at"],
        "kind": entry["kind"],
        "mode": entry["mode"] if entry["kind"] == "forecast" else "",
        "about": _about(entry),
        "hash": entry["_hash"],
    }


def _about(entry: Entry) -> str:
    match entry["kind"]:
        case "forecast":
            forecast = entry["forecast"]
            asked = f"{forecast['leader_id']} {forecast['event']} {forecast['target']}"
            return f"{asked} as of {forecast['origin_date']}"
        case "resolution":
            return f"{entry['leader_id']} {entry['event']} {entry['target']}: {len(entry['outcomes'])} dates"
        case "correction":
            return f"corrects entry {entry['corrects']}: {entry['reason']}"
        case "redaction":
            return f"{len(entry['redacts'])} texts deleted: {entry['reason']}"
        case "note":
            return entry["text"]
