"""The closed lists of words that are stored: causes, events, targets, kinds."""

from __future__ import annotations

from enum import StrEnum


class Cause(StrEnum):
    """Why a spell ended. The first four are continuous; the rest belong to gates."""

    REGULAR = "regular"
    IRREGULAR = "irregular"
    DEATH = "death"
    FOREIGN = "foreign"
    ELECTION = "election"
    END_OF_TERM = "end_of_term"
    CONFIDENCE_VOTE = "confidence_vote"
    PARTY_CONTEST = "party_contest"


CONTINUOUS_CAUSES: tuple[Cause, ...] = (Cause.REGULAR, Cause.IRREGULAR, Cause.DEATH, Cause.FOREIGN)
GATE_CAUSES: tuple[Cause, ...] = (
    Cause.ELECTION,
    Cause.END_OF_TERM,
    Cause.CONFIDENCE_VOTE,
    Cause.PARTY_CONTEST,
)


class Event(StrEnum):
    """Which of three related events a question asks for (METHOD §1)."""

    EFFECTIVE = "effective"
    ANNOUNCED = "announced"
    DE_FACTO = "de_facto"


class Target(StrEnum):
    """`exit`: first exit since the origin. `occupancy`: in office on the day, returns counted."""

    EXIT = "exit"
    OCCUPANCY = "occupancy"


class SourceKind(StrEnum):
    """Who speaks: decides a quote's start values in fusion (METHOD §4)."""

    BOOKMAKER = "bookmaker"
    EXCHANGE = "exchange"
    CROWD = "crowd"
    EXPERT = "expert"
    POLLSTER = "pollster"


class DatePrecision(StrEnum):
    """How well a printed date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INFERRED = "inferred"


class Mode(StrEnum):
    """`live`: made at the time. `replay`: computed later for a past origin."""

    LIVE = "live"
    REPLAY = "replay"


REGIMES = (
    "presidential",
    "parliamentary",
    "personal",
    "party-based",
    "military",
    "provisional",
    "military personal",
    "monarchy",
    "provisional military",
    "party-personal",
    "foreign-occupied",
    "warlordism",
    "party-military",
    "indirect military",
    "party-personal-military",
    "oligarchy",
    "civilian provisional",
)
"""Forms of rule, as REIGN names them (Bell 2016)."""
