"""Which coups were attempted, and which succeeded (Powell & Thyne).

A success need not be a new effective leader (Sudan 2021, Mali 2021): the list never makes a spell,
it only says why one ended.
"""

from __future__ import annotations

import polars as pl

from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.panel import COUP_SCHEMA
from incumbent.evidence.published import faults_where, read_published

COLUMNS: dict[str, type[pl.DataType]] = {"ccode": pl.Int64, "coup": pl.Int64, "date": pl.String}
_MEND = "Compare with the published file, or fetch it again with `incumbent data pull`."


def read_coups(content: bytes, file: str) -> pl.DataFrame:
    """Coup attempts (COUP_SCHEMA).

    Raises
    ------
    FaultsFoundError
        Renamed columns, dates that do not exist, codes other than 1 (failed) and 2 (success).
    """
    table = read_published(content, file, COLUMNS).with_columns(
        pl.col("date").str.to_date("%Y-%m-%d", strict=False).alias("day")
    )
    faults = [
        *faults_where(table, pl.col("day").is_null(), file, "date", "an ISO date that exists", _MEND),
        *faults_where(table, ~pl.col("coup").is_in([1, 2]), file, "coup", "1 (failed) or 2 (success)", _MEND),
    ]
    if faults:
        raise FaultsFoundError(faults)
    return table.select(gwcode="ccode", date="day", success=pl.col("coup") == 2).cast(pl.Schema(COUP_SCHEMA))
