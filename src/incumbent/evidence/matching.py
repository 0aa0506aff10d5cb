"""On which day, and why, did a spell end.

REIGN prints the month of exit only. The day is that of the successor's start if it lies in that
month, else Archigos' day if it does, else the 15th. A spell that overlaps its successor ends when the
successor starts. The reason comes from Archigos; after 2015 a successful coup within a month makes an
exit irregular, and every other exit counts as regular.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import polars as pl
from rapidfuzz import fuzz

from incumbent.domain.panel import NO_TITLE
from incumbent.domain.vocabulary import Cause

NEAR_DAYS = 45
SAME_NAME = 80
"""Of 100, by edit distance."""
COUP_DAYS = 31
OFFICES: dict[str, str] = {
    "chief_of_state": "chief of state",
    "head_of_government": "head of government",
    "effective": NO_TITLE,
    "other": NO_TITLE,
}
"""The office the CIA record follows, in words: who holds power without a title is followed all the same."""
NO_SUCCESSOR_STATES = frozenset({265, 315, 680, 817, 511, 711})
"""States that ended: their last leader's end is the state's unless Archigos names a violent one."""


@dataclass(frozen=True, slots=True)
class DatedSpell:
    """One spell on its way into the panel; `end` None while in office."""

    gwcode: int
    leader: str
    country: str
    start: date
    end: date | None
    end_month: int | None = None  # months since year 0
    day_known: bool = True
    end_known: bool = True
    birth_year: int | None = None
    woman: bool | None = None
    military: bool | None = None
    confirmed_month: int | None = None
    source: str = "REIGN"
    office: str | None = None

    @classmethod
    def of_reign(cls, row: Mapping[str, Any]) -> DatedSpell:
        """A row of REIGN's leader list."""
        gender, career = row["gender"], row["militarycareer"]
        return cls(
            row["gwcode"],
            row["leader"],
            row["stateabb"] or "",
            row["start_date"],
            None,
            None if row["eyear"] is None else row["eyear"] * 12 + row["emonth"] - 1,
            birth_year=row["birthyear"],
            woman=None if gender is None else gender == 0,
            military=None if career is None else career > 0,
            confirmed_month=_months(row["l_year"], row["l_month"]),
        )

    @classmethod
    def of_cia(cls, row: Mapping[str, Any]) -> DatedSpell:
        """A row of the CIA record."""
        return cls(
            row["gwcode"], row["leader"], row["country"], row["start_date"], row["end_date"], source="CIA"
        ).holding(row["role"])

    @classmethod
    def of_archigos(cls, row: Mapping[str, Any], until: date | None) -> DatedSpell:
        """A row of Archigos for a state that REIGN lacks; an open spell ends at `until`."""
        return cls(
            row["gwcode"],
            row["leader"],
            "Taiwan",
            row["start_date"],
            row["end_date"] or until,
            birth_year=row["birth_year"],
            woman=row["woman"],
            source="Archigos",
        )

    @property
    def latest_end(self) -> date:
        """The last day of the exit month, or the end."""
        if self.end is not None or self.end_month is None:
            return self.end or date.max
        year, month = divmod(self.end_month + 1, 12)
        return date(year, month + 1, 1) - timedelta(days=1)

    def moved(self, start: date) -> DatedSpell:
        """The same spell from another day."""
        return replace(self, start=start)

    def ended(self, end: date) -> DatedSpell:
        """The same spell with a known end."""
        return replace(self, end=end, day_known=True)

    def holding(self, role: str) -> DatedSpell:
        """The same spell with the office that the CIA record follows for it."""
        return replace(self, office=OFFICES[role])

    def going_on(self, later: DatedSpell) -> DatedSpell:
        """The spell with the end of `later`."""
        return replace(self, end=later.end, end_month=later.end_month)


@dataclass(frozen=True, slots=True)
class ExitFacts:
    """What Archigos and the coup list add to a spell."""

    cause: Cause
    assumed: bool
    named: bool = False  # by Archigos
    irregular_entry: bool | None = None
    birth_year: int | None = None
    woman: bool | None = None
    person_id: str | None = None
    end: date | None = None


