"""`incumbent demo`: the example desk from price to page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.estimate import percent
from incumbent.cli.output import OutputFormat, Table, show

if TYPE_CHECKING:
    from incumbent.workflows.demo import DemoReport

_HELP = """Walk the whole road on the example desk, offline.

Verifies its record, replays every forecast with only what was known then, scores it, builds its site and
scans it for protected names.

Writes only into the output folder. Examples:

  incumbent demo                       the desk in examples/desk, output in build/demo

  incumbent demo --to /tmp/demo        output elsewhere
"""
_OUTCOMES = {"in_office": "stayed", "out": "left", "disputed": "disputed", "void": "void", None: "open"}
_KEY = "FICTIONAL-test-key.txt"
_HOW_TO_READ = (
    "Lower is better. Replays: computed later, each with what was known on its day; but some start values of "
    "fusion were chosen with these cases in view, so ours is flattered (docs/decisions/0102-fusion.md)."
)


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("demo", help=_HELP)(demo)


def demo(
    desk: Annotated[Path, typer.Argument(help="A desk with a record of replays.")] = Path("examples/desk"),
    to: Annotated[Path, typer.Option("--to", help="Where the output goes; emptied first.")] = Path(
        "build/demo"
    ),
) -> None:
    """Run the demo and print what it found."""
    from incumbent.workflows.demo import demo as walk
    from incumbent.workflows.publish import Keys

    vault = desk.parent / f"{desk.name}-vault"
    report = walk(
        desk, Keys(vault / "vault", vault / _KEY), to, lambda text: typer.echo(f"… {text}", err=True)
    )
    typer.echo("")
    show(_headlines(report), None, OutputFormat.TABLE)
    typer.echo("")
    show(_scores(report), None, OutputFormat.TABLE)
    typer.echo(
        f"\nThe record holds: {report.entries} entries. Passed the scan: tree {report.published.tree[:16]}…"
    )
    typer.echo(f"The site: {(report.published.site / 'index.html').absolute().as_uri()}")
    typer.echo(f"The world: {(report.world.site / 'index.html').absolute().as_uri()}")


def _headlines(report: DemoReport) -> Table:
    rows = [
        [
            line.leader,
            f"in office on {line.target_date}",
            line.as_of.isoformat(),
            percent(line.probability),
            f"{percent(line.low)} to {percent(line.high)}",
            _OUTCOMES[line.outcome],
        ]
        for line in report.headlines
    ]
    return Table(("leader", "target", "as of", "chance", "80 % band", "what happened"), rows)


def _scores(report: DemoReport) -> Table:
    rows = [
        [
            row["forecaster"].replace("_", " "),
            str(row["n_dates"]),
            str(row["n_forecasts"]),
            f"{row['brier']:.4f}",
            f"{row['ours_brier']:.4f}",
            f"{row['log']:.4f}",
            f"{row['ours_log']:.4f}",
        ]
        for row in report.scores["replay"]["scores"]
    ]
    columns = ("forecaster", "questions", "forecasts", "Brier", "ours there", "log score", "ours there")
    return Table(columns, rows, (_HOW_TO_READ,))
