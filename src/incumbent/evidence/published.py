"""Which rows does a published CSV hold, and which of its values are at fault."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Mapping
from io import StringIO

import polars as pl

from incumbent.domain.errors import Fault, FaultsFoundError

LINE = "line"
"""Column added to every table: the line of the file, counted from 1."""


def read_published(
    content: bytes, file: str, columns: Mapping[str, pl.DataType | type[pl.DataType]]
) -> pl.DataFrame:
    """Read the named columns of a published CSV, refusing what does not fit the declared schema.

    Parameters
    ----------
    content : bytes
        UTF-8 CSV with a header.
    file : str
        Name for messages.
    columns : mapping of column name to polars type
        Blank cells become null; everything else must have the type.

    Returns
    -------
    polars.DataFrame
        The named columns in the given order, and `line`.

    Raises
    ------
    FaultsFoundError
        With every fault at once: encoding, no rows, rows cut short or given twice, missing columns, values
        of the wrong type.
    """
    header, rows = _rows(_decode(content, file), file)
    missing = [name for name in columns if name not in header]
    if missing:
        raise FaultsFoundError([_missing_column(file, name, header) for name in missing])
    twice = [name for name in columns if header.count(name) > 1]
    if twice:
        mend = "Remove one of them."
        raise FaultsFoundError([Fault(file, "one column of that name", mend, 1, name) for name in twice])
    places = {name: header.index(name) for name in columns}
    cells = {name: [row[place] for _, row in rows] for name, place in places.items()}
    lines: dict[str, list[int]] = {LINE: [line for line, _ in rows]}
    table = pl.DataFrame(cells | lines, schema=dict.fromkeys(cells, pl.String) | {LINE: pl.Int64})
    stripped = table.with_columns(pl.col(name).str.strip_chars().replace("", None) for name in columns)
    typed = stripped.select(
        *(pl.col(name).cast(kind, strict=False) for name, kind in columns.items()),
        pl.col(LINE).cast(pl.Int64),
    )
    faults = [
        fault for name, kind in columns.items() for fault in _wrong_type(stripped, typed, file, name, kind)
    ]
    if faults:
        raise FaultsFoundError(faults)
    return typed


def calendar_date(year: str, month: str, day: pl.Expr) -> pl.Expr:
    """The date of three integer columns; null if it does not exist.

    Day 29, 30 or 31 of a shorter month is read as that month's last day: REIGN plans a vote on 2025-11-31.
    """
    first = pl.format("{}-{}-1", year, month).str.to_date("%Y-%m-%d", strict=False)
    day_in_month = pl.min_horizontal(day, first.dt.month_end().dt.day().cast(pl.Int64))
    exists = day.is_between(1, 31)
    return pl.when(exists).then(first + pl.duration(days=day_in_month - 1)).otherwise(None)


def faults_where(  # noqa: PLR0917 - a fault has these six parts
    table: pl.DataFrame,
    wrong: pl.Expr,
    file: str,
    column: str,
    must_be: str,
    mend: str,
) -> list[Fault]:
    """One fault for each row of `table` for which `wrong` is true (null counts as false)."""
    bad = table.filter(wrong.fill_null(value=False)).select(LINE, column)
    return [Fault(file, must_be, mend, int(line), column, str(value)) for line, value in bad.iter_rows()]


_AGAIN = "The file may be cut short or mended by hand: compare it with the published one, or fetch it again."
Row = tuple[int, list[str]]
"""The line on which a row begins, and its cells."""


def _rows(text: str, file: str) -> tuple[list[str], list[Row]]:
    """The header and every row that is not blank; as many cells in each, none twice."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        before = 0
        for row in reader:
            if row:
                rows.append((before + 1, row))
            before = reader.line_num
    except csv.Error as error:
        fault = Fault(file, f"a table whose quotes are closed ({error})", _AGAIN, reader.line_num)
        raise FaultsFoundError([fault]) from None
    if len(rows) < 2:
        raise FaultsFoundError([Fault(file, "a table with a header and at least one row", _AGAIN)])
    header = rows[0][1]
    if faults := _broken_rows(rows, file):
        raise FaultsFoundError(faults)
    return header, rows[1:]


def _broken_rows(rows: list[Row], file: str) -> list[Fault]:
    """Rows with too many or too few cells, and rows given before, each with its line."""
    width = len(rows[0][1])
    faults: list[Fault] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, row in rows[1:]:
        if len(row) != width:
            faults.append(Fault(file, f"a row of {width} cells; it has {len(row)}", _AGAIN, line))
            continue
        first = seen.setdefault(tuple(row), line)
        if first != line:
            mend = "Remove one of them."
            faults.append(Fault(file, f"given once; line {first} says the same", mend, line))
    return faults


def _decode(content: bytes, file: str) -> str:
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise FaultsFoundError([Fault(file, "text without zero bytes", _AGAIN, line)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        fault = Fault(
            file,
            "UTF-8 text",
            "The file looks like latin-1 or cp1252: convert it (iconv -f cp1252 -t utf-8) or fetch it again.",
            line,
            value=repr(content[error.start : error.start + 1]),
        )
        raise FaultsFoundError([fault]) from None


def _missing_column(file: str, name: str, present: list[str]) -> Fault:
    near = difflib.get_close_matches(name, present, n=1, cutoff=0.5)
    hint = f"Was it renamed to {near[0]!r}? " if near else ""
    return Fault(file, f"a table with a column {name!r}", f"{hint}Use the published column names.", 1, name)


def _wrong_type(
    before: pl.DataFrame, after: pl.DataFrame, file: str, name: str, kind: pl.DataType | type[pl.DataType]
) -> list[Fault]:
    lost = before[name].is_not_null() & after[name].is_null()
    if not lost.any():
        return []
    bad = before.filter(lost).select(LINE, name)
    mend = "Mend the value, or leave it blank if unknown."
    return [
        Fault(file, f"of type {kind}", mend, int(line), name, str(value)) for line, value in bad.iter_rows()
    ]
