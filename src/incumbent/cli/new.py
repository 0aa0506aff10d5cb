"""`incumbent new`: asks five questions and leaves a desk that runs."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

_HELP = """Begin a desk: five questions, and a folder that runs.

Example: incumbent new my-desk

Everything asked can be given as an option instead, and changed later in desk.toml and leaders/."""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("new", help=_HELP)(new)


def new(
    folder: Annotated[Path, typer.Argument(help="Folder to make.")],
    *,
    title: Annotated[str, typer.Option(prompt="1 of 5. What is the publication called?", help="Its name.")],
    author: Annotated[
        str, typer.Option(prompt="2 of 5. Who signs it? A pen name will do", help="Name or pen name.")
    ],
    leader: Annotated[
        str, typer.Option(prompt="3 of 5. Whom do you follow first?", help="Name of the first leader.")
    ],
    office: Annotated[
        str,
        typer.Option(
            prompt="4 of 5. Which office of which country, as in: president of Russia",
            help="Office and country.",
        ),
    ],
    since: Annotated[
        datetime,
        typer.Option(
            prompt="5 of 5. In office since, as year-month-day",
            formats=["%Y-%m-%d"],
            help="First day in this office.",
        ),
    ],
    language: Annotated[list[str] | None, typer.Option(help="Language of the site; repeat it.")] = None,
    address: Annotated[str, typer.Option(help="Where the site will stand.")] = "https://example.org",
) -> None:
    """Make a desk and say what comes next."""
    from incumbent.workflows.new_desk import Answers, new_desk

    answers = Answers(title, author, leader, office, since.date(), tuple(language or ["en"]), address)
    made = new_desk(folder, answers, date.today())  # noqa: DTZ011  # the author's own calendar day
    typer.echo(f"\nYour desk is in         {made.desk}")
    typer.echo(f"What must stay private  {made.private}   (keep it out of any cloud and repository)")
    if made.hooks_active:
        typer.echo(
            "It is a git repository whose commits and pushes are refused when they carry anything private."
        )
    else:
        typer.echo("No git repository was made here. If you keep the desk in one, switch on its guard with:")
        typer.echo("  git config core.hooksPath .githooks")
    typer.echo("\nNext:")
    typer.echo(f"  incumbent status {folder}")
    typer.echo(
        f"  incumbent add {made.leader_id} 1/6 --desk {folder} --by 2030-12-31 --source https://example.org/page"
    )
