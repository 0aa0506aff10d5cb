"""The example desk from price to page: verify, replay, compare, score, build, scan."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from incumbent import record
from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.record import Entry, ForecastEntry
from incumbent.domain.track_record import TrackRecord
from incumbent.record.layout import PAYLOADS
from incumbent.workflows.build import DRAWINGS
from incumbent.workflows.committed_texts import commit_claims
from incumbent.workflows.demo_world import demo_world
from incumbent.workflows.desk import read_desk
from incumbent.workflows.publish import Keys, Published, publish
from incumbent.workflows.recomputed import Rebuilt, first_disagreement
from incumbent.workflows.recording import record_due
from incumbent.workflows.resolve import resolve
from incumbent.workflows.score import track_record_of
from incumbent.workflows.verify import verify_record

Say = Callable[[str], None]
WORLD = "world"
MARK = ".incumbent-demo"
"""File that says that a folder is the demo's own."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One question's forecast from one day, and what happened.

    Parameters
    ----------
    leader, question : str
    as_of, target_date : date
    probability, low, high : float
    outcome : str or None
        None while open.
    """

    leader: str
    question: str
    as_of: date
    target_date: date
    probability: float
    low: float
    high: float
    outcome: str | None


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demo shows.

    Parameters
    ----------
    entries : int
        Of the committed record, which holds.
    headlines : tuple of Headline
    scores : TrackRecord
    published : Published
    world : Published
        The pages of every leader of the register.
    """

    entries: int
    headlines: tuple[Headline, ...]
    scores: TrackRecord
    published: Published
    world: Published


def demo(folder: Path, keys: Keys, out: Path, say: Say) -> DemoReport:
    """Walk the whole road on a desk without touching it.

    Parameters
    ----------
    folder : Path
        A desk with a record of replays.
    keys : Keys
        Of its test vault.
    out : Path
        Where the replayed record and the site go; emptied first, but for drawings made earlier.
    say : callable
        Told what is being done, for a person who watches.

    Raises
    ------
    RecordBrokenError
        If the committed record does not hold.
    RefusedError
        If the replay does not give what the record says.
    """
    say("verifying the committed record")
    report = verify_record(folder)
    record.require_holding(report, folder / "record")
    committed = record.read(folder / "record")
    recorded_at = datetime.fromisoformat(committed[-1]["recorded_at"])
    desk = read_desk(folder, recorded_at.date())
    _empty(out)
    say("replaying every origin date, each with only what was known then")
    if (folder / "record" / PAYLOADS).is_dir():
        shutil.copytree(folder / "record" / PAYLOADS, out / "record" / PAYLOADS)
    replayed = replay(desk, out / "record", recorded_at)
    require_same(committed, replayed)
    say("scoring, drawing and writing the pages, scanning every byte for protected names")
    if (folder / "images").is_dir():
        shutil.copytree(folder / "images", out / "images")
    published = publish(desk, out, keys)
    say("forecasting every leader of the packaged register for three months, and drawing the world")
    world = demo_world(out / WORLD, keys, recorded_at)
    say(f"{len(replayed)} entries replayed; they are those of the record")
    return DemoReport(report.count, headlines(desk, replayed), track_record_of(replayed), published, world)


def _empty(out: Path) -> None:
    """Remove what an earlier demo left, but for its drawings, which are the same again."""
    out.mkdir(parents=True, exist_ok=True)
    mark = out / MARK
    if any(out.iterdir()) and not mark.exists():
        msg = f"{out} holds files that no demo wrote; nothing was removed. Name an empty folder with --to."
        raise RefusedError(msg)
    mark.touch()
    for folder in (out / WORLD, out):
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.is_dir() and not path.is_symlink():
                if path.name not in {DRAWINGS, WORLD}:
                    shutil.rmtree(path)
            elif path != mark:
                path.unlink()


