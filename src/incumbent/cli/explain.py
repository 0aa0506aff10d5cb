"""`incumbent explain`: what moved a leader's chance since the last entry."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from incumbent.cli.asking import FirstWord, PlacedDesk, day_option, desk_and_word
from incumbent.cli.estimate import AsOfOption, percent
from incumbent.cli.output import FormatOption, OutputFormat, Table, show
from incumbent.model.explain import Explanation

_HELP = """What moved a leader's chance since the last entry?

The change is taken apart: passing time first, then what each source said since. The parts add up exactly.

Examples:

  incumbent explain examples/desk putin --as-of 2018-03-17      since the entry before that day

  incumbent explain examples/desk truss --as-of 2022-10-20 --since 2022-10-06

  incumbent explain putin --desk examples/desk --format json    the desk as other commands take it
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("explain", help=_HELP)(explain)


def explain(
    desk: FirstWord = None,
    leader: Annotated[str | None, typer.Argument(help="Id of a leader.")] = None,
    *,
    place: PlacedDesk = None,
    as_of: AsOfOption = None,
    since: Annotated[
        datetime | None,
        day_option(help="The earlier day; the last entry's if left out."),
    ] = None,
    target_date: Annotated[
        list[datetime] | None,
        day_option(
            help="In office at the end of this day? May be given again.",
        ),
    ] = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Explain and print."""
    folder, leader = desk_and_word(desk, leader, place, "a leader")
    from incumbent.workflows.explain import SCHEMA, explain_leader, explanation_json

    earlier, origin, found = explain_leader(
        folder,
        leader,
        as_of=None if as_of is None else as_of.date(),
        since=None if since is None else since.date(),
        target_dates=[day.date() for day in target_date or ()],
    )
    payload = {
        "schema": SCHEMA,
        "leader_id": leader,
        "since": earlier.isoformat(),
        "origin_date": origin.isoformat(),
        "explanations": [explanation_json(each) for each in found],
    }
    show(_table(earlier, origin, found, since), payload, output_format)


def _table(earlier: date, origin: date, found: list[Explanation], since: datetime | None) -> Table:
    rows = [row for each in found for row in _rows(each, earlier, origin)]
    notes = ["Parts are in percentage points; time and sources add up to the change."]
    if since is None:
        notes.append(
            f"Compared with the last entry before; where there is none, with a month earlier: {earlier}."
        )
    for each in found:
        low, high = each.margin_spread
        if not each.effective_sources:
            notes.append(
                f"{each.target_date}: {percent(each.base)} by history alone; no price, poll or judgement."
            )
            continue
        oldest = (
            "" if each.oldest is None else f" The oldest, {each.oldest[0]}, is {each.oldest[1]} days old."
        )
        notes.append(
            f"{each.target_date}: {percent(each.base)} by history alone; {percent(low)} to {percent(high)} "
            "depending on how the bookmakers' margin is taken out; the sources weigh as much as "
            f"{each.effective_sources:.1f} that do not copy each other.{oldest}"
        )
    return Table(("in office at the end of", "part", "chance", "moved", "without it"), rows, notes)


def _rows(each: Explanation, earlier: date, origin: date) -> list[list[str]]:
    day, without = each.target_date.isoformat(), dict(each.without)
    moved = {"passing time and history": each.by_time, **dict(each.by_source)}
    silent = [name for name in without if name not in moved]
    return [
        [day, f"as of {earlier}", percent(each.before), "", ""],
        *(
            [day, name, "", f"{100 * move:+.2f}", percent(without[name]) if name in without else ""]
            for name, move in moved.items()
        ),
        *([day, name, "", "+0.00", percent(without[name])] for name in silent),
        [day, f"as of {origin}", percent(each.now), f"{100 * (each.now - each.before):+.2f}", ""],
    ]
