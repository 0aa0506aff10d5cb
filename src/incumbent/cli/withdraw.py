"""`incumbent withdraw`: take a post back out of the published site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_HELP = """Take a post, and all that came of it, out of the published site. No vault and no key are needed.

Feeds, lists, letters, the ZIP and the site map lose it in one step; older copies on this machine are deleted;
the record stays valid. Then work through the list of copies that others may hold. Keep the post out of the
next build as well: delete its file, or mark it as a draft.

Example:

  incumbent withdraw posts/2018-04-03.html my-desk
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("withdraw", help=_HELP)(withdraw)


def withdraw(
    post: Annotated[str, typer.Argument(help="The post's path in the site, posts/….html.", metavar="POST")],
    desk: Annotated[Path, typer.Argument(help="Folder of the desk.", metavar="DESK")] = Path(),
) -> None:
    """Withdraw, and print what to chase."""
    from incumbent.workflows.withdraw import withdraw as run

    done = run(desk, post)
    typer.echo(f"withdrawn: {len(done.removed)} file(s) removed, {len(done.changed)} changed; site in place")
    typer.echo("copies to chase:")
    for copy in done.copies:
        typer.echo(f"  - {copy}")
