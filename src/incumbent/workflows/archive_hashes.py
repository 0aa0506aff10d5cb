"""How the hash of an own copy comes into the claim's event that cites the page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, cast

from incumbent.domain.errors import Fault
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.desk_text import Keys, toml_of
from incumbent.record.disk import LocalDisk
from incumbent.sources.desk import read_desk_files

_SOURCE_LINE = re.compile(r"\s*source_url\s*=")


def write_hashes(folder: Path, hashes: Mapping[str, str], today: date) -> tuple[list[str], list[str]]:
    """Write `archived_sha256` below the source of every event that has none yet.

    Only whole lines are added; every other byte of a file stays, and a hash once written is never replaced:
    it speaks of the page as the author read it.

    Parameters
    ----------
    folder : Path
        The desk.
    hashes : mapping of address to archived_sha256
    today : date

    Returns
    -------
    changed, by_hand : list of str
        Files written, and files whose form does not allow it (events on one line): the author adds it there.
    """
    files, _faults = read_desk_files(folder, datetime.combine(today, time(), UTC))
    changed: list[str] = []
    by_hand: list[str] = []
    for file in files:
        if file.address.startswith("claims/"):
            text = _with_hashes(file, hashes)
            if text is None:
                by_hand.append(file.address)
            elif text.encode() != file.content:
                LocalDisk().replace(folder / file.address, text.encode())
                changed.append(file.address)
    return changed, by_hand


def _with_hashes(file: Snapshot, hashes: Mapping[str, str]) -> str | None:
    """The file's text with hashes added; None where a line cannot be added safely."""
    faults: list[Fault] = []
    keys = toml_of(file, faults)
    if keys is None:
        return None
    lines = file.content.decode("utf-8").split("\n")
    events = cast("list[dict[str, Any]]", keys.values.get("events", []))
    lacking = [
        (index, hashes[event["source_url"]])
        for index, event in enumerate(events)
        if hashes.get(event.get("source_url", "")) and "archived_sha256" not in event
    ]
    for index, digest in reversed(lacking):
        place = _line_below_source(keys, index, lines)
        if place is None:
            return None
        ending = "\r" if lines[place - 1].endswith("\r") else ""
        lines.insert(place, f'archived_sha256 = "{digest}"{ending}')
    text = "\n".join(lines)
    return text if _adds_only(events, dict(lacking), text) else None


def _line_below_source(keys: Keys, index: int, lines: list[str]) -> int | None:
    line = keys.line_of(["events", index, "source_url"])
    return line if line is not None and _SOURCE_LINE.match(lines[line - 1]) else None


def _adds_only(before: list[dict[str, Any]], added: Mapping[int, str], text: str) -> bool:
    """Whether the new text says the same as the old, and these hashes."""
    try:
        after: object = tomllib.loads(text).get("events", [])
    except tomllib.TOMLDecodeError:
        return False
    wanted = [
        event | ({"archived_sha256": added[index]} if index in added else {})
        for index, event in enumerate(before)
    ]
    return after == wanted
