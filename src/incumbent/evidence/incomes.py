"""What was the income per head of each state and year.

From the table of gross domestic product that A. Beger merged from the World Bank, the United Nations and
Gleditsch. No vintage: the values were revised since, so the model reads them with a lag of two years.
"""

from __future__ import annotations

import polars as pl

from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.panel import INCOME_SCHEMA
from incumbent.evidence.published import faults_where, read_published

COLUMNS: dict[str, type[pl.DataType]] = {
    "gwcode": pl.Int64,
    "year": pl.Int64,
    "NY.GDP.PCAP.KD": pl.Float64,
}
EARLIEST_YEAR, LATEST_YEAR = 1800, 2035
_MEND = "Compare with the published file, or fetch it again with `incumbent data pull`."


def read_incomes(content: bytes, file: str) -> pl.DataFrame:
    """Income per head (INCOME_SCHEMA); blank where none is printed.

    Raises
    ------
    FaultsFoundError
        Renamed columns, years out of range, incomes not above zero, a state and year twice.
    """
    table = read_published(content, file, COLUMNS)
    income, years = pl.col("NY.GDP.PCAP.KD"), f"a year from {EARLIEST_YEAR} to {LATEST_YEAR}"
    doubled = pl.struct("gwcode", "year").is_duplicated()
    faults = [
        *faults_where(
            table, ~pl.col("year").is_between(EARLIEST_YEAR, LATEST_YEAR), file, "year", years, _MEND
        ),
        *faults_where(table, ~(income > 0), file, "NY.GDP.PCAP.KD", "above 0, or blank", _MEND),
        *faults_where(table, doubled, file, "year", "one row a state and year", "Remove the doubled row."),
    ]
    if faults:
        raise FaultsFoundError(faults)
    return table.select("gwcode", "year", income_per_head=income).cast(pl.Schema(INCOME_SCHEMA))
