"""What did PredictIt's answer say? One Yes/No contract a state; no rule text, no result, no volume.

A closed market vanishes from the answer, so an outcome must come from elsewhere.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from incumbent.domain.market import MarketsRead, MarketState, Settlement
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.answers import Outside, read_shape

SOURCE = "predictit"

Price = Annotated[float, Field(ge=0, le=1)]


class _Contract(Outside):
    id: int
    name: str
    bestBuyYesCost: Price | None = None  # noqa: N815 - the venue's name: what a Yes costs now
    bestSellYesCost: Price | None = None  # noqa: N815 - what a seller of Yes gets
    lastTradePrice: Price | None = None  # noqa: N815 - may be hours old


class _Market(Outside):
    id: int
    name: str
    url: str = ""
    contracts: list[_Contract]


class _All(Outside):
    markets: list[_Market]


def read_markets(snapshot: Snapshot) -> MarketsRead:
    """Every contract of the answer; without rule text, so none can be linked.

    The answer's own clock has no zone and its closing days have three forms: neither is read.

    Raises
    ------
    SourceError
        If the answer is not whole or has another form.
    """
    found = read_shape(snapshot, SOURCE, _All)
    return MarketsRead(
        tuple(
            _state(market, contract, snapshot.fetched_at)
            for market in found.markets
            for contract in market.contracts
        )
    )


def _state(market: _Market, contract: _Contract, fetched_at: datetime) -> MarketState:
    return MarketState(
        venue=SOURCE,
        market_id=f"{market.id}/{contract.id}",
        title=f"{market.name}: {contract.name}",
        rule_text="",
        observed_at=fetched_at,
        settlement=Settlement.OPEN,
        bid=contract.bestSellYesCost,
        ask=contract.bestBuyYesCost,
        last_trade=contract.lastTradePrice,
        address=market.url,
    )
