"""`incumbent post`: begin a post, an interview or a translation."""

from __future__ import annotations

from datetime import date
from shlex import quote
from typing import Annotated

import typer

from incumbent.cli.asking import FirstWord, PlacedDesk, desk_and_word

_HELP = """Begin a post as a draft, its head filled in and its blocks shown by example.

Examples:

  incumbent post "What a spring of rumours changed" --desk my-desk --leader putin

  incumbent post "The road" --desk my-desk --interview Timur

  incumbent post "Дорога" --desk my-desk --translation-of the-road --language ru
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("post", help=_HELP)(post)


def post(
    desk: FirstWord = None,
    title: Annotated[str | None, typer.Argument(help="Its title.")] = None,
    *,
    place: PlacedDesk = None,
    leader: Annotated[str | None, typer.Option(help="Id of the leader it is about.")] = None,
    interview: Annotated[str | None, typer.Option(help="Changed name of whoever speaks.")] = None,
    translation_of: Annotated[str | None, typer.Option(help="Slug of the post it translates.")] = None,
    language: Annotated[str | None, typer.Option(help="Absent: the desk's first.")] = None,
    slug: Annotated[str | None, typer.Option(help="Its address; absent: made of the title.")] = None,
) -> None:
    """Write the draft and say where."""
    from incumbent.workflows.new_post import Begun, begin_post

    folder, named = desk_and_word(desk, title, place, "the post's title")
    begun = Begun(named, leader, interview, translation_of, language, slug)
    path = begin_post(folder, begun, date.today())  # noqa: DTZ011  # the author's own calendar day
    typer.echo(f"Written: {path}")
    typer.echo(f"See it while you write: incumbent preview {quote(str(folder))}")
    typer.echo("It is a draft: remove its draft line when it may be published.")
