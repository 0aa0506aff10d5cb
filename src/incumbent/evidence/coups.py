"""Which coups were attempted, and which succeeded (Powell & Thyne).

A success need not be a new effective leader (Sudan 2021, Mali 2021): the list never makes a spell,
it only says why one ended.
"""

from __future__ import annotations

import io

import polars as pl

from incumbent.domain.errors import Fault, FaultsFoundError
from incumbent.domain.panel import COUP_SCHEMA
from incumbent.evidence.published import faults_where, read_published

COLUMNS: dict[str, type[pl.DataType]] = {"ccode": pl.Int64, "coup": pl.Int64, "date": pl.String}
_MEND = "Compare with the published file, or fetch it again with `incumbent data pull`."


def read_coups(content: bytes, file: str) -> pl.DataFrame:
    """Coup attempts (COUP_SCHEMA), from the publisher's tab-separated text or a CSV with a `date`.

    Raises
    ------
    FaultsFoundError
        Renamed columns, dates that do not exist, codes other than 1 (failed) and 2 (success).
    """
    csv = _dated_csv(content, file) if b"\t" in content.partition(b"\n")[0] else content
    table = read_published(csv, file, COLUMNS).with_columns(
        pl.col("date").str.to_date("%Y-%m-%d", strict=False).alias("day")
    )
    faults = [
        *faults_where(table, pl.col("day").is_null(), file, "date", "an ISO date that exists", _MEND),
        *faults_where(table, ~pl.col("coup").is_in([1, 2]), file, "coup", "1 (failed) or 2 (success)", _MEND),
    ]
    if faults:
        raise FaultsFoundError(faults)
    return table.select(gwcode="ccode", date="day", success=pl.col("coup") == 2).cast(pl.Schema(COUP_SCHEMA))


def _dated_csv(content: bytes, file: str) -> bytes:
    """The publisher's text as CSV, with the date of year, month and day; one that does not exist is blank."""
    table = pl.read_csv(io.BytesIO(content), separator="\t", infer_schema_length=0, encoding="utf8-lossy")
    parts = ("year", "month", "day")
    if missing := [name for name in parts if name not in table.columns]:
        must_be = f"a table with a column {missing[0]!r}"
        raise FaultsFoundError([Fault(file, must_be, "Use the published column names.", 1, missing[0])])
    year, month, day = (pl.col(name).str.strip_chars() for name in parts)
    dated = pl.concat_str([year, month.str.zfill(2), day.str.zfill(2)], separator="-")
    return table.with_columns(date=dated).write_csv().encode()
