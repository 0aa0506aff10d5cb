"""What did Betfair's answers say? Books in decimal odds, rules in catalogues, refusals with status 200."""

from __future__ import annotations

from typing import Annotated, Any, cast

from pydantic import Field

from incumbent.domain.errors import SourceError
from incumbent.domain.market import MarketsRead, MarketState, Settlement
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.answers import Outside, read_json, read_shape

SOURCE = "betfair"

Odds = Annotated[float, Field(ge=1)]
_SAID = {"WINNER": Settlement.YES, "LOSER": Settlement.NO, "REMOVED": Settlement.VOID}
_PAID = {Settlement.YES: 1.0, Settlement.NO: 0.0}


class _Level(Outside):
    price: Odds


class _Exchange(Outside):
    availableToBack: list[_Level] = []  # noqa: N815, RUF012 - the venue's name; pydantic copies it
    availableToLay: list[_Level] = []  # noqa: N815, RUF012


class _Runner(Outside):
    selectionId: int  # noqa: N815
    status: str
    ex: _Exchange = _Exchange()
    lastPriceTraded: Odds | None = None  # noqa: N815


class _Book(Outside):
    marketId: str  # noqa: N815
    status: str
    runners: list[_Runner]


class _Books(Outside):
    result: list[_Book]


class _Description(Outside):
    rules: str = ""


class _Catalogue(Outside):
    marketId: str  # noqa: N815
    description: _Description = _Description()


class _Catalogues(Outside):
    result: list[_Catalogue]


def read_books(snapshot: Snapshot) -> MarketsRead:
    """Every runner of every book. Who backs at odds 4 pays 1/4 for a Yes: back is the ask, lay the bid.

    Raises
    ------
    SourceError
        For a refusal (they come with status 200), half an answer, or another form.
    """
    require_no_refusal(snapshot)
    books = read_shape(snapshot, SOURCE, _Books).result
    return MarketsRead(
        tuple(_state(book, runner, snapshot) for book in books for runner in book.runners),
    )


def _state(book: _Book, runner: _Runner, snapshot: Snapshot) -> MarketState:
    settlement = Settlement.OPEN if book.status != "CLOSED" else _SAID.get(runner.status, Settlement.UNKNOWN)
    if runner.status == "REMOVED":
        settlement = Settlement.VOID
    back, lay = runner.ex.availableToBack, runner.ex.availableToLay
    trading = settlement is Settlement.OPEN
    return MarketState(
        venue=SOURCE,
        market_id=f"{book.marketId}/{runner.selectionId}",
        title="",
        rule_text="",
        observed_at=snapshot.fetched_at,
        settlement=settlement,
        ask=1 / back[0].price if trading and back else None,
        bid=1 / lay[0].price if trading and lay else None,
        last_trade=None if runner.lastPriceTraded is None else 1 / runner.lastPriceTraded,
        paid=_PAID.get(settlement),
    )


def read_rules(snapshot: Snapshot) -> dict[str, str]:
    """The rule text of each market, as the HTML it is written in."""
    require_no_refusal(snapshot)
    markets = read_shape(snapshot, SOURCE, _Catalogues).result
    return {market.marketId: market.description.rules for market in markets}


def require_no_refusal(snapshot: Snapshot) -> None:
    """Raise what an error member or a login status says.

    Raises
    ------
    SourceError
        If the answer is a refusal or half an answer.
    """
    value = read_json(snapshot, SOURCE)
    if not isinstance(value, dict):
        return
    said = cast("dict[str, Any]", value)
    refusal = said.get("error") or said.get("loginStatus") or said.get("status")
    if refusal and "result" not in said and refusal not in ("SUCCESS", "OPEN", "CLOSED", "SUSPENDED"):
        mend = "See the venue's list of codes; an account, an application key and a session are needed."
        raise SourceError(SOURCE, snapshot.address, f"the venue refused: {refusal}", mend)
