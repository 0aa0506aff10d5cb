"""`incumbent world`: every leader's chances at once."""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli.asking import day_option


class Shape(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Join the command to the root."""
    app.command("world")(world)


def world(
    as_of: Annotated[datetime | None, day_option(help="Origin date.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of published data; else the register.")] = None,
    shape: Annotated[Shape, typer.Option("--format", help="Table, JSON or CSV.")] = Shape.TABLE,
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
    from incumbent.domain.forecast import SCHEMA, forecast_json
    from incumbent.workflows.estimate import origin_of
    from incumbent.workflows.world import world_from_data, world_from_register

    _, origin = origin_of(None if as_of is None else as_of.date())
    found = world_from_register(origin) if data is None else world_from_data(data, origin)
    if found.stale:
        typer.echo(f"The facts are those of {found.facts_as_of}: who has left since is not known.", err=True)
    if frozen is not None:
        from incumbent.workflows.freezing import freeze

        typer.echo(f"{freeze(found, frozen)}  {frozen}")
        return
    if shape is Shape.JSON:
        body = {
            "schema": SCHEMA,
            "origin_date": found.origin_date.isoformat(),
            "facts_as_of": found.facts_as_of.isoformat(),
            "stale": found.stale,
            "forecasts": [forecast_json(forecast) for forecast in found.forecasts],
        }
        typer.echo(json.dumps(body, ensure_ascii=False))
        return
    separator = "," if shape is Shape.CSV else "  "
    dates = [str(h.target_date) for h in found.forecasts[0].horizons]
    typer.echo(separator.join(["leader", "country", *dates]))
    for forecast in found.forecasts:
        chances = [f"{h.probability:.3f}" for h in forecast.horizons]
        name = forecast.leader.replace(",", " ")
        typer.echo(separator.join([name, forecast.country.replace(",", " "), *chances]))
