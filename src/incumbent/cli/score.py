"""`incumbent score`: how good the recorded chances were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.asking import DeskOrRecord, PlacedDesk, the_desk
from incumbent.cli.output import FormatOption, OutputFormat, Table, counted, show

if TYPE_CHECKING:
    from incumbent.domain.track_record import (
        ForecasterScore,
        GroupScore,
        ModeRecord,
        QuestionScore,
        TrackRecord,
        UnscoredQuestion,
    )

    Modes = tuple[tuple[str, ModeRecord], ...]

_HELP = """Score every resolved question of the record, beside the base rate and the other baselines.

Forecasts made at the time (live) and computed later (replay) are scored apart. A question is one that
the desk asks, with its rule; every forecast answers other dates besides (standard horizons), which stand
apart. Repeated forecasts of one date weigh 1/n. Lower is better for Brier and log; each baseline stands
beside our score on the same cases. --format json gives the whole track record, whatever --by says.

Examples:

  incumbent score examples/desk

  incumbent score examples/desk --by question --format csv   every chance of every resolved question

  incumbent score examples/desk --by date --format csv       the same of every resolved date

  incumbent score examples/desk --by leader                  or horizon, or regime

  incumbent score examples/desk --by source                  what each source was worth

  incumbent score examples/desk --format json
"""


class By(StrEnum):
    """What one row stands for."""

    FORECASTER = "forecaster"
    QUESTION = "question"
    DATE = "date"
    LEADER = "leader"
    HORIZON = "horizon"
    REGIME = "regime"
    SOURCE = "source"


_COLUMNS = (
    "mode",
    "scored",
    "forecaster",
    "number",
    "forecasts",
    "brier",
    "95 %",
    "log",
    "our brier",
    "our log",
    "skill",
)

_BRIEF = ("mode", "scored", "forecaster", "number", "forecasts", "brier", "our brier", "skill")
_PATH_BRIEF = ("mode", "leader", "target date", "outcome", "as of", "chance", "brier")

_PATH = (
    "mode",
    "leader",
    "event",
    "target",
    "target date",
    "question",
    "outcome",
    "as of",
    "chance",
    "base rate",
    "brier",
    "entry",
)
_SOURCES = ("mode", "source", "dates", "forecasts", "brier", "without it", "worth")


_WORSE = " (Brier worse than that of an even chance)"


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("score", help=_HELP)(score)


def score(
    desk: DeskOrRecord = None,
    *,
    place: PlacedDesk = None,
    by: Annotated[By, typer.Option("--by", help="What one row stands for.")] = By.FORECASTER,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print the track record."""
    from incumbent.workflows.score import score_desk

    found = score_desk(the_desk(desk, place))
    modes = (("live", found["live"]), ("replay", found["replay"]))
    tables = {
        By.FORECASTER: lambda: _table(found, modes),
        By.QUESTION: lambda: _path_table(modes, lambda mode: [*mode["questions"], *_asked_disputed(mode)]),
        By.DATE: lambda: _path_table(
            modes, lambda mode: [*mode["questions"], *mode["dates"], *mode["disputed"]]
        ),
        By.LEADER: lambda: _group_table(modes, lambda mode: mode["by_leader"]),
        By.HORIZON: lambda: _group_table(modes, lambda mode: mode["by_horizon"]),
        By.REGIME: lambda: _group_table(modes, lambda mode: mode["by_regime"]),
        By.SOURCE: lambda: Table(_SOURCES, [row for name, mode in modes for row in _source_rows(name, mode)]),
    }
    show(tables[by](), found, output_format)


def _asked_disputed(mode: ModeRecord) -> list[UnscoredQuestion]:
    return [row for row in mode["disputed"] if row["question_ids"]]


def _path_table(modes: Modes, questions_of: Callable[[ModeRecord], Sequence[UnscoredQuestion]]) -> Table:
    rows = [row for name, mode in modes for row in _path_rows(name, questions_of(mode))]
    return Table(_PATH, rows, brief=_PATH_BRIEF)


