"""Invented leaders for tests of the base rate."""

from datetime import date

from incumbent.domain.leader import BaseRate, DatedFact, Leader, Origins, ScheduledGate, WidePrior
from incumbent.domain.spell import Spell
from incumbent.domain.vocabulary import Cause, DatePrecision

SOURCE = "https://example.org/almanac"


def vote(
    day: date, known_at: date, *, handover: date | None = None, standing: bool | None = None
) -> ScheduledGate:
    return ScheduledGate(
        day.isoformat(), Cause.ELECTION, day, DatePrecision.DAY, handover, known_at, SOURCE, standing
    )


def fact(name: str, value: str, day: date, known_at: date | None = None) -> DatedFact:
    return DatedFact(name, value, day, known_at or day, SOURCE)


def leader(
    *,
    start: date = date(2010, 5, 7),
    end: date | None = None,
    gates: tuple[ScheduledGate, ...] = (),
    facts: tuple[DatedFact, ...] = (),
    gwcode: int = 365,
    prior: WidePrior | None = None,
    birth_date: date | None = date(1955, 3, 1),
) -> Leader:
    spell = Spell("example-1", "example", "Ada Example", "Exampleland", gwcode, "president", start, end)
    return Leader(
        "example",
        "Ada Example",
        "Exampleland",
        "president",
        gwcode,
        birth_date,
        True,
        (spell,),
        gates,
        facts,
        (),
        Origins.MONTHLY,
        BaseRate.WORLD if prior is None else BaseRate.NONE,
        prior,
        None,
        "UTC",
    )
