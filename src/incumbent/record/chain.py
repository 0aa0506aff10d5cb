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
        if segment.name != segment_name(sequence):
            raise BrokenChainError(sequence, segment.name, f"the file must be {segment_name(sequence)}.")
        *lines, remainder = segment.read_bytes().split(b"\n")
        for number, line in enumerate(lines, start=1):
            entry = _checked(line, sequence, previous, f"{segment.name}:{number}", strict=strict)
            yield entry
            sequence, previous = sequence + 1, entry[HASH_KEY]
        if remainder or not lines:
            raise BrokenChainError(sequence, segment.name, "the file is cut off: its last line is not whole.")


def _checked(line: bytes, sequence: int, previous: str, where: str, *, strict: bool) -> Entry:
    if line_hash(line) != stated_hash(line):
        raise BrokenChainError(
            sequence, where, "its bytes were changed: they do not give the hash it states."
        )
    try:
        parsed = cast("dict[str, object]", json.loads(line))
    except ValueError as broken:
        raise BrokenChainError(sequence, where, "it is not JSON.") from broken
    if parsed.get("sequence") != sequence:
        what = f"entry {parsed.get('sequence')} stands in its place: one was dropped, moved or doubled."
        raise BrokenChainError(sequence, where, what)
    if parsed.get("previous") != previous:
        raise BrokenChainError(sequence, where, "it does not follow from the entry before.")
    if parsed.get("schema") not in KNOWN_SCHEMAS:
        what = f"its form {parsed.get('schema')!r} is not known to this version; a newer one may read it."
        raise BrokenChainError(sequence, where, what)
    if strict and canonical_text(parsed).encode() != line:
        raise BrokenChainError(sequence, where, "it is not written in canonical form.")
    return cast("Entry", parsed)
