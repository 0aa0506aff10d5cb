"""Whether each entry follows from the one before, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from pydantic_core import from_json

from incumbent.domain.errors import IncumbentError, RefusedError
from incumbent.domain.record import ENTRY_SCHEMA, FIRST_ENTRY_SCHEMA, GENESIS, Entry
from incumbent.record.canonical import HASH_KEY, canonical_text, line_hash, stated_hash
from incumbent.record.layout import segment_name, segments

_GIT_CONFLICT = b"<<<<<<< "
_NOT_JSON = "it is not JSON."
KNOWN_SCHEMAS = frozenset({FIRST_ENTRY_SCHEMA, ENTRY_SCHEMA})


class BrokenChainError(IncumbentError):
    """The record does not hold; `entry` is the first that is changed, missing or out of place."""

    def __init__(self, entry: int, where: str, what: str) -> None:
        self.entry = entry
        super().__init__(f"entry {entry} ({where}): {what}")


def chained_entries(record_folder: Path, *, strict: bool = False) -> Iterator[Entry]:
    """Every entry, each checked before it is given out.

    Checked are the bytes: a line gives the hash it states, is JSON, and states the number and the
    predecessor it must.

    Parameters
    ----------
    record_folder : Path
    strict : bool
        Also require each line to be exactly the canonical form of what it says.

    Raises
    ------
    BrokenChainError
        At the first entry that does not hold.
    """
    sequence, previous = 1, GENESIS
    for segment in segments(record_folder):
        name = segment.name
        if name != segment_name(sequence):
            raise BrokenChainError(sequence, name, f"the file must be {segment_name(sequence)}.")
        *lines, remainder = segment.read_bytes().split(b"\n")
        for number, line in enumerate(lines, start=1):
            digest = line_hash(line)
            if digest != stated_hash(line):
                raise BrokenChainError(sequence, f"{name}:{number}", _changed(line))
            entry = _parsed(line)
            if entry is None:
                raise BrokenChainError(sequence, f"{name}:{number}", _NOT_JSON)
            if (what := _fault(entry, line, sequence, previous, strict=strict)) is not None:
                raise BrokenChainError(sequence, f"{name}:{number}", what)
            entry[HASH_KEY] = digest  # the line's first member, whatever a second of that name says
            yield cast("Entry", entry)
            sequence, previous = sequence + 1, digest
        if remainder or not lines:
            raise BrokenChainError(sequence, name, "the file is cut off: its last line is not whole.")


def _changed(line: bytes) -> str:
    if line.startswith(_GIT_CONFLICT):
        return (
            "two clones both appended here, and git left the conflict: they part before this entry. "
            "Take one side of the whole folder, then `incumbent record --rebase` it onto the other clone."
        )
    return "its bytes were changed: they do not give the hash it states."


def _parsed(line: bytes) -> dict[str, object] | None:
    """What a line holds; None if it is not JSON. It begins with its hash, so it can only be a mapping."""
    try:
        return cast("dict[str, object]", from_json(line))  # twice as fast as the standard library
    except ValueError:
        return _leniently_parsed(line)


def _leniently_parsed(line: bytes) -> dict[str, object] | None:
    """By the standard library, as the plain checker reads: it lets half characters pass."""
    try:
        return cast("dict[str, object]", json.loads(line))
    except (ValueError, RecursionError):
        return None


def _fault(
    entry: dict[str, object], line: bytes, sequence: int, previous: str, *, strict: bool
) -> str | None:
    """What is wrong with an entry whose bytes give its hash; None if it follows from the one before."""
    if entry.get("sequence") != sequence:
        return f"entry {entry.get('sequence')} stands in its place: one was dropped, moved or doubled."
    if entry.get("previous") != previous:
        return "it does not follow from the entry before."
    if str(entry.get("schema")) not in KNOWN_SCHEMAS:
        return f"its form {entry.get('schema')!r} is not known to this version; a newer one may read it."
    if strict and not _is_canonical(entry, line):
        return "it is not written in canonical form."
    return None


def _is_canonical(entry: dict[str, object], line: bytes) -> bool:
    try:
        return canonical_text(entry).encode() == line
    except (RefusedError, UnicodeEncodeError):
        return False
