"""`incumbent sources`: who is asked, for what, and on whose terms."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from incumbent.cli.output import FormatOption, OutputFormat, Table, show

_HELP = """Show the outside sources: what each offers, its terms of use, and which command asks it.

Example: incumbent sources kalshi"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("sources", help=_HELP)(sources)


def sources(
    source: Annotated[str | None, typer.Argument(help="Only this one.")] = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print the catalogue."""
    from incumbent.workflows.sources import listed_sources

    entries = listed_sources(source)
    payload = {"schema": "incumbent-sources-1", "sources": [asdict(entry) for entry in entries]}
    if source is not None and output_format is OutputFormat.TABLE:
        rows = [[name.replace("_", " "), str(value)] for name, value in asdict(entries[0]).items()]
        show(Table(("about", entries[0].title), rows), payload, output_format)
        return
    rows = [[entry.source_id, entry.offers, entry.asked_by, entry.key, entry.terms] for entry in entries]
    notes = ["Ask for one by its name to see its address and limits.", "Details: docs/sources.md."]
    show(Table(("source", "offers", "asked by", "key", "terms of use"), rows, notes), payload, output_format)
