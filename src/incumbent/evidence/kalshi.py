"""What did Kalshi's answers say? Markets, order books and candlesticks of trade-api v2."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, cast

from pydantic import Field, TypeAdapter, ValidationError

from incumbent.domain.errors import SourceError
from incumbent.domain.market import MarketsRead, MarketState, PriceKind, PricePoint, Settlement
from incumbent.domain.quotes import LeftOut
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.answers import (
    LATEST_SECOND,
    Outside,
    read_instant,
    read_json,
    read_shape,
    shape_refusal,
)

SOURCE = "kalshi"

Dollars = Annotated[Decimal, Field(ge=0, le=1)]
Seconds = Annotated[int, Field(ge=0, le=LATEST_SECOND)]


class _Market(Outside):
    ticker: str
    event_ticker: str = ""
    title: str = ""
    yes_sub_title: str = ""
    market_type: str = "binary"
    status: str
    result: str = ""
    rules_primary: str = ""
    rules_secondary: str = ""
    yes_bid_dollars: Dollars | None = None
    yes_ask_dollars: Dollars | None = None
    last_price_dollars: Dollars | None = None
    yes_bid: int | None = None  # cents, gone since 2026-03-12: only to say why a price is missing
    close_time: str | None = None
    settlement_ts: str | None = None
    settlement_value_dollars: Dollars | None = None
    mve_collection_ticker: str | None = None


class _Event(Outside):
    event_ticker: str
    markets: list[_Market] | None = None


class _MarketPage(Outside):
    markets: list[_Market]
    cursor: str | None = None


class _EventPage(Outside):
    events: list[_Event]
    cursor: str | None = None


class _OneMarket(Outside):
    market: _Market


class _OneEvent(Outside):
    event: _Event
    markets: list[_Market] | None = None


class _Series(Outside):
    ticker: str
    title: str
    contract_terms_url: str | None = None
    fee_type: str | None = None
    fee_multiplier: float | None = None


class _OneSeries(Outside):
    series: _Series


Level = tuple[Dollars, Decimal]


class _Sides(Outside):
    yes_dollars: list[Level] | None = None
    no_dollars: list[Level] | None = None


class _Book(Outside):
    orderbook_fp: _Sides | None = None
    orderbook: _Sides | None = None


class _Close(Outside):
    close_dollars: Dollars | None = None


class _Candle(Outside):
    end_period_ts: Seconds
    price: _Close = _Close()
    yes_bid: _Close = _Close()
    yes_ask: _Close = _Close()


class _Candles(Outside):
    candlesticks: list[_Candle]


class _EventCandles(Outside):
    market_candlesticks: list[list[_Candle]]
    market_tickers: list[str]


def read_markets(snapshot: Snapshot) -> MarketsRead:
    """Markets of a page of markets or events, one event, one market, or a bare list of markets.

    Raises
    ------
    SourceError
        If the answer is not whole or has none of these forms.
    """
    value = read_json(snapshot, SOURCE)
    try:
        markets, cursor = _markets_inside(value)
    except ValidationError as fault:
        raise shape_refusal(snapshot, SOURCE, fault) from fault
    return _sort_out(markets, snapshot.fetched_at, cursor)


def _markets_inside(value: object) -> tuple[list[_Market], str | None]:
    if isinstance(value, list):
        return TypeAdapter(list[_Market]).validate_python(cast("list[object]", value)), None
    if isinstance(value, dict) and "events" in value:
        page = _EventPage.model_validate(value)
        return [market for event in page.events for market in event.markets or ()], page.cursor
    if isinstance(value, dict) and "event" in value:
        one = _OneEvent.model_validate(value)
        return one.markets or one.event.markets or [], None
    if isinstance(value, dict) and "market" in value:
        return [_OneMarket.model_validate(value).market], None
    markets = _MarketPage.model_validate(value)
    return markets.markets, markets.cursor


def _sort_out(markets: Iterable[_Market], fetched_at: datetime, cursor: str | None) -> MarketsRead:
    states: list[MarketState] = []
    left_out: list[LeftOut] = []
    for market in markets:
        reason = _why_unusable(market)
        if reason is None:
            states.append(_state(market, fetched_at))
        else:
            left_out.append(LeftOut(f"{SOURCE}:{market.ticker}", reason))
    return MarketsRead(tuple(states), tuple(left_out), cursor or None)  # an empty cursor ends the list


def _why_unusable(market: _Market) -> str | None:
    if market.mve_collection_ticker is not None:
        return "a combined bet on several markets"
    if market.market_type != "binary":
        return f"a market of type {market.market_type}: its price is not the chance of a Yes"
    if market.yes_bid is not None and market.yes_bid_dollars is None:
        return "prices in cents only, a form given up on 2026-03-12: nothing is read from it"
    return None


def _state(market: _Market, fetched_at: datetime) -> MarketState:
    settlement = _settlement(market)
    bid = ask = None
    if settlement is Settlement.OPEN:
        bid, ask = _two_sides(market.yes_bid_dollars, market.yes_ask_dollars)
    final = settlement in {Settlement.YES, Settlement.NO, Settlement.VOID, Settlement.PARTIAL}
    return MarketState(
        venue=SOURCE,
        market_id=market.ticker,
        title=": ".join(part for part in (market.title, market.yes_sub_title) if part),
        rule_text="\n\n".join(part for part in (market.rules_primary, market.rules_secondary) if part),
        observed_at=fetched_at,
        settlement=settlement,
        bid=bid,
        ask=ask,
        last_trade=_last(market.last_price_dollars),
        closes_hint=read_instant(market.close_time),
        settled_at=read_instant(market.settlement_ts) if final else None,
        paid=_paid(market, settlement),
        address=f"https://kalshi.com/markets/{market.event_ticker}" if market.event_ticker else "",
    )


def _two_sides(bid: Decimal | None, ask: Decimal | None) -> tuple[float | None, float | None]:
    """An empty side is None: 0 bid and 1 (or 0) asked are offers nobody made."""
    return (
        float(bid) if bid else None,
        float(ask) if ask is not None and 0 < ask < 1 else None,
    )


def _last(price: Decimal | None) -> float | None:
    return float(price) if price else None  # "0.0000" stands for "never traded"


def _settlement(market: _Market) -> Settlement:
    """Final only once finalized: a determined result may still be disputed or amended."""
    if market.status in {"active", "open", "initialized", "unopened", "inactive"}:
        return Settlement.OPEN
    if market.status not in {"finalized", "settled"}:
        return Settlement.CLOSED
    value = market.settlement_value_dollars
    if market.result in {"yes", "no"}:
        said = Settlement.YES if market.result == "yes" else Settlement.NO
        agrees = value is None or value == (1 if market.result == "yes" else 0)
        return said if agrees else Settlement.UNKNOWN
    if market.result == "scalar" and value is not None:
        return Settlement.PARTIAL
    return Settlement.UNKNOWN


def _paid(market: _Market, settlement: Settlement) -> float | None:
    if settlement is Settlement.PARTIAL and market.settlement_value_dollars is not None:
        return float(market.settlement_value_dollars)
    return {Settlement.YES: 1.0, Settlement.NO: 0.0}.get(settlement)


def read_book(snapshot: Snapshot, ticker: str) -> tuple[PricePoint, ...]:
    """Best bid and best ask of Yes; the book lists bids only, so the ask is 1 minus the best No bid."""
    book = read_shape(snapshot, SOURCE, _Book)
    sides = book.orderbook_fp or book.orderbook
    if sides is None:
        reason = "the answer holds neither orderbook_fp nor orderbook"
        raise SourceError(SOURCE, snapshot.address, reason, "Its form may have changed: mend the parser.")
    points: list[PricePoint] = []
    if sides.yes_dollars:
        best = max(price for price, _ in sides.yes_dollars)
        points.append(PricePoint(ticker, snapshot.fetched_at, PriceKind.BID, float(best)))
    if sides.no_dollars:
        best = max(price for price, _ in sides.no_dollars)
        points.append(PricePoint(ticker, snapshot.fetched_at, PriceKind.ASK, float(1 - best)))
    return tuple(points)


def read_candles(snapshot: Snapshot, ticker: str) -> tuple[PricePoint, ...]:
    """Closing bid, ask and last price of each period of one market, in order of time.

    A period without a trade has no last price: what stood before is not repeated.
    """
    value = read_json(snapshot, SOURCE)
    if isinstance(value, dict) and "market_candlesticks" in value:
        answer = read_shape(snapshot, SOURCE, _EventCandles)
        pairs = zip(answer.market_tickers, answer.market_candlesticks, strict=False)
        candles = dict(pairs).get(ticker, [])
    else:
        candles = read_shape(snapshot, SOURCE, _Candles).candlesticks
    points = [point for candle in candles for point in _points(candle, ticker)]
    return tuple(sorted(points, key=lambda point: point.observed_at))


def _points(candle: _Candle, ticker: str) -> list[PricePoint]:
    when = datetime.fromtimestamp(candle.end_period_ts, tz=UTC)
    bid, ask = _two_sides(candle.yes_bid.close_dollars, candle.yes_ask.close_dollars)
    last = candle.price.close_dollars
    named = (
        (PriceKind.BID, bid),
        (PriceKind.ASK, ask),
        (PriceKind.LAST, None if last is None else float(last)),
    )
    return [PricePoint(ticker, when, kind, price) for kind, price in named if price is not None]


def read_terms_address(snapshot: Snapshot) -> str | None:
    """Address of the full contract terms of a series, where the rule text goes on."""
    return read_shape(snapshot, SOURCE, _OneSeries).series.contract_terms_url
