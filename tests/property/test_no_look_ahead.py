"""No fact known after the origin date changes a forecast, whatever it says."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incumbent.domain.desk import Desk
from incumbent.domain.leader import DatedFact, ScheduledGate
from incumbent.domain.quotes import (
    BookKind,
    BookOutcome,
    ChanceQuote,
    Completeness,
    OddsBook,
    Poll,
    PollQuestion,
    Provenance,
    Quote,
)
from incumbent.domain.vocabulary import Cause, DatePrecision, Event, SourceKind, Target
from incumbent.workflows.desk import read_desk
from incumbent.workflows.forecasting import forecasts_on

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "desk"
ORIGIN = date(2018, 3, 1)
LATER = st.dates(ORIGIN + timedelta(days=1), date(2026, 1, 1))
URL = "https://example.org/later"


@lru_cache
def _example() -> Desk:
    return read_desk(EXAMPLE, date(2026, 11, 22))


@lru_cache
def _before() -> tuple[object, ...]:
    return forecasts_on(_example(), "putin", ORIGIN)


@st.composite
def later_quotes(draw: st.DrawFn) -> Quote:
    day = draw(LATER)
    provenance = Provenance(
        f"later-{day}", day, draw(st.dates(date(2016, 1, 1), day)), DatePrecision.DAY, URL
    )
    chance = draw(st.floats(0.01, 0.99))
    kind = draw(st.sampled_from(["book", "chance", "poll"]))
    if kind == "poll":
        return Poll(
            provenance, "putin", "Levada", PollQuestion.APPROVAL, "all", 100 * chance, 100 * (1 - chance)
        )
    if kind == "chance":
        return ChanceQuote(
            provenance, "putin", "venue", SourceKind.EXCHANGE, Event.EFFECTIVE, Target.EXIT,
            date(2018, 5, 8), chance,
        )  # fmt: skip
    outcomes = (
        BookOutcome("stays", "", chance, stays=True),
        BookOutcome("goes", "", 1.05 - chance, stays=False),
    )
    return OddsBook(
        provenance, "putin", "shop", SourceKind.BOOKMAKER, BookKind.IN_OFFICE, Event.EFFECTIVE,
        Completeness.YES, outcomes, deadline=date(2018, 5, 8),
    )  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(later_quotes(), min_size=1, max_size=3))
def test_a_quote_known_later_changes_no_forecast(quotes: list[Quote]) -> None:
    desk = _example()
    more = replace(desk, quotes=(*desk.quotes, *quotes))
    assert forecasts_on(more, "putin", ORIGIN) == _before()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LATER, st.sampled_from(["military", "parliamentary", "monarchy"]), st.integers(1, 3000))
def test_a_gate_or_fact_known_later_changes_no_forecast(known_at: date, regime: str, ahead: int) -> None:
    desk = _example()
    putin = desk.leaders["putin"]
    vote = ScheduledGate(
        "later", Cause.ELECTION, ORIGIN + timedelta(days=ahead), DatePrecision.DAY, None, known_at, URL
    )
    fact = DatedFact("regime", regime, date(2017, 1, 1), known_at, URL)
    changed = replace(putin, gates=(*putin.gates, vote), facts=(*putin.facts, fact))
    more = replace(desk, leaders={**desk.leaders, "putin": changed})
    assert forecasts_on(more, "putin", ORIGIN) == _before()


def test_the_same_quote_known_in_time_does_change_it() -> None:
    desk = _example()
    quote = ChanceQuote(
        Provenance("in-time", ORIGIN, ORIGIN, DatePrecision.DAY, URL), "putin", "venue", SourceKind.EXCHANGE,
        Event.EFFECTIVE, Target.EXIT, date(2018, 5, 8), 0.5,
    )  # fmt: skip
    assert forecasts_on(replace(desk, quotes=(*desk.quotes, quote)), "putin", ORIGIN) != _before()
