"""Cases of the example desk on which fusion was known to be able to go wrong."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import pytest

from incumbent.domain.forecast import Forecast, HorizonChance
from incumbent.domain.quotes import BookKind, BookOutcome, Completeness, OddsBook, Provenance
from incumbent.domain.vocabulary import DatePrecision, Event, SourceKind, Target
from incumbent.workflows.desk import read_desk
from incumbent.workflows.forecasting import forecast_of, known_on

DESK = Path(__file__).resolve().parents[3] / "examples" / "desk"


@lru_cache
def the_desk():
    return read_desk(DESK, date(2026, 1, 1))


def on(leader_id: str, origin: date, *days: date, event: Event = Event.EFFECTIVE) -> Forecast:
    return forecast_of(known_on(the_desk(), leader_id, origin), event, Target.EXIT, days)


def at(leader_id: str, origin: date, day: date) -> HorizonChance:
    return on(leader_id, origin, day).horizons[0]


def base_at(leader_id: str, origin: date, day: date) -> float:
    return on(leader_id, origin, day).base[0][1]


END_2011, END_2022 = date(2011, 12, 31), date(2022, 12, 31)


def test_truss_follows_the_market_within_its_band() -> None:
    origins = [date(2022, 9, 26), date(2022, 10, 5), date(2022, 10, 17), date(2022, 10, 20)]
    found = [at("truss", origin, END_2022) for origin in origins]
    assert found[-1].low < 1 - 0.81 < found[-1].high  # BoyleSports on the 20th, odds ratio margin removed
    assert found[-1].probability < 0.35
    assert found[0].probability > 0.85


def test_truss_priced_to_go_is_not_thrown_out_by_the_older_books() -> None:
    before, after = (at("truss", date(2022, 10, day), END_2022).probability for day in (19, 20))
    assert after < before - 0.3


def test_berlusconi_stays_between_book_and_base_rate() -> None:
    origin = date(2011, 2, 21)
    found, base = at("berlusconi", origin, END_2011), base_at("berlusconi", origin, END_2011)
    book = 0.57  # "2012 or later" at 1.57 with four periods before it, odds ratio
    assert min(book, base) - 0.05 < found.probability < max(book, base) + 0.05
    assert found.low < book < found.high


@pytest.mark.parametrize(("leader_id", "priced"), [("saleh", 0.80), ("gaddafi", 0.84)])
def test_priced_to_be_gone_is_followed_but_not_taken_for_certain(leader_id: str, priced: float) -> None:
    origin = date(2011, 3, 3)
    found = at(leader_id, origin, END_2011)
    assert 1 - priced <= found.probability < 0.5 * (1 - priced) + 0.5 * base_at(leader_id, origin, END_2011)
    assert found.low < 1 - priced + 0.02 < found.high
    assert found.high - found.low > 0.08


def test_book_with_a_margin_of_31_percent_does_not_carry_putin_out_by_2025() -> None:
    found = at("putin", date(2024, 1, 18), date(2025, 12, 31))
    assert found.probability > 0.45
    assert found.high > 0.6


def test_crisis_price_does_not_make_exit_in_five_years_certain() -> None:
    origin = date(2011, 2, 28)
    years = [origin + timedelta(days=365 * number) for number in (1, 2, 5)]
    one, two, five = (horizon.probability for horizon in on("gaddafi", origin, *years).horizons)
    assert one > two > five > 0.01
    assert five / one > 0.4


def test_saleh_and_gaddafi_differ_only_by_what_was_said_of_them() -> None:
    origin = date(2011, 3, 3)
    saleh, gaddafi = (at(name, origin, END_2011).probability for name in ("saleh", "gaddafi"))
    assert gaddafi < saleh < gaddafi + 0.12


def test_exit_year_book_at_the_edge_of_the_additive_method_answers_like_its_neighbour() -> None:
    origin, day = date(2017, 8, 1), date(2019, 8, 1)
    ends = [date(2018, 12, 31), date(2019, 12, 31), None]

    def with_book(*percents: int) -> HorizonChance:
        outcomes = [
            BookOutcome(str(end), "", percent / 100, until=end)
            for percent, end in zip(percents, ends, strict=True)
        ]
        book = OddsBook(
            provenance=Provenance("invented", origin, origin, DatePrecision.DAY, "https://example.org"),
            leader_id="putin",
            source_id="an invented house",
            source_kind=SourceKind.BOOKMAKER,
            kind=BookKind.EXIT_PERIOD,
            event=Event.EFFECTIVE,
            completeness=Completeness.YES,
            outcomes=tuple(outcomes),
        )
        known = known_on(the_desk(), "putin", origin)
        known = replace(known, quotes=(*known.quotes, book))
        return forecast_of(known, Event.EFFECTIVE, Target.EXIT, [day]).horizons[0]

    below, at_it, above = with_book(5, 50, 59), with_book(5, 50, 60), with_book(5, 50, 61)
    assert abs(at_it.probability - below.probability) < 0.01
    assert abs(at_it.probability - above.probability) < 0.01
    assert at_it.low == pytest.approx((below.low + above.low) / 2, abs=0.05)
    assert with_book(8, 50, 66).probability > 0.7  # leaves "2018" exactly nothing under the additive method