def replay(desk: Desk, record_folder: Path, recorded_at: datetime) -> list[Entry]:
    """Record into an empty folder every forecast due up to a moment, its resolutions, and the claims.

    Salts differ from record to record: texts that lie in the folder's payloads/ already keep theirs.
    """
    record_due(desk, record_folder, through=recorded_at.date(), recorded_at=recorded_at)
    resolve(desk, record_folder, on=recorded_at.date(), recorded_at=recorded_at)
    commit_claims(desk, record_folder, recorded_at=recorded_at)
    return record.read(record_folder)


def require_same(committed: Sequence[Entry], replayed: Sequence[Entry]) -> None:
    """Refuse a replay that differs from the record: another entry, or a chance off by more than 1e-6.

    Raises
    ------
    RefusedError
    """
    if len(committed) != len(replayed):
        msg = (
            f"the record holds {len(committed)} entries, the replay gives {len(replayed)}. "
            "A fact, a question or a parameter set was changed since: record what changed, or restore it."
        )
        raise RefusedError(msg)
    for said, again in zip(committed, replayed, strict=True):
        if _beside_chances(said) != _beside_chances(again):
            msg = f"entry {said['sequence']} of the record differs from the replay, beside its chances."
            raise RefusedError(msg)
    by_place = {entry["sequence"]: entry for entry in replayed}

    def rebuilt(entry: ForecastEntry) -> ForecastEntry:
        other = by_place[entry["sequence"]]
        if other["kind"] != "forecast":
            msg = (
                f"entry {entry['sequence']} is a forecast in the record and a {other['kind']} in the replay."
            )
            raise RefusedError(msg)
        return other

    disagreement = first_disagreement(committed, lambda entry: Rebuilt(rebuilt(entry)["forecast"]))
    if disagreement is not None:
        raise RefusedError(disagreement[1])


def _beside_chances(entry: Entry) -> dict[str, object]:
    """An entry without its chain, clock and forecast; baselines to 1e-5, since a last digit may differ.

    Questions are compared without the commitments to their rules, which are salted.
    """
    left = {"_hash", "previous", "recorded_at", "forecast", "baselines", "questions", "software_version"}
    kept: dict[str, object] = {key: value for key, value in entry.items() if key not in left}
    if entry["kind"] != "forecast":
        return kept
    baselines, questions = entry.get("baselines", {}), entry.get("questions", [])
    kept["questions"] = [(question["id"], question["target_date"]) for question in questions]
    return kept | {
        name: [(row["target_date"], round(row["probability"], 5)) for row in rows]
        for name, rows in baselines.items()
    }


def headlines(desk: Desk, entries: Sequence[Entry]) -> tuple[Headline, ...]:
    """The first and the last forecast of every question, in the desk's order."""
    outcomes = _outcomes(entries)
    rows: list[Headline] = []
    for leader_id in desk.settings.leaders:
        for question in desk.leaders[leader_id].questions:
            path = [
                _headline(entry, question.question_id, question.target_date, outcomes)
                for entry in entries
                if entry["kind"] == "forecast"
                and entry["forecast"]["leader_id"] == leader_id
                and question.question_id in {item["id"] for item in entry.get("questions", [])}
            ]
            rows.extend(path[:1] if len(path) == 1 else [*path[:1], *path[-1:]])
    return tuple(rows)


def _headline(
    entry: ForecastEntry, question: str, target_date: date, outcomes: dict[tuple[str, str, str, str], str]
) -> Headline:
    forecast = entry["forecast"]
    day = target_date.isoformat()
    horizon = next(item for item in forecast["horizons"] if item["target_date"] == day)
    return Headline(
        leader=forecast["leader"],
        question=question,
        as_of=date.fromisoformat(forecast["origin_date"]),
        target_date=target_date,
        probability=horizon["probability"],
        low=horizon["low"],
        high=horizon["high"],
        outcome=outcomes.get((forecast["leader_id"], forecast["event"], forecast["target"], day)),
    )


def _outcomes(entries: Sequence[Entry]) -> dict[tuple[str, str, str, str], str]:
    return {
        (entry["leader_id"], entry["event"], entry["target"], item["target_date"]): item["outcome"]
        for entry in entries
        if entry["kind"] == "resolution"
        for item in entry["outcomes"]
    }
