"""What did Polymarket's answers say? Gamma texts and states, CLOB books and price histories."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import cast

from pydantic import Field, TypeAdapter, ValidationError, field_validator

from incumbent.domain.market import MarketsRead, MarketState, PriceKind, PricePoint, Settlement
from incumbent.domain.quotes import LeftOut
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.answers import (
    LATEST_SECOND,
    Outside,
    json_inside,
    read_instant,
    read_json,
    read_shape,
    shape_refusal,
)

SOURCE = "polymarket"


class _GammaMarket(Outside):
    id: str
    question: str
    slug: str = ""
    description: str = ""
    outcomes: list[str] = Field(default_factory=list)
    outcome_prices: list[str] | None = Field(None, alias="outcomePrices")
    token_ids: list[str] = Field(default_factory=list, alias="clobTokenIds")
    best_bid: float | None = Field(None, alias="bestBid", ge=0, le=1)
    best_ask: float | None = Field(None, alias="bestAsk", ge=0, le=1)
    last_trade: float | None = Field(None, alias="lastTradePrice", ge=0, le=1)
    closed: bool = False
    active: bool = True
    end_date: str | None = Field(None, alias="endDate")
    closed_time: str | None = Field(None, alias="closedTime")
    resolution_status: str | None = Field(None, alias="umaResolutionStatus")

    @field_validator("outcomes", "outcome_prices", "token_ids", mode="before")
    @classmethod
    def _unwrap(cls, value: object) -> object:
        return json_inside(value) if isinstance(value, str) else value


class _GammaEvent(Outside):
    id: str
    markets: list[_GammaMarket] = Field(default_factory=list[_GammaMarket])


class _MarketPage(Outside):
    markets: list[_GammaMarket]
    next_cursor: str | None = None


class _EventPage(Outside):
    events: list[_GammaEvent]
    next_cursor: str | None = None


class _ClobToken(Outside):
    token_id: str
    outcome: str
    winner: bool = False


class _ClobMarket(Outside):
    condition_id: str
    question: str
    description: str
    closed: bool
    market_slug: str = ""
    end_date_iso: str | None = None
    is_50_50_outcome: bool = False
    tokens: list[_ClobToken]


class _Level(Outside):
    price: float = Field(ge=0, le=1)


class _Book(Outside):
    asset_id: str
    timestamp: int = Field(ge=0, le=LATEST_SECOND * 1000)
    bids: list[_Level]
    asks: list[_Level]


class _HistoryPoint(Outside):
    t: int = Field(ge=0, le=LATEST_SECOND)
    p: float = Field(ge=0, le=1)


class _History(Outside):
    history: list[_HistoryPoint]


def read_markets(snapshot: Snapshot) -> MarketsRead:
    """Markets of any Gamma answer: a keyset page, a list, one event, one market, or a search.

    Only the market's own text, closing and state count; the event's may be years old.

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


def _markets_inside(value: object) -> tuple[list[_GammaMarket], str | None]:
    """Each form by its marks, because the endpoints do not name theirs."""
    if isinstance(value, list):
        elements = cast("list[object]", value)
        if any(isinstance(element, dict) and "markets" in element for element in elements):
            return _of_events(TypeAdapter(list[_GammaEvent]).validate_python(elements)), None
        return TypeAdapter(list[_GammaMarket]).validate_python(elements), None
    if isinstance(value, dict) and "events" in value:
        page = _EventPage.model_validate(value)
        return _of_events(page.events), page.next_cursor
    if isinstance(value, dict) and "question" in value:
        return [_GammaMarket.model_validate(value)], None
    if isinstance(value, dict) and "markets" in value and "slug" in value:
        return _GammaEvent.model_validate(value).markets, None
    page = _MarketPage.model_validate(value)
    return page.markets, page.next_cursor


def _of_events(events: Iterable[_GammaEvent]) -> list[_GammaMarket]:
    return [market for event in events for market in event.markets]


def _sort_out(markets: Iterable[_GammaMarket], fetched_at: datetime, cursor: str | None) -> MarketsRead:
    states: list[MarketState] = []
    left_out: list[LeftOut] = []
    for market in markets:
        reason = _why_unusable(market)
        if reason is None:
            states.append(_state(market, fetched_at))
        else:
            left_out.append(LeftOut(f"{SOURCE}:{market.id}", reason))
    return MarketsRead(tuple(states), tuple(left_out), cursor or None)


