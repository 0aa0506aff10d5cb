"""Which votes did the CIA texts announce or report, and from when on.

Only where the effective leader, when a text was shown, was the chief of state or sat in a joint office: in
the others the first date of the text is often that of a figurehead's election. Each text was really shown
from `valid_from` on, so the month it gives for a vote is believed from then until another text gives
another. A vote counts as held if a text says so, or if its month was still given when it came: the texts
are slow to say so, and quick to move a date. That a text still gives a month long past (Ukraine 2024) is not
read: on the day itself nobody could have read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.panel import LISTING_SCHEMA, VOTE_SCHEMA
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


@dataclass(frozen=True, slots=True)
class TextVotes:
    """What the texts say of votes.

    Parameters
    ----------
    votes : polars.DataFrame
        Those after March 2021 (VOTE_SCHEMA).
    listings : polars.DataFrame
        Every month given for a coming vote, while it was (LISTING_SCHEMA).
    """

    votes: pl.DataFrame
    listings: pl.DataFrame


Followed = Callable[[int, date], bool]
"""Whether the head of a state, or a joint office, led it on a day."""
Month = tuple[int, int]


def read_cia_votes(content: bytes, file: str, followed: Followed) -> TextVotes:
    """Votes and months of coming ones in the dated election texts.

    Parameters
    ----------
    content : bytes
    file : str
        Name for messages.
    followed : (state, day) -> bool

    Raises
    ------
    FaultsFoundError
        Renamed columns, no rows, a `valid_from` that does not exist.
    """
    table = read_published(content, file, COLUMNS).with_columns(
        shown=pl.col("valid_from").str.to_date("%Y-%m-%d", strict=False)
    )
    if faults := faults_where(
        table, pl.col("shown").is_null(), file, "valid_from", "an ISO date that exists", _MEND
    ):
        raise FaultsFoundError(faults)
    found: dict[tuple[int, int], dict[str, Any]] = {}
    listings: list[_Listing] = []
    usable = table.filter(pl.col("gwcode").is_not_null()).sort("gwcode", "shown", maintain_order=True)
    for _, texts in usable.group_by("gwcode", maintain_order=True):
        given = _Given()
        for state, shown, text in texts.select("gwcode", "shown", "elections_text").iter_rows():
            if followed(state, shown):
                _read_text(found, given, state, shown, text or "")
        listings.extend(given.rows(int(texts["gwcode"][0])))
    ends: Any = table["shown"].max()
    votes = [
        vote | {"held": vote["vote_date"] <= ends and (vote["held"] or _still_given(vote, listings))}
        for vote in found.values()
    ]
    kept = [vote for vote in votes if vote["held"] or vote["vote_date"] > ends]
    return TextVotes(
        pl.DataFrame(kept, schema=VOTE_SCHEMA).sort("gwcode", "vote_date"),
        pl.DataFrame(listings, schema=LISTING_SCHEMA, orient="row").sort("gwcode", "listed_on", "month"),
    )


_Listing = tuple[int, date, bool, date, date | None]


class _Given:
    """The months that one state's texts give for coming votes."""

    def __init__(self) -> None:
        self._standing: dict[Month, date] = {}
        self._past: list[tuple[Month, date, date | None]] = []

    def now(self, months: set[Month], shown: date) -> None:
        """From a day on the text gives these months."""
        for month in [month for month in self._standing if month not in months]:
            self._past.append((month, self._standing.pop(month), shown))
        for month in months:
            self._standing.setdefault(month, shown)

    def rows(self, state: int) -> list[_Listing]:
        spells = [*self._past, *((month, since, None) for month, since in self._standing.items())]
        return [(state, date(*month, 1), True, since, until) for month, since, until in spells]


def _read_text(
    found: dict[tuple[int, int], dict[str, Any]], given: _Given, state: int, shown: date, text: str
) -> None:
    """Take in what one text says of one state's votes."""
    direct = "directly elected" in text
    dates = list(_dates(text))
    given.now({(day.year, day.month) for day, _, held in dates if not held}, shown)
    for day, exact, held in dates:
        if day > REIGN_ENDS:
            _merge(found, state, day, exact, held, direct)


def _still_given(vote: Mapping[str, Any], listings: Sequence[_Listing]) -> bool:
    """True if the vote's month was still given when it came."""
    day: date = vote["vote_date"]
    return any(
        state == vote["gwcode"]
        and (month.year, month.month) == (day.year, day.month)
        and (until is None or until >= day)
        for state, month, _, _, until in listings
    )


def _dates(text: str) -> Iterator[tuple[date, bool, bool]]:
    """Day, whether it is exact, and whether the vote had been held, of each date in a text."""
    for pattern, held in ((_HELD, True), (_NEXT, False)):
        for day, month, year in pattern.findall(text):
            number = min(int(day), 28) if day else 15
            yield date(int(year), _MONTHS.index(month.lower()) + 1, number), bool(day), held


def _merge(  # noqa: PLR0917 - what one text says of one vote
    found: dict[tuple[int, int], dict[str, Any]],
    state: int,
    day: date,
    exact: bool,
    held: bool,
    direct: bool,
) -> None:
    near = [key for key in found if key[0] == state and abs(key[1] - day.toordinal()) <= SAME_VOTE_DAYS]
    key = near[0] if near else (state, day.toordinal())
    earlier = found.get(key)
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
        "voided": False,
        "incumbent_won": None,
        "leader_changed": None,
    }


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
