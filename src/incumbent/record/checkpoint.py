"""Where the record ends, by its checkpoint or the intent of an unfinished batch.

A chain cannot see its own tail cut off, so the number of entries and the last one's hash stand in a
file of their own. A batch is written in this order, each step durable before the next:

1. `intent.json`: what will be appended (first entry, segment's SHA-256, count and head afterwards);
2. the segment;
3. `checkpoint.json`;
4. `intent.json` is removed.

The completion rule after a kill: the batch counts if and only if its segment stands there with the
bytes that the intent names. Entries beyond the checkpoint without an intent are tampering.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from incumbent.domain.errors import RefusedError
from incumbent.domain.record import GENESIS
from incumbent.record.canonical import canonical_text
from incumbent.record.layout import CHECKPOINT, INTENT

CHECKPOINT_SCHEMA = "incumbent-checkpoint-1"
INTENT_SCHEMA = "incumbent-intent-1"


class UnreadableEndError(RefusedError):
    """The checkpoint or the intent is missing or not in its form."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Number of entries, last entry's hash, and name of the segment it stands in ("" for none)."""

    count: int
    head: str
    segment: str
    schema: str = CHECKPOINT_SCHEMA


EMPTY = Checkpoint(0, GENESIS, "")


@dataclass(frozen=True, slots=True)
class Intent:
    """A batch about to be written: from `before` to `after`, with the segment's SHA-256."""

    before: Checkpoint
    after: Checkpoint
    sha256: str
    schema: str = INTENT_SCHEMA


def file_bytes(value: Checkpoint | Intent) -> bytes:
    """The file's bytes: canonical, ending in a line feed."""
    return (canonical_text(asdict(value)) + "\n").encode()


def read_checkpoint(record_folder: Path) -> Checkpoint | None:
    """The checkpoint, or None if there is none.

    Raises
    ------
    UnreadableEndError
        If the file is not exactly what this project writes.
    """
    content = _content(record_folder / CHECKPOINT)
    return None if content is None else parsed_checkpoint(content, record_folder / CHECKPOINT)


def read_intent(record_folder: Path) -> Intent | None:
    """The intent of an unfinished batch, or None."""
    path = record_folder / INTENT
    if (content := _content(path)) is None:
        return None
    try:
        members = cast("dict[str, dict[str, object]]", json.loads(content))
        before, after = (_checkpoint(members[key]) for key in ("before", "after"))
        intent = Intent(before, after, str(members["sha256"]), str(members["schema"]))
    except (ValueError, KeyError, TypeError) as broken:
        raise _unreadable(path) from broken
    if file_bytes(intent) != content or intent.schema != INTENT_SCHEMA:
        raise _unreadable(path)
    return intent


@dataclass(frozen=True, slots=True)
class End:
    """Where the record must end, and a note for readers if a batch was left unfinished."""

    checkpoint: Checkpoint
    note: str | None = None
    intent: Intent | None = None


def expected_end(record_folder: Path) -> End:
    """Where the record must end, by the checkpoint and the completion rule.

    Raises
    ------
    UnreadableEndError
        If a file is missing or altered, or the intent does not continue the checkpoint.
    """
    checkpoint, intent = read_checkpoint(record_folder), read_intent(record_folder)
    if intent is None:
        if checkpoint is None and any(record_folder.glob("*.jsonl")):
            msg = (
                f"{record_folder / CHECKPOINT} is missing: nothing vouches for the record's end. "
                "Restore it from a copy of the desk, or from the published site."
            )
            raise UnreadableEndError(msg)
        return End(checkpoint or EMPTY)
    reached = checkpoint or EMPTY
    if reached == intent.after:
        return End(reached, "A batch was complete but not tidied up; the next append does it.", intent)
    if reached != intent.before:
        msg = (
            f"{record_folder / INTENT} begins at entry {intent.before.count}, the checkpoint stands at "
            f"{reached.count}: they are not of one record. Restore both from a copy."
        )
        raise UnreadableEndError(msg)
    if _segment_sha256(record_folder, intent) == intent.sha256:
        return End(intent.after, "A run was stopped after its batch had landed; the batch counts.", intent)
    return End(reached, "A run was stopped before its batch had landed; nothing of it counts.", intent)


def _segment_sha256(record_folder: Path, intent: Intent) -> str | None:
    content = _content(record_folder / intent.after.segment)
    return None if content is None else hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _checkpoint(members: dict[str, object]) -> Checkpoint:
    count = members["count"]
    if not isinstance(count, int):
        raise TypeError
    return Checkpoint(count, str(members["head"]), str(members["segment"]), str(members["schema"]))


def parsed_checkpoint(content: bytes, path: Path) -> Checkpoint:
    """The checkpoint a file holds.

    Raises
    ------
    UnreadableEndError
        If the bytes are not exactly what this project writes.
    """
    try:
        found = _checkpoint(cast("dict[str, object]", json.loads(content)))
    except (ValueError, KeyError, TypeError) as broken:
        raise _unreadable(path) from broken
    if file_bytes(found) != content or found.schema != CHECKPOINT_SCHEMA:
        raise _unreadable(path)
    return found


def _unreadable(path: Path) -> UnreadableEndError:
    return UnreadableEndError(
        f"{path} is not in the form this version writes: it was changed by hand or by a newer version. "
        "Restore it from a copy of the desk."
    )