def _why_unusable(market: _GammaMarket) -> str | None:
    if market.outcomes and [name.lower() for name in market.outcomes] != ["yes", "no"]:
        return f"outcomes are {' / '.join(market.outcomes)}: its price is not the chance of a Yes"
    if not market.active and market.outcome_prices is None:
        return "a placeholder of a many-outcome event: inactive and without prices"
    if not market.outcomes:
        return "the answer names no outcomes"
    return None


def _state(market: _GammaMarket, fetched_at: datetime) -> MarketState:
    settlement = _settlement(market)
    is_open = settlement is Settlement.OPEN
    bid, ask = two_sides(market.best_bid, market.best_ask) if is_open else (None, None)
    return MarketState(
        venue=SOURCE,
        market_id=market.id,
        title=market.question,
        rule_text=market.description,
        observed_at=fetched_at,
        settlement=settlement,
        bid=bid,
        ask=ask,
        last_trade=market.last_trade,
        closes_hint=read_instant(market.end_date),
        settled_at=None if is_open else read_instant(market.closed_time),
        paid={Settlement.YES: 1.0, Settlement.NO: 0.0}.get(settlement),
        token=market.token_ids[0] if market.token_ids else None,
        slug=market.slug or None,
        address=f"https://polymarket.com/market/{market.slug}" if market.slug else "",
    )


def two_sides(bid: float | None, ask: float | None) -> tuple[float | None, float | None]:
    """Bid and ask of which an empty side is None: a bid of 0 and an ask of 1 are offers nobody made."""
    return (bid or None, None if ask is None or ask >= 1 or ask <= 0 else ask)


def _settlement(market: _GammaMarket) -> Settlement:
    """By what was paid, and only once the venue calls it resolved; `active` says nothing."""
    if not market.closed:
        return Settlement.OPEN
    paid = [float(price) for price in market.outcome_prices or ()]
    if paid == [0.0, 0.0]:
        return Settlement.UNKNOWN
    if market.resolution_status != "resolved":
        return Settlement.CLOSED
    by_payment = {(1.0, 0.0): Settlement.YES, (0.0, 1.0): Settlement.NO, (0.5, 0.5): Settlement.VOID}
    return by_payment.get(tuple(paid), Settlement.UNKNOWN)  # type: ignore[arg-type]


def read_clob_market(snapshot: Snapshot) -> MarketState:
    """One market as the CLOB shows it; its `winner` marks say what was paid, its prices are not used."""
    market = read_shape(snapshot, SOURCE, _ClobMarket)
    winners = [token.outcome.lower() for token in market.tokens if token.winner]
    settlement = Settlement.CLOSED if market.closed else Settlement.OPEN
    if market.closed and market.is_50_50_outcome:
        settlement = Settlement.VOID
    elif market.closed and len(winners) == 1:
        settlement = {"yes": Settlement.YES, "no": Settlement.NO}.get(winners[0], Settlement.UNKNOWN)
    yes_token = next((token.token_id for token in market.tokens if token.outcome.lower() == "yes"), None)
    return MarketState(
        venue=SOURCE,
        market_id=market.condition_id,
        title=market.question,
        rule_text=market.description,
        observed_at=snapshot.fetched_at,
        settlement=settlement,
        closes_hint=read_instant(market.end_date_iso),
        paid={Settlement.YES: 1.0, Settlement.NO: 0.0}.get(settlement),
        token=yes_token,
        address=f"https://polymarket.com/market/{market.market_slug}",
    )


def read_book(snapshot: Snapshot) -> tuple[PricePoint, ...]:
    """Best bid and best ask of one token; an empty side gives no point.

    Both sides are printed with the best price last today; the best is looked for, not assumed.
    """
    book = read_shape(snapshot, SOURCE, _Book)
    when = datetime.fromtimestamp(book.timestamp / 1000, tz=UTC)
    points: list[PricePoint] = []
    if book.bids:
        points.append(PricePoint(book.asset_id, when, PriceKind.BID, max(level.price for level in book.bids)))
    if book.asks:
        points.append(PricePoint(book.asset_id, when, PriceKind.ASK, min(level.price for level in book.asks)))
    return tuple(points)


def read_price_history(snapshot: Snapshot, token: str) -> tuple[PricePoint, ...]:
    """Prices of one token in order of time; the venue does not say whether they are mids or trades."""
    answer = read_shape(snapshot, SOURCE, _History)
    points = [
        PricePoint(token, datetime.fromtimestamp(point.t, tz=UTC), PriceKind.STATED, point.p)
        for point in answer.history
    ]
    return tuple(sorted(points, key=lambda point: point.observed_at))
