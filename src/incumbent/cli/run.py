"""`incumbent run`: the month's work of a desk, safe to repeat."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.asking import DeskWord, PlacedDesk, TorOption, a_month, now, the_desk
from incumbent.cli.output import counted

if TYPE_CHECKING:
    from incumbent.workflows.publish import Keys, Published

_HELP = """Do everything that is due: ask linked markets, forecast, record, resolve, score, build, and
publish or stage. A market that does not answer is a warning; the month goes on without it.

A desk with a changed name in a post ends at "recorded and staged, waiting for your scan"
unless the vault and its key are named. Repeating it does nothing twice.

Examples:

  incumbent run my-desk                                      this month

  incumbent run my-desk --through 2017-08                    catch up to August 2017

  incumbent run my-desk --vault ../private/vault --key /media/stick/key.txt
"""

VaultOption = Annotated[
    Path | None, typer.Option("--vault", envvar="INCUMBENT_VAULT", help="Folder of the vault's age files.")
]
KeyOption = Annotated[
    Path | None, typer.Option("--key", envvar="INCUMBENT_KEY", help="Age key file, kept on another medium.")
]


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("run", help=_HELP)(run)


def keys_of(vault: Path | None, key: Path | None) -> Keys | None:
    """Vault and key, both or neither."""
    from incumbent.workflows.publish import Keys

    if vault is None and key is None:
        return None
    if vault is None or key is None:
        msg = "name both --vault and --key, or neither"
        raise typer.BadParameter(msg)
    return Keys(vault, key)


def run(
    desk: DeskWord = None,
    *,
    place: PlacedDesk = None,
    through: Annotated[
        datetime | None,
        typer.Option("--through", parser=a_month, metavar="YEAR-MONTH", help="Last month to forecast from."),
    ] = None,
    vault: VaultOption = None,
    key: KeyOption = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no linked market; use what is kept.")
    ] = False,
    tor: TorOption = False,
) -> None:
    """Run the month and say what was done."""
    from incumbent.workflows.horizons import last_day_of_month
    from incumbent.workflows.pull import pull_for_run
    from incumbent.workflows.run import run as month

    folder = the_desk(desk, place)
    if through is not None and through.date() > now().date():
        msg = f"{through:%Y-%m} lies ahead: this month is the last one to forecast from"
        raise typer.BadParameter(msg)
    for warning in () if offline else pull_for_run(folder, now, tor=tor):
        typer.echo(f"warning: {warning}", err=True)
    last = None if through is None else last_day_of_month(through.date())
    report = month(folder, through=last, keys=keys_of(vault, key))
    resolutions = counted(len(report.resolved.recorded), "resolution")
    typer.echo(f"recorded {counted(len(report.recorded), 'forecast')} and {resolutions}")
    if report.caught_up:
        typer.echo(f"  missed months, computed now and marked as replays: {', '.join(report.caught_up)}")
    for warning in report.warnings:
        typer.echo(f"warning: {warning}", err=True)
    if report.claims is not None:
        typer.echo(f"recorded how claims stand: entry {report.claims['sequence']}")
    for item in report.resolved.unresolved:
        typer.echo(f"  open: {item.leader_id} {item.event} {item.target_date}: {item.reason}")
    for item in report.desk.left_out:
        typer.echo(f"  left out: {item.fact_id}: {item.reason}")
    if report.published is not None:
        tell_published(report.published)
    else:
        shown = quote(str(folder))
        typer.echo(f"recorded and staged, waiting for your scan: incumbent publish {shown} --vault … --key …")


def shown_place(page: Path) -> str:
    """A page as an address to click; as a plain path where the address would be unreadable."""
    address = page.absolute().as_uri()
    return str(page.absolute()) if "%" in address else address


def tell_published(published: Published) -> None:
    """Say what the record vouches for now, and where the site is."""
    if published.vouched is not None:
        typer.echo(f"recorded what the texts say, as hashes: entry {published.vouched['sequence']}")
    typer.echo(f"published: {shown_place(published.site / 'index.html')}")
    if published.delivered is not None:
        typer.echo(f"brought to: {published.delivered}")
