"""`incumbent publish`: build, scan, and move the passed site into place."""

from __future__ import annotations

import typer

from incumbent.cli.asking import DeskWord, PlacedDesk, now, the_desk
from incumbent.cli.checklist import show_sign_offs
from incumbent.cli.output import counted
from incumbent.cli.run import KeyOption, VaultOption, keys_of, tell_published

_HELP = """Build the site, look for every protected person in every byte, and only then move it into place.

There is no way around the scan once a post carries a changed name. The record keeps a salted hash of every
text that is published, so that a withdrawn one can be deleted and the record still holds. Examples:

  incumbent publish my-desk                                                    no changed name in any post

  incumbent publish my-desk --vault ../private/vault --key /media/stick/key.txt
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("publish", help=_HELP)(publish)


def publish(
    desk: DeskWord = None, *, place: PlacedDesk = None, vault: VaultOption = None, key: KeyOption = None
) -> None:
    """Publish and say where."""
    from incumbent.workflows.desk import read_desk
    from incumbent.workflows.publish import publish as put_out

    clock, folder = now(), the_desk(desk, place)
    read = read_desk(folder, clock.date())
    show_sign_offs(read, folder)
    published = put_out(read, folder, keys_of(vault, key), recorded_at=clock)
    if published.receipt is not None:
        receipt = published.receipt
        typer.echo(
            f"scanned {counted(receipt.files, 'file')} for {counted(receipt.people, 'person')}, "
            f"{receipt.canaries} planted disguises found: {receipt.level}"
        )
    tell_published(published)
