"""`incumbent score`: how good the recorded chances were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.output import FormatOption, OutputFormat, Table, show

if TYPE_CHECKING:
    from incumbent.domain.track_record import ForecasterScore, ModeRecord, TrackRecord

_HELP = """Score every resolved question of the record, beside the base rate and the other baselines.

Forecasts made at the time (live) and computed later (replay) are scored apart. Repeated forecasts of
one question weigh 1/n. Lower is better for Brier and log; each baseline stands beside our score on
the same cases. --format json gives the whole track record, with every question's path and the misses.

Examples:

  incumbent score examples/desk

  incumbent score examples/desk --format json
"""

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


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("score", help=_HELP)(score)


def score(
    desk: Annotated[Path, typer.Argument(help="A desk, a built site, or a record folder.")],
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print the track record."""
    from incumbent.workflows.score import score_desk

    found = score_desk(desk)
    show(_table(found), found, output_format)


def _table(found: TrackRecord) -> Table:
    modes = (("live", found["live"]), ("replay", found["replay"]))
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
