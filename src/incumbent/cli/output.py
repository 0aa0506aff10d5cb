"""How is a result printed? As a table, JSON or CSV, the same everywhere."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.table import Table as RichTable


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
    brief : tuple of str
        The columns that matter most, for a terminal too narrow for all; empty: all of them.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    title: str = ""
    brief: tuple[str, ...] = ()


def counted(number: int, thing: str) -> str:
    """A number with its noun: 1 file, 2 files, 2 entries."""
    if number == 1:
        return f"1 {thing}"
    return f"{number} {thing[:-1]}ies" if thing.endswith("y") else f"{number} {thing}s"


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
    """A grid where every word fits; else its most telling columns; else each row as lines of its own."""
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=240)  # a pipe has no width to fold to
    if table.title:
        console.print(table.title, style="bold", markup=False)
    shown = table if _least_width(table) <= console.width or not table.brief else _brief(table)
    if not table.rows:
        pass
    elif _least_width(shown) <= console.width:
        console.print(_grid(shown, console.width))
    else:
        for line in _stacked(shown):
            console.print(line, markup=False)
    notes(*table.notes)
    if shown is not table and table.rows:
        left_out = ", ".join(column for column in table.columns if column not in table.brief)
        notes(f"Not shown on a terminal this narrow: {left_out}. --format csv prints them.")


def _brief(table: Table) -> Table:
    places = [table.columns.index(column) for column in table.brief]
    return replace(table, columns=table.brief, rows=[[row[place] for place in places] for row in table.rows])


def _cell(text: str) -> str:
    """A cell whose figure stays on one line with its sign."""
    return text.replace(" %", "\u00a0%")


def _widths(table: Table) -> list[tuple[int, int]]:
    """For each column the width of its longest word, and that of its longest cell."""
    from rich.cells import cell_len

    found: list[tuple[int, int]] = []
    for index, column in enumerate(table.columns):
        cells = [column, *(_cell(row[index]) for row in table.rows)]
        words = (cell_len(word) for cell in cells for word in cell.split(" "))
        found.append((max(words), max(cell_len(cell) for cell in cells)))
    return found


_GAP = 2


def _least_width(table: Table) -> int:
    """The narrowest terminal on which no word is cut."""
    return sum(least for least, _ in _widths(table)) + _GAP * (len(table.columns) - 1)


def _grid(table: Table, room: int) -> RichTable:
    """The rows as a grid; the widest columns are folded first, never inside a word."""
    from rich.table import Table as RichTable
    from rich.text import Text

    limits = _widths(table)
    widths = [most for _, most in limits]
    while sum(widths) + _GAP * (len(widths) - 1) > room:
        slack = [index for index, (least, _) in enumerate(limits) if widths[index] > least]
        if not slack:
            break
        widths[max(slack, key=lambda index: widths[index])] -= 1
    grid = RichTable(box=None, pad_edge=False, padding=(0, _GAP, 0, 0))
    for index, column in enumerate(table.columns):
        figures = any(row[index][:1].isdigit() or row[index][:1] in {"+", "-", "−"} for row in table.rows)
        grid.add_column(column, justify="right" if index and figures else "left", width=widths[index])
    for row in table.rows:
        grid.add_row(*(Text(_cell(cell)) for cell in row))  # Text: a bracket is no markup
    return grid


def _stacked(table: Table) -> Iterator[str]:
    """Each row as lines of column and cell, a blank line after it."""
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            if cell:
                yield f"{column}: {_cell(cell)}"
        yield ""
