"""`incumbent world`: every leader's chances at once."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.asking import day_option
from incumbent.cli.output import FormatOption, OutputFormat, Table, show

if TYPE_CHECKING:
    from incumbent.workflows.world import WorldForecast


def register(app: typer.Typer) -> None:
    """Join the command to the root."""
    app.command("world")(world)


def world(
    as_of: Annotated[datetime | None, day_option(help="Origin date.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of published data; else the register.")] = None,
    output_format: FormatOption = OutputFormat.TABLE,
    frozen: Annotated[
        Path | None, typer.Option("--freeze", help="Write to this file, never over one, and print its hash.")
    ] = None,
) -> None:
    """Print the chance that each leader of the world stays in office.

    Without --data the packaged register says who leads each state; it tells its date and warns when old.
    With --freeze the forecasts are kept in a file whose hash, once public, proves that they came first.

    Example:

      incumbent world --as-of 2026-01-01
    """
    from incumbent.workflows.estimate import origin_of
    from incumbent.workflows.world import world_from_data, world_from_register

    _, origin = origin_of(None if as_of is None else as_of.date())
    found = world_from_register(origin) if data is None else world_from_data(data, origin)
    if found.stale:
        typer.echo(f"The facts are those of {found.facts_as_of}: who has left since is not known.", err=True)
    if found.gone:
        typer.echo(f"Left out, for those facts say that they are gone: {', '.join(found.gone)}.", err=True)
    if found.origin_date != origin:
        told = f"The panel is monthly: these are the chances of {found.origin_date}, not of {origin}."
        typer.echo(told, err=True)
    if frozen is not None:
        from incumbent.workflows.freezing import freeze

        typer.echo(f"{freeze(found, frozen)}  {frozen}")
        return
    show(_figures(found) if output_format is OutputFormat.CSV else _page(found), _body(found), output_format)


def _body(found: WorldForecast) -> dict[str, object]:
    """The same for a machine."""
    from incumbent.domain.forecast import SCHEMA, forecast_json

    return {
        "schema": SCHEMA,
        "origin_date": found.origin_date.isoformat(),
        "facts_as_of": found.facts_as_of.isoformat(),
        "stale": found.stale,
        "gone": list(found.gone),
        "forecasts": [forecast_json(each) for each in found.forecasts],
    }


def _figures(found: WorldForecast) -> Table:
    """Every chance as a figure, under its date."""
    dates = [str(each.target_date) for each in found.forecasts[0].horizons]
    rows = [
        [each.leader, each.country, *(f"{horizon.probability:.3f}" for horizon in each.horizons)]
        for each in found.forecasts
    ]
    return Table(("leader", "country", *dates), rows)


def _page(found: WorldForecast) -> Table:
    """The same for a reader at a terminal: eighty columns are enough."""
    horizons = found.forecasts[0].horizons
    rows = [
        [each.leader, each.country, *(_whole(horizon.probability) for horizon in each.horizons)]
        for each in found.forecasts
    ]
    columns = ("leader", "country", *(_after(found.origin_date, each.target_date) for each in horizons))
    title = f"Chance of still being in office that long after {found.origin_date}"
    return Table(columns, rows, title=title)


def _whole(chance: float) -> str:
    """A chance in whole per cent, never a rounded 0 or 100."""
    if chance < 0.01:
        return "<1 %"
    return ">99 %" if chance > 0.99 else f"{chance:.0%}".replace("%", " %")


def _after(start: date, day: date) -> str:
    """How long after, as in 3 mo or 2 y."""
    months = 12 * (day.year - start.year) + day.month - start.month
    return f"{months // 12} y" if months % 12 == 0 else f"{months} mo"
