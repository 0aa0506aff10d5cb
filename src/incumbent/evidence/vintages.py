"""When was the month of a vote first on REIGN's list of elections, by the list as published then.

The list of each month from December 2019 to March 2021 is kept. A row without a month that exists (0 and
28 occur, mended in later lists) says nothing and is counted; so does 31 December, which stands for some day
of the year. Only the month that the vote has in the end counts: while a list gives another, the plan stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import polars as pl

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
    "elecnum": pl.Int64,
    "elec_year": pl.Int64,
    "elec_month": pl.Int64,
    "elec_day": pl.Int64,
    "event": pl.String,
}
NO_MONTH = "rows of those lists without a month (blank, 0, 28, or 31 December for some day): not used"
DECEMBER, ITS_LAST_DAY = 12, 31


def first_listed(votes: pl.DataFrame, lists: Mapping[str, bytes], counts: Counter[str]) -> pl.DataFrame:
    """The same votes (VOTE_SCHEMA) with `listed_on` from the lists as published.

    Parameters
    ----------
    votes : polars.DataFrame
        REIGN's votes by its last list.
    lists : mapping of file to bytes
        Election lists as published; files named as in PUBLISHED.
    counts : Counter
        Receives how many votes were found ahead, and how many rows gave no month.

    Raises
    ------
    FaultsFoundError
        Renamed columns.
    """
    day = pl.col("vote_date").dt
    some_day = ~pl.col("held") & (day.month() == DECEMBER) & (day.day() == ITS_LAST_DAY)
    days = dict(votes.filter(~some_day).select("vote_id", "vote_date").iter_rows())
    listed: dict[int, date] = {}
    for file, content in sorted(lists.items(), key=lambda item: PUBLISHED[_name(item[0])]):
        published = PUBLISHED[_name(file)]
        for vote_id, month in _months_given(content, file, counts).items():
            final = days.get(vote_id)
            if final is not None and (final.year, final.month) == month and published < final:
                listed.setdefault(vote_id, published)
    counts["votes listed ahead in a list as published then"] = len(listed)
    found = pl.DataFrame(
        {"vote_id": list(listed), "found": list(listed.values())},
        schema={"vote_id": pl.Int64, "found": pl.Date},
    )
    joined = votes.join(found, on="vote_id", how="left", maintain_order="left")
    return joined.with_columns(listed_on=pl.col("found")).select(votes.columns)


def _name(file: str) -> str:
    return file.rpartition("/")[2]


def _months_given(content: bytes, file: str, counts: Counter[str]) -> dict[int, tuple[int, int]]:
    """The last month one list gives for each vote that it held or expects."""
    table = read_published(content, file, VOTE_COLUMNS)
    month, year = pl.col("elec_month"), pl.col("elec_year")
    usable = month.is_between(1, 12) & year.is_between(EARLIEST_YEAR, LATEST_YEAR)
    event = pl.col("event").str.to_lowercase()
    ahead = table.filter(event.str.starts_with("vote") | event.str.starts_with("upcoming"))
    some_day = event.str.starts_with("upcoming") & (month == DECEMBER) & (pl.col("elec_day") == ITS_LAST_DAY)
    given = ahead.filter(usable & ~some_day.fill_null(value=False) & pl.col("elecnum").is_not_null())
    counts[NO_MONTH] += ahead.height - given.height
    return {
        vote: (in_year, in_month)
        for vote, in_year, in_month in given.select("elecnum", "elec_year", "elec_month").iter_rows()
    }
