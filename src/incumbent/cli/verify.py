"""`incumbent verify`: whether a record holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli.asking import DeskOrRecord, PlacedDesk, the_desk
from incumbent.cli.output import counted

_HELP = """Check that nothing in the record was changed, dropped, moved, doubled or cut off.

Needs no network. Exit code 1 if the record does not hold; the first bad entry is named.

Examples:

  incumbent verify examples/desk             the record of a desk

  incumbent verify examples/desk --strict    also require every line in its canonical form

  incumbent verify examples/desk --recompute also rebuild every forecast from the inputs kept beside it

  incumbent verify site --recompute          the same for the copy on a site, without its desk

  incumbent verify desk --against ../clone   where two clones of one record part
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("verify", help=_HELP)(verify)


def verify(
    desk: DeskOrRecord = None,
    *,
    named: PlacedDesk = None,
    strict: Annotated[bool, typer.Option("--strict", help="Also re-canonicalise every line.")] = False,
    recompute: Annotated[
        bool, typer.Option("--recompute", help="Also rebuild every forecast, baseline and outcome.")
    ] = False,
    against: Annotated[Path | None, typer.Option("--against", help="Another clone of the same desk.")] = None,
) -> None:
    """Check a record and print what was found."""
    from incumbent.workflows.verify import record_folder, verify_and_recompute, verify_record

    place = the_desk(desk, named)
    report = verify_and_recompute(place, strict=strict) if recompute else verify_record(place, strict=strict)
    if not report.holds:
        typer.echo(f"The record in {record_folder(place)} does NOT hold. {report.problem}")
        if report.first_bad_entry is not None:
            typer.echo(f"First bad entry: {report.first_bad_entry}")
        raise typer.Exit(1)
    typer.echo(f"The record holds: {counted(report.count, 'entry')}, head {report.head}")
    for note in report.notes:
        typer.echo(f"  {note}")
    if against is not None:
        _compare(place, against)


def _compare(place: Path, other: Path) -> None:
    """Say where two clones part; they are at odds if both went on."""
    from incumbent.workflows.record_acts import compare

    fork = compare(place, other)
    since = f"since then {fork.ours} here, {fork.theirs} there"
    typer.echo(f"Shared with {other}: entries 1-{fork.shared}; {since}.")
    if fork.parted:
        typer.echo(f"The clones part after entry {fork.shared}. Mend it with `incumbent record --rebase`.")
        raise typer.Exit(1)
