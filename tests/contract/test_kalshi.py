"""Recorded answers of Kalshi, and the traps in them."""

import json
from datetime import UTC, datetime

import pytest

from incumbent.domain.errors import SourceError
from incumbent.domain.market import MarketLink, PriceKind, Settlement, YesMeans
from incumbent.domain.snapshot import Snapshot
from incumbent.domain.vocabulary import Event, Target
from incumbent.evidence import kalshi
from incumbent.workflows.venues import all_venues

NOON = datetime(2026, 7, 25, 12, tzinfo=UTC)


def answer(value: object) -> Snapshot:
    return Snapshot("https://example.org/markets", json.dumps(value).encode(), NOON)


def market(**fields: object) -> dict[str, object]:
    return {
        "ticker": "KXEX-1",
        "title": "Q",
        "status": "active",
        "rules_primary": "If so, then Yes.",
        "yes_bid_dollars": "0.4000",
        "yes_ask_dollars": "0.4200",
        **fields,
    }


def read_one(**fields: object):
    return kalshi.read_markets(answer({"markets": [market(**fields)], "cursor": ""})).markets[0]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("events_2026-07-25.json", 9),
        ("markets_2026-07-25.json", 3),
        ("markets_mutually_exclusive_2026-08-18.json", 5),
        ("old_cents_event_single_2026-01.json", 1),
    ],
)
def test_every_recorded_market_is_read_with_its_rules(recorded, name, count):
    read = kalshi.read_markets(recorded("kalshi", name))
    assert len(read.markets) == count
    assert all(state.rule_text for state in read.markets)


def test_events_without_nested_markets_hold_none_and_name_the_next_page(recorded):
    read = kalshi.read_markets(recorded("kalshi", "old_cents_events_list_2026-01.json"))
    assert read.markets == ()
    assert read.next_cursor == "CgYI8JHtswkSDktYRVJVUFRTVVBFUi0w"


def test_combined_bets_are_left_out(recorded):
    read = kalshi.read_markets(recorded("kalshi", "markets_combo_noise_2026-06-21.json"))
    assert read.markets == ()
    assert {left.reason for left in read.left_out} == {"a combined bet on several markets"}


def test_dollar_strings_are_prices_and_the_missing_cents_are_not_zero(recorded):
    states = kalshi.read_markets(recorded("kalshi", "events_2026-07-25.json")).markets
    mars = next(state for state in states if state.market_id == "KXELONMARS-99")
    assert mars.bid is not None
    assert 0 < mars.bid < (mars.ask or 0) < 1


def test_prices_in_cents_only_are_listed_not_read_as_dollars():
    fields = market(yes_bid=40, yes_ask=42)
    del fields["yes_bid_dollars"], fields["yes_ask_dollars"]
    read = kalshi.read_markets(answer({"markets": [fields]}))
    assert read.markets == ()
    assert "cents" in read.left_out[0].reason


def test_a_missing_price_is_missing_not_zero():
    fields = market()
    del fields["yes_bid_dollars"]
    assert kalshi.read_markets(answer({"market": fields})).markets[0].bid is None


def test_bid_zero_and_ask_one_is_no_quote():
    state = read_one(yes_bid_dollars="0.0000", yes_ask_dollars="1.0000")
    assert (state.bid, state.ask, state.chance_of_yes) == (None, None, None)


def test_both_rule_texts_are_kept_because_the_second_counts_acting_holders(recorded):
    states = kalshi.read_markets(recorded("kalshi", "events_2026-07-25.json")).markets
    nato = next(state for state in states if state.market_id.startswith("KXNEXTNATOSECGEN"))
    assert "for any length of time" in nato.rule_text.lower()


