"""What does a panel not say, and what is read in its place: counted, so that nothing is filled in unseen."""

from __future__ import annotations

from collections import Counter
from datetime import date

import polars as pl

from incumbent.domain.panel import LeaderPanel

GAP_DAYS = 31
_UNSAID = {
    "birth_year": "spells without a birth year: a usual age stands for it",
    "woman": "spells without a word on the sex: read as a man's",
    "military": "spells without a word on a military career: read as none",
}
SOURCES_WITHOUT_ELECTED = ("CIA", "Archigos")


def lacking(panel: LeaderPanel) -> Counter[str]:
    """What is missing in words: how many spells or states lack it.

    Parameters
    ----------
    panel : LeaderPanel

    Returns
    -------
    Counter of str
    """
    spells = panel.spells
    found = Counter({said: spells[name].null_count() for name, said in _UNSAID.items()})
    unsaid = pl.col("source").is_in(SOURCES_WITHOUT_ELECTED)
    found["spells whose source does not say who was elected"] = spells.filter(unsaid).height
    found["spells that ended with their state: no exit"] = spells.filter(~pl.col("end_known")).height
    without = set(spells["gwcode"]) - set(panel.regimes["gwcode"])
    found["states without a regime: read as an interim one"] = len(without)
    found[f"gaps of more than {GAP_DAYS} days with nobody listed: nobody is forecast"] = _gaps(spells).height
    return found


def _gaps(spells: pl.DataFrame) -> pl.DataFrame:
    following = pl.col("start_date").shift(-1).over("gwcode")
    return spells.sort("gwcode", "start_date").filter(
        (following - pl.col("end_date")).dt.total_days() > GAP_DAYS
    )


def list_ends(panel: LeaderPanel) -> dict[str, date]:
    """The last day of which each list of a panel tells, by what it lists."""
    incomes = panel.incomes.drop_nulls()["year"].max()
    last = {
        "change of leaders": panel.spells["start_date"].max(),
        "vote held": panel.votes.filter(pl.col("held"))["vote_date"].max(),
        "regime begun": panel.regimes["start_date"].max(),
        "coup attempt": panel.coups["date"].max(),
        "income": date(incomes, 12, 31) if isinstance(incomes, int) else None,
    }
    return {name: day for name, day in last.items() if isinstance(day, date)}
