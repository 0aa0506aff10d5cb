"""`incumbent record`: lists what was recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def record(
    desk: Annotated[Path, typer.Argument(help="A desk, a built site, or a record folder.")],
    form: Annotated[str, typer.Option("--format", help="table, json or csv.")] = "table",
) -> None:
    """List every entry of the record, in order."""
    from incumbent.workflows.listing import listed_entries

    entries = listed_entries(desk)
    if form == "json":
        typer.echo(json.dumps({"schema": "incumbent-listing-1", "entries": entries}, ensure_ascii=False))
        return
    for entry in entries:
        typer.echo(f"{entry['sequence']:>6}  {entry['recorded_at']}  {entry['kind']:<10}  {entry['mode']:<6}  "
            f"{entry['hash'][:12]}  {entry['about']}")
