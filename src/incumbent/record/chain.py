"""Whether each entry follows from the one before, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from incumbent.domain.errors import IncumbentError
from incumbent.domain.record import ENTRY_SCHEMA, GENESIS, Entry
from incumbent.record.canonical import HASH_KEY, canonical_text, line_hash, stated_hash
from incumbent.record.layout import segment_name, segments

_GIT_CONFLICT = b"<<<<<<< "
KNOWN_SCHEMAS = frozenset({ENTRY_SCHEMA})


class BrokenChainError(IncumbentError):
    """The record does not hold; `entry` is the first that is changed, missing or out of place."""

    def __init__(self, entry: int, where: str, what: str) -> None:
        self.entry = entry
        super().__init__(f"entry {entry} ({where}): {what}")


def chained_entries(record_folder: Path, *, strict: bool = False) -> Iterator[Entry]:
    """Every entry in order, each checked before it is given out.

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
            entry = _opened(line)
            if isinstance(entry, str):
                raise BrokenChainError(sequence, f"{name}:{number}", entry)
            if what := _fault(entry, line, sequence, previous, strict=strict):
                raise BrokenChainError(sequence, f"{name}:{number}", what)
            yield cast("Entry", entry)
            sequence, previous = sequence + 1, str(entry[HASH_KEY])
        if remainder or not lines:
            raise BrokenChainError(sequence, name, "the file is cut off: its last line is not whole.")


def _opened(line: bytes) -> dict[str, object] | str:
    """The entry, or what is wrong with its bytes."""
    if line.startswith(_GIT_CONFLICT):
        return (
            "two clones both appended here, and git left the conflict: they part before this entry. "
            "Take one side of the whole folder, then `incumbent record --rebase` it onto the other clone."
        )
    if line_hash(line) != stated_hash(line):
        return "its bytes were changed: they do not give the hash it states."
    try:
        return cast("dict[str, object]", json.loads(line))  # a mapping: it begins with its hash
    except (ValueError, RecursionError):
        return "it is not JSON."


def _fault(
    entry: dict[str, object], line: bytes, sequence: int, previous: str, *, strict: bool
) -> str | None:
    """What is wrong with an entry whose bytes give its hash; None if it follows from the one before."""
    if entry.get("sequence") != sequence:
        return f"entry {entry.get('sequence')} stands in its place: one was dropped, moved or doubled."
    if entry.get("previous") != previous:
        return "it does not follow from the entry before."
    if entry.get("schema") not in KNOWN_SCHEMAS:
        return f"its form {entry.get('schema')!r} is not known to this version; a newer one may read it."
    if strict and canonical_text(entry).encode() != line:
        return "it is not written in canonical form."
    return None
