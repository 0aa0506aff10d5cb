"""Which addresses of Manifold answer which question."""

from __future__ import annotations

from collections.abc import Iterable

from incumbent.domain.market import MarketLink
from incumbent.sources.ask import Ask, with_query

SOURCE = "manifold"
BASE = "https://api.manifold.markets/v0"


def search_ask(term: str, base: str = BASE) -> Ask:
    """Open markets whose words fit a term; the answer carries no rule texts."""
    query = {"term": term, "filter": "open", "limit": 20}
    return Ask(SOURCE, with_query(f"{base}/search-markets", query))


def market_ask(market_id: str, base: str = BASE) -> Ask:
    """One whole market with its rule text; of "id/answer" the market of the answer."""
    return Ask(SOURCE, f"{base}/market/{market_id.split('/', 1)[0]}")


def market_asks(links: Iterable[MarketLink], base: str = BASE) -> list[Ask]:
    """Each linked market once, however many of its answers are linked."""
    markets = sorted({link.market_id.split("/", 1)[0] for link in links})
    return [market_ask(market, base) for market in markets]


def history_ask(link: MarketLink, before: str | None = None, base: str = BASE) -> Ask:
    """One page of bets, the newest first; the next page starts before the last bet of this one."""
    market = link.market_id.split("/", 1)[0]
    query = {"contractId": market, "limit": 1000, "before": before}
    return Ask(SOURCE, with_query(f"{base}/bets", query))
