"""`incumbent status`: what to do next."""

from __future__ import annotations

from datetime import date

import typer

from incumbent.cli.asking import DeskWord, PlacedDesk, the_desk
from incumbent.cli.output import FormatOption, OutputFormat, Table, show

_HELP = """What to do next, what is stale, what waits for a scan.

Reads everything, changes nothing. Where a file is at fault, every fault is listed with place and remedy.

Example: incumbent status my-desk"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("status", help=_HELP)(status)


def status(
    desk: DeskWord = None,
    *,
    place: PlacedDesk = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print where the desk stands."""
    from incumbent.workflows.status import Remark, status_json
    from incumbent.workflows.status import status as look

    found = look(the_desk(desk, place), date.today())  # noqa: DTZ011  # the author's own calendar day
    if output_format is not OutputFormat.TABLE:
        rows = [
            [part, remark.what, remark.do]
            for part, remarks in (("to do", found.to_do), ("to know", found.to_know))
            for remark in remarks
        ]
        show(Table(("part", "what", "do"), rows), status_json(found), output_format)
        return

    def told(heading: str, remarks: tuple[Remark, ...]) -> None:
        typer.echo(f"\n{heading}")
        for remark in remarks:
            typer.echo(f"  - {remark.what}")
            if remark.do:
                typer.echo(f"      {remark.do}")

    typer.echo(found.title)
    told("To do" if found.to_do else "Nothing to do.", found.to_do)
    if found.to_know:
        told("To know", found.to_know)
