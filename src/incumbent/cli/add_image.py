"""`incumbent add-image`: brings a picture into the desk, pixels only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli.asking import FirstWord, PlacedDesk, desk_and_word

_HELP = """Bring a picture into the desk with everything but its pixels left behind.

The copy gets a name that tells nothing. The original is not touched: keep it in the private folder.
Look at the copy before you use it: faces, voices, windows and street signs stay in the pixels.

Example: incumbent add-image ../my-desk-private/originals/IMG_2034.jpg --desk my-desk"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("add-image", help=_HELP)(add_image)


def add_image(
    desk: FirstWord = None,
    picture: Annotated[str | None, typer.Argument(help="The picture as taken.")] = None,
    *,
    place: PlacedDesk = None,
) -> None:
    """Strip and copy."""
    from incumbent.workflows.adding_image import add_image as bring

    folder, taken = desk_and_word(desk, picture, place, "the picture")
    added = bring(folder, Path(taken))
    typer.echo(f"{'Written' if added.is_new else 'There already'}: {added.path}")
    typer.echo(f"{added.width} x {added.height} pixels, {added.size_bytes:,} bytes, nothing but pixels.")
    typer.echo(f"In a post: ![what can be seen]({added.address})")
