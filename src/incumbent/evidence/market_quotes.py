"""Which chance of staying in office a market's price stands for, by the author's link."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from incumbent.domain.market import MarketLink, MarketState, Settlement, YesMeans
from incumbent.domain.quotes import ChanceQuote, LeftOut, Provenance
from incumbent.domain.vocabulary import DatePrecision, SourceKind

# A price at an end of the scale says "as good as settled", not "certain": log odds need 0 < p < 1.
_ENDS = (0.0005, 0.9995)


def linked_quotes(
    markets: Iterable[MarketState], links: Iterable[MarketLink]
) -> tuple[tuple[ChanceQuote, ...], tuple[LeftOut, ...]]:
    """Quotes of the linked markets; every other market is listed with the reason, never guessed.

    Parameters
    ----------
    markets : iterable of MarketState
    links : iterable of MarketLink
        A market whose text changed may have several, one for each text read.

    Returns
    -------
    tuple of ChanceQuote, tuple of LeftOut
    """
    by_market: dict[str, list[MarketLink]] = {}
    for link in links:
        by_market.setdefault(link.key, []).append(link)
    quotes: list[ChanceQuote] = []
    left_out: list[LeftOut] = []
    for market in markets:
        key = f"{market.venue}:{market.market_id}"
        link = _fitting(market, by_market.get(key, ()))
        reason = "no link by the author says what it means" if link is None else why_unused(market, link)
        if link is None or reason is not None:
            left_out.append(LeftOut(key, reason or ""))
        else:
            quotes.append(quote_of(market, link))
    return tuple(quotes), tuple(left_out)


def _fitting(market: MarketState, links: Sequence[MarketLink]) -> MarketLink | None:
    """The link made for this very text; else any, so that the change is told."""
    same_text = [link for link in links if link.rule_sha256 == market.rule_sha256]
    return next(iter([*same_text, *links]), None)


def why_unused(market: MarketState, link: MarketLink) -> str | None:
    """Why a linked market gives no quote now; None when it does."""
    if not market.rule_text:
        return "the answer carries no rule text, so nobody can say whether it is still the text that was read"
    if market.rule_sha256 != link.rule_sha256:
        return "its rule text changed after the author read it: unlinked; read it and link again"
    if market.observed_at.date() > link.deadline:
        return f"its deadline {link.deadline} has passed"
    return _why_no_price(market)


def _why_no_price(market: MarketState) -> str | None:
    if market.settlement is not Settlement.OPEN:
        return f"not open ({market.settlement}): an outcome, not a quote"
    if market.chance_of_yes is None:
        sides = [name for name in ("bid", "ask") if getattr(market, name) is not None]
        return f"only one side is offered ({sides[0]})" if sides else "nobody offers a price"
    if market.bid is not None and market.ask is not None and market.bid > market.ask:
        return f"bid {market.bid} lies above ask {market.ask}: a broken quote"
    return None


def quote_of(market: MarketState, link: MarketLink) -> ChanceQuote:
    """The chance of staying that an open, two-sided market stands for under its link.

    The quote is known from the day (UTC) on which it stood: prices are public, and an origin date means
    its end. That the author linked it later changes the mapping, not what could be known.

    Raises
    ------
    ValueError
        If the market has no chance of Yes; ask `why_unused` first.
    """
    if market.chance_of_yes is None:
        msg = f"{link.key} has no two-sided quote; ask why_unused before quote_of."
        raise ValueError(msg)
    low, high = market.bid, market.ask
    chance = market.chance_of_yes
    if link.yes_means is YesMeans.LEAVES:
        chance = 1 - chance
        low, high = (None if high is None else 1 - high), (None if low is None else 1 - low)
    return ChanceQuote(
        provenance=_provenance(market, link),
        leader_id=link.leader_id,
        source_id=market.venue,
        source_kind=SourceKind.CROWD if market.play_money else SourceKind.EXCHANGE,
        event=link.event,
        target=link.target,
        deadline=link.deadline,
        probability=_inside(chance),
        low=None if low is None else _inside(low),
        high=None if high is None else _inside(high),
        gate_id=link.gate_id,
        death_excluded=link.death_excluded,
    )


def _inside(chance: float) -> float:
    return min(max(chance, _ENDS[0]), _ENDS[1])


def _provenance(market: MarketState, link: MarketLink) -> Provenance:
    observed = market.observed_at.date()
    # a changed rule text is a new series: its hash is part of the fact's identity
    fact_id = f"{link.key}:{link.rule_sha256[:12]}:{observed.isoformat()}"
    said = f"{fact_id}|{market.bid}|{market.ask}|{market.mid}|{link.yes_means}|{link.deadline}"
    return Provenance(
        fact_id=fact_id,
        known_at=observed,
        observed_on=observed,
        date_precision=DatePrecision.DAY,
        source_url=market.address,
        sha256=hashlib.sha256(said.encode()).hexdigest(),
    )
