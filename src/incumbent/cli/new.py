"""`incumbent new`: asks five questions and leaves a desk that runs."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.asking import a_day_gone_by, day_option

if TYPE_CHECKING:
    from incumbent.workflows.new_desk import NewDesk

_HELP = """Begin a desk: five questions, and a folder that runs.

Examples:

  incumbent new my-desk

  incumbent new my-world --world       every leader of the packaged register: two questions

Everything asked can be given as an option instead, and changed later in desk.toml and leaders/."""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("new", help=_HELP)(new)


def new(
    folder: Annotated[Path, typer.Argument(help="Folder to make.")],
    *,
    world: Annotated[
        bool, typer.Option("--world", help="Follow every leader of the packaged register.")
    ] = False,
    title: Annotated[str | None, typer.Option(help="Name of the publication.")] = None,
    author: Annotated[str | None, typer.Option(help="Name or pen name.")] = None,
    leader: Annotated[str | None, typer.Option(help="Name of the first leader.")] = None,
    office: Annotated[str | None, typer.Option(help="Office and country.")] = None,
    since: Annotated[
        datetime | None,
        day_option(help="First day in this office."),
    ] = None,
    language: Annotated[list[str] | None, typer.Option(help="Language of the site; repeat it.")] = None,
    address: Annotated[str, typer.Option(help="Where the site will stand.")] = "https://example.org",
) -> None:
    """Make a desk and say what comes next."""
    from incumbent.workflows.new_desk import Answers, new_desk, new_world_desk, require_new_folder
    from incumbent.workflows.world_desk import WorldSettings

    if world and (leader or office or since):
        msg = "--world follows every leader of the register: name no --leader, --office or --since with it"
        raise typer.BadParameter(msg)
    require_new_folder(folder.absolute())
    today = date.today()  # noqa: DTZ011  # the author's own calendar day
    last, languages = (2 if world else 5), tuple(language or ["en"])
    name = title or typer.prompt(f"1 of {last}. What is the publication called?")
    signed = author or typer.prompt(f"2 of {last}. Who signs it? A pen name will do")
    if world:
        made = new_world_desk(folder, WorldSettings(name, signed, languages, address), today)
    else:
        first = leader or typer.prompt("3 of 5. Whom do you follow first?")
        asked = office or typer.prompt(
            "4 of 5. Which office of which country, as in: president of Russia", value_proc=_office
        )
        start = (
            since.date()
            if since
            else typer.prompt("5 of 5. In office since, as year-month-day", value_proc=a_day_gone_by).date()
        )
        made = new_desk(folder, Answers(name, signed, first, asked, start, languages, address), today)
    _tell(made)
    _tell_next(folder, made, world=world)


def _office(text: str) -> str:
    """Asked again at once where the country is not understood."""
    from incumbent.domain.errors import RefusedError
    from incumbent.workflows.new_desk import require_office

    try:
        return require_office(text)
    except RefusedError as refusal:
        raise typer.BadParameter(str(refusal)) from None


def _tell(made: NewDesk) -> None:
    typer.echo(f"\nYour desk is in         {made.desk}")
    typer.echo(f"What must stay private  {made.private}")
    typer.echo("                        (keep it out of any cloud and repository)")
    if made.hooks_active:
        typer.echo("The desk is a git repository. It refuses commits and pushes that carry anything private.")
    else:
        typer.echo("No git repository was made here. If you keep the desk in one, switch on its guard with:")
        typer.echo("  git config core.hooksPath .githooks")


def _tell_next(folder: Path, made: NewDesk, *, world: bool) -> None:
    from incumbent.workflows.world_desk import doubted_holders, register_as_of

    desk = quote(str(folder))
    typer.echo("\nNext:")
    if world:
        typer.echo(f"  incumbent run {desk}")
        typer.echo(
            f"\nThe register says who led each state on {register_as_of()}. Where somebody has left since, "
            "end their spell in leaders/ and write the successor's file: `incumbent register` lists them.\n"
            f"Check first, for their files say why: {', '.join(doubted_holders())}."
        )
        return
    typer.echo(f"  incumbent status {desk}")
    typer.echo(f"  incumbent add {made.leader_id} 1/6 4/1 --desk {desk}")
