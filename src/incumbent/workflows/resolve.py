"""Resolve what has passed: dates of the record against the dates a desk holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path

from incumbent import record
from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.record import Entry, Outcome, ResolutionDraft
from incumbent.domain.vocabulary import Event, Target
from incumbent.score.outcomes import Unresolved, due_resolutions, settled_outcomes
from incumbent.workflows.desk import read_desk


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a run of `resolve` recorded, and what stays open although its date has passed."""

    recorded: list[Entry]
    unresolved: list[Unresolved]


def resolve(desk: Desk, record_folder: Path, *, on: date, recorded_at: datetime) -> Resolved:
    """Append every resolution that can be stated on a day; repeated, it appends nothing.

    Parameters
    ----------
    desk : Desk
        Whole; cut off here at `on`.
    record_folder : Path
    on : date
        The day to resolve from; in a live run, today.
    recorded_at : datetime
        The clock.

    Returns
    -------
    Resolved

    Raises
    ------
    RecordBrokenError
        If the record does not hold.
    """
    entries = record.read(record_folder)
    drafts, unresolved = due_resolutions(entries, desk.as_of(on).leaders.values(), on)
    appended = record.append(record_folder, drafts, recorded_at=recorded_at) if drafts else []
    return Resolved(appended, unresolved)


def resolve_desk(folder: Path) -> Resolved:
    """Resolve a desk's record as of today.

    Raises
    ------
    FaultsFoundError
        If a file of the desk is at fault.
    RecordBrokenError
        If the record does not hold.
    """
    now = datetime.now(UTC)
    return resolve(read_desk(folder, now.date()), folder / "record", on=now.date(), recorded_at=now)


@dataclass(frozen=True, slots=True)
class Answer:
    """How one date came out, stated by hand with the source that says so."""

    leader_id: str
    event: Event
    target: Target
    target_date: date
    outcome: Outcome
    source: str


def resolve_by_hand(record_folder: Path, answer: Answer, *, recorded_at: datetime | None = None) -> Entry:
    """Record one outcome, for what no file of the desk can tell.

    Parameters
    ----------
    record_folder : Path
    answer : Answer
    recorded_at : datetime, optional
        The clock; now if not given.

    Raises
    ------
    RefusedError
        If no recorded forecast asks for this date, the record already says how it came out, no source is
        named, or a date that has not passed is said to have come out otherwise than "out" or "void".
    RecordBrokenError
        If the record does not hold.
    """
    entries = record.read(record_folder)
    asked = (answer.leader_id, answer.event.value, answer.target.value, answer.target_date.isoformat())
    if asked not in _asked(entries):
        known = sorted({leader for leader, *_ in _asked(entries)})
        near = get_close_matches(answer.leader_id, known, n=1)
        meant = f" Did you mean {near[0]}?" if near and near[0] != answer.leader_id else ""
        listed = "`incumbent record` lists what was asked."
        msg = f"no recorded forecast asks for {' '.join(asked)}.{meant} {listed}"
        raise RefusedError(msg)
    if (standing := _standing(entries, asked)) is not None:
        msg = (
            f"entry {standing} already says how {' '.join(asked)} came out. If it is wrong, record a "
            "correction of that entry first; it stays to be seen."
        )
        raise RefusedError(msg)
    clock = datetime.now(UTC) if recorded_at is None else recorded_at
    _require_stateable(answer, clock.date())
    draft = ResolutionDraft(
        kind="resolution",
        leader_id=answer.leader_id,
        event=answer.event.value,
        target=answer.target.value,
        outcomes=[{"target_date": asked[-1], "outcome": answer.outcome.value}],
        source=answer.source,
        known_at=clock.date().isoformat(),
    )
    return record.append(record_folder, [draft], recorded_at=clock)[0]


def _require_stateable(answer: Answer, today: date) -> None:
    """An exit can be known before the date it was asked for; that somebody stayed until then cannot."""
    if not answer.source.strip():
        msg = "an outcome stated by hand needs a source: give --source with who says so."
        raise RefusedError(msg)
    early = answer.target is Target.EXIT and answer.outcome is Outcome.OUT
    if answer.target_date >= today and not early and answer.outcome is not Outcome.VOID:
        msg = (
            f"{answer.target_date} has not passed: nobody can say yet that it came out "
            f"{answer.outcome.value!r}. Resolve it the day after, or check the date."
        )
        raise RefusedError(msg)


def _asked(entries: list[Entry]) -> set[tuple[str, str, str, str]]:
    forecasts = [entry["forecast"] for entry in entries if entry["kind"] == "forecast"]
    return {
        (forecast["leader_id"], forecast["event"], forecast["target"], horizon["target_date"])
        for forecast in forecasts
        for horizon in forecast["horizons"]
    }


def _standing(entries: list[Entry], asked: tuple[str, str, str, str]) -> int | None:
    """Number of the entry that resolves this and was not corrected."""
    for question, (_, entry) in settled_outcomes(entries):
        day = question.target_date.isoformat()
        if (question.leader_id, question.event.value, question.target.value, day) == asked:
            return entry["sequence"]
    return None
