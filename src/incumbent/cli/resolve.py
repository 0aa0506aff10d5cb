"""`incumbent resolve`: records how passed dates came out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from incumbent.cli.asking import DeskWord, PlacedDesk, day_option, the_desk
from incumbent.cli.output import FormatOption, OutputFormat, Table, show
from incumbent.domain.record import Entry, Outcome
from incumbent.domain.vocabulary import Event, Target

_HELP = """Record how dates that have passed came out.

Without further options every date is resolved that the desk's own dates can tell: the spells of
leaders/ID.toml, and the facts exit_announced and exit_disputed. Repeated, it records nothing.

Examples:

  incumbent resolve examples/desk

  incumbent resolve examples/desk --leader putin --date 2018-05-08 --outcome in_office --source https://example.org/report
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("resolve", help=_HELP)(resolve)


def resolve(
    desk: DeskWord = None,
    *,
    place: PlacedDesk = None,
    leader: Annotated[str | None, typer.Option("--leader", help="By hand: whose date.")] = None,
    target_date: Annotated[
        datetime | None,
        day_option("--date", help="By hand: the target date."),
    ] = None,
    outcome: Annotated[Outcome | None, typer.Option("--outcome", help="By hand: how it came out.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="By hand: who says so.")] = None,
    event: Annotated[Event, typer.Option("--event", help="By hand: which event.")] = Event.EFFECTIVE,
    target: Annotated[Target, typer.Option("--target", help="By hand: which target.")] = Target.EXIT,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Resolve by the desk's dates, or one date by hand."""
    from incumbent.workflows import resolve as workflow

    folder = the_desk(desk, place)
    by_hand = (leader, target_date, outcome, source)
    if all(value is None for value in by_hand):
        done = workflow.resolve_desk(folder)
        notes = [f"open: {u.leader_id} {u.event} {u.target_date}: {u.reason}" for u in done.unresolved]
        payload = {"schema": "incumbent-resolve-1", "recorded": done.recorded, "unresolved": notes}
        show(_table(done.recorded, notes), payload, output_format)
        return
    if leader is None or target_date is None or outcome is None or source is None:
        msg = "a date resolved by hand needs --leader, --date, --outcome and --source together"
        raise typer.BadParameter(msg)
    by = workflow.Answer(leader, event, target, target_date.date(), outcome, source)
    entry = workflow.resolve_by_hand(folder / "record", by)
    show(_table([entry], []), {"schema": "incumbent-resolve-1", "recorded": [entry]}, output_format)


def _table(entries: list[Entry], notes: list[str]) -> Table:
    rows = [
        [str(entry["sequence"]), entry["leader_id"], entry["event"], day["target_date"], day["outcome"]]
        for entry in entries
        if entry["kind"] == "resolution"
        for day in entry["outcomes"]
    ]
    return Table(
        ("entry", "leader", "event", "date", "outcome"), rows, notes or [f"{len(rows)} dates resolved."]
    )
