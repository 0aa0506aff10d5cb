"""How is a result printed? As a table, JSON or CSV, the same everywhere."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import typer


class OutputFormat(StrEnum):
    """What `--format` may ask for."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormatOption = Annotated[OutputFormat, typer.Option("--format", help="How to print the result.")]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for a reader or a spreadsheet.

    Parameters
    ----------
    columns : tuple of str
    rows : sequence of sequences of str
        One cell a column, already written out.
    notes : sequence of str
        Printed below the table, not in CSV.
    title : str
        Printed above the table, not in CSV.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    title: str = ""


def notes(*lines: str) -> None:
    """Print lines below what was shown, folded to the terminal; whole where no person reads."""
    from rich.console import Console

    console = Console(highlight=False)
    for line in lines:
        console.print(line, markup=False, soft_wrap=not console.is_terminal)


def show(table: Table, payload: Any, output_format: OutputFormat) -> None:
    """Print one result.

    Parameters
    ----------
    table : Table
        Used for `table` and `csv`.
    payload : JSON-ready value
        Used for `json`.
    output_format : OutputFormat
    """
    match output_format:
        case OutputFormat.JSON:
            typer.echo(json.dumps(payload, ensure_ascii=False, indent=2, allow_nan=False))
        case OutputFormat.CSV:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(table.columns)
            writer.writerows(table.rows)
        case OutputFormat.TABLE:
            _print_table(table)


def _print_table(table: Table) -> None:
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=240)  # a pipe has no width to fold to
    if table.title:
        console.print(table.title, style="bold", markup=False)
    grid = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for index, column in enumerate(table.columns):
        figures = any(row[index][:1].isdigit() or row[index][:1] in {"+", "-", "−"} for row in table.rows)
        grid.add_column(column, justify="right" if index and figures else "left")
    for row in table.rows:
        grid.add_row(*(Text(cell.replace(" %", "\u00a0%")) for cell in row))  # Text: a bracket is no markup
    if table.rows:
        console.print(grid)
    notes(*table.notes)
