"""`incumbent train`: fit the base rate, one parameter set per January."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Join the command to the root."""
    app.command("train")(train)


def train(
    data: Annotated[Path, typer.Option(envvar="INCUMBENT_DATA", help="Folder of published data files.")],
    out: Annotated[Path | None, typer.Option(help="Where to write; default: the package's folder.")] = None,
    first_year: Annotated[int, typer.Option(help="First January.")] = 1960,
    last_year: Annotated[int, typer.Option(help="Last January.")] = 2025,
) -> None:
    """Fit one parameter set per January on events strictly before it."""
    from incumbent.workflows.parameters import packaged_folder
    from incumbent.workflows.train import train as run

    for parameters, path in run(data, out or packaged_folder(), first_year, last_year):
        typer.echo(f"{parameters.name}  {path.stat().st_size / 1024:.0f} KiB")
