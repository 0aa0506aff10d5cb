"""Whether a desk's record, or the copy of it on a site, holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from incumbent import record
from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.record import Entry, VerifyReport
from incumbent.record.layout import stopped_rebase
from incumbent.workflows.recompute import Recomputer, recomputer_of
from incumbent.workflows.recomputed import Recompute, first_disagreement
from incumbent.workflows.recomputed_outcomes import OutcomeCheck, check_outcomes


def record_folder(place: Path) -> Path:
    """The record inside a desk or a built site; the folder itself if it is a record.

    Raises
    ------
    RefusedError
        If there is no such folder.
    """
    if not place.is_dir():
        msg = f"{place} is not a folder: name a desk, a built site, or a record."
        raise RefusedError(msg)
    if (place / "checkpoint.json").is_file() or any(place.glob("*.jsonl")):
        return place
    return place / "record"


def require_record(folder: Path) -> None:
    """Refuse to call a missing record whole.

    Raises
    ------
    RefusedError
        If the folder holds no record.
    """
    if stopped_rebase(folder) is None and not any((*folder.glob("*.jsonl"), *folder.glob("*.json"))):
        msg = f"there is no record in {folder}: begin one with `incumbent run`, or bring the lost one back."
        raise RefusedError(msg)


def verify_record(
    place: Path, *, strict: bool = False, recompute: Recompute | None = None, desk: Desk | None = None
) -> VerifyReport:
    """Check a record from its first entry to its checkpoint, without network.

    Parameters
    ----------
    place : Path
        A desk, a built site, or a record folder.
    strict : bool
        Also re-canonicalise every line.
    recompute : callable, optional
        Rebuilds a forecast from stored inputs and parameters; each must agree within 1e-6.
    desk : Desk, optional
        With `recompute`: outcomes are held against its dates too.

    Returns
    -------
    VerifyReport
    """
    folder = record_folder(place)
    require_record(folder)
    report = record.verify(folder, strict=strict)
    if recompute is None or not report.holds:
        return report
    return _recomputed(report, record.read(folder), recompute, desk)


def verify_and_recompute(place: Path, *, strict: bool = False) -> VerifyReport:
    """Check a record and compute every forecast again; beside a desk, every outcome too.

    Raises
    ------
    FaultsFoundError
        If a file of the desk is at fault.
    RefusedError
        If an input is missing or was changed.
    """
    recompute = recomputer_of(place)
    return verify_record(place, strict=strict, recompute=recompute, desk=recompute.desk)


def _recomputed(
    report: VerifyReport, entries: list[Entry], recompute: Recompute, desk: Desk | None
) -> VerifyReport:
    wrong = first_disagreement(entries, recompute)
    outcomes = None if desk is None else check_outcomes(entries, desk)
    wrong = wrong or (None if outcomes is None else outcomes.wrong)
    if wrong is not None:
        return replace(report, first_bad_entry=wrong[0], problem=wrong[1])
    return replace(report, notes=(*report.notes, *_recomputed_notes(entries, recompute, outcomes)))


def _recomputed_notes(
    entries: list[Entry], recompute: Recompute, outcomes: OutcomeCheck | None
) -> Iterator[str]:
    forecasts = sum(entry["kind"] == "forecast" for entry in entries)
    yield f"{forecasts} forecasts and their baselines were rebuilt and agree within 1e-6."
    if isinstance(recompute, Recomputer) and recompute.from_copies:
        names = ", ".join(sorted(recompute.from_copies)[:3])
        count = len(recompute.from_copies)
        yield f"{count} inputs are not in the desk; rebuilt from the copies beside the record ({names} …)."
    if outcomes is None:
        yield "Outcomes were not rebuilt: that needs the desk's own dates."
        return
    yield f"{outcomes.rebuilt} outcomes were resolved again from the desk's dates and agree."
    if outcomes.by_hand:
        yield f"{outcomes.by_hand} outcomes were stated by hand, with their source; not rebuilt."
