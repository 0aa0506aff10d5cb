"""Whether each entry follows from the one before, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from incumbent.domain.errors import IncumbentError
from incumbent.domain.record import ENTRY_SCHEMA, GENESIS, Entry
from incumbent.record.canonical import canonical_text, line_hash, stated_hash
from incumbent.record.layout import segment_name, segments

_GIT_CONFLICT = b"<<<<<<< "
_SCHEMA = f'"schema":"{ENTRY_SCHEMA}"'.encode()
_NOT_JSON = "it is not JSON."
KNOWN_SCHEMAS = frozenset({ENTRY_SCHEMA})


class BrokenChainError(IncumbentError):
    """The record does not hold; `entry` is the first that is changed, missing or out of place."""

    def __init__(self, entry: int, where: str, what: str) -> None:
        self.entry = entry
        super().__init__(f"entry {entry} ({where}): {what}")


def chained_lines(record_folder: Path, *, strict: bool = False) -> Iterator[tuple[int, str, bytes]]:
    """Every entry's number, hash and line, each checked before it is given out.

    Checked are the bytes: a line gives its hash, and states the number and the predecessor it must.
    Lines that state them once, in so many bytes, need no parsing.

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
            if strict or not _states(line, sequence, previous):
                what = _fault(_parsed(line), line, sequence, previous, strict=strict)
                if what is not None:
                    raise BrokenChainError(sequence, f"{name}:{number}", what)
            yield sequence, digest, line
            sequence, previous = sequence + 1, digest
        if remainder or not lines:
            raise BrokenChainError(sequence, name, "the file is cut off: its last line is not whole.")


def entry_of(sequence: int, line: bytes) -> Entry:
    """The entry a checked line holds.

    Raises
    ------
    BrokenChainError
        If it is not JSON.
    """
    parsed = _parsed(line)
    if parsed is None:
        raise BrokenChainError(sequence, "its line", _NOT_JSON)
    return cast("Entry", parsed)


def _states(line: bytes, sequence: int, previous: str) -> bool:
    """True if the line says once, in so many bytes, where it stands; quotes in texts are escaped."""
    return (
        line.count(b'"previous":"') == 1
        and line.count(b'"sequence":') == 1
        and b'"previous":"%b",' % previous.encode() in line
        and b'"sequence":%d,' % sequence in line
        and _SCHEMA in line
    )


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
        return cast("dict[str, object]", json.loads(line))
    except (ValueError, RecursionError):
        return None


def _fault(
    entry: dict[str, object] | None, line: bytes, sequence: int, previous: str, *, strict: bool
) -> str | None:
    """What is wrong with an entry whose bytes give its hash; None if it follows from the one before."""
    if entry is None:
        return _NOT_JSON
    if entry.get("sequence") != sequence:
        return f"entry {entry.get('sequence')} stands in its place: one was dropped, moved or doubled."
    if entry.get("previous") != previous:
        return "it does not follow from the entry before."
    if entry.get("schema") not in KNOWN_SCHEMAS:
        return f"its form {entry.get('schema')!r} is not known to this version; a newer one may read it."
    if strict and canonical_text(entry).encode() != line:
        return "it is not written in canonical form."
    return None
