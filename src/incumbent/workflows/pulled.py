"""Bring what was pulled into a desk: one dated quote for each linked market and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path

from incumbent.domain.desk import Desk
from incumbent.domain.market import MarketLink, MarketState, Settlement
from incumbent.domain.quotes import ChanceQuote, LeftOut
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.links import FILE, read_links
from incumbent.evidence.market_quotes import linked_quotes
from incumbent.sources.price_history import RULE_DIGITS, PriceHistory, PriceRow

PULLED = "pulled"
_PLAY_MONEY = frozenset({"manifold"})
_CHANGED = "another text than any that was read"


def with_pulled(desk: Desk, folder: Path, today: date) -> Desk:
    """The desk and the quotes of its linked markets.

    Each day's first answer counts, so a later pull of the same day changes no forecast made before it. A
    quote holds until the next answer about its market, whatever that says.

    Parameters
    ----------
    desk : Desk
    folder : Path
        Where it lies.
    today : date

    Raises
    ------
    FaultsFoundError
        If `links.toml` is at fault.
    """
    snapshot = links_snapshot(folder, today)
    if snapshot is None:
        return desk
    links, texts = read_links(snapshot, desk.leaders, today)
    quotes, left_out = pulled_facts(folder, links, texts)
    return replace(desk, quotes=(*desk.quotes, *quotes), left_out=(*desk.left_out, *left_out))


def links_snapshot(folder: Path, today: date) -> Snapshot | None:
    """`links.toml` as it stands; None when there is none."""
    path = folder / FILE
    if not path.is_file():
        return None
    return Snapshot(FILE, path.read_bytes(), datetime.combine(today, time(), UTC))


def pulled_facts(
    folder: Path, links: Sequence[MarketLink], texts: Sequence[str]
) -> tuple[tuple[ChanceQuote, ...], tuple[LeftOut, ...]]:
    """Every quote the archive holds for some links, and the newest answers that give none.

    Parameters
    ----------
    folder : Path
        Of the desk.
    links : sequence of MarketLink
    texts : sequence of str
        The rule text of each link.

    Returns
    -------
    tuple of ChanceQuote
        `provenance.until` is the day of the next answer about the same market.
    tuple of LeftOut
        One for each market whose newest answer is no quote.
    """
    if not links:
        return (), ()
    rows = PriceHistory(folder / PULLED).of_markets({link.key for link in links})
    text_of = {link.rule_sha256[:RULE_DIGITS]: text for link, text in zip(links, texts, strict=True)}
    quotes: list[ChanceQuote] = []
    left_out: list[LeftOut] = []
    for market in sorted({row.market for row in rows}):
        own = [link for link in links if link.key == market]
        days = _first_of_each_day(row for row in rows if row.market == market and row.settlement)
        for row, after in pairwise([*days, None]):
            found, why = linked_quotes([_state(row, own[0], text_of)], own) if row else ((), ())
            until = None if after is None else after.observed_at.date()
            quotes += [replace(one, provenance=replace(one.provenance, until=until)) for one in found]
            if after is None and row is not None:
                known_at = row.fetched_at.date()
                left_out += [LeftOut(left.fact_id, left.reason, known_at) for left in why]
    return tuple(quotes), tuple(left_out)


def _first_of_each_day(rows: Iterable[PriceRow]) -> list[PriceRow]:
    first: dict[date, PriceRow] = {}
    for row in rows:  # in order of time
        first.setdefault(row.observed_at.date(), row)
    return list(first.values())


def _state(row: PriceRow, link: MarketLink, text_of: dict[str, str]) -> MarketState:
    """A row as the state it was made from; the text is one of those that were read, or none of them."""
    text = "" if row.rule is None else text_of.get(row.rule, _CHANGED)
    return MarketState(
        venue=link.venue,
        market_id=link.market_id,
        title=link.title,
        rule_text=text,
        observed_at=row.observed_at,
        settlement=Settlement(row.settlement or Settlement.UNKNOWN),
        bid=row.bid,
        ask=row.ask,
        mid=row.mid,
        play_money=link.venue in _PLAY_MONEY,
        address=link.address,
    )
