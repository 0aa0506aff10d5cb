"""`incumbent data`: what the published data files hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

data_app = typer.Typer(help="Published data files.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Join the commands to the root."""
    app.add_typer(data_app, name="data")


@data_app.callback()
def _data() -> None:
    """Published data files."""


@data_app.command("check")
def check(
    data: Annotated[Path, typer.Option(envvar="INCUMBENT_DATA", help="Folder of published data files.")],
) -> None:
    """Read every file, apply the stated rule to each known defect, and print what was found, with counts.

    Example:

      incumbent data check --data DIR
    """
    from incumbent.evidence.lacking import lacking, list_ends
    from incumbent.workflows.panel import defects, load_panel

    panel, report = load_panel(data)
    typer.echo("The panel")
    typer.echo(f"{panel.spells.height:>6}  spells of {panel.spells['gwcode'].n_unique()} states")
    typer.echo(f"{panel.votes.height:>6}  votes")
    typer.echo(f"{panel.regimes.height:>6}  regimes")
    typer.echo(f"{panel.coups.height:>6}  coup attempts")
    for title, counts in (
        ("How it was joined", report.counts),
        ("Defects found, and the rule for each", defects(data)),
        ("What no list says", lacking(panel)),
    ):
        typer.echo(f"\n{title}")
        for rule, count in sorted(counts.items()):
            typer.echo(f"{count:>6}  {rule}")
    typer.echo("\nThe last of each list")
    for name, day in list_ends(panel).items():
        typer.echo(f"{day}  {name}")
