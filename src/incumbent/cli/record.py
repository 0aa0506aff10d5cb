"""`incumbent record`: lists what was recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli.output import FormatOption, OutputFormat, Table, show


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("record", help="List every entry of a record that holds, in order.")(record)


def record(
    desk: Annotated[Path, typer.Argument(help="A desk, a built site, or a record folder.")],
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print the record's entries."""
    from incumbent.workflows.listing import listed_entries

    entries = listed_entries(desk)
    rows = [
        [
            str(entry["sequence"]),
            entry["recorded_at"],
            entry["kind"],
            entry["mode"],
            entry["hash"],
            entry["about"],
        ]
        for entry in entries
    ]
    table = Table(("entry", "recorded at", "kind", "mode", "hash", "about"), rows)
    show(table, {"schema": "incumbent-listing-1", "entries": entries}, output_format)
