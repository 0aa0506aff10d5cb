"""What an author does to a record by hand: note, correct, redact, show to witnesses, rebase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from incumbent import record
from incumbent.domain.errors import RefusedError
from incumbent.domain.record import CorrectionDraft, Entry, NoteDraft
from incumbent.record.checkpoint import Checkpoint, read_checkpoint
from incumbent.record.fork import Fork, fork_point
from incumbent.record.fork import rebase as rebase_record
from incumbent.record.witnesses import (
    store_calendar_proof,
    store_signed_tag,
    store_time_stamp,
    upgrade_calendar_proofs,
)
from incumbent.sources.witness import ask_calendar, post_to_authority, post_to_calendar
from incumbent.workflows.verify import record_folder


def add_note(desk: Path, text: str) -> Entry:
    """Append a note.

    Raises
    ------
    RecordBrokenError
        If the record does not hold.
    """
    folder = _holding(desk)
    return record.append(folder, [NoteDraft(kind="note", text=text)], recorded_at=datetime.now(UTC))[0]


def correct(desk: Path, entry: int, reason: str) -> Entry:
    """Append a correction of an earlier entry, which stays.

    Raises
    ------
    RefusedError
        If there is no such entry.
    RecordBrokenError
        If the record does not hold.
    """
    folder = _holding(desk)
    count = len(record.read(folder))
    if not 1 <= entry <= count:
        msg = f"there is no entry {entry} to correct: the record holds entries 1 to {count}."
        raise RefusedError(msg)
    draft = CorrectionDraft(kind="correction", corrects=entry, reason=reason)
    return record.append(folder, [draft], recorded_at=datetime.now(UTC))[0]


def redact(desk: Path, commitments: Sequence[str], reason: str) -> list[Entry]:
    """Record that committed texts are deleted, and delete them; a text is named by its hash or its beginning.

    Raises
    ------
    RefusedError
        If a hash is not in the record, or several begin so.
    """
    folder = _holding(desk)
    whole = [_whole_hash(folder, beginning) for beginning in commitments]
    return record.redact(folder, whole, reason, recorded_at=datetime.now(UTC))


def show_to_witnesses(
    desk: Path, *, authorities: Sequence[str] = (), calendars: Sequence[str] = (), key: Path | None = None
) -> list[str]:
    """Show the record's checkpoint to witnesses and keep what they answer.

    Parameters
    ----------
    desk : Path
    authorities : sequence of str
        Addresses of time-stamping authorities (RFC 3161).
    calendars : sequence of str
        Addresses of OpenTimestamps calendars; earlier promises are asked for as well.
    key : Path, optional
        An ssh key to sign a tag of git with.

    Returns
    -------
    list of str
        What was kept.

    Raises
    ------
    RefusedError
        If the record is empty, or a witness does not answer as it must.
    """
    folder = _holding(desk)
    checkpoint: Checkpoint | None = read_checkpoint(folder)
    if checkpoint is None:
        msg = f"{folder} holds no entry yet: there is nothing to show to a witness."
        raise RefusedError(msg)
    kept: list[str] = []
    for address in authorities:
        path = store_time_stamp(folder, checkpoint, _host(address), _poster(post_to_authority, address))
        kept.append(path.name)
    if calendars:
        upgrade_calendar_proofs(folder, ask_calendar)
    for address in calendars:
        path = store_calendar_proof(folder, checkpoint, _host(address), _poster(post_to_calendar, address))
        kept.append(path.name)
    if key is not None:
        kept.append(store_signed_tag(folder, checkpoint, key).name)
    return kept


def compare(desk: Path, other: Path) -> Fork:
    """Where two clones of a record part.

    Raises
    ------
    RecordBrokenError
        If one of them does not hold.
    """
    return fork_point(record.read(record_folder(desk)), record.read(record_folder(other)))


def rebase(desk: Path, other: Path) -> list[Entry]:
    """Put our entries since the fork after those of another clone.

    Raises
    ------
    RefusedError
        If a witness has seen one of ours, or the records are of different desks.
    """
    return rebase_record(record_folder(desk), record_folder(other), recorded_at=datetime.now(UTC))


def _holding(desk: Path) -> Path:
    folder = record_folder(desk)
    record.require_holding(record.verify(folder), folder)
    return folder


def _whole_hash(folder: Path, beginning: str) -> str:
    from incumbent.record.texts import HeldTexts

    held = HeldTexts()
    for entry in record.read(folder):
        held.add(entry)
    found = [digest for digest in held.committed_by if digest.startswith(beginning)]
    if len(found) != 1:
        msg = f"{len(found)} commitments of the record begin with {beginning!r}: give one more exactly."
        raise RefusedError(msg)
    return found[0]


def _host(address: str) -> str:
    host = urlsplit(address).hostname
    if not host:
        msg = f"{address!r} is no address: give it as https://host/path."
        raise RefusedError(msg)
    return host


def _poster(post: Callable[[str, bytes], bytes], address: str) -> Callable[[bytes], bytes]:
    return lambda content: post(address, content)
