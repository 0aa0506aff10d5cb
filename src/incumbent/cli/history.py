"""`incumbent history`: what linked markets said about a leader, day by day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.asking import FirstWord, PlacedDesk, day_option, desk_and_word, now
from incumbent.cli.output import FormatOption, OutputFormat, Table, show

if TYPE_CHECKING:
    from incumbent.workflows.history import PastChance

_HELP = """Print, and draw, what linked markets said about a leader day by day.

Example: incumbent history ada --since 2026-01-01 --plot ada.png"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("history", help=_HELP)(history)


def history(
    desk: FirstWord = None,
    leader: Annotated[str | None, typer.Argument(help="Id of the leader.")] = None,
    *,
    since: Annotated[datetime | None, day_option("--since", help="First day.")] = None,
    until: Annotated[datetime | None, day_option("--until", help="Last day.")] = None,
    as_of: Annotated[
        datetime | None,
        day_option("--as-of", help="Only what had been fetched by that day."),
    ] = None,
    plot: Annotated[Path | None, typer.Option("--plot", help="Draw to this .png or .svg.")] = None,
    place: PlacedDesk = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print the days."""
    from incumbent.workflows.history import draw_history, price_history
    from incumbent.workflows.link import require_leader

    folder, leader = desk_and_word(desk, leader, place, "a leader")
    days = price_history(
        folder,
        leader,
        now().date(),
        since=None if since is None else since.date(),
        until=None if until is None else until.date(),
        as_of=None if as_of is None else as_of.date(),
    )
    if plot is not None:
        draw_history(require_leader(folder, leader, now().date()), days, plot)
        typer.echo(f"drawn to {plot}", err=True)
    _print(leader, days, output_format)


def _print(leader: str, days: list[PastChance], output_format: OutputFormat) -> None:
    columns = ("day", "market", "still in office on", "chance", "low", "high", "price", "fetched")
    rows = [
        [
            day.day.isoformat(),
            day.market,
            day.deadline.isoformat(),
            f"{day.chance:.4f}",
            "" if day.low is None else f"{day.low:.4f}",
            "" if day.high is None else f"{day.high:.4f}",
            day.kind.value,
            day.fetched_on.isoformat(),
        ]
        for day in days
    ]
    payload = {
        "schema": "incumbent-history-1",
        "leader_id": leader,
        "days": [
            {
                "day": day.day.isoformat(),
                "market": day.market,
                "title": day.title,
                "deadline": day.deadline.isoformat(),
                "probability": day.chance,
                "low": day.low,
                "high": day.high,
                "price": day.kind.value,
                "fetched_on": day.fetched_on.isoformat(),
                "in_forecasts": day.in_forecasts,
            }
            for day in days
        ],
    }
    notes = (
        [] if days else ["No price is kept. Link a market, then `incumbent pull` (--history for the past)."]
    )
    brief = ("day", "market", "still in office on", "chance")
    show(Table(columns, rows, notes, brief=brief), payload, output_format)
