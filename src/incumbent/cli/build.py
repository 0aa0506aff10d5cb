"""`incumbent build`: build a desk's site without publishing it."""

from __future__ import annotations

import typer

from incumbent.cli.asking import DeskWord, PlacedDesk, the_desk
from incumbent.cli.checklist import show_sign_offs
from incumbent.cli.run import shown_place

_HELP = """Build the site into the desk's staging folder, to look at; nothing is published.

Example:

  incumbent build my-desk
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("build", help=_HELP)(build)


def build(desk: DeskWord = None, *, place: PlacedDesk = None) -> None:
    """Build and say where."""
    from incumbent.workflows.desk import read_desk
    from incumbent.workflows.estimate import today_utc
    from incumbent.workflows.publish import stage

    folder = the_desk(desk, place)
    read = read_desk(folder, today_utc())
    staged = stage(read, folder)
    show_sign_offs(read, folder)
    typer.echo(f"staged, not published: {shown_place(staged / 'index.html')}")
