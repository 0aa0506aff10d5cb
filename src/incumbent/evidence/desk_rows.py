"""What stands in evidence/*.csv: one model for each table, one row a fact."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from incumbent.domain.quotes import BookKind, Completeness, Payoff, PollQuestion
from incumbent.domain.vocabulary import DatePrecision, SourceKind
from incumbent.evidence.desk_fields import (
    Chance,
    Identifier,
    IsoDate,
    Line,
    Means,
    Percent,
    WebAddress,
    Whole,
    YesNo,
    refuse,
)
from incumbent.evidence.desk_files import Strict
from incumbent.evidence.price import PriceFormat, PriceRefusedError, parse_price


def _readable_price(text: str) -> str:
    try:
        parse_price(text)
    except PriceRefusedError as refused:
        refuse(refused.must_be, refused.mend)
    return text


PriceText = Annotated[Line, AfterValidator(_readable_price)]


class AskedEvent(StrEnum):
    """The event a quote is about; `other` (forced out, removed by protest …) cannot be mapped."""

    EFFECTIVE = "effective"
    ANNOUNCED = "announced"
    DE_FACTO = "de_facto"
    OTHER = "other"


class PriceQuestion(StrEnum):
    """What a single price is the chance of."""

    IN_OFFICE_ON = "in_office_on"
    OUT_BY = "out_by"
    SURVIVES_GATE = "survives_gate"


class AskedTarget(StrEnum):
    """Whether a return to office counts."""

    EXIT = "exit"
    OCCUPANCY = "occupancy"


class EventKind(StrEnum):
    """What happened, for the eye."""

    CALENDAR = "calendar"
    ANNOUNCEMENT = "announcement"
    CANDIDATE = "candidate"
    ELECTION = "election"
    INAUGURATION = "inauguration"
    RESIGNATION = "resignation"
    RULE = "rule"
    STATEMENT = "statement"
    WAR = "war"
    CRISIS = "crisis"


class DatedRow(Strict):
    """What every row of evidence carries."""

    id: Identifier
    """Unique over the whole desk; never used again."""
    leader: Identifier
    """Id of a leader of this desk."""
    date_precision: DatePrecision
    """day, month, year, or inferred when the page shows no date."""
    known_at: IsoDate | None = None
    """First day an attentive reader could know it; empty: the rule for the precision."""
    note: Line | None = None
    """What a reader must know to trust or doubt it."""


class OddsRow(DatedRow):
    """`evidence/odds.csv`: one outcome of a bookmaker's book; rows with one book_id form a book."""

    source_url: WebAddress
    """Where it was read."""
    book_id: Identifier
    kind: BookKind
    """in_office, exit_period, gate_winner, next_holder or first_to_go."""
    event: AskedEvent
    source: Identifier
    """The bookmaker's id, e.g. ladbrokes; unnamed when the page does not say."""
    source_kind: SourceKind
    outcome: Line
    """As printed."""
    outcome_means: Means
    """stays, goes, until:DATE (last day of the period), later, leader:ID, other."""
    price: PriceText
    """As printed, e.g. 1/6, evens, 4.5, +225, -2000."""
    price_format: PriceFormat | None = None
    """Empty: read from the text."""
    deadline: IsoDate | None = None
    """in_office: the day asked for."""
    gate: Identifier | None = None
    """gate_winner, next_holder: id of one of the leader's gates."""
    complete: Completeness
    """yes: every outcome is here; mostly; mixed: of several bookmakers; no: only some."""
    death_excluded: YesNo | None = None
    """yes when the rules exclude or re-price death."""
    payoff: Payoff | None = None
    """What the rules pay, where it is not all or nothing: split (50-50), last_price or other. Such a price is
    no probability: it is listed and left out."""
    observed_on: IsoDate
    """Day of the price."""


class PriceRow(DatedRow):
    """`evidence/prices.csv`: one price of an exchange or one forecast of a crowd."""

    source_url: WebAddress
    """Where it was read."""
    question: PriceQuestion
    event: AskedEvent
    target: AskedTarget | None = None
    """Empty: exit for out_by, occupancy for in_office_on."""
    deadline: IsoDate | None = None
    """In office at the end of this day; for out_by the last day on which leaving counts."""
    gate: Identifier | None = None
    """survives_gate: id of one of the leader's gates."""
    bid: Chance | None = None
    ask: Chance | None = None
    price: Chance | None = None
    """Last price or forecast; empty: the middle of bid and ask."""
    source: Identifier
    source_kind: SourceKind
    death_excluded: YesNo | None = None
    payoff: Payoff | None = None
    """As in odds.csv."""
    observed_on: IsoDate


class PollRow(DatedRow):
    """`evidence/polls.csv`: one reading of one poll."""

    source_url: WebAddress
    """Where it was read."""
    pollster: Identifier
    question: PollQuestion
    base: Line
    """Whom the percentages refer to; different bases are never mixed."""
    support: Percent
    """Approve, or would vote for the leader."""
    against: Percent | None = None
    """Disapprove, or would vote for somebody else named."""
    no_answer: Percent | None = None
    sample: Whole | None = None
    gate: Identifier | None = None
    """vote_intention: id of the election among the leader's gates."""
    field_start: IsoDate | None = None
    field_end: IsoDate
    """Last day of field work; with month precision any day of the month."""


class JudgementRow(DatedRow):
    """`evidence/judgements.csv`: a chance stated by one named person or panel."""

    who: Identifier
    question: PriceQuestion
    event: AskedEvent
    deadline: IsoDate | None = None
    gate: Identifier | None = None
    chance: Chance
    low: Chance | None = None
    high: Chance | None = None
    method: Line
    """How it was reached, or "unknown"."""
    stated_on: IsoDate
    source_url: WebAddress | None = None
    """Where it was read; empty only when the page is gone, and then the note must say so."""


class EventRow(Strict):
    """`evidence/events.csv`: one dated event shown beside a history."""

    id: Identifier
    leader: Identifier
    date: IsoDate
    kind: EventKind
    text: Line
    known_at: IsoDate | None = None
    """Empty: the day itself."""
    source_url: WebAddress
    note: Line | None = None


TABLES: dict[str, type[Strict]] = {
    "evidence/odds.csv": OddsRow,
    "evidence/prices.csv": PriceRow,
    "evidence/polls.csv": PollRow,
    "evidence/judgements.csv": JudgementRow,
    "evidence/events.csv": EventRow,
}
