"""`incumbent elections`: the votes in the desk's files beside the elections that Wikidata states."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.asking import DeskWord, PlacedDesk, ProxyOption, TorOption, kept_answer, now, the_desk
from incumbent.cli.output import FormatOption, OutputFormat, Table, counted, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from incumbent.domain.snapshot import Snapshot
    from incumbent.evidence.stated_calendar import ComparedCalendar
    from incumbent.sources.ask import Ask

_HELP = """Compare the coming votes in the desk's leader files with the elections Wikidata states.

Votes decide more of a base rate than anything else. Differences are listed for you to look at; nothing is
settled, and no file is changed: Wikidata may be wrong, or late.

Example: incumbent elections my-desk --months 12
Example: incumbent elections my-desk --answer kept.json"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("elections", help=_HELP)(elections)


def elections(
    desk: DeskWord = None,
    *,
    months: Annotated[int, typer.Option(min=1, max=120, help="How far ahead to look.")] = 24,
    answer: Annotated[
        Path | None,
        typer.Option("--answer", exists=True, dir_okay=False, help="A kept answer (.json)."),
    ] = None,
    place: PlacedDesk = None,
    proxy: ProxyOption = None,
    tor: TorOption = False,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print where both differ."""
    from incumbent.workflows.elections import compare_elections

    folder, moment = the_desk(desk, place), now()
    fetch = kept_answer(answer) if answer is not None else _asking(folder, moment, proxy=proxy, tor=tor)
    found = compare_elections(folder, moment, months, fetch)
    rows = [[note.country, note.kind.value, note.followed, note.stated] for note in found.notes]
    told = f"{counted(found.agreed, 'election')} of the next {months} months stated for the day in the desk"
    notes = [
        f"{told}; {counted(len(found.notes), 'thing')} to look at.",
        f"{found.elsewhere} elsewhere, not compared: cities, regions, states you do not follow.",
    ]
    show(
        Table(("country", "difference", "in the desk", "by Wikidata"), rows, notes),
        _payload(found, months),
        output_format,
    )


def _payload(found: ComparedCalendar, months: int) -> dict[str, object]:
    differences = [
        {
            "leader_id": note.leader_id,
            "country": note.country,
            "kind": note.kind.value,
            "in_desk": note.followed,
            "stated": note.stated,
        }
        for note in found.notes
    ]
    return {
        "schema": "incumbent-elections-1",
        "months": months,
        "agreed": found.agreed,
        "elsewhere": found.elsewhere,
        "differences": differences,
    }


def _asking(folder: Path, moment: datetime, *, proxy: str | None, tor: bool) -> Callable[[Ask], Snapshot]:
    from incumbent.workflows.asking import contact_of, polite_transport

    return polite_transport(now, contact_of(folder, moment.date()), proxy=proxy, tor=tor).fetch
