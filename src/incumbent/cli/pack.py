"""`incumbent pack`: the published site as one ZIP to open offline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli.asking import DeskWord, PlacedDesk, the_desk

_HELP = """Pack the published site into one ZIP that opens offline, under a name that tells nothing.

Its name and the folder inside are the same for every publication (pages-….zip); the letters after the dash
follow from its content. Only what was published is packed, never a draft.

Example:

  incumbent pack my-desk --to /media/stick
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("pack", help=_HELP)(pack)


def pack(
    desk: DeskWord = None,
    *,
    place: PlacedDesk = None,
    to: Annotated[Path, typer.Option("--to", help="Folder in which the ZIP is put.")] = Path(),
) -> None:
    """Pack and say where."""
    from incumbent.workflows.packing import pack_published

    packed = pack_published(the_desk(desk, place), to)
    typer.echo(f"written: {packed} ({packed.stat().st_size / 2**20:.1f} MiB)")
    typer.echo("Unpack it anywhere and open pages/index.html; no network is needed.")
