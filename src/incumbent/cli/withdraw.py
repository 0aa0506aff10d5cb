"""`incumbent withdraw`: take a post back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.asking import FirstWord, PlacedDesk, desk_and_word
from incumbent.cli.output import counted

if TYPE_CHECKING:
    from incumbent.workflows.withdraw import Withdrawal

_HELP = """Take a post, and all that came of it, back out of the world. No vault and no key are needed.

Site and publish target lose it in one step: page, translations, letters, lists, feeds, ZIP, pictures,
and claims that rest on it. Its files move from the desk to drafts/withdrawn in the private folder.
The text that the record keeps of it is deleted; the record still holds, and says so.
Then work through the list of copies that others may have. Repeating it does nothing twice.

Examples:

  incumbent withdraw my-desk the-road-from-karsk-yurt      by its slug

  incumbent withdraw my-desk posts/2018-04-03.html         by its page's path in the site
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("withdraw", help=_HELP)(withdraw)


def withdraw(
    desk: FirstWord = None,
    post: Annotated[str | None, typer.Argument(help="The post's slug, file or page.")] = None,
    *,
    place: PlacedDesk = None,
) -> None:
    """Withdraw, and print what to chase."""
    from incumbent.workflows.withdraw import withdraw as run

    done = run(*desk_and_word(desk, post, place, "the post"))
    for line in _told(done):
        typer.echo(line)
    if done.faults:
        typer.echo("\nMend before the next run:")
        for fault in done.faults:
            typer.echo(f"  {fault}")
    typer.echo("\nCopies to chase:")
    for copy in done.copies:
        typer.echo(f"  - {copy}")


def _told(done: Withdrawal) -> list[str]:
    if done.was_done_before:
        return [f"{done.slug} was withdrawn before; nothing was left to do here."]
    lines = [f"{done.slug} is withdrawn."]
    if done.removed or done.changed:
        lines.append(f"  site     {counted(len(done.removed), 'file')} removed, {len(done.changed)} changed")
    if done.delivered is not None:
        lines.append(f"  target   {done.delivered}")
    if done.set_aside:
        lines += [
            f"  desk     {counted(len(done.set_aside), 'file')} changed or moved to",
            f"           {done.kept_in}",
        ]
    if done.redacted:
        lines.append(f"  record   texts deleted: {done.redacted}; `incumbent verify` says so")
    return lines
