"""`incumbent estimate`: the chance of still being in office, on every date asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.asking import FirstWord, PlacedDesk, day_option, desk_and_leader
from incumbent.cli.output import FormatOption, OutputFormat, Table, notes, show
from incumbent.domain.forecast import Forecast
from incumbent.domain.vocabulary import Cause, Event, Target

if TYPE_CHECKING:
    from incumbent.workflows.what_if import WhatIf

_HELP = """How likely is a leader still in office on a date?

Joins the base rate with the desk's odds, prices, polls and judgements.
Nothing is recorded; `incumbent run` does that.

Examples:

  incumbent estimate examples/desk                             every leader, today

  incumbent estimate examples/desk putin --as-of 2017-08-01    only with what was known that day

  incumbent estimate putin --desk examples/desk --format json  the desk as other commands take it

  incumbent estimate examples/desk putin --as-of 2017-08-01 --assume gate:2018-03-18=lost    what if?

  incumbent estimate examples/desk putin --add quote.csv       what if this were quoted?

The CSV of --add has the columns of evidence/odds.csv, prices.csv, polls.csv or judgements.csv; a price needs
question, deadline, price, source and source_kind.
"""

AsOfOption = Annotated[
    datetime | None,
    day_option("--as-of", help="Use only what was known on this day."),
]


_NOT_SAFETY = (
    "This is the chance that a person holds an office. It is not the chance that anyone is safe; "
    "a successor may be no better."
)


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("estimate", help=_HELP)(estimate)


def estimate(
    desk: FirstWord = None,
    leader: Annotated[
        str | None, typer.Argument(help="Id of a leader; all that the desk follows if left out.")
    ] = None,
    *,
    place: PlacedDesk = None,
    as_of: AsOfOption = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            metavar="gate:ID=won|lost", help="Take a vote or contest for decided. May be given again."
        ),
    ] = None,
    add: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Quotes to try out; the desk is not changed.")
    ] = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Forecast and print."""
    folder, leader = desk_and_leader(desk, leader, place)
    origin = None if as_of is None else as_of.date()
    if assume or add is not None:
        from incumbent.workflows.what_if import try_out, what_if_json

        found = try_out(folder, leader, as_of=origin, assumptions=assume or (), table=add)
        show(what_if_table(found), what_if_json(found), output_format)
        return
    from incumbent.workflows.estimate import estimate as forecast
    from incumbent.workflows.estimate import estimate_json

    forecasts = forecast(folder, leader, as_of=origin)
    if output_format is OutputFormat.TABLE:
        for each in forecasts:
            show(_page(each), None, output_format)
            typer.echo()
        notes(_NOT_SAFETY, *_left_out(forecasts))
        return
    show(_table(forecasts), estimate_json(forecasts), output_format)


_WAYS_OUT = {
    Cause.REGULAR: "resignation or party",
    Cause.IRREGULAR: "coup or force",
    Cause.DEATH: "death",
    Cause.FOREIGN: "foreign intervention",
    Cause.ELECTION: "lost election",
    Cause.END_OF_TERM: "end of term",
    Cause.CONFIDENCE_VOTE: "confidence vote",
    Cause.PARTY_CONTEST: "party contest",
}
_ASKED = {
    Event.EFFECTIVE: "in office at the end of",
    Event.ANNOUNCED: "no exit announced until",
    Event.DE_FACTO: "in power, whatever the title, at the end of",
}


def _page(forecast: Forecast) -> Table:
    """One forecast for a reader at a terminal: eighty columns are enough."""
    again = ", with or without a break" if forecast.target is Target.OCCUPANCY else ""
    title = f"{forecast.leader}: {_ASKED[forecast.event]} (seen from {forecast.origin_date}){again}"
    alone = "stated guess" if forecast.parameter_set.startswith("none") else "history alone"
    columns = ("day", "chance", "likely range", alone, "likeliest way out")
    base: dict[date, float] = dict(forecast.base)
    rows = [
        [
            horizon.target_date.isoformat(),
            percent(horizon.probability),
            f"{percent(horizon.low)} to {percent(horizon.high)}",
            percent(base[horizon.target_date]) if horizon.target_date in base else "",
            _likeliest(horizon.causes),
        ]
        for horizon in forecast.horizons
    ]
    return Table(columns, rows, title=title)


def _likeliest(causes: Sequence[tuple[Cause, float]]) -> str:
    cause, chance = max(causes, key=lambda item: item[1])
    return f"{_WAYS_OUT[cause]} {percent(chance)}"


def _table(forecasts: Sequence[Forecast]) -> Table:
    columns = (
        "leader",
        "event",
        "in office at the end of",
        "chance",
        "80 % band",
        "base rate",
        "likeliest way out",
    )
    notes = [_NOT_SAFETY, *_left_out(forecasts)]
    return Table(columns, [row for forecast in forecasts for row in _rows(forecast)], notes)


def _left_out(forecasts: Sequence[Forecast]) -> list[str]:
    """What was not used and why, each once."""
    told = (
        f"Left out {item.fact_id} (a row of the evidence): {item.reason}"
        for f in forecasts
        for item in f.left_out
    )
    return list(dict.fromkeys(told))


def what_if_table(found: WhatIf) -> Table:
    """Before and after, date by date."""
    columns = ("leader", "event", "in office at the end of", "as it is", "what if", "moved", "80 % band then")
    rows = [
        [
            forecast.leader,
            forecast.event.value.replace("_", " "),
            now.target_date.isoformat(),
            percent(was.probability),
            percent(now.probability),
            f"{100 * (now.probability - was.probability):+.1f}",
            f"{percent(now.low)} to {percent(now.high)}",
        ]
        for old, forecast in zip(found.before, found.after, strict=True)
        for was, now in zip(old.horizons, forecast.horizons, strict=True)
    ]
    given = [f"gate {each.gate_id} {'lost' if each.lost else 'won'}" for each in found.assumed]
    given += [f"{fact_id} added" for fact_id in found.added]
    told = ", ".join(given) or "nothing of what was added can be used"
    notes = [f"What if: {told}. Nothing is recorded.", _NOT_SAFETY, *_left_out(found.after)]
    return Table(columns, rows, notes)


def _rows(forecast: Forecast) -> Iterator[list[str]]:
    base: dict[date, float] = dict(forecast.base)
    for horizon in forecast.horizons:
        cause, chance = max(horizon.causes, key=lambda item: item[1])
        yield [
            forecast.leader,
            forecast.event.value.replace("_", " "),
            horizon.target_date.isoformat(),
            percent(horizon.probability),
            f"{percent(horizon.low)} to {percent(horizon.high)}",
            percent(base[horizon.target_date]) if horizon.target_date in base else "",
            f"{cause.value.replace('_', ' ')} {percent(chance)}",
        ]


def percent(chance: float) -> str:
    """A chance as a reader of a table wants it; never a rounded 0 or 100."""
    if 0 < chance < 0.001:
        return "<0.1 %"
    if 0.999 < chance < 1:
        return ">99.9 %"
    return f"{100 * chance:.1f} %"
