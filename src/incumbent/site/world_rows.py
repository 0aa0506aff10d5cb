"""How a leader of the world reads as a line of a table, in the reader's language."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from incumbent.domain.forecast import HorizonJson
from incumbent.domain.leader import ScheduledGate
from incumbent.domain.vocabulary import DatePrecision
from incumbent.site.figure import Column, Figure, Kind
from incumbent.site.questions import GATE_WORDS
from incumbent.site.wording import Words, cases, cases_between, in_hundred
from incumbent.site.world import MONTHS, Standing, called
from incumbent.site.world_map import country_of

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Row:
    """One leader's line in a table, as readers see it.

    Parameters
    ----------
    standing : Standing
    country : str
        In the reader's language.
    month, year, five_years : str
        Chances of still being in office by then, in cases of 100.
    band : str
        Of the year's.
    change : int or None
        Cases of 100 by which the year's rose since the month before.
    years : float
        In office by then.
    """

    standing: Standing
    country: str
    month: str
    year: str
    five_years: str
    band: str
    change: int | None
    years: float


@dataclass(frozen=True, slots=True)
class GateRow:
    """A scheduled chance to lose office in the year ahead."""

    standing: Standing
    country: str
    gate: ScheduledGate
    day: str
    what: str
    leaving: str


@dataclass(frozen=True, slots=True)
class Sorting:
    """One order of the table: its page, its heading, and how to bring rows into it."""

    name: str
    heading: str
    key: Callable[[Row], Any]


def sortings(words: Words) -> tuple[Sorting, ...]:
    """The orders in which the table exists as a page; the first is the usual one."""
    _ = words.gettext
    return (
        Sorting("chance", _("likeliest to leave first"), lambda row: by_chance(row.standing)),
        Sorting("country", _("by country"), lambda row: (_plain(row.country), row.standing.code)),
        Sorting(
            "change", _("largest change first"), lambda row: (-abs(row.change or 0), by_chance(row.standing))
        ),
        Sorting("years", _("longest in office first"), lambda row: (row.standing.since, row.standing.code)),
    )


def by_chance(standing: Standing) -> tuple[float, str]:
    """Likeliest to leave first."""
    return standing.latest.year["probability"], standing.code


def _plain(text: str) -> str:
    """A name without accents, so that É stands by E."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def row_of(standing: Standing, words: Words) -> Row:
    """One leader's line."""
    told = standing.latest
    year, before = told.year, standing.before
    change = None
    if before is not None:
        change = in_hundred(year["probability"]) - in_hundred(before.year["probability"])
    return Row(
        standing=standing,
        country=country_of(standing, words),
        month=cases(told.chances[1]["probability"]),
        year=cases(year["probability"]),
        five_years=cases(told.chances[60]["probability"]),
        band=band(year),
        change=change,
        years=round((told.origin_date - standing.since).days / DAYS_PER_YEAR, 1),
    )


def band(chance: HorizonJson) -> str:
    """Its likely range in cases of 100."""
    return cases_between(chance["low"], chance["high"])


def gate_rows(standings: Sequence[Standing], words: Words) -> list[GateRow]:
    """Scheduled chances to lose office in the year after the newest words, in order."""
    rows = [
        GateRow(
            standing=one,
            country=country_of(one, words),
            gate=gate,
            day=_day_of(gate, words),
            what=what_of(gate, words),
            leaving=cases(1.0 - one.latest.year["probability"]),
        )
        for one in standings
        for gate in one.gates()
    ]
    return sorted(rows, key=lambda row: (row.gate.decision_date, _plain(row.country)))


def what_of(gate: ScheduledGate, words: Words) -> str:
    """What happens on the day."""
    if gate.announced:
        return words.gettext(GATE_WORDS[gate.cause])
    return words.gettext("vote expected from the usual term")


def _day_of(gate: ScheduledGate, words: Words) -> str:
    """The day, or as much of it as is known."""
    if gate.date_precision is DatePrecision.DAY:
        return words.day(gate.decision_date)
    if gate.date_precision is DatePrecision.MONTH:
        return words.month(gate.decision_date)
    return str(gate.decision_date.year)


def world_figure(standings: Sequence[Standing], words: Words, name: str) -> Figure:
    """Every leader's chances in a month, as stored in the record."""
    _ = words.gettext
    columns = (
        Column("country_code", _("Country"), Kind.TEXT),
        Column("leader_id", "ID", Kind.TEXT),
        Column("leader", _("Leader"), Kind.TEXT, called(standings)),
        Column("since", _("In office since"), Kind.DAY),
        Column("origin_date", _("As of"), Kind.DAY),
        *(Column(f"staying_{months}_months", in_months(months, words), Kind.CHANCE) for months in MONTHS),
        Column("low_12_months", _("Low"), Kind.CHANCE),
        Column("high_12_months", _("High"), Kind.CHANCE),
        Column("entry", _("Entry in the record"), Kind.COUNT),
    )
    rows = tuple(
        {
            "country_code": one.code,
            "leader_id": one.leader.leader_id,
            "leader": one.stored_name,
            "since": one.since,
            "origin_date": one.latest.origin_date,
            **{f"staying_{months}_months": one.latest.chances[months]["probability"] for months in MONTHS},
            "low_12_months": one.latest.year["low"],
            "high_12_months": one.latest.year["high"],
            "entry": one.latest.entry["sequence"],
        }
        for one in sorted(standings, key=lambda one: one.code)
    )
    title = _("All leaders, %(month)s") % {"month": words.month(standings[0].latest.month)}
    return Figure(name, title, title, columns, rows)


def in_months(months: int, words: Words) -> str:
    """A horizon's heading."""
    sentence = words.ngettext("In %(count)d month", "In %(count)d months", months)
    return sentence % {"count": months}
