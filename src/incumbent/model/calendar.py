"""Which votes of one state were known in a month, and what did past ones do to the holder.

Three views. `View.RETROSPECTIVE` is the usual coding: a vote held as scheduled is known since the vote
before it, results since the month after the vote. `View.KNOWN_THEN` never looks at a later event: the plan
(last vote plus the usual term) stands until the month after the vote's own month was announced or
published, or until the vote is held; the result of a direct executive vote is known the month after; of any
other it is known four months after that the holder is still there, and never what talks will yet bring.
`View.TAUGHT` is for learning from votes that are over by the cutoff, never for a forecast: as known then,
and a vote held on schedule is seen CALLED_AHEAD_MONTHS ahead, as a desk that states its date would. The date
of a voided vote is that of its voiding: only the retrospective view looks at it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import polars as pl

from incumbent.domain.panel import LISTING_SCHEMA
from incumbent.model.situations import NEVER, FloatArray, IntArray

CALLED_AHEAD_MONTHS = 3
FORMATION_MONTHS = 4
LONGEST_TERM_MONTHS = 96
EARLY_MONTHS = 12
VOTES_LISTED_UNTIL = 121 * 12 + 2
"""March 2021: no later list of legislative votes is read, so a vote long overdue counts as held."""
DEFAULT_LAG = {True: 2.0, False: 1.0}
LONGEST_LAG_MONTHS = 8


class View(StrEnum):
    """Who looks at the calendar: see the module."""

    RETROSPECTIVE = "retrospective"
    KNOWN_THEN = "known-then"
    TAUGHT = "taught"


@dataclass(frozen=True, slots=True)
class Listings:
    """Months given for coming votes of one state, earliest listing first; arrays of shape (n_listings,).

    Parameters
    ----------
    month : month given
    executive : 0 or 1
    since, until : month in which it was first given, and in which it was given no more (or NEVER * 10)
    """

    month: IntArray
    executive: IntArray
    since: IntArray
    until: FloatArray

    @classmethod
    def of_table(cls, listings: pl.DataFrame) -> Listings:
        """The rows of one state (LISTING_SCHEMA)."""
        table = listings.sort("listed_on", "month", descending=[False, True]).select(
            _month("month").cast(pl.Int64).alias("month"),
            pl.col("executive").cast(pl.Int64),
            _month("listed_on").cast(pl.Int64).alias("since"),
            _month("unlisted_on").cast(pl.Float64).fill_null(NEVER * 10).alias("until"),
        )
        return cls(*(table[name].to_numpy() for name in table.columns))


@dataclass(frozen=True, slots=True)
class StateVotes:
    """The votes of one state in order; arrays of shape (n_votes,).

    Parameters
    ----------
    month : months since 1900-01
    held, executive, direct, scheduled, regular : 0 or 1
    announced : month of the announcement, or NEVER
    changed : 1 if the leader changed by it, 0 if not, -1 if not known
    voided : 1 if `month` is that of the voiding, not of a vote
    listings : Listings
        Months that published lists and texts gave for coming votes.
    """

    month: IntArray
    held: IntArray
    executive: IntArray
    direct: IntArray
    scheduled: IntArray
    regular: IntArray
    announced: FloatArray
    changed: IntArray
    voided: IntArray
    listings: Listings

    @classmethod
    def of_table(cls, votes: pl.DataFrame, listings: pl.DataFrame | None = None) -> StateVotes:
        """The votes of one state from the panel's tables."""
        table = votes.sort("vote_date").select(
            _month("vote_date").cast(pl.Int64).alias("month"),
            _month("announced_on").cast(pl.Float64).fill_null(NEVER * 10).alias("announced"),
            pl.col("held", "executive", "direct", "as_scheduled", "regular", "voided").cast(pl.Int64),
            pl.col("leader_changed").cast(pl.Int64).fill_null(-1),
        )
        return cls(
            table["month"].to_numpy(),
            table["held"].to_numpy(),
            table["executive"].to_numpy(),
            table["direct"].to_numpy(),
            table["as_scheduled"].to_numpy(),
            table["regular"].to_numpy(),
            table["announced"].to_numpy(),
            table["leader_changed"].to_numpy(),
            table["voided"].to_numpy(),
            Listings.of_table(pl.DataFrame(schema=LISTING_SCHEMA) if listings is None else listings),
        )


def _month(column: str) -> pl.Expr:
    """Months since January 1900 of a column of dates."""
    return (pl.col(column).dt.year() - 1900) * 12 + pl.col(column).dt.month() - 1


@dataclass(frozen=True, slots=True)
class KnownCalendar:
    """The election clock of one state in each of some months; arrays of shape (n_months,).

    Parameters
    ----------
    last : index of the last vote held before the month, -1 if none
    next_month : month of the next vote known, or NEVER * 10
    next_executive, next_certain : 0 or 1
    term : usual months between votes, or NEVER
    """

    last: IntArray
    next_month: FloatArray
    next_executive: FloatArray
    next_certain: FloatArray
    term: FloatArray

    def at(self, chosen: IntArray) -> KnownCalendar:
        """The same clock in some of its months."""
        return KnownCalendar(
            self.last[chosen],
            self.next_month[chosen],
            self.next_executive[chosen],
            self.next_certain[chosen],
            self.term[chosen],
        )


