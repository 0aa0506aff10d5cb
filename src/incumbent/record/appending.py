"""How a batch enters the record whole, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from incumbent.domain.errors import RefusedError
from incumbent.domain.record import ENTRY_SCHEMA, Draft, Entry
from incumbent.record.canonical import HASH_KEY, sealed_line
from incumbent.record.checkpoint import Checkpoint, End, Intent, expected_end, file_bytes
from incumbent.record.disk import Disk, LocalDisk
from incumbent.record.honest_mode import is_honest_mode
from incumbent.record.last_line import last_entry
from incumbent.record.layout import CHECKPOINT, INTENT, segment_name, stopped_rebase
from incumbent.record.lock import sole_writer
from incumbent.record.verification import RecordBrokenError

KINDS = frozenset({"forecast", "resolution", "correction", "redaction", "note"})


def append(
    record_folder: Path, drafts: Sequence[Draft], *, recorded_at: datetime, disk: Disk | None = None
) -> list[Entry]:
    """Append a batch to the record; its cost does not depend on how long the record is.

    Parameters
    ----------
    record_folder : Path
        `record/` of a desk; made if it is not there.
    drafts : sequence of Draft
        At least one.
    recorded_at : datetime
        The clock, with a zone; written in UTC to the second. It may not lie before the last entry's.
    disk : Disk, optional
        Where the bytes go; a local file system unless a test passes another.

    Returns
    -------
    list of Entry
        The entries as recorded, with number and hash.

    Raises
    ------
    RefusedError
        If another run is writing, the clock was set back, a draft has no canonical form, a forecast of
        a past origin says that it is live, or the disk refused. The record is then the old one, or, where
        the message says so, the new one.
    RecordBrokenError
        If the record's end is not the one its checkpoint states.
    """
    if not drafts:
        msg = "there is nothing to record: pass at least one entry."
        raise RefusedError(msg)
    disk = LocalDisk() if disk is None else disk
    stamp = _utc(recorded_at)
    if (stopped := stopped_rebase(record_folder)) is not None:
        raise RecordBrokenError(stopped)
    try:
        record_folder.mkdir(parents=True, exist_ok=True)
        with sole_writer(record_folder):
            end = _tidied(record_folder, disk)
            _require_continuing(record_folder, end, stamp)
            return _write_batch(record_folder, end, _chained(drafts, end, stamp), disk)
    except OSError as refusal:
        raise _disk_refused(record_folder, refusal) from refusal


@dataclass(frozen=True, slots=True)
class _Batch:
    content: bytes
    entries: list[Entry]


def _chained(drafts: Sequence[Draft], end: Checkpoint, stamp: str) -> _Batch:
    lines: list[bytes] = []
    entries: list[Entry] = []
    previous = end.head
    for sequence, draft in enumerate(drafts, start=end.count + 1):
        body = _body(draft) | {
            "previous": previous,
            "recorded_at": stamp,
            "schema": ENTRY_SCHEMA,
            "sequence": sequence,
        }
        _require_honest_mode(draft, stamp)
        line, previous = sealed_line(body)
        lines.append(line)
        entries.append(cast("Entry", {HASH_KEY: previous} | body))
    return _Batch(b"\n".join(lines) + b"\n", entries)


def _body(draft: Draft) -> dict[str, object]:
    body = dict(cast("Mapping[str, object]", draft))
    if body.get("kind") not in KINDS:
        msg = f"an entry's kind is {body.get('kind')!r}; must be one of {', '.join(sorted(KINDS))}."
        raise RefusedError(msg)
    if taken := sorted(body.keys() & {HASH_KEY, "previous", "recorded_at", "schema", "sequence"}):
        msg = f"a draft carries {', '.join(taken)}: the record writes these itself. Leave them out."
        raise RefusedError(msg)
    return body


def _require_honest_mode(draft: Draft, stamp: str) -> None:
    """A live forecast looks forward from the day it is recorded."""
    if draft["kind"] == "forecast" and not is_honest_mode(draft, stamp):
        msg = (
            f"a forecast marked live looks forward from {draft['forecast']['origin_date']}, but would be "
            f"recorded at {stamp}. What is computed later for a past origin is a replay: mark it as one."
        )
        raise RefusedError(msg)


def _write_batch(record_folder: Path, end: Checkpoint, batch: _Batch, disk: Disk) -> list[Entry]:
    name = segment_name(end.count + 1)
    after = Checkpoint(end.count + len(batch.entries), batch.entries[-1]["_hash"], name)
    intent = Intent(end, after, hashlib.sha256(batch.content).hexdigest())
    disk.replace(record_folder / INTENT, file_bytes(intent))
    disk.replace(record_folder / name, batch.content)
    disk.replace(record_folder / CHECKPOINT, file_bytes(after))
    disk.remove(record_folder / INTENT)
    return batch.entries


def _tidied(record_folder: Path, disk: Disk) -> Checkpoint:
    """The record's end, after finishing or dropping the batch of a run that was stopped."""
    end: End = expected_end(record_folder)
    if end.intent is not None:
        if end.checkpoint == end.intent.after:
            disk.replace(record_folder / CHECKPOINT, file_bytes(end.checkpoint))
        disk.remove(record_folder / INTENT)
    return end.checkpoint


def _require_continuing(record_folder: Path, end: Checkpoint, stamp: str) -> None:
    if end.count == 0:
        return
    last = last_entry(record_folder / end.segment)
    if last is None or last.get(HASH_KEY) != end.head or last.get("sequence") != end.count:
        msg = (
            f"the last entry in {record_folder / end.segment} is not entry {end.count} as the checkpoint "
            "states it; nothing was recorded. Run `incumbent verify` on the desk."
        )
        raise RecordBrokenError(msg)
    if (record_folder / segment_name(end.count + 1)).exists():
        msg = (
            f"{record_folder / segment_name(end.count + 1)} stands after the record's end; nothing was "
            "recorded. Run `incumbent verify` on the desk."
        )
        raise RecordBrokenError(msg)
    if stamp < str(last["recorded_at"]):
        msg = (
            f"the clock says {stamp}, but the last entry was recorded at {last['recorded_at']}; nothing was "
            "recorded. Set the clock right."
        )
        raise RefusedError(msg)


def _utc(recorded_at: datetime) -> str:
    if recorded_at.tzinfo is None:
        msg = f"recorded_at is {recorded_at}, without a zone; pass one, for instance UTC."
        raise RefusedError(msg)
    return recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _disk_refused(record_folder: Path, refusal: OSError) -> RefusedError:
    return RefusedError(
        f"the disk refused to record in {record_folder}: {refusal.strerror or refusal}. The record is as it "
        "was, or holds the whole batch: `incumbent verify` says which. Mend the cause, then run again."
    )
