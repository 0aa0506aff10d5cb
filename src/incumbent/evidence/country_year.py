"""What V-Dem and the Lexical Index say of a country in a year, and since when it was known.

Both publish the values of a year in the spring after it, and revise them later: none of them is a vintage.
`known_from` is therefore the first of May of the year after, at the earliest.
"""

from __future__ import annotations

import polars as pl

from incumbent.domain.errors import FaultsFoundError
from incumbent.evidence.published import faults_where, read_published

VDEM: dict[str, type[pl.DataType]] = {
    "country_text_id": pl.String,
    "year": pl.Int64,
    "v2x_polyarchy": pl.Float64,
    "v2x_libdem": pl.Float64,
}
LIED: dict[str, type[pl.DataType]] = {
    "GWn": pl.Int64,
    "year": pl.Int64,
    "lexical_index": pl.Int64,
    "turnover_event": pl.Int64,
}
_MEND = "Compare with the published file, or fetch it again."


def read_vdem(content: bytes, file: str) -> pl.DataFrame:
    """V-Dem's indices of electoral and liberal democracy, 0 to 1.

    Returns
    -------
    polars.DataFrame
        country_text_id, year, electoral, liberal (null where not coded), known_from.

    Raises
    ------
    FaultsFoundError
        Renamed columns, values outside 0 to 1, a country and year given twice.
    """
    table = read_published(content, file, VDEM)
    twice = pl.struct("country_text_id", "year").is_duplicated()
    electoral, liberal = (~pl.col(name).is_between(0, 1) for name in ("v2x_polyarchy", "v2x_libdem"))
    faults = [
        *faults_where(table, electoral, file, "v2x_polyarchy", "from 0 to 1", _MEND),
        *faults_where(table, liberal, file, "v2x_libdem", "from 0 to 1", _MEND),
        *faults_where(table, twice, file, "country_text_id", "one row a country and year", "Remove one."),
    ]
    if faults:
        raise FaultsFoundError(faults)
    return table.select(
        "country_text_id", "year", _known_from(), electoral="v2x_polyarchy", liberal="v2x_libdem"
    )


def read_lied(content: bytes, file: str) -> pl.DataFrame:
    """The Lexical Index of Electoral Democracy, 0 to 6, and whether an incumbent lost an election and left.

    Returns
    -------
    polars.DataFrame
        gwcode, year, lexical_index, turnover (null where not coded), known_from; rows without a number of
        the state are left out.

    Raises
    ------
    FaultsFoundError
        Renamed columns, values outside the codebook.
    """
    table = read_published(content, file, LIED)
    faults = [
        *faults_where(
            table, ~pl.col("lexical_index").is_between(0, 6), file, "lexical_index", "from 0 to 6", _MEND
        ),
        *faults_where(
            table, ~pl.col("turnover_event").is_in([0, 1]), file, "turnover_event", "0 or 1", _MEND
        ),
    ]
    if faults:
        raise FaultsFoundError(faults)
    return table.filter(pl.col("GWn").is_not_null()).select(
        "year", "lexical_index", _known_from(), gwcode="GWn", turnover=pl.col("turnover_event") == 1
    )


def _known_from() -> pl.Expr:
    return pl.date(pl.col("year") + 1, 5, 1).alias("known_from")
