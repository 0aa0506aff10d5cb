"""Invented people and offices that several tests share."""

from datetime import date

from incumbent.domain.leader import BaseRate, DatedFact, Leader, Origins, ScheduledGate
from incumbent.domain.spell import Spell
from incumbent.domain.vocabulary import Cause, DatePrecision


def vote(day: date, known_at: date) -> ScheduledGate:
    """One announcement of the same invented vote."""
    return ScheduledGate(
        "vote-1", Cause.ELECTION, day, DatePrecision.DAY, None, known_at, "https://example.org/calendar"
    )


def _spell(number: int, start: date, end: date | None) -> Spell:
    return Spell(f"ada-{number}", "ada", "Ada Example", "Exampleland", 999, "president", start, end)


ADA = Leader(
    leader_id="ada",
    name="Ada Example",
    country="Exampleland",
    office="president",
    gwcode=999,
    birth_date=date(1950, 1, 1),
    woman=True,
    spells=(_spell(1, date(2001, 1, 1), date(2004, 1, 1)), _spell(2, date(2006, 1, 1), None)),
    gates=(vote(date(2005, 3, 11), date(2002, 1, 1)), vote(date(2005, 3, 18), date(2003, 6, 1))),
    facts=(
        DatedFact("regime", "parliamentary", date(2003, 1, 1), date(2003, 2, 1), "https://example.org/r"),
    ),
    questions=(),
    origins=Origins.MONTHLY,
    base_rate=BaseRate.WORLD,
    prior=None,
    patron_id=None,
    zone="Etc/UTC",
)
