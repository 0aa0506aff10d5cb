"""What did Smarkets' answers say? Contracts and their quotes, in hundredths of a percent."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, RootModel

from incumbent.domain.market import MarketsRead, MarketState, PriceKind, PricePoint, Settlement
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.answers import Outside, read_instant, read_shape

SOURCE = "smarkets"
_PER_ONE = 10_000
_SETTLED = {"winner": Settlement.YES, "loser": Settlement.NO, "open": Settlement.OPEN}
_PAID = {Settlement.YES: 1.0, Settlement.NO: 0.0}


class _Offer(Outside):
    price: Annotated[int, Field(ge=0, le=_PER_ONE)]


class _Sides(Outside):
    bids: list[_Offer] = []  # noqa: RUF012 - pydantic copies it
    offers: list[_Offer] = []  # noqa: RUF012


class _Quotes(RootModel[dict[str, _Sides]]):
    """Sides of the book by contract id; a contract without a quote may be missing."""


class _Contract(Outside):
    id: str
    market_id: str
    name: str
    state_or_outcome: str
    outcome_timestamp: str | None = None


class _Contracts(Outside):
    contracts: list[_Contract]


def read_contracts(snapshot: Snapshot) -> MarketsRead:
    """Every contract with its outcome; the interface carries no rule text, so none can be linked.

    A word for the outcome that is not known here is unknown, never No.
    """
    found = read_shape(snapshot, SOURCE, _Contracts)
    states: list[MarketState] = []
    for contract in found.contracts:
        settlement = _SETTLED.get(contract.state_or_outcome, Settlement.UNKNOWN)
        states.append(
            MarketState(
                venue=SOURCE,
                market_id=f"{contract.market_id}/{contract.id}",
                title=contract.name,
                rule_text="",
                observed_at=snapshot.fetched_at,
                settlement=settlement,
                settled_at=read_instant(contract.outcome_timestamp),
                paid=_PAID.get(settlement),
            )
        )
    return MarketsRead(tuple(states))


def read_quotes(snapshot: Snapshot) -> tuple[PricePoint, ...]:
    """Best bid and best offer of each contract; an empty side gives no point."""
    points: list[PricePoint] = []
    for contract, sides in read_shape(snapshot, SOURCE, _Quotes).root.items():
        if sides.bids:
            best = max(offer.price for offer in sides.bids) / _PER_ONE
            points.append(PricePoint(contract, snapshot.fetched_at, PriceKind.BID, best))
        if sides.offers:
            best = min(offer.price for offer in sides.offers) / _PER_ONE
            points.append(PricePoint(contract, snapshot.fetched_at, PriceKind.ASK, best))
    return tuple(points)