def test_a_creation_time_in_year_one_does_no_harm(recorded):
    state = kalshi.read_markets(recorded("kalshi", "old_cents_event_single_2026-01.json")).markets[0]
    assert state.closes_hint == datetime(2099, 8, 1, 4, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "settlement", "paid"),
    [
        ({"status": "finalized", "result": "yes", "settlement_value_dollars": "1.0000"}, Settlement.YES, 1.0),
        ({"status": "finalized", "result": "no", "settlement_value_dollars": "0.0000"}, Settlement.NO, 0.0),
        (
            {"status": "finalized", "result": "scalar", "settlement_value_dollars": "0.3700"},
            Settlement.PARTIAL,
            0.37,
        ),
        (
            {"status": "finalized", "result": "yes", "settlement_value_dollars": "0.5000"},
            Settlement.UNKNOWN,
            None,
        ),
        ({"status": "finalized", "result": ""}, Settlement.UNKNOWN, None),
        ({"status": "determined", "result": "no"}, Settlement.CLOSED, None),
        ({"status": "disputed", "result": "yes"}, Settlement.CLOSED, None),
        ({"status": "closed"}, Settlement.CLOSED, None),
    ],
)
def test_an_outcome_is_final_only_when_finalized_and_consistent(fields, settlement, paid):
    state = read_one(**fields)
    assert (state.settlement, state.paid) == (settlement, paid)


def test_settlement_time_is_that_of_the_venue():
    state = read_one(status="finalized", result="no", settlement_ts="2026-07-20T10:00:00Z")
    assert state.settled_at == datetime(2026, 7, 20, 10, tzinfo=UTC)


def test_the_yes_ask_is_one_minus_the_best_no_bid(recorded):
    points = kalshi.read_book(recorded("kalshi", "orderbook_2026-07-25.json"), "T")
    assert [(point.kind, point.price) for point in points] == [(PriceKind.ASK, 0.01)]


def test_a_book_with_null_sides_gives_no_point(recorded):
    assert kalshi.read_book(recorded("kalshi", "old_cents_orderbook_2026-01.json"), "T") == ()


def test_candles_without_a_trade_repeat_no_old_price(recorded):
    name = "old_cents_event_candlesticks_2026-01.json"
    points = kalshi.read_candles(recorded("kalshi", name), "KXELONMARS-99")
    first = [point for point in points if point.observed_at == points[0].observed_at]
    assert {point.kind: point.price for point in first} == {PriceKind.BID: 0.08, PriceKind.ASK: 0.11}
    traded = datetime.fromtimestamp(1760932800, tz=UTC)
    last = [point for point in points if point.observed_at == traded and point.kind is PriceKind.LAST]
    assert [point.price for point in last] == [0.08]


def test_the_terms_of_a_series_are_found(recorded):
    for name in ("series_2026-07-25.json", "old_cents_series_single_2026-01.json"):
        address = kalshi.read_terms_address(recorded("kalshi", name))
        assert address is not None
        assert address.endswith(".pdf")


def test_event_metadata_is_refused_as_markets(recorded):
    with pytest.raises(SourceError, match="not of the known form"):
        kalshi.read_markets(recorded("kalshi", "old_cents_event_metadata_2026-01.json"))


@pytest.mark.parametrize("price", ["1.2000", "-0.1", "NaN", "forty", {}])
def test_a_wrong_dollar_string_refuses_the_whole_answer(price):
    with pytest.raises(SourceError, match="yes_bid_dollars"):
        read_one(yes_bid_dollars=price)


def test_a_market_settled_before_the_cutoff_is_asked_for_under_its_historical_address():
    day, event, target = NOON.date(), Event.EFFECTIVE, Target.EXIT
    link = MarketLink("kalshi", "KXEX-24", "ada", YesMeans.LEAVES, event, target, day, "0" * 64, day)
    asked: list[str] = []

    def fetch(ask):
        asked.append(ask.address)
        if "/historical/" not in ask.address:
            raise SourceError(kalshi.SOURCE, ask.address, "answered 404", "Ask elsewhere.")
        candle = {"end_period_ts": 1_700_000_000, "price": {"close_dollars": "0.3000"}}
        return answer({"ticker": "KXEX-24", "candlesticks": [candle]})

    (point,) = all_venues()["kalshi"].history(fetch, link, None, NOON)
    assert (point.kind, point.price) == (PriceKind.LAST, 0.3)
    assert [address.split("?")[0].split("/trade-api/v2")[1] for address in asked] == [
        "/series/KXEX/markets/KXEX-24/candlesticks",
        "/historical/markets/KXEX-24/candlesticks",
    ]
