"""Who led which state since March 2021, from dated snapshots of the CIA World Factbook.

Rules for the defects its README names: the end is the successor's start; a leader who took leave and
came back (El Salvador 2023, Thailand 2022: the note says "same person as the REIGN spell") never
left, and the acting holder in between is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

import polars as pl

from incumbent.domain.errors import FaultsFoundError
from incumbent.evidence.matching import OFFICES
from incumbent.evidence.published import faults_where, read_published

LEADER_COLUMNS: dict[str, type[pl.DataType]] = {
    "ccode": pl.Int64,
    "country": pl.String,
    "leader": pl.String,
    "start_date": pl.String,
    "start_precision": pl.String,
    "end_date": pl.String,
    "role": pl.String,
    "source": pl.String,
    "first_seen": pl.String,
    "note": pl.String,
}
_MEND = "Compare with the published file, or fetch it again with `incumbent data pull`."
_CAME_BACK = "same person as the REIGN spell"


def read_cia_leaders(content: bytes, file: str) -> pl.DataFrame:
    """Spells of effective leaders, those who came back joined to their first row.

    Returns
    -------
    polars.DataFrame
        gwcode, country, leader, start_date, end_date (null while in office), role, from_reign,
        first_seen, note.

    Raises
    ------
    FaultsFoundError
        Renamed columns, dates that do not exist, unknown roles, doubled spells, two leaders at once.
    """
    table = (
        read_published(content, file, LEADER_COLUMNS)
        .with_columns(
            pl.col(name).str.to_date("%Y-%m-%d", strict=False).alias(f"{name}_day")
            for name in ("start_date", "end_date", "first_seen")
        )
        .sort("ccode", "start_date_day", maintain_order=True)
    )
    start, end = pl.col("start_date_day"), pl.col("end_date_day")
    later = start.shift(-1).over("ccode")
    at_once = (end > later) | (end.is_null() & later.is_not_null())
    unreadable = end.is_null() & pl.col("end_date").is_not_null()
    words = f"one of {', '.join(OFFICES)}"
    faults = [
        *faults_where(table, ~pl.col("role").is_in(list(OFFICES)), file, "role", words, _MEND),
        *faults_where(table, start.is_null(), file, "start_date", "an ISO date that exists", _MEND),
        *faults_where(table, unreadable, file, "end_date", "an ISO date that exists, or blank", _MEND),
        *faults_where(table, end < start, file, "end_date", "on or after the start", _MEND),
        *faults_where(
            table,
            at_once,
            file,
            "leader",
            "the only leader of the state on a day",
            "End this spell on the day its successor starts.",
        ),
    ]
    if faults:
        raise FaultsFoundError(faults)
    return _joined(table).select(
        gwcode="ccode",
        country="country",
        leader="leader",
        start_date="start_date_day",
        end_date="end_date_day",
        role="role",
        from_reign=pl.col("source").str.starts_with("REIGN"),
        first_seen="first_seen_day",
        note="note",
    )


def head_leads(spells: pl.DataFrame, *, titled: bool = False) -> Callable[[int, date], bool]:
    """Whether the chief of state, or a joint office, led a state on a day, by who led it then.

    Parameters
    ----------
    spells : polars.DataFrame
        As `read_cia_leaders` has them; before its first spell a state is led as in it.
    titled : bool
        Not who held power without the title: a party's leader serves no president's terms.
    """
    led: defaultdict[int, list[tuple[date, bool]]] = defaultdict(list)
    for state, start, role in spells.sort("start_date").select("gwcode", "start_date", "role").iter_rows():
        led[state].append((start, role == "chief_of_state" if titled else role != "head_of_government"))

    def leads(state: int, day: date) -> bool:
        begun = [head for start, head in led[state] if start <= day] or [head for _, head in led[state][:1]]
        return bool(begun) and begun[-1]

    return leads


def _joined(table: pl.DataFrame) -> pl.DataFrame:
    """Give the first row of a leader who came back the end of the last; drop the rows between."""
    came_back = pl.col("note").str.contains(_CAME_BACK, literal=True).fill_null(value=False)
    returns = table.filter(came_back).select("ccode", returned="start_date_day", ended="end_date_day")
    marked = table.join(returns, on="ccode", how="left")
    first = pl.col("source").str.starts_with("REIGN") & pl.col("returned").is_not_null()
    after = ~first & pl.col("returned").is_not_null() & (pl.col("start_date_day") <= pl.col("returned"))
    return marked.filter(~after).with_columns(
        end_date_day=pl.when(first).then(pl.col("ended")).otherwise(pl.col("end_date_day"))
    )
