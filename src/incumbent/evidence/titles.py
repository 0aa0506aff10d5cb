"""Which title had the one who held power before 2021: chief of state, or head of government.

The CIA record lists both offices of every state, as shown in October and November 2015, November 2016, March
2017 and from November 2020 on. A holder is the leader if a name agrees and the time overlaps; who is listed
for both offices counts as chief of state, as the record itself has it after 2021. Whoever came and went
between the lists, or stands there under another name, gets no title: that nobody of that name is listed
does not say that power lay beside both offices.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from rapidfuzz import fuzz

from incumbent.domain.errors import FaultsFoundError
from incumbent.evidence.matching import OFFICES, SAME_NAME
from incumbent.evidence.published import faults_where, read_published

COLUMNS: dict[str, type[pl.DataType]] = {
    "gwcode": pl.Int64,
    "role": pl.String,
    "holder_as_printed": pl.String,
    "spelling_variants": pl.String,
    "first_seen": pl.String,
    "gone_by": pl.String,
}
CHIEF, HEAD = "chief_of_state", "head_of_government"
_MEND = "Compare with the published file, or fetch it again with `incumbent data pull`."


def read_officeholders(content: bytes, file: str) -> pl.DataFrame:
    """Holders of both offices: gwcode, role, names, first_seen, gone_by (null: still shown).

    Raises
    ------
    FaultsFoundError
        Renamed columns, roles that are not known, days that do not exist.
    """
    table = read_published(content, file, COLUMNS).with_columns(
        pl.col(name).str.to_date("%Y-%m-%d", strict=False).alias(f"{name}_day")
        for name in ("first_seen", "gone_by")
    )
    unreadable = pl.col("gone_by").is_not_null() & pl.col("gone_by_day").is_null()
    day = "an ISO date that exists"
    faults = [
        *faults_where(table, ~pl.col("role").is_in([CHIEF, HEAD]), file, "role", f"{CHIEF} or {HEAD}", _MEND),
        *faults_where(table, pl.col("first_seen_day").is_null(), file, "first_seen", day, _MEND),
        *faults_where(table, unreadable, file, "gone_by", f"{day}, or blank", _MEND),
    ]
    if faults:
        raise FaultsFoundError(faults)
    names = pl.concat_str("holder_as_printed", "spelling_variants", separator=" ", ignore_nulls=True)
    return table.filter(pl.col("gwcode").is_not_null()).select(
        "gwcode", "role", names=names, first_seen="first_seen_day", gone_by="gone_by_day"
    )


def titled(spells: pl.DataFrame, holders: pl.DataFrame, counts: Counter[str]) -> pl.DataFrame:
    """The spells (SPELL_SCHEMA), `office` filled in where it was blank and the list shows who had a title.

    Parameters
    ----------
    spells, holders : polars.DataFrame
    counts : Counter
        Receives how many spells got which title.
    """
    by_state: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in holders.to_dicts():
        by_state[row["gwcode"]].append(row)
    first: Any = holders["first_seen"].min()
    offices: list[str | None] = []
    for spell in spells.select("gwcode", "leader", "start_date", "end_date", "office").to_dicts():
        office = spell["office"]
        if office is None and (spell["end_date"] is None or spell["end_date"] > first):
            office = _title(spell, by_state[spell["gwcode"]])
            counts[f"spells that ended 2015 to 2020, title by office-holders: {office or 'not listed'}"] += 1
        offices.append(office)
    return spells.with_columns(office=pl.Series(offices, dtype=pl.String))


def _title(spell: Mapping[str, Any], holders: Sequence[Mapping[str, Any]]) -> str | None:
    own = {row["role"] for row in holders if _overlap(spell, row) and _is(spell["leader"], row["names"])}
    return OFFICES[CHIEF if CHIEF in own else HEAD] if own else None


def _overlap(spell: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    starts_before = spell["end_date"] is None or row["first_seen"] < spell["end_date"]
    return starts_before and (row["gone_by"] is None or row["gone_by"] > spell["start_date"])


def _is(leader: str, names: str) -> bool:
    """True if a word of the names as printed is nearly a word of the leader's name."""
    words, printed = (re.findall(r"[^\W\d_]{3,}", text.lower()) for text in (leader, names))
    return any(fuzz.ratio(word, other) >= SAME_NAME for word in words for other in printed)