def known_calendar(votes: StateVotes, months: IntArray, view: View) -> KnownCalendar:
    """What was known of the next vote on the first of each month.

    Parameters
    ----------
    votes : StateVotes
    months : ndarray of int, shape (n_months,)
        Rising.
    view : View
    """
    held = np.flatnonzero(votes.held)
    position = np.searchsorted(votes.month[held], months, side="left") - 1
    last = np.where(position >= 0, held[np.maximum(position, 0)] if held.size else -1, -1)
    term, executive = _usual_terms(votes, held, position)
    next_month = np.where(
        (last >= 0) & (term < NEVER),
        votes.month[np.maximum(last, 0)] + term if votes.month.size else 0.0,
        0.0,
    )
    overdue = next_month < months
    next_month = np.where(overdue & (months - next_month <= 12), months + 1.0, next_month)
    unlisted = (months > VOTES_LISTED_UNTIL) & (next_month < months) & (next_month > 0)
    again = next_month + np.ceil((months - next_month) / term) * term
    next_month = np.where(unlisted, again, next_month)
    next_month = np.where(next_month < months, NEVER * 10, next_month)
    if view is not View.RETROSPECTIVE:
        last_month = np.where(last >= 0, votes.month[np.maximum(last, 0)] if held.size else 0, 0)
        given, given_executive = _listed(votes.listings, months, last_month)
        next_month = np.where(given < NEVER * 10, given, next_month)
        executive = np.where(given < NEVER * 10, given_executive, executive)
    certain = np.zeros(months.size)
    known_from = _known_from(votes, view)
    for place in range(votes.month.size):
        seen = (months >= known_from[place]) & (months <= votes.month[place])
        sooner = seen & ((votes.month[place] <= next_month) | (certain == 0))
        next_month = np.where(sooner, votes.month[place], next_month)
        executive = np.where(sooner, votes.executive[place], executive)
        certain = np.where(sooner, 1.0, certain)
    return KnownCalendar(last.astype(np.int64), next_month, executive, certain, term)


def _listed(listings: Listings, months: IntArray, last_vote: IntArray) -> tuple[FloatArray, FloatArray]:
    """Month and kind of the next vote by what was published last before each month; NEVER * 10 if nothing.

    A vote held since it was published, within a year of the month given, was that vote, held early.
    """
    month, executive = np.full(months.size, NEVER * 10), np.zeros(months.size)
    for place in range(listings.month.size):
        standing = (months > listings.since[place]) & (months <= listings.until[place])
        early = (last_vote >= listings.since[place]) & (listings.month[place] - last_vote <= EARLY_MONTHS)
        ahead = standing & (months <= listings.month[place]) & ~early
        month = np.where(ahead, listings.month[place], month)
        executive = np.where(ahead, listings.executive[place], executive)
    return month, executive


def _known_from(votes: StateVotes, view: View) -> FloatArray:
    """The month from whose first day each vote's own date is known.

    Without hindsight an announcement counts from the month after it: its month's first day was before it.
    """
    called = votes.month - float(CALLED_AHEAD_MONTHS)
    told = votes.announced < NEVER * 10
    if view is not View.RETROSPECTIVE:
        seen = np.where(told, votes.announced + 1.0, NEVER * 10)
        if view is View.TAUGHT:
            seen = np.where(votes.scheduled == 1, np.minimum(called, seen), seen)
        return np.where(votes.voided == 1, NEVER * 10, seen)
    announced = np.minimum(votes.announced, votes.month - 1.0)
    early = np.where(told, announced, votes.month - 1.0)
    before = np.concatenate([[-NEVER], votes.month[:-1] + 1.0])[: votes.month.size]
    first = votes.month - float(LONGEST_TERM_MONTHS)
    scheduled = np.where(told, announced, np.maximum(before, first))
    return np.where(votes.scheduled == 1, np.minimum(scheduled, called), early)


def _usual_terms(votes: StateVotes, held: IntArray, position: IntArray) -> tuple[FloatArray, FloatArray]:
    """The longest of the last three regular intervals before each month, in whole years; kind of the last."""
    term_after = np.full(held.size + 1, NEVER)
    kind_after = np.zeros(held.size + 1)
    for count in range(1, held.size + 1):
        past = held[:count]
        kind_after[count] = votes.executive[past[-1]]
        same_kind = past[votes.executive[past] == votes.executive[past[-1]]][-4:]
        gaps: FloatArray = np.diff(votes.month[same_kind]).astype(np.float64)
        usable = gaps[(gaps >= 18) & (gaps <= LONGEST_TERM_MONTHS)]
        if usable.size:
            term_after[count] = 12.0 * max(2.0, float(round(float(np.max(usable)) / 12.0)))
    place = np.maximum(position + 1, 0)
    return term_after[place], kind_after[place]


def result_known(votes: StateVotes, last: IntArray, months: IntArray, view: View) -> IntArray:
    """What was known of the last vote's result: 1 the leader changes, 0 stays, -1 not known yet."""
    if votes.month.size == 0:
        return np.full(months.size, -1, dtype=np.int64)
    safe = np.maximum(last, 0)
    since = months - votes.month[safe]
    if view is View.RETROSPECTIVE:
        return np.where(last >= 0, votes.changed[safe], -1).astype(np.int64)
    plain = (votes.executive[safe] == 1) & (votes.direct[safe] == 1)
    formed = np.where(since >= FORMATION_MONTHS, 0, -1)  # who leaves later has not been told to yet
    return np.where(last < 0, -1, np.where(plain, votes.changed[safe], formed)).astype(np.int64)
