"""Which addresses of Kalshi answer which question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from incumbent.domain.market import MarketLink
from incumbent.sources.ask import Ask, with_query

SOURCE = "kalshi"
BASE = "https://api.elections.kalshi.com/trade-api/v2"
_TOGETHER = 50


def events_ask(cursor: str | None = None, base: str = BASE) -> Ask:
    """One page of open events with their markets: there is no search, so pages are looked through."""
    query = {"with_nested_markets": "true", "status": "open", "limit": 200, "cursor": cursor}
    return Ask(SOURCE, with_query(f"{base}/events", query))


def market_asks(links: Sequence[MarketLink], base: str = BASE) -> list[Ask]:
    """Text, state, bid and ask of the linked markets, some at a time."""
    tickers = sorted({link.market_id for link in links})
    groups = [tickers[start : start + _TOGETHER] for start in range(0, len(tickers), _TOGETHER)]
    return [tickers_ask(group, base) for group in groups]


def tickers_ask(tickers: Sequence[str], base: str = BASE) -> Ask:
    """Some markets by their tickers."""
    return Ask(SOURCE, with_query(f"{base}/markets", {"tickers": ",".join(tickers), "limit": len(tickers)}))


def settled_asks(tickers: Sequence[str], base: str = BASE) -> list[Ask]:
    """Markets settled before the venue's historical cutoff, some at a time: they live there only."""
    groups = [sorted(tickers)[start : start + _TOGETHER] for start in range(0, len(tickers), _TOGETHER)]
    address = f"{base}/historical/markets"
    return [
        Ask(SOURCE, with_query(address, {"tickers": ",".join(group), "limit": len(group)}))
        for group in groups
    ]


def history_ask(link: MarketLink, since: datetime, until: datetime, base: str = BASE) -> Ask:
    """Daily candles of a linked market; the series is named in front of its ticker's first hyphen."""
    series = link.market_id.split("-", 1)[0]
    address = f"{base}/series/{series}/markets/{link.market_id}/candlesticks"
    return Ask(SOURCE, with_query(address, _daily(since, until)))


def settled_history_ask(link: MarketLink, since: datetime, until: datetime, base: str = BASE) -> Ask:
    """The same for a market settled before the venue's historical cutoff: it lives there only."""
    address = f"{base}/historical/markets/{link.market_id}/candlesticks"
    return Ask(SOURCE, with_query(address, _daily(since, until)))


def _daily(since: datetime, until: datetime) -> dict[str, int]:
    return {"start_ts": int(since.timestamp()), "end_ts": int(until.timestamp()), "period_interval": 1440}
