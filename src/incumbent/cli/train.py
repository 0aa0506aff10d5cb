"""`incumbent train`: fit the base rate, one parameter set per January."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Join the command to the root."""
    app.command("train")(train)


def train(  # noqa: PLR0917 - the options of the command
    data: Annotated[Path, typer.Option(envvar="INCUMBENT_DATA", help="Folder of published data files.")],
    out: Annotated[Path | None, typer.Option(help="Where to write; default: the package's folder.")] = None,
    first_year: Annotated[int, typer.Option(help="First January.")] = 1960,
    last_year: Annotated[int, typer.Option(help="Last January.")] = 2025,
    work: Annotated[
        Path | None, typer.Option(help="Keeps finished Januaries, so that a broken run goes on.")
    ] = None,
    jobs: Annotated[int, typer.Option(help="Processes at once.", min=1)] = 1,
) -> None:
    """Fit one parameter set per January on events strictly before it, and write its model card.

    How members are weighted is learnt from the Januaries fitted before: a later first year starts with
    equal weights.

    Example:

      incumbent train --data DIR --first-year 2020 --out parameters
    """
    from incumbent.domain.errors import RefusedError
    from incumbent.workflows.parameters import packaged_folder
    from incumbent.workflows.train import FIRST_YEAR, LAST_YEAR
    from incumbent.workflows.train import train as run
    from incumbent.workflows.years import Machines

    if out is None and (first_year, last_year) != (FIRST_YEAR, LAST_YEAR):
        msg = (
            f"without --out the sets in use are written over, weights learnt from {first_year} on only. "
            f"Name a folder with --out, or fit all Januaries from {FIRST_YEAR} to {LAST_YEAR}."
        )
        raise RefusedError(msg)
    machines = Machines(jobs)
    for parameters, path in run(
        data, out or packaged_folder(), first_year, last_year, work=work, machines=machines
    ):
        typer.echo(f"{parameters.name}  {path.stat().st_size / 1024:.0f} KiB")
