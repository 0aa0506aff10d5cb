"""`incumbent score`: how good the recorded chances were."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.output import FormatOption, OutputFormat, Table, show

if TYPE_CHECKING:
    from incumbent.domain.track_record import ForecasterScore, GroupScore, ModeRecord, TrackRecord

    Modes = tuple[tuple[str, ModeRecord], ...]

_HELP = """Score every resolved question of the record, beside the base rate and the other baselines.

Forecasts made at the time (live) and computed later (replay) are scored apart. Repeated forecasts of
one question weigh 1/n. Lower is better for Brier and log; each baseline stands beside our score on
the same cases. --format json gives the whole track record, whatever --by says.

Examples:

  incumbent score examples/desk

  incumbent score examples/desk --by question --format csv   every chance of every resolved question

  incumbent score examples/desk --by source                  what each source was worth

  incumbent score examples/desk --format json
"""


class By(StrEnum):
    """What one row stands for."""

    FORECASTER = "forecaster"
    QUESTION = "question"
    HORIZON = "horizon"
    REGIME = "regime"
    SOURCE = "source"


_COLUMNS = (
    "mode",
    "forecaster",
    "questions",
    "forecasts",
    "brier",
    "95 %",
    "log",
    "our brier",
    "our log",
    "skill",
)

_PATH = (
    "mode",
    "leader",
    "event",
    "target",
    "target date",
    "outcome",
    "as of",
    "chance",
    "base rate",
    "brier",
    "entry",
)
_SOURCES = ("mode", "source", "questions", "forecasts", "brier", "without it", "worth")


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("score", help=_HELP)(score)


def score(
    desk: Annotated[Path, typer.Argument(help="A desk, a built site, or a record folder.")],
    *,
    by: Annotated[By, typer.Option("--by", help="What one row stands for.")] = By.FORECASTER,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print the track record."""
    from incumbent.workflows.score import score_desk

    found = score_desk(desk)
    modes = (("live", found["live"]), ("replay", found["replay"]))
    tables = {
        By.FORECASTER: lambda: _table(found, modes),
        By.QUESTION: lambda: Table(_PATH, [row for name, mode in modes for row in _path_rows(name, mode)]),
        By.HORIZON: lambda: _group_table(modes, lambda mode: mode["by_horizon"]),
        By.REGIME: lambda: _group_table(modes, lambda mode: mode["by_regime"]),
        By.SOURCE: lambda: Table(_SOURCES, [row for name, mode in modes for row in _source_rows(name, mode)]),
    }
    show(tables[by](), found, output_format)


def _path_rows(name: str, mode: ModeRecord) -> list[list[str]]:
    return [
        [
            name,
            question["leader_id"],
            question["event"],
            question["target"],
            question["target_date"],
            question["outcome"],
            point["origin_date"],
            f"{point['probability']:.6f}",
            "" if point["base_rate"] is None else f"{point['base_rate']:.6f}",
            f"{point['brier']:.6f}",
            str(point["entry"]),
        ]
        for question in [*mode["questions"], *mode["disputed"]]
        for point in question["path"]
    ]


def _source_rows(name: str, mode: ModeRecord) -> list[list[str]]:
    return [
        [
            name,
            row["source"],
            str(row["n_questions"]),
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
            str(row["n_questions"]),
            str(row["n_forecasts"]),
            f"{row['brier']:.4f}",
            f"{row['log']:.4f}",
            "" if row["base_rate_brier"] is None else f"{row['base_rate_brier']:.4f}",
        ]
        for name, mode in modes
        for row in groups_of(mode)
    ]
    return Table(("mode", "group", "questions", "forecasts", "brier", "log", "base rate's brier"), rows)


def _table(found: TrackRecord, modes: Modes) -> Table:
    rows = [_row(name, row) for name, mode in modes for row in mode["scores"]]
    notes = [note for name, mode in modes for note in _notes(name, mode)]
    if found["open_questions"]:
        notes.append(f"{found['open_questions']} questions are not resolved yet.")
    return Table(_COLUMNS, rows, notes)


def _row(mode: str, row: ForecasterScore) -> list[str]:
    low, high = row["brier_low"], row["brier_high"]
    return [
        mode,
        row["forecaster"],
        str(row["n_questions"]),
        str(row["n_forecasts"]),
        f"{row['brier']:.4f}",
        "one country" if low is None or high is None else f"{low:.4f}-{high:.4f}",
        f"{row['log']:.4f}",
        f"{row['ours_brier']:.4f}",
        f"{row['ours_log']:.4f}",
        "" if row["skill"] is None else f"{row['skill']:+.3f}",
    ]


def _notes(name: str, mode: ModeRecord) -> list[str]:
    if not mode["n_questions"] and not mode["disputed"]:
        return [f"{name}: nothing resolved yet."]
    missed = f"{len(mode['misses'])} of {mode['n_questions']} questions"
    notes = [f"{name}: {missed} missed (Brier worse than that of an even chance):"]
    for miss in mode["misses"][:10]:
        asked = f"{miss['leader']}, {miss['event']}, {miss['target_date']}"
        said = f"said {miss['path'][0]['probability']:.0%} first, {miss['path'][-1]['probability']:.0%} last"
        notes.append(f"  {asked}: {said}; came out {miss['outcome']} (Brier {miss['brier']:.3f})")
    notes.extend(
        f"  {row['leader']}, {row['event']}, {row['target_date']}: {row['outcome']}, not scored"
        for row in mode["disputed"]
    )
    return notes