def exit_of(spell: DatedSpell, following: DatedSpell | None, counts: Counter[str]) -> DatedSpell:
    """The spell with a day of exit, from the successor's start where that lies in the exit month."""
    if spell.end_month is None:
        return spell
    last = spell.latest_end
    first = last.replace(day=1)
    if following is not None and following.start <= last:
        counts["exit day from the successor's start"] += 1
        if following.start < first:
            counts["overlaps cut at the successor's start"] += 1
        return replace(spell, end=following.start)
    counts["exit day unknown to REIGN"] += 1
    ended_with_state = following is None and spell.gwcode in NO_SUCCESSOR_STATES
    day = max(first.replace(day=15), spell.start + timedelta(days=1))
    return replace(spell, end=min(day, last), day_known=False, end_known=not ended_with_state)


def match_spells(
    spells: list[DatedSpell], archigos: pl.DataFrame, coups: pl.DataFrame, counts: Counter[str]
) -> list[ExitFacts]:
    """Facts about each spell's end; spells with an unknown day take Archigos' day in place.

    Parameters
    ----------
    spells : list of DatedSpell
        Changed in place where Archigos knows the day.
    archigos, coups : polars.DataFrame
        As their readers return them.
    counts : Counter
        Receives how often each rule was applied.
    """
    by_state: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in archigos.to_dicts():
        by_state[row["gwcode"]].append(row)
    coup_days: defaultdict[int, list[date]] = defaultdict(list)
    for state, day in coups.filter(pl.col("success")).select("gwcode", "date").iter_rows():
        coup_days[state].append(day)
    facts: list[ExitFacts] = []
    for place, spell in enumerate(spells):
        found = _archigos_row(spell, by_state[spell.gwcode])
        counts["spells matched in Archigos" if found else "spells without a match in Archigos"] += 1
        known = _facts(spell, found, coup_days[spell.gwcode])
        if not spell.day_known and known.end is not None and _same_month(known.end, spell):
            counts["exit day from Archigos"] += 1
            spells[place] = replace(spell, end=known.end, day_known=True)
        if not spell.end_known and not known.assumed and known.cause in (Cause.IRREGULAR, Cause.FOREIGN):
            spells[place] = replace(spells[place], end_known=True)
        facts.append(known)
    return facts


def _archigos_row(spell: DatedSpell, rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The row whose start, or else whose end, lies nearest, within NEAR_DAYS; a namesake first."""

    def distance(row: Mapping[str, Any]) -> int:
        apart = abs((row["start_date"] - spell.start).days)
        if spell.end is not None and row["end_date"] is not None:
            apart = min(apart, abs((row["end_date"] - spell.end).days))
        return apart

    near = [row for row in rows if distance(row) <= NEAR_DAYS]
    return min(
        near, key=lambda row: (not _same_name(spell.leader, row["leader"]), distance(row)), default=None
    )


def _same_name(one: str, other: str | None) -> bool:
    """True if a word of one name is nearly a word of the other."""
    words, others = (re.findall(r"[^\W\d_]{3,}", name.lower()) for name in (one, other or ""))
    return any(fuzz.ratio(word, match) >= SAME_NAME for word in words for match in others)


def _facts(spell: DatedSpell, row: Mapping[str, Any] | None, coups: Sequence[date]) -> ExitFacts:
    end = spell.end
    by_coup = end is not None and any(abs((day - end).days) <= COUP_DAYS for day in coups)
    fallback = Cause.IRREGULAR if by_coup else Cause.REGULAR
    if row is None:
        began = any(abs((day - spell.start).days) <= COUP_DAYS for day in coups)
        return ExitFacts(fallback, assumed=not by_coup, irregular_entry=began)
    same_end = (
        end is not None and row["end_date"] is not None and abs((row["end_date"] - end).days) <= NEAR_DAYS
    )
    named = Cause(row["exit_cause"]) if same_end and row["exit_cause"] else None
    return ExitFacts(
        named or fallback,
        named is None and not by_coup,
        named is not None,
        row["irregular_entry"],
        row["birth_year"],
        row["woman"],
        row["leadid"],
        row["end_date"],
    )


def _same_month(day: date, spell: DatedSpell) -> bool:
    return spell.end_month is not None and day.year * 12 + day.month - 1 == spell.end_month


def _months(year: int | None, month: int | None) -> int | None:
    """Months from January 1900; None if either is blank."""
    return None if year is None or month is None else (year - 1900) * 12 + month - 1
