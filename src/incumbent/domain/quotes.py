"""Dated quotes: what others said about a leader's chances, each with the day it was known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incumbent.domain.vocabulary import DatePrecision, Event, SourceKind, Target


class BookKind(StrEnum):
    """What the outcomes of an odds book divide."""

    IN_OFFICE = "in_office"  # stays past / gone by one deadline
    EXIT_PERIOD = "exit_period"  # disjoint periods of exit, the last open ("or later")
    GATE_WINNER = "gate_winner"  # who wins a named gate (an election, a contest)
    NEXT_HOLDER = "next_holder"  # who holds the office after a named gate
    FIRST_TO_GO = "first_to_go"  # which of several leaders leaves first


class Completeness(StrEnum):
    """Whether a book lists every outcome; only `yes` is fit for removing the margin."""

    YES = "yes"
    MOSTLY = "mostly"
    MIXED = "mixed"
    NO = "no"


class Payoff(StrEnum):
    """What a quote pays; only `all_or_nothing` makes its price a probability."""

    ALL_OR_NOTHING = "all_or_nothing"
    SPLIT = "split"  # e.g. 50-50 when the rule is unclear
    LAST_PRICE = "last_price"  # e.g. settled at the last price after a death
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a fact stands and since when it could be known.

    Parameters
    ----------
    fact_id : str
        Unique over the desk.
    known_at : date
        First day an attentive reader could know it; a forecast for an earlier origin never sees it.
    observed_on : date
        The day the quote speaks of (end of field work for a poll).
    date_precision : DatePrecision
    source_url : str
        Empty for a judgement whose page is gone; `note` then says so.
    sha256 : str
        Of the row's canonical bytes; enters the record.
    note : str
        For readers: what to know to trust or doubt it.
    until : date or None
        First day on which a newer word of the same series was known; from then on this one is not used.
    """

    fact_id: str
    known_at: date
    observed_on: date
    date_precision: DatePrecision
    source_url: str
    sha256: str = ""
    note: str = ""
    until: date | None = None

    def counts_on(self, origin_date: date) -> bool:
        """True if it was known at the end of `origin_date` and nothing newer of its series was."""
        return self.known_at <= origin_date and (self.until is None or origin_date < self.until)


@dataclass(frozen=True, slots=True)
class BookOutcome:
    """One line of an odds book.

    Parameters
    ----------
    label : str
        As printed.
    price_text : str
        As printed, e.g. "1/6".
    implied_probability : float
        1 / decimal price, margin still inside; > 0.
    stays : bool or None
        IN_OFFICE, GATE_WINNER, NEXT_HOLDER: True when this outcome means that the leader stays (wins).
    until : date or None
        EXIT_PERIOD: last day of the exit period this outcome stands for; None for "or later".
    leader_id : str or None
        FIRST_TO_GO: whom the outcome names.
    """

    label: str
    price_text: str
    implied_probability: float
    stays: bool | None = None
    until: date | None = None
    leader_id: str | None = None


@dataclass(frozen=True, slots=True)
class OddsBook:
    """One bookmaker's prices of one market at one moment.

    Parameters
    ----------
    provenance : Provenance
    leader_id : str
    source_id : str
        E.g. "ladbrokes".
    source_kind : SourceKind
    kind : BookKind
    event : Event
    completeness : Completeness
    outcomes : tuple of BookOutcome, at least one
    deadline : date or None
        IN_OFFICE: the date asked for (in office at its end). FIRST_TO_GO: end of the market, if any.
    gate_id : str or None
        GATE_WINNER, NEXT_HOLDER: which gate of the leader's calendar.
    death_excluded : bool
        True when the rules exclude or re-price death.
    payoff : Payoff
        Anything but all or nothing is refused as evidence, with the reason.
    rule_sha256 : str
        Of the rule's text: a changed rule is a new series.
    """

    provenance: Provenance
    leader_id: str
    source_id: str
    source_kind: SourceKind
    kind: BookKind
    event: Event
    completeness: Completeness
    outcomes: tuple[BookOutcome, ...]
    deadline: date | None = None
    gate_id: str | None = None
    death_excluded: bool = False
    payoff: Payoff = Payoff.ALL_OR_NOTHING
    rule_sha256: str = ""


@dataclass(frozen=True, slots=True)
class ChanceQuote:
    """One probability: an exchange price, a crowd's median, a named person's judgement.

    Parameters
    ----------
    provenance : Provenance
    leader_id, source_id : str
    source_kind : SourceKind
    event : Event
    target : Target
    deadline : date
        The chance is that of holding the office at the end of this day.
    probability : float
        Chance of still being in office, in (0, 1).
    low, high : float or None
        Bid and ask, or a stated range, on the same side as `probability`.
    gate_id : str or None
        When the quote is the chance of surviving a named gate; `deadline` is then the gate's date.
    death_excluded : bool
    payoff : Payoff
    rule_sha256 : str
    """

    provenance: Provenance
    leader_id: str
    source_id: str
    source_kind: SourceKind
    event: Event
    target: Target
    deadline: date
    probability: float
    low: float | None = None
    high: float | None = None
    gate_id: str | None = None
    death_excluded: bool = False
    payoff: Payoff = Payoff.ALL_OR_NOTHING
    rule_sha256: str = ""


class PollQuestion(StrEnum):
    """What a poll asked."""

    APPROVAL = "approval"
    VOTE_INTENTION = "vote_intention"


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll reading: approval, or vote intention for one gate.

    Parameters
    ----------
    provenance : Provenance
        `observed_on` is the last day of field work.
    leader_id, pollster : str
    question : PollQuestion
    base : str
        Whom the percentages refer to; different bases are never mixed silently.
    support_percent : float
        Approve, or intend to vote for the leader, 0 to 100.
    against_percent : float or None
        Disapprove; or all other named candidates together.
    no_answer_percent : float or None
    sample_size : int or None
    gate_id : str or None
        Vote intention: which gate.
    """

    provenance: Provenance
    leader_id: str
    pollster: str
    question: PollQuestion
    base: str
    support_percent: float
    against_percent: float | None = None
    no_answer_percent: float | None = None
    sample_size: int | None = None
    gate_id: str | None = None


Quote = OddsBook | ChanceQuote | Poll


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A quote that was not used, with the reason a reader understands.

    Parameters
    ----------
    fact_id, reason : str
    known_at : date or None
        Since when the quote could be known, so that a replay does not list what came later.
    leader_id : str or None
        Whom it was about; None when that too is unclear.
    source_id : str or None
        Who said it, where that is known.
    """

    fact_id: str
    reason: str
    known_at: date | None = None
    leader_id: str | None = None
    source_id: str | None = None
