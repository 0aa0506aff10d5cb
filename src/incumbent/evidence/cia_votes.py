"""Which votes did the CIA texts announce or report, and from when on.

Only for states whose effective leader is the chief of state or sits in a joint office: in the others
the first date of the text is often that of a figurehead's election. Each text was really shown from
`valid_from` on, so a vote's month is known from the first text that gives that month (`listed_on`). A vote
due before the last text counts as held: the texts are slow to say so, and quick to move a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl

from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.panel import VOTE_SCHEMA
from incumbent.evidence.published import faults_where, read_published

COLUMNS: dict[str, type[pl.DataType]] = {
    "gwcode": pl.Int64,
    "valid_from": pl.String,
    "elections_text": pl.String,
}
_MEND = "Compare with the published file, or fetch it again with `incumbent data pull`."
SAME_VOTE_DAYS = 200
REIGN_ENDS = date(2021, 3, 1)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_DATE = rf"(?:on |in )?(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) (\d{{4}})"
_HELD = re.compile(rf"(?:last|most recently|election) held [^;()]*?{_DATE}", re.IGNORECASE)
_NEXT = re.compile(rf"next (?:election )?(?:to be )?(?:held|due)? ?[^;()]*?{_DATE}", re.IGNORECASE)


def read_cia_votes(content: bytes, file: str, followed: frozenset[int]) -> pl.DataFrame:
    """Votes after March 2021 (VOTE_SCHEMA), each known from the day its text was first shown.

    Parameters
    ----------
    content : bytes
    file : str
        Name for messages.
    followed : frozenset of int
        States whose chief of state, or joint leader, is the effective leader.

    Raises
    ------
    FaultsFoundError
        Renamed columns, a `valid_from` that does not exist.
    """
    day = pl.col("valid_from").str.to_date("%Y-%m-%d", strict=False)
    table = read_published(content, file, COLUMNS).with_columns(shown=day)
    if faults := faults_where(
        table, pl.col("shown").is_null(), file, "valid_from", "an ISO date that exists", _MEND
    ):
        raise FaultsFoundError(faults)
    found: dict[tuple[int, int], dict[str, object]] = {}
    for row in table.sort("valid_from").iter_rows(named=True):
        state, text = row["gwcode"], row["elections_text"]
        if state not in followed or text is None:
            continue
        direct = "directly elected" in text
        for day, exact, held in _dates(text):
            if day > REIGN_ENDS:
                _merge(found, state, day, exact, held, row["shown"], direct)
    votes = pl.DataFrame(list(found.values()), schema=VOTE_SCHEMA)
    ends = pl.lit(table["shown"].max())
    return votes.with_columns(held=pl.col("vote_date") <= ends).sort("gwcode", "vote_date")


def _dates(text: str) -> Iterator[tuple[date, bool, bool]]:
    """Day, whether it is exact, and whether the vote had been held, of each date in a text."""
    for pattern, held in ((_HELD, True), (_NEXT, False)):
        for day, month, year in pattern.findall(text):
            number = min(int(day), 28) if day else 15
            yield date(int(year), _MONTHS.index(month.lower()) + 1, number), bool(day), held


def _merge(  # noqa: PLR0917 - what one text says of one vote
    found: dict[tuple[int, int], dict[str, object]],
    state: int,
    day: date,
    exact: bool,
    held: bool,
    known_at: date,
    direct: bool,
) -> None:
    near = [key for key in found if key[0] == state and abs(key[1] - day.toordinal()) <= SAME_VOTE_DAYS]
    key = near[0] if near else (state, day.toordinal())
    earlier = found.get(key)
    moved = earlier is not None and _month_of(earlier["vote_date"]) != (day.year, day.month)
    found[key] = {
        "vote_id": state * 1_000_000 + day.year * 100 + day.month,
        "gwcode": state,
        "vote_date": day,
        "day_known": exact,
        "executive": True,
        "direct": direct,
        "regular": True,
        "as_scheduled": True,
        "held": held or (earlier is not None and bool(earlier["held"])),
        "announced_on": None,
        "listed_on": known_at if earlier is None or moved else earlier["listed_on"],
        "voided": False,
        "incumbent_won": None,
        "leader_changed": None,
    }


def _month_of(day: object) -> tuple[int, int] | None:
    return (day.year, day.month) if isinstance(day, date) else None


def joined_votes(reign: pl.DataFrame, cia: pl.DataFrame) -> pl.DataFrame:
    """REIGN's votes and the CIA's; a vote that REIGN only planned gives way to the CIA's word on it."""
    planned = reign.filter(~pl.col("held") & (pl.col("vote_date") > REIGN_ENDS)).join(
        cia.select("gwcode", other="vote_date"), on="gwcode", how="inner"
    )
    replaced = planned.filter(
        (pl.col("vote_date") - pl.col("other")).dt.total_days().abs() <= SAME_VOTE_DAYS
    )["vote_id"].unique()
    kept = reign.filter(~pl.col("vote_id").is_in(replaced.implode()))
    return pl.concat([kept, cia]).sort("gwcode", "vote_date")
