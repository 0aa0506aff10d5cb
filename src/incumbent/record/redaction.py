"""How a text the record vouches for is deleted, so that a check still passes and says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from incumbent.domain.errors import RefusedError
from incumbent.domain.record import Entry, RedactionDraft
from incumbent.record.appending import append
from incumbent.record.disk import Disk, LocalDisk
from incumbent.record.layout import PAYLOADS
from incumbent.record.texts import HeldTexts
from incumbent.record.verification import read


def redact(
    record_folder: Path,
    commitments: Iterable[str],
    reason: str,
    *,
    recorded_at: datetime,
    disk: Disk | None = None,
) -> list[Entry]:
    """Record that committed texts are deleted, then delete them.

    Repeated after a kill it finishes the deletion and records nothing twice. A copy of the text in
    the history of git, or with a reader, is not reached from here.

    Parameters
    ----------
    record_folder : Path
    commitments : iterable of str
        The `sha256` of each commitment.
    reason : str
        Stands in the record for ever: name nobody in it.
    recorded_at : datetime

    Returns
    -------
    list of Entry
        The redaction entry, or nothing if all were redacted before.

    Raises
    ------
    RefusedError
        If the record holds no such commitment.
    """
    held = HeldTexts()
    for entry in read(record_folder):
        held.add(entry)
    asked = sorted(set(commitments))
    if unknown := [digest for digest in asked if digest not in held.committed_by]:
        msg = f"the record holds no commitment {unknown[0]}; `incumbent record --format json` lists them."
        raise RefusedError(msg)
    fresh = [digest for digest in asked if digest not in held.redacted_by]
    draft = RedactionDraft(kind="redaction", redacts=fresh, reason=reason)
    appended = append(record_folder, [draft], recorded_at=recorded_at, disk=disk) if fresh else []
    for digest in asked:
        (LocalDisk() if disk is None else disk).remove(record_folder / PAYLOADS / f"{digest}.json")
    return appended
