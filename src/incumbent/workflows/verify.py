"""Whether a desk's record, or the copy of it on a site, holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from incumbent import record
from incumbent.domain.errors import RefusedError
from incumbent.domain.record import Entry, VerifyReport
from incumbent.workflows.recomputed import Recompute, first_disagreement


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
    if not any(folder.glob("*.jsonl")) and not any(folder.glob("*.json")):
        msg = f"there is no record in {folder}: begin one with `incumbent run`, or bring the lost one back."
        raise RefusedError(msg)


def verify_record(place: Path, *, strict: bool = False, recompute: Recompute | None = None) -> VerifyReport:
    """Check a record from its first entry to its checkpoint, without network.

    Parameters
    ----------
    place : Path
        A desk, a built site, or a record folder.
    strict : bool
        Also re-canonicalise every line.
    recompute : callable, optional
        Rebuilds a forecast from stored inputs and parameters; each must agree within 1e-6.

    Returns
    -------
    VerifyReport
    """
    folder = record_folder(place)
    require_record(folder)
    report = record.verify(folder, strict=strict)
    if recompute is None or not report.holds:
        return report
    return _recomputed(report, record.read(folder), recompute)


def _recomputed(report: VerifyReport, entries: list[Entry], recompute: Recompute) -> VerifyReport:
    disagreement = first_disagreement(entries, recompute)
    if disagreement is not None:
        entry, what = disagreement
        return replace(report, first_bad_entry=entry, problem=what)
    forecasts = sum(entry["kind"] == "forecast" for entry in entries)
    return replace(
        report,
        notes=(
            *report.notes,
            f"{forecasts} forecasts were rebuilt and agree within 1e-6.",
            "Baselines and outcomes are not rebuilt.",
        ),
    )
