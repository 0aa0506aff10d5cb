"""How each venue is asked, and how its answers are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from incumbent.domain.errors import RefusedError, SourceError
from incumbent.domain.market import MarketLink, MarketsRead, PricePoint
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence import kalshi as read_kalshi
from incumbent.evidence import manifold as read_manifold
from incumbent.evidence import polymarket as read_polymarket
from incumbent.sources import kalshi, manifold, polymarket
from incumbent.sources.ask import Ask
from incumbent.sources.pages import read_pages

Fetch = Callable[[Ask], Snapshot]

DEFAULT_BASES: Mapping[str, str] = {
    "polymarket": polymarket.GAMMA,
    "polymarket-prices": polymarket.CLOB,
    "kalshi": kalshi.BASE,
    "manifold": manifold.BASE,
}
_FIRST_HISTORY = timedelta(days=365)
_MOST_PAGES = 40


def _kept_in_one_place(_: Sequence[MarketLink]) -> list[Ask]:
    return []


@dataclass(frozen=True, slots=True)
class Venue:
    """One venue's questions and how to read the answers.

    Parameters
    ----------
    name : str
        Id in the catalogue.
    market_asks : callable
        Links to the requests that answer all of them.
    market_ask : callable
        A market's name in addresses to the request for it.
    read : callable
        Snapshot to the markets in it.
    search : callable
        Fetch and words to what was found.
    history : callable
        Fetch, link, since, until to prices.
    settled_asks : callable
        Links that a whole answer to `market_asks` did not hold to the requests for where the venue keeps
        what settled long ago; none where it keeps everything in one place.
    """

    name: str
    market_asks: Callable[[Sequence[MarketLink]], list[Ask]]
    market_ask: Callable[[str], Ask]
    read: Callable[[Snapshot], MarketsRead]
    search: Callable[[Fetch, str], MarketsRead]
    history: Callable[[Fetch, MarketLink, datetime | None, datetime], tuple[PricePoint, ...]]
    settled_asks: Callable[[Sequence[MarketLink]], list[Ask]] = _kept_in_one_place


def all_venues(bases: Mapping[str, str] = DEFAULT_BASES) -> dict[str, Venue]:
    """Every venue with an adapter, at its public address or at those given."""
    return {venue.name: venue for venue in (_polymarket(bases), _kalshi(bases), _manifold(bases))}


def venue_named(name: str, venues: Mapping[str, Venue]) -> Venue:
    """The venue of that name.

    Raises
    ------
    RefusedError
        If there is no adapter for it.
    """
    if name not in venues:
        msg = f"no adapter for {name!r}; there are {', '.join(sorted(venues))}. See `incumbent sources`."
        raise RefusedError(msg)
    return venues[name]


def _polymarket(bases: Mapping[str, str]) -> Venue:
    gamma, clob = bases["polymarket"], bases["polymarket-prices"]

    def history(
        fetch: Fetch, link: MarketLink, since: datetime | None, until: datetime
    ) -> tuple[PricePoint, ...]:
        ask = polymarket.history_ask(link, since, clob)
        if ask is None:
            return ()
        points = read_polymarket.read_price_history(fetch(ask), link.token or "")
        return tuple(point for point in points if point.observed_at <= until)

    return Venue(
        name="polymarket",
        market_asks=lambda links: polymarket.market_asks(links, gamma),
        market_ask=lambda slug: polymarket.market_ask(slug, gamma),
        read=read_polymarket.read_markets,
        search=lambda fetch, term: read_polymarket.read_markets(fetch(polymarket.search_ask(term, gamma))),
        history=history,
    )


def _kalshi(bases: Mapping[str, str]) -> Venue:
    base = bases["kalshi"]

    def history(
        fetch: Fetch, link: MarketLink, since: datetime | None, until: datetime
    ) -> tuple[PricePoint, ...]:
        first = since or until - _FIRST_HISTORY
        try:
            ask = kalshi.history_ask(link, first, until, base)
            if points := read_kalshi.read_candles(fetch(ask), link.market_id):
                return points
        except SourceError as refusal:
            return _settled(fetch, link, first, until, base, refusal)
        return _settled(fetch, link, first, until, base, None)

    def search(fetch: Fetch, term: str) -> MarketsRead:
        pages = read_pages(
            fetch, kalshi.events_ask(base=base), lambda page: _next_events(page, base), _MOST_PAGES
        )
        words = term.casefold().split()
        found = [market for page in pages for market in read_kalshi.read_markets(page).markets]
        fits = [
            market
            for market in found
            if all(word in f"{market.title} {market.rule_text}".casefold() for word in words)
        ]
        return MarketsRead(tuple(fits))

    return Venue(
        name="kalshi",
        market_asks=lambda links: kalshi.market_asks(links, base),
        market_ask=lambda ticker: kalshi.tickers_ask([ticker], base),
        read=read_kalshi.read_markets,
        search=search,
        history=history,
        settled_asks=lambda links: kalshi.settled_asks([link.market_id for link in links], base),
    )


def _settled(  # noqa: PLR0917 - what is asked, where, and what was answered first
    fetch: Fetch,
    link: MarketLink,
    since: datetime,
    until: datetime,
    base: str,
    refusal: SourceError | None,
) -> tuple[PricePoint, ...]:
    """Prices of a market settled before the venue's cutoff; if it is not there either, the first refusal."""
    try:
        ask = kalshi.settled_history_ask(link, since, until, base)
        return read_kalshi.read_candles(fetch(ask), link.market_id)
    except SourceError:
        if refusal is not None:
            raise refusal from None
        return ()


def _next_events(page: Snapshot, base: str) -> Ask | None:
    cursor = read_kalshi.read_markets(page).next_cursor
    return None if cursor is None else kalshi.events_ask(cursor, base)


def _manifold(bases: Mapping[str, str]) -> Venue:
    base = bases["manifold"]

    def history(
        fetch: Fetch, link: MarketLink, since: datetime | None, until: datetime
    ) -> tuple[PricePoint, ...]:
        first = since or datetime(1970, 1, 1, tzinfo=UTC)

        def next_bets(page: Snapshot) -> Ask | None:
            oldest = read_manifold.oldest_bet(page)
            if oldest is None or oldest[1] < first:
                return None
            return manifold.history_ask(link, oldest[0], base)

        pages = read_pages(fetch, manifold.history_ask(link, base=base), next_bets, _MOST_PAGES)
        points = [point for page in pages for point in read_manifold.read_bets(page)]
        mine = [p for p in points if p.market_id == link.market_id and first <= p.observed_at <= until]
        return tuple(sorted(mine, key=lambda point: point.observed_at))

    return Venue(
        name="manifold",
        market_asks=lambda links: manifold.market_asks(links, base),
        market_ask=lambda market: manifold.market_ask(market, base),
        read=read_manifold.read_markets,
        search=lambda fetch, term: read_manifold.read_markets(fetch(manifold.search_ask(term, base))),
        history=history,
    )
