"""Recorded answers of Polymarket, and the traps in them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from incumbent.domain.errors import SourceError
from incumbent.domain.market import MarketState, PriceKind, Settlement
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence import polymarket

MACRON = "gamma_events_macron_out_2026-07-25.json"
NOON = datetime(2026, 7, 25, 12, tzinfo=UTC)


def answer(value: object) -> Snapshot:
    return Snapshot("https://example.org/markets", json.dumps(value).encode(), NOON)


def one(recorded, name: str) -> MarketState:
    read = polymarket.read_markets(recorded("polymarket", name))
    assert len(read.markets) == 1
    return read.markets[0]


def by_title(recorded, name: str) -> dict[str, MarketState]:
    return {m.title: m for m in polymarket.read_markets(recorded("polymarket", name)).markets}


@pytest.mark.parametrize(
    "name",
    [
        MACRON,
        "gamma_events_negrisk_nominee_2026-03-11.json",
        "gamma_market_resolved_before_enddate_2026-05-11.json",
        "gamma_market_closed.json",
        "gamma_market_closed_zero_zero_2020.json",
        "gamma_event_deadline_ladder_mixed_2026-08-18.json",
        "gamma_public_search_2026-08-18.json",
        "gamma_markets_next_pm_sweden_2026-06-10.json",
    ],
)
def test_every_recorded_gamma_answer_gives_markets_with_their_own_rule_text(recorded, name):
    read = polymarket.read_markets(recorded("polymarket", name))
    assert read.markets
    assert all(market.rule_text and market.token for market in read.markets)


def test_every_element_of_an_answer_is_either_read_or_listed_with_a_reason(recorded, data_folder: Path):
    raw = json.loads((data_folder / "api/polymarket/gamma_public_search_2026-08-18.json").read_text())
    printed = [market["id"] for event in raw["events"] for market in event["markets"]]
    read = polymarket.read_markets(recorded("polymarket", "gamma_public_search_2026-08-18.json"))
    told = [m.market_id for m in read.markets] + [left.fact_id.split(":")[1] for left in read.left_out]
    assert sorted(told) == sorted(printed)


def test_a_no_market_whose_last_trade_price_is_one_stays_no(recorded):
    market = by_title(recorded, MACRON)["Macron out in 2025?"]
    assert market.last_trade == 1
    assert market.settlement is Settlement.NO
    assert market.paid == 0
    assert market.chance_of_yes is None


def test_a_closed_time_with_a_blank_instead_of_t_is_read(recorded):
    market = by_title(recorded, MACRON)["Macron out in 2025?"]
    assert market.settled_at == datetime(2026, 1, 1, 9, 8, 43, tzinfo=UTC)


def test_the_event_may_be_open_while_its_market_is_closed(recorded):
    states = {market.settlement for market in by_title(recorded, MACRON).values()}
    assert states == {Settlement.NO, Settlement.OPEN}


def test_rule_text_is_that_of_the_market_not_of_the_event(recorded):
    market = by_title(recorded, MACRON)["Macron out by July 31, 2026?"]
    assert "July 31, 2026" in market.rule_text
    assert "December 31, 2025" not in market.rule_text


def test_a_closed_market_without_the_word_resolved_is_not_called_resolved(recorded):
    market = one(recorded, "gamma_market_resolved_before_enddate_2026-05-11.json")
    assert market.settlement is Settlement.CLOSED
    assert market.bid is None


def test_the_clob_names_the_winner_of_the_same_market(recorded):
    market = polymarket.read_clob_market(
        recorded("polymarket", "clob_market_resolved_before_enddate_2026-05.json")
    )
    assert market.settlement is Settlement.YES
    assert market.paid == 1
    assert market.closes_hint is not None
    assert market.closes_hint > market.observed_at


def test_zero_zero_is_unknown_not_no(recorded):
    assert one(recorded, "gamma_market_closed_zero_zero_2020.json").settlement is Settlement.UNKNOWN


def test_a_long_short_market_is_refused_because_its_price_is_no_chance(recorded):
    read = polymarket.read_markets(recorded("polymarket", "gamma_market_closed_scalar_2020.json"))
    assert read.markets == ()
    assert "Long / Short" in read.left_out[0].reason


def test_a_placeholder_candidate_is_listed_not_priced(recorded):
    read = polymarket.read_markets(recorded("polymarket", "gamma_markets_next_pm_sweden_2026-06-10.json"))
    assert [market.title for market in read.markets] == [
        "Will Nooshi Dadgostar be the next Prime Minister of Sweden?"
    ]
    assert read.left_out[0].fact_id == "polymarket:1193104"
    assert "placeholder" in read.left_out[0].reason


def test_bid_and_ask_are_read_and_their_middle_is_the_chance(recorded):
    market = polymarket.read_markets(
        recorded("polymarket", "gamma_markets_next_pm_sweden_2026-06-10.json")
    ).markets[0]
    assert (market.bid, market.ask, market.chance_of_yes) == (0.001, 0.002, 0.0015)


def test_an_empty_book_of_zero_and_one_is_no_quote():
    market = {
        "id": "1",
        "question": "Q",
        "outcomes": '["Yes", "No"]',
        "outcomePrices": '["0.5", "0.5"]',
        "bestBid": 0,
        "bestAsk": 1,
        "closed": False,
    }
    state = polymarket.read_markets(answer([market])).markets[0]
    assert (state.bid, state.ask, state.chance_of_yes) == (None, None, None)


def test_fifty_fifty_is_void():
    market = {
        "id": "1",
        "question": "Q",
        "outcomes": '["Yes", "No"]',
        "outcomePrices": '["0.5", "0.5"]',
        "closed": True,
        "umaResolutionStatus": "resolved",
    }
    state = polymarket.read_markets(answer(market)).markets[0]
    assert state.settlement is Settlement.VOID
    assert state.paid is None


def test_best_prices_of_a_book_are_found_although_printed_last(recorded):
    points = polymarket.read_book(recorded("polymarket", "clob_book_2026-07-25.json"))
    assert {point.kind: point.price for point in points} == {PriceKind.BID: 0.001, PriceKind.ASK: 0.004}


def test_an_empty_side_of_a_book_gives_no_point():
    book = {
        "asset_id": "7",
        "timestamp": "1784958701198",
        "bids": [],
        "asks": [{"price": "0.4", "size": "1"}],
    }
    assert [point.kind for point in polymarket.read_book(answer(book))] == [PriceKind.ASK]


def test_a_price_history_is_read_in_order_of_time(recorded):
    points = polymarket.read_price_history(recorded("polymarket", "clob_prices_history_2026-09-13.json"), "9")
    assert [point.price for point in points] == [0.63, 0.605, 0.605, 0.61, 0.635]
    assert points[0].observed_at == datetime.fromtimestamp(1789340418, tz=UTC)
    assert all(point.kind is PriceKind.STATED for point in points)


def test_a_list_of_tags_is_refused_as_markets(recorded):
    with pytest.raises(SourceError, match="not of the known form"):
        polymarket.read_markets(recorded("polymarket", "gamma_tags_2026-03-09.json"))


def test_headers_in_place_of_a_body_are_refused(recorded):
    with pytest.raises(SourceError, match="not whole JSON"):
        polymarket.read_markets(recorded("polymarket", "gamma_markets_deprecation_headers_2026-05-27.txt"))


def test_the_next_page_is_named_by_the_cursor_and_absent_at_the_end():
    assert polymarket.read_markets(answer({"markets": [], "next_cursor": "abc"})).next_cursor == "abc"
    assert polymarket.read_markets(answer({"markets": []})).next_cursor is None


@pytest.mark.parametrize("price", [1.2, -0.1, "many", [0.5]])
def test_a_price_outside_zero_and_one_refuses_the_whole_answer(price):
    good = {"id": "1", "question": "Q", "outcomes": '["Yes", "No"]', "bestBid": 0.4, "bestAsk": 0.5}
    with pytest.raises(SourceError, match="bestBid"):
        polymarket.read_markets(answer([good, {**good, "id": "2", "bestBid": price}]))
