"""`incumbent build`: build a desk's site without publishing it."""

from __future__ import annotations

import typer

from incumbent.cli.checklist import show_sign_offs
from incumbent.cli.run import DeskArgument

_HELP = """Build the site into the desk's staging folder, to look at; nothing is published.

Example:

  incumbent build my-desk
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("build", help=_HELP)(build)


def build(desk: DeskArgument) -> None:
    """Build and say where."""
    from incumbent.workflows.desk import read_desk
    from incumbent.workflows.estimate import today_utc
    from incumbent.workflows.publish import stage

    read = read_desk(desk, today_utc())
    staged = stage(read, desk)
    show_sign_offs(read, desk)
    typer.echo(f"staged, not published: {(staged / 'index.html').absolute().as_uri()}")
