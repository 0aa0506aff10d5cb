"""`incumbent preview`: see a desk's site while writing it."""

from __future__ import annotations

from typing import Annotated

import typer

from incumbent.cli.asking import DeskWord, PlacedDesk, the_desk

_HELP = """Show the site on this machine, drafts included, and rebuild it whenever a file changes.

Nothing is published and nothing is scanned. Faults are printed with file and line; the last good pages stay.

Example:

  incumbent preview my-desk
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("preview", help=_HELP)(preview)


def preview(
    desk: DeskWord = None,
    *,
    place: PlacedDesk = None,
    port: Annotated[int, typer.Option("--port", help="Port on this machine; 0 takes any free one.")] = 8000,
) -> None:
    """Serve until interrupted."""
    from incumbent.workflows.preview import preview as serve

    try:
        serve(the_desk(desk, place), port, typer.echo, forever=lambda: True)
    except KeyboardInterrupt:
        raise typer.Exit from None