def _path_rows(name: str, questions: Sequence[UnscoredQuestion]) -> list[list[str]]:
    return [
        [
            name,
            question["leader_id"],
            question["event"],
            question["target"],
            question["target_date"],
            " ".join(question["question_ids"]),
            question["outcome"],
            point["origin_date"],
            f"{point['probability']:.6f}",
            "" if point["base_rate"] is None else f"{point['base_rate']:.6f}",
            "" if point["brier"] is None else f"{point['brier']:.6f}",
            str(point["entry"]),
        ]
        for question in questions
        for point in question["path"]
    ]


def _source_rows(name: str, mode: ModeRecord) -> list[list[str]]:
    return [
        [
            name,
            row["source"],
            str(row["n_dates"]),
            str(row["n_forecasts"]),
            f"{row['brier']:.4f}",
            f"{row['brier_without']:.4f}",
            f"{row['value']:+.4f}",
        ]
        for row in mode["sources"]
    ]


def _group_table(modes: Modes, groups_of: Callable[[ModeRecord], list[GroupScore]]) -> Table:
    rows = [
        [
            name,
            row["group"],
            str(row["n_dates"]),
            str(row["n_forecasts"]),
            f"{row['brier']:.4f}",
            f"{row['log']:.4f}",
            "" if row["base_rate_brier"] is None else f"{row['base_rate_brier']:.4f}",
        ]
        for name, mode in modes
        for row in groups_of(mode)
    ]
    return Table(("mode", "group", "dates", "forecasts", "brier", "log", "base rate's brier"), rows)


def _table(found: TrackRecord, modes: Modes) -> Table:
    rows = [
        _row(name, scored, row)
        for name, mode in modes
        for scored, part in (("questions", mode["scores"]), ("all dates", mode["date_scores"]))
        for row in part
    ]
    notes = [note for name, mode in modes for note in _notes(name, mode)]
    if found["open_dates"]:
        questions = counted(found["open_questions"], "question")
        notes.append(f"Not resolved yet: {questions}, {counted(found['open_dates'], 'date')} in all.")
    return Table(_COLUMNS, rows, notes, brief=_BRIEF)


def _row(mode: str, scored: str, row: ForecasterScore) -> list[str]:
    low, high = row["brier_low"], row["brier_high"]
    return [
        mode,
        scored,
        row["forecaster"],
        str(row["n_dates"]),
        str(row["n_forecasts"]),
        f"{row['brier']:.4f}",
        "one country" if low is None or high is None else f"{low:.4f}-{high:.4f}",
        f"{row['log']:.4f}",
        f"{row['ours_brier']:.4f}",
        f"{row['ours_log']:.4f}",
        "" if row["skill"] is None else f"{row['skill']:+.3f}",
    ]


def _notes(name: str, mode: ModeRecord) -> list[str]:
    if not mode["n_dates"] and not mode["disputed"]:
        return [f"{name}: nothing resolved yet."]
    notes = [f"{name}: {len(mode['misses'])} of {counted(mode['n_questions'], 'question')} missed{_WORSE}:"]
    notes.extend(f"  {_said(miss)}" for miss in mode["misses"][:10])
    missed, dates = sum(row["n_missed"] for row in mode["date_misses"]), len(mode["dates"])
    if dates:
        notes.append(f"{name}: {missed} of {dates} other dates missed; of each leader the worst:")
    notes.extend(
        f"  {row['n_missed']} of {row['n_dates']}: {_said(row['worst'])}" for row in mode["date_misses"][:10]
    )
    notes.extend(
        f"  {row['leader']}, {row['event']}, {row['target_date']}: {row['outcome']}, not scored"
        for row in mode["disputed"]
    )
    return notes


def _said(miss: QuestionScore) -> str:
    said = f"said {miss['path'][0]['probability']:.0%} first, {miss['path'][-1]['probability']:.0%} last"
    asked = f"{miss['leader']}, {miss['event']}, {miss['target_date']}"
    return f"{asked}: {said}; came out {miss['outcome']} (Brier {miss['brier']:.3f})"
