"""Which rows does a published CSV hold, and which of its values are at fault."""

from __future__ import annotations

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
        With every fault at once: encoding, missing columns, values of the wrong type.
    """
    text = _decode(content, file)
    table = pl.read_csv(StringIO(text), infer_schema_length=0, truncate_ragged_lines=False)
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise FaultsFoundError([_missing_column(file, name, table.columns) for name in missing])
    stripped = table.with_row_index(LINE, offset=2).with_columns(
        pl.col(name).str.strip_chars().replace("", None) for name in columns
    )
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


def _decode(content: bytes, file: str) -> str:
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
