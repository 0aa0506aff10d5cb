"""Which month did REIGN's list of elections give for a coming vote, by the list as published then.

The list of each month from December 2019 to March 2021 is kept. Whatever a list gave was believed until
another one gave something else, also where it turned out wrong. A row without a month that exists (0 and
28 occur, mended in later lists) says nothing and is counted; so does 31 December, which stands for some day
of the year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import polars as pl

from incumbent.domain.panel import LISTING_SCHEMA
from incumbent.evidence.published import read_published
from incumbent.evidence.reign import EARLIEST_YEAR, LATEST_YEAR

PUBLISHED: dict[str, date] = {
    "electionlist_12_19.csv": date(2019, 12, 2),
    "electionlist_1_20.csv": date(2020, 1, 8),
    "electionlist_2_20.csv": date(2020, 2, 3),
    "electionlist_3_20.csv": date(2020, 3, 6),
    "electionlist_4_20.csv": date(2020, 3, 31),
    "electionlist_5_20.csv": date(2020, 5, 4),
    "electionlist_6_20.csv": date(2020, 6, 1),
    "electionlist_7_20.csv": date(2020, 6, 30),
    "electionlist_8_20.csv": date(2020, 8, 3),
    "electionlist_9_20.csv": date(2020, 9, 1),
    "electionlist_10_20.csv": date(2020, 10, 5),
    "electionlist_11_20.csv": date(2020, 11, 3),
    "electionlist_1_21.csv": date(2021, 1, 4),
    "electionlist_2_21.csv": date(2021, 2, 1),
    "electionlist_3_21.csv": date(2021, 3, 1),
}
"""Each list, and the day of the commit that published it; the last is the list that the panel is made of."""
VOTE_COLUMNS: dict[str, type[pl.DataType]] = {
    "ccode": pl.Int64,
    "elecnum": pl.Int64,
    "elec_year": pl.Int64,
    "elec_month": pl.Int64,
    "elec_day": pl.Int64,
    "event": pl.String,
    "type": pl.String,
}
NO_MONTH = "rows of those lists without a month (blank, 0, 28, or 31 December for some day): not used"
DECEMBER, ITS_LAST_DAY = 12, 31
Given = tuple[int, date, bool]
"""State, month, whether for the executive."""
Standing = tuple[int, date, bool, date]
"""The same, and the day of the first list that gave it."""
Listing = tuple[int, date, bool, date, date | None]
"""A row of LISTING_SCHEMA."""


def read_listings(lists: Mapping[str, bytes], counts: Counter[str]) -> pl.DataFrame:
    """Every month that a list gave for a coming vote, while it did (LISTING_SCHEMA).

    Parameters
    ----------
    lists : mapping of file to bytes
        Election lists as published; files named as in PUBLISHED.
    counts : Counter
        Receives how many votes were found ahead, and how many rows gave no month.

    Raises
    ------
    FaultsFoundError
        Renamed columns.
    """
    standing: dict[int, Standing] = {}
    rows: list[Listing] = []
    for file, content in sorted(lists.items(), key=lambda item: PUBLISHED[_name(item[0])]):
        published = PUBLISHED[_name(file)]
        given = _given(content, file, published, counts)
        gone = [vote for vote, known in standing.items() if given.get(vote) != known[:3]]
        rows.extend((*standing.pop(vote), published) for vote in gone)
        standing |= {vote: (*what, published) for vote, what in given.items() if vote not in standing}
    rows.extend((*known, None) for known in standing.values())
    counts["months of coming votes in REIGN's lists as published"] = len(rows)
    return pl.DataFrame(rows, schema=LISTING_SCHEMA, orient="row").sort("gwcode", "listed_on", "month")


def _name(file: str) -> str:
    return file.rpartition("/")[2]


def _given(content: bytes, file: str, published: date, counts: Counter[str]) -> dict[int, Given]:
    """State, month and kind of each vote that one list expects in its own month or later."""
    table = read_published(content, file, VOTE_COLUMNS).filter(pl.col("type") != "R")
    month, year = pl.col("elec_month"), pl.col("elec_year")
    usable = month.is_between(1, 12) & year.is_between(EARLIEST_YEAR, LATEST_YEAR)
    event = pl.col("event").str.to_lowercase()
    ahead = table.filter(event.str.starts_with("vote") | event.str.starts_with("upcoming"))
    some_day = event.str.starts_with("upcoming") & (month == DECEMBER) & (pl.col("elec_day") == ITS_LAST_DAY)
    given = ahead.filter(usable & ~some_day.fill_null(value=False) & pl.col("elecnum").is_not_null())
    counts[NO_MONTH] += ahead.height - given.height
    first = published.replace(day=1)
    found = {
        vote: (state, date(in_year, in_month, 1), kind == "X")
        for vote, state, in_year, in_month, kind in given.select(
            "elecnum", "ccode", "elec_year", "elec_month", "type"
        ).iter_rows()
    }
    return {vote: what for vote, what in found.items() if what[1] >= first}
