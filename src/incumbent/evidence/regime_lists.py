"""Which form of rule did REIGN's list give for a state, by the list as published then.

Eleven lists of February 2019 to February 2021 are kept. Each was believed from the month after it was
published until the next one, also where it turned out wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import polars as pl

from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.panel import REGIME_LISTING_SCHEMA
from incumbent.domain.vocabulary import REGIMES
from incumbent.evidence.published import faults_where, read_published

PUBLISHED: dict[str, date] = {
    f"regime_list_{day}.csv": date.fromisoformat(day)
    for day in (
        "2019-02-19",
        "2019-03-01",
        "2019-05-01",
        "2019-05-06",
        "2019-10-02",
        "2019-11-06",
        "2020-03-31",
        "2020-09-01",
        "2021-01-05",
        "2021-02-01",
        "2021-02-08",
    )
}
"""Each list, and the day of the commit that published it."""
REPLACED_ON = date(2021, 3, 1)
"""From this day on the list that the panel is made of was the newest."""
COLUMNS: dict[str, type[pl.DataType]] = {
    "cowcode": pl.Int64,
    "gwf_startdate": pl.String,
    "gwf_regimetype": pl.String,
}
MISSPELT: dict[str, str] = {"provisonal": "provisional"}
NO_START = "rows of REIGN's regime lists as published without a day of start: not used"
_FETCH_AGAIN = "Compare with the published file, or fetch it again with `incumbent data pull`."


def read_regime_lists(lists: Mapping[str, bytes], counts: Counter[str]) -> pl.DataFrame:
    """The form of rule that each list gave for each state (REGIME_LISTING_SCHEMA).

    Parameters
    ----------
    lists : mapping of file to bytes
        Regime lists as published; files named as in PUBLISHED.
    counts : Counter
        Receives how many rows were read, and how many gave no start.

    Raises
    ------
    FaultsFoundError
        Renamed columns, unknown forms of rule.
    """
    ordered = sorted((PUBLISHED[file.rpartition("/")[2]], file) for file in lists)
    ends = [*(day for day, _ in ordered[1:]), REPLACED_ON]
    parts = [_newest(lists[file], file, day, counts) for day, file in ordered]
    dated = [
        part.with_columns(listed_on=pl.lit(day), unlisted_on=pl.lit(end))
        for part, (day, _), end in zip(parts, ordered, ends, strict=True)
    ]
    schema = pl.Schema(REGIME_LISTING_SCHEMA)
    if not dated:
        return pl.DataFrame(schema=schema)
    found = pl.concat(dated).select(schema.names()).cast(schema).sort("gwcode", "listed_on")
    counts["forms of rule in REIGN's lists as published"] = found.height
    return found


def _newest(content: bytes, file: str, published: date, counts: Counter[str]) -> pl.DataFrame:
    """Of each state the form of rule that began last before the list was published."""
    table = read_published(content, file, COLUMNS).with_columns(
        pl.col("gwf_regimetype").str.to_lowercase().replace(MISSPELT).alias("regime"),
        pl.col("gwf_startdate").str.to_date("%m/%d/%Y", strict=False).alias("start_date"),
    )
    words = f"one of {', '.join(REGIMES)}"
    if faults := faults_where(
        table, ~pl.col("regime").is_in(REGIMES), file, "gwf_regimetype", words, _FETCH_AGAIN
    ):
        raise FaultsFoundError(faults)
    counts[NO_START] += table["start_date"].null_count()
    begun = table.filter(pl.col("start_date") <= published).rename({"cowcode": "gwcode"})
    return begun.sort("start_date").group_by("gwcode", maintain_order=True).last()
