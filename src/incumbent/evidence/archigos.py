"""What does Archigos say: exact days of entry and exit, and why leaders left.

Rules for the defects its README names: "Still in Office" is censoring; birth years before 1700 (the
codes -999 to -666 among them) are missing; the person is `leadid`, the spell `obsid`.
"""

from __future__ import annotations

import polars as pl

from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.vocabulary import Cause
from incumbent.evidence.published import faults_where, read_published
from incumbent.evidence.stata import MARK, stata_as_csv

COLUMNS: dict[str, type[pl.DataType]] = {
    "obsid": pl.String,
    "leadid": pl.String,
    "ccode": pl.Int64,
    "leader": pl.String,
    "startdate": pl.String,
    "enddate": pl.String,
    "entry": pl.String,
    "exit": pl.String,
    "gender": pl.String,
    "yrborn": pl.Float64,
}
CAUSES: dict[str, Cause | None] = {
    "Regular": Cause.REGULAR,
    "Irregular": Cause.IRREGULAR,
    "Foreign": Cause.FOREIGN,
    "Natural Death": Cause.DEATH,
    "Retired Due to Ill Health": Cause.REGULAR,
    "Suicide": Cause.DEATH,
    "Unknown": None,
    "Still in Office": None,
}
"""Retiring ill is an act of the holder: it counts as regular, as no list after 2015 tells it apart."""
_MEND = "Compare with the published file, or fetch it again with `incumbent data pull`."


def read_archigos(content: bytes, file: str) -> pl.DataFrame:
    """Archigos' spells, from the publisher's Stata file or a CSV of it.

    Returns
    -------
    polars.DataFrame
        obsid, leadid, gwcode, leader, start_date, end_date (null while in
        office), exit_cause, irregular_entry, birth_year, woman.

    Raises
    ------
    FaultsFoundError
        Renamed columns, dates that do not exist, words outside the codebook, doubled spells.
    """
    csv = stata_as_csv(content, file) if content.startswith(MARK) else content
    table = read_published(csv, file, COLUMNS).with_columns(
        pl.col("startdate").str.to_date("%Y-%m-%d", strict=False).alias("start_date"),
        pl.col("enddate").str.to_date("%Y-%m-%d", strict=False).alias("last_date"),
    )
    iso, words = "an ISO date that exists", f"one of {', '.join(CAUSES)}"
    faults = [
        *faults_where(table, pl.col("start_date").is_null(), file, "startdate", iso, _MEND),
        *faults_where(table, pl.col("last_date").is_null(), file, "enddate", iso, _MEND),
        *faults_where(table, ~pl.col("exit").is_in(list(CAUSES)), file, "exit", words, _MEND),
        *faults_where(table, pl.col("obsid").is_duplicated(), file, "obsid", "one row a spell", "Remove it."),
        *faults_where(
            table, pl.col("last_date") < pl.col("start_date"), file, "enddate", "on or after the entry", _MEND
        ),
    ]
    if faults:
        raise FaultsFoundError(faults)
    causes = {word: cause.value for word, cause in CAUSES.items() if cause is not None}
    return table.select(
        "obsid",
        "leadid",
        pl.col("ccode").alias("gwcode"),
        "leader",
        "start_date",
        pl.when(pl.col("exit") == "Still in Office")
        .then(None)
        .otherwise(pl.col("last_date"))
        .alias("end_date"),
        pl.col("exit").replace_strict(causes, default=None, return_dtype=pl.String).alias("exit_cause"),
        pl.col("entry").is_in(["Irregular", "Foreign Imposition"]).alias("irregular_entry"),
        pl.when(pl.col("yrborn") >= 1700).then(pl.col("yrborn")).cast(pl.Int64).alias("birth_year"),
        (pl.col("gender") == "F").alias("woman"),
    )
