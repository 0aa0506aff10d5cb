"""One market of one venue as an answer showed it, before anyone said what it means."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from incumbent.domain.quotes import LeftOut
from incumbent.domain.vocabulary import Event, Target


class Settlement(StrEnum):
    """What a venue says about the outcome. Void, partial and unknown are never No."""

    OPEN = "open"
    CLOSED = "closed"  # trading ended; the venue has not (finally) said what it pays
    YES = "yes"
    NO = "no"
    VOID = "void"  # N/A, CANCEL, annulled, 50-50: nobody is right
    PARTIAL = "partial"  # paid a share between No and Yes
    UNKNOWN = "unknown"  # closed long ago with an answer that says nothing, e.g. zero-zero


class PriceKind(StrEnum):
    """Which price a number is; never mixed silently."""

    BID = "bid"
    ASK = "ask"
    MID = "mid"
    LAST = "last"
    STATED = "stated"  # the venue's own series; it does not say whether mid or last


@dataclass(frozen=True, slots=True)
class PricePoint:
    """One price of Yes at one moment.

    Parameters
    ----------
    market_id : str
    observed_at : datetime
        With a time zone.
    kind : PriceKind
    price : float
        In [0, 1] of one unit paid on Yes.
    """

    market_id: str
    observed_at: datetime
    kind: PriceKind
    price: float

    def __post_init__(self) -> None:
        if not 0 <= self.price <= 1:
            msg = f"price of {self.market_id} at {self.observed_at} is {self.price}; must lie in [0, 1]."
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class MarketState:
    """What one answer says about one Yes/No market.

    Parameters
    ----------
    venue : str
        Id in the catalogue of sources, e.g. "polymarket".
    market_id : str
        The venue's id; of one answer of a multiple choice: "id/answer id".
    title : str
        As printed; never used to guess a meaning.
    rule_text : str
        What decides the market; empty when the answer did not carry it (then it cannot be linked).
    observed_at : datetime
        When the quote stood, with a time zone.
    settlement : Settlement
    bid, ask, mid, last_trade : float or None
        Prices of Yes in [0, 1]; None is missing, never 0. `last_trade` may be that of the other side.
    closes_hint : datetime or None
        The venue's closing time: a hint only, the deadline stands in the rule text.
    settled_at : datetime or None
        When the venue settled, which may be days after the event.
    paid : float or None
        What Yes paid, in [0, 1].
    token, slug : str or None
        The venue's id for the price of Yes, where it differs from market_id; its name in addresses.
    play_money : bool
    address : str
        Page a reader can open.
    """

    venue: str
    market_id: str
    title: str
    rule_text: str
    observed_at: datetime
    settlement: Settlement
    bid: float | None = None
    ask: float | None = None
    mid: float | None = None
    last_trade: float | None = None
    closes_hint: datetime | None = None
    settled_at: datetime | None = None
    paid: float | None = None
    token: str | None = None
    slug: str | None = None
    play_money: bool = False
    address: str = ""

    def __post_init__(self) -> None:
        if self.observed_at.tzinfo is None:
            msg = f"market {self.venue}:{self.market_id}: observed_at needs a time zone."
            raise ValueError(msg)
        for name in ("bid", "ask", "mid", "last_trade", "paid"):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= 1:
                msg = f"market {self.venue}:{self.market_id}: {name} is {value}; must lie in [0, 1]."
                raise ValueError(msg)

    @property
    def rule_sha256(self) -> str:
        """Hex SHA-256 of the rule text: a changed text is another question."""
        return hashlib.sha256(self.rule_text.encode()).hexdigest()

    @property
    def chance_of_yes(self) -> float | None:
        """Middle of bid and ask, or the stated mid; None without a two-sided quote."""
        if self.bid is not None and self.ask is not None:
            return (self.bid + self.ask) / 2
        return self.mid


@dataclass(frozen=True, slots=True)
class MarketsRead:
    """What one answer held.

    Parameters
    ----------
    markets : tuple of MarketState
    left_out : tuple of LeftOut
        Elements that cannot be Yes/No evidence, each with its reason.
    next_cursor : str or None
        Where the next page starts; None at the end.
    """

    markets: tuple[MarketState, ...]
    left_out: tuple[LeftOut, ...] = ()
    next_cursor: str | None = None


class YesMeans(StrEnum):
    """What Yes says about the leader, as the author read the rule text."""

    LEAVES = "leaves"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class MarketLink:
    """The author's word on what one market asks; bound to the rule text that was read.

    Parameters
    ----------
    venue, market_id, leader_id : str
    yes_means : YesMeans
    event : Event
        Announced, effective or de facto: venues differ market by market.
    target : Target
    deadline : date
        Holding the office at the end of this day, in the leader's zone.
    rule_sha256 : str
        Of the text the author read.
    confirmed_on : date
        The day the author read it.
    death_excluded : bool
    gate_id : str or None
    token, slug : str or None
        The venue's id for prices of Yes, and its name in addresses, if it has them.
    title, address : str
        As printed when it was read; the page a reader can open.
    """

    venue: str
    market_id: str
    leader_id: str
    yes_means: YesMeans
    event: Event
    target: Target
    deadline: date
    rule_sha256: str
    confirmed_on: date
    death_excluded: bool = False
    gate_id: str | None = None
    token: str | None = None
    slug: str | None = None
    title: str = ""
    address: str = ""

    @property
    def key(self) -> str:
        """`venue:market_id`, unique in a desk."""
        return f"{self.venue}:{self.market_id}"
