"""What did Manifold's answers say? Play-money markets, their answers and bets (API v0)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, cast

from pydantic import Field, TypeAdapter, ValidationError

from incumbent.domain.market import MarketsRead, MarketState, PriceKind, PricePoint, Settlement
from incumbent.domain.quotes import LeftOut
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.answers import LATEST_SECOND, Outside, read_json, read_shape, shape_refusal

SOURCE = "manifold"

Milliseconds = Annotated[int, Field(ge=0)]
Chance = Annotated[float, Field(ge=0, le=1)]


class _Answer(Outside):
    id: str
    text: str
    probability: Chance | None = None
    resolution: str | None = None
    resolution_probability: Chance | None = Field(None, alias="resolutionProbability")


class _Market(Outside):
    id: str
    question: str
    url: str = ""
    outcome_type: str = Field(alias="outcomeType")
    probability: Chance | None = None
    close_time: Milliseconds | None = Field(None, alias="closeTime")
    is_resolved: bool = Field(alias="isResolved")
    resolution: str | None = None
    resolution_time: Milliseconds | None = Field(None, alias="resolutionTime")
    resolution_probability: Chance | None = Field(None, alias="resolutionProbability")
    text_description: str = Field("", alias="textDescription")
    answers: list[_Answer] | None = None
    sum_to_one: bool = Field(True, alias="shouldAnswersSumToOne")


class _Bet(Outside):
    id: str
    contract_id: str = Field(alias="contractId")
    answer_id: str | None = Field(None, alias="answerId")
    created: Milliseconds = Field(alias="createdTime")
    after: Chance = Field(alias="probAfter")
    before: Chance = Field(alias="probBefore")
    is_redemption: bool = Field(False, alias="isRedemption")
    amount: float = 0.0


def read_markets(snapshot: Snapshot) -> MarketsRead:
    """Markets of a search, a list or one market; each answer of a multiple choice is one market.

    Raises
    ------
    SourceError
        If the answer is not whole or has neither form.
    """
    value = read_json(snapshot, SOURCE)
    try:
        if isinstance(value, list):
            markets = TypeAdapter(list[_Market]).validate_python(cast("list[object]", value))
        else:
            markets = [_Market.model_validate(value)]
    except ValidationError as fault:
        raise shape_refusal(snapshot, SOURCE, fault) from fault
    return _sort_out(markets, snapshot.fetched_at)


def _sort_out(markets: Iterable[_Market], fetched_at: datetime) -> MarketsRead:
    states: list[MarketState] = []
    left_out: list[LeftOut] = []
    for market in markets:
        if market.outcome_type == "BINARY":
            states.append(_binary(market, fetched_at))
        elif market.answers and market.outcome_type in {"MULTIPLE_CHOICE", "FREE_RESPONSE"}:
            states.extend(_of_answer(market, answer, fetched_at) for answer in market.answers)
        else:
            reason = f"of type {market.outcome_type}: its price is not the chance of a Yes"
            left_out.append(LeftOut(f"{SOURCE}:{market.id}", reason))
    return MarketsRead(tuple(states), tuple(left_out))


def _binary(market: _Market, fetched_at: datetime) -> MarketState:
    outcome = _outcome(market.is_resolved, market.resolution, market.resolution_probability)
    return _state(
        market, fetched_at, key=market.id, title=market.question, chance=market.probability, outcome=outcome
    )


def _of_answer(market: _Market, answer: _Answer, fetched_at: datetime) -> MarketState:
    return _state(
        market,
        fetched_at,
        key=f"{market.id}/{answer.id}",
        title=f"{market.question} — {answer.text}",
        chance=answer.probability,
        outcome=_outcome_of_answer(market, answer),
    )


def _state(
    market: _Market,
    fetched_at: datetime,
    *,
    key: str,
    title: str,
    chance: float | None,
    outcome: tuple[Settlement, float | None],
) -> MarketState:
    settlement, paid = outcome
    return MarketState(
        venue=SOURCE,
        market_id=key,
        title=title,
        rule_text=market.text_description,
        observed_at=fetched_at,
        settlement=settlement,
        mid=chance if settlement is Settlement.OPEN else None,
        closes_hint=_instant(market.close_time),
        settled_at=None if settlement is Settlement.OPEN else _instant(market.resolution_time),
        paid=paid,
        play_money=True,
        address=market.url,
    )


def _outcome(
    is_resolved: bool, resolution: str | None, probability: float | None
) -> tuple[Settlement, float | None]:
    """What Yes paid; the resolution probability counts with MKT only, although it stands on YES too."""
    if not is_resolved:
        return Settlement.OPEN, None
    if resolution == "MKT":
        return Settlement.PARTIAL, probability
    said = {
        "YES": (Settlement.YES, 1.0),
        "NO": (Settlement.NO, 0.0),
        "CANCEL": (Settlement.VOID, None),  # shown as N/A: void, not No
    }
    return said.get(resolution or "", (Settlement.UNKNOWN, None))


def _outcome_of_answer(market: _Market, answer: _Answer) -> tuple[Settlement, float | None]:
    if answer.resolution is not None or not market.sum_to_one:
        return _outcome(answer.resolution is not None, answer.resolution, answer.resolution_probability)
    if not market.is_resolved:
        return Settlement.OPEN, None
    if market.resolution in {"CANCEL", "MKT"}:
        # with MKT each answer gets a share that older answers of the API do not print
        return _outcome(True, market.resolution, answer.resolution_probability)
    if market.resolution in {other.id for other in market.answers or ()}:
        won = market.resolution == answer.id
        return (Settlement.YES, 1.0) if won else (Settlement.NO, 0.0)
    return Settlement.UNKNOWN, None


def read_bets(snapshot: Snapshot) -> tuple[PricePoint, ...]:
    """The price after each bet, in order of time; redemptions and unfilled orders moved nothing."""
    bets = read_shape(snapshot, SOURCE, list[_Bet])
    moved = [bet for bet in bets if not bet.is_redemption and (bet.amount != 0 or bet.after != bet.before)]
    points = [
        PricePoint(
            bet.contract_id if bet.answer_id is None else f"{bet.contract_id}/{bet.answer_id}",
            when,
            PriceKind.MID,
            bet.after,
        )
        for bet in moved
        if (when := _instant(bet.created)) is not None
    ]
    return tuple(sorted(points, key=lambda point: point.observed_at))


def oldest_bet(snapshot: Snapshot) -> tuple[str, datetime] | None:
    """Id and time of the oldest bet of a page, where the next page starts; None for an empty page."""
    bets = read_shape(snapshot, SOURCE, list[_Bet])
    if not bets:
        return None
    oldest = min(bets, key=lambda bet: bet.created)
    return oldest.id, _instant(oldest.created) or datetime.fromtimestamp(0, tz=UTC)


def pseudo_numeric_value(probability: float, low: float, high: float, *, log_scale: bool) -> float:
    """The number a PSEUDO_NUMERIC market's probability stands for.

    Parameters
    ----------
    probability : float
        In [0, 1].
    low, high : float
        Ends of the scale, low < high.
    log_scale : bool

    Returns
    -------
    float
        In [low, high].

    Examples
    --------
    >>> round(pseudo_numeric_value(0.8828819049998092, 2000, 6000, log_scale=False), 1)
    5531.5
    """
    if log_scale:
        return math.pow(high - low + 1, probability) + low - 1
    return low + (high - low) * probability


def _instant(milliseconds: int | None) -> datetime | None:
    if milliseconds is None or milliseconds > LATEST_SECOND * 1000:
        return None  # some authors close their market in the year 10000
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)
