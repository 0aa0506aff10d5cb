"""Whether a record holds, from its first entry to the end its checkpoint states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from incumbent.domain.errors import IncumbentError
from incumbent.domain.record import GENESIS, Entry, VerifyReport
from incumbent.record.chain import BrokenChainError, chained_entries
from incumbent.record.checkpoint import Checkpoint, UnreadableEndError, expected_end
from incumbent.record.honest_mode import is_honest_mode
from incumbent.record.inputs import NamedInputs, check_inputs
from incumbent.record.layout import CHECKPOINT, segments, stopped_rebase
from incumbent.record.lock import no_writer
from incumbent.record.texts import HeldTexts, check_texts
from incumbent.record.witnesses import check_testimonies

_MEMBERS = {
    "forecast": {"forecast", "inputs", "mode", "parameter_set"},
    "resolution": {"leader_id", "event", "target", "outcomes", "source"},
    "correction": {"corrects", "reason"},
    "redaction": {"redacts", "reason"},
    "note": {"text"},
}


class RecordBrokenError(IncumbentError):
    """A record that does not hold was asked for; nothing may be built or recorded on it."""


def verify(record_folder: Path, *, strict: bool = False) -> VerifyReport:
    """Check a whole record without network.

    Parameters
    ----------
    record_folder : Path
        `record/` of a desk; a folder that is not there is an empty record, which holds.
    strict : bool
        Also re-canonicalise every line.

    Returns
    -------
    VerifyReport
        Names the first bad entry if the record does not hold.
    """
    texts, inputs = HeldTexts(), NamedInputs()
    hashes: list[str] = []

    recorded_at = ""

    def keep(entry: Entry) -> None:
        nonlocal recorded_at
        _require_form(entry, recorded_at)
        recorded_at = entry["recorded_at"]
        hashes.append(entry["_hash"])
        texts.add(entry)
        inputs.add(entry)

    report = _walk(record_folder, keep, strict=strict)
    if not report.holds:
        return report
    bad, problem, notes = check_texts(record_folder, texts)
    if problem is None:
        bad, problem, seen = check_inputs(record_folder, inputs)
        notes = (*notes, *seen)
    if problem is None and hashes:
        bad, problem, seen = check_testimonies(record_folder, hashes)
        notes = (*notes, *seen)
    return replace(report, first_bad_entry=bad, problem=problem, notes=(*report.notes, *notes))


def read(record_folder: Path) -> list[Entry]:
    """Every entry of a record that holds, in order; empty for a folder that is not there.

    Raises
    ------
    RecordBrokenError
        If the record does not hold; the message names the first bad entry.
    """
    entries: list[Entry] = []
    report = _walk(record_folder, entries.append, strict=False)
    require_holding(report, record_folder)
    return entries


def require_holding(report: VerifyReport, record_folder: Path) -> None:
    """Refuse to go on with a record that does not hold.

    Raises
    ------
    RecordBrokenError
    """
    if not report.holds:
        msg = f"the record in {record_folder} does not hold, so nothing was done. {report.problem}"
        raise RecordBrokenError(msg)


def _walk(record_folder: Path, keep: Callable[[Entry], None], *, strict: bool) -> VerifyReport:
    count, head = 0, GENESIS
    if (stopped := stopped_rebase(record_folder)) is not None:
        return VerifyReport(count, head, None, stopped)
    if not record_folder.is_dir():
        return VerifyReport(count, head)
    with no_writer(record_folder):
        try:
            for entry in chained_entries(record_folder, strict=strict):
                _kept(keep, entry, count + 1)
                count, head = entry["sequence"], entry["_hash"]
            end = expected_end(record_folder)
        except BrokenChainError as broken:
            return VerifyReport(count, head, broken.entry, str(broken))
        except UnreadableEndError as broken:
            return VerifyReport(count, head, None, str(broken))
    bad, problem = _compared(count, head, end.checkpoint)
    last = next((segment.name for segment in reversed(segments(record_folder))), "")
    if problem is None and last != end.checkpoint.segment:
        problem = f"{CHECKPOINT} names the segment {end.checkpoint.segment!r}, but the last one is {last!r}."
    return VerifyReport(count, head, bad, problem, (end.note,) if end.note else ())


def _kept(keep: Callable[[Entry], None], entry: Entry, sequence: int) -> None:
    """Hand an entry on; one whose hash fits but that lacks what its kind must hold is refused by number."""
    try:
        keep(entry)
    except (LookupError, TypeError, ValueError, AttributeError) as broken:
        what = f"it does not hold what an entry of its kind must ({type(broken).__name__}: {broken})."
        raise BrokenChainError(sequence, "forged or of another program", what) from broken


def _require_form(entry: Entry, last_recorded_at: str) -> None:
    """What a chain of hashes does not tell of an entry: its members, its time, and whether it was live."""
    if missing := sorted(_MEMBERS[entry["kind"]] - entry.keys()):
        raise KeyError(missing[0])
    what = None
    if entry["recorded_at"] < last_recorded_at:
        what = f"it says it was recorded at {entry['recorded_at']}, before the entry before it."
    elif entry["kind"] == "forecast" and not is_honest_mode(entry, entry["recorded_at"]):
        what = f"it is marked live, but was recorded at {entry['recorded_at']} for another day."
    if what is not None:
        raise BrokenChainError(entry["sequence"], "its time", what)


def _compared(count: int, head: str, end: Checkpoint) -> tuple[int | None, str | None]:
    """The first bad entry by the checkpoint, and what is wrong."""
    if count < end.count:
        return count + 1, (
            f"entry {count + 1} is missing: the checkpoint counts {end.count} entries, {count} are here. "
            "The tail was cut off; restore it from a copy."
        )
    if count > end.count:
        return end.count + 1, (
            f"entry {end.count + 1} stands after the record's end: the checkpoint counts {end.count} entries "
            "and no unfinished batch explains more. Restore the checkpoint, or remove what was slipped in."
        )
    if head != end.head:
        return count, (
            f"entry {count} is not the one the checkpoint vouches for: the record was rewritten up to it. "
            "Restore it from a copy."
        )
    return None, None
