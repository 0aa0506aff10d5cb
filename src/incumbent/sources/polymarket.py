"""Which addresses of Polymarket answer which question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

from incumbent.domain.market import MarketLink
from incumbent.sources.ask import Ask, with_query

SOURCE = "polymarket"
GAMMA = "https://gamma-api.polymarket.com"
CLOB = "https://clob.polymarket.com"


def search_ask(term: str, gamma: str = GAMMA) -> Ask:
    """Events and markets whose words fit a term, with their rule texts."""
    query = {"q": term, "limit_per_type": 20, "events_status": "active"}
    return Ask(SOURCE, with_query(f"{gamma}/public-search", query))


def market_ask(slug: str, gamma: str = GAMMA) -> Ask:
    """One market by its name in addresses."""
    return Ask(SOURCE, f"{gamma}/markets/slug/{quote(slug, safe='')}")


def market_asks(links: Iterable[MarketLink], gamma: str = GAMMA) -> list[Ask]:
    """Text, state, bid and ask of each linked market, each by its own stable name."""
    return [market_ask(link.slug, gamma) for link in links if link.slug]


def history_ask(link: MarketLink, since: datetime | None, clob: str = CLOB) -> Ask | None:
    """Daily prices of a link's Yes token.

    Twelve hours is the finest step at which resolved markets still answer.
    """
    if not link.token:
        return None
    span: dict[str, str | int | None] = (
        {"interval": "max"} if since is None else {"startTs": int(since.timestamp())}
    )
    query = {"market": link.token, **span, "fidelity": 720}
    return Ask(SOURCE, with_query(f"{clob}/prices-history", query))
