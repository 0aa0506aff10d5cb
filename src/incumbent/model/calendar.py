"""Which votes of one state were known in a month, and what did past ones do to the holder.

Two views. `hindsight=True` is the usual retrospective coding: a vote held as scheduled is known since
the vote before it, results since the month after the vote. `hindsight=False` uses planned dates: the
last vote plus the usual term, replaced by the real date three months ahead or from the month after it was
announced; the result of a direct executive vote is known the month after, any other four months after.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from incumbent.model.situations import NEVER, FloatArray, IntArray

CALLED_AHEAD_MONTHS = 3
FORMATION_MONTHS = 4
LONGEST_TERM_MONTHS = 96
VOTES_LISTED_UNTIL = 121 * 12 + 2
"""March 2021: no later list of legislative votes is read, so a vote long overdue counts as held."""
DEFAULT_LAG = {True: 2.0, False: 1.0}
LONGEST_LAG_MONTHS = 8


@dataclass(frozen=True, slots=True)
class StateVotes:
    """The votes of one state in order; arrays of shape (n_votes,).

    Parameters
    ----------
    month : months since 1900-01
    held, executive, direct, scheduled, regular : 0 or 1
    announced : month of the announcement, or NEVER
    changed : 1 if the leader changed by it, 0 if not, -1 if not known
    """

    month: IntArray
    held: IntArray
    executive: IntArray
    direct: IntArray
    scheduled: IntArray
    regular: IntArray
    announced: FloatArray
    changed: IntArray

    @classmethod
    def of_table(cls, votes: pl.DataFrame) -> StateVotes:
        """The votes of one state from the panel's table."""
        month = (pl.col("vote_date").dt.year() - 1900) * 12 + pl.col("vote_date").dt.month() - 1
        announced = (pl.col("announced_on").dt.year() - 1900) * 12 + pl.col("announced_on").dt.month() - 1
        table = votes.sort("vote_date").select(
            month.cast(pl.Int64).alias("month"),
            announced.cast(pl.Float64).fill_null(NEVER * 10).alias("announced"),
            pl.col("held", "executive", "direct", "as_scheduled", "regular").cast(pl.Int64),
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
        )


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


def known_calendar(votes: StateVotes, months: IntArray, *, hindsight: bool) -> KnownCalendar:
    """What was known of the next vote on the first of each month.

    Parameters
    ----------
    votes : StateVotes
    months : ndarray of int, shape (n_months,)
        Rising.
    hindsight : bool
        Which of the two views of this module.
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
    certain = np.zeros(months.size)
    known_from = _known_from(votes, hindsight=hindsight)
    for place in range(votes.month.size):
        seen = (months >= known_from[place]) & (months <= votes.month[place])
        sooner = seen & ((votes.month[place] <= next_month) | (certain == 0))
        next_month = np.where(sooner, votes.month[place], next_month)
        executive = np.where(sooner, votes.executive[place], executive)
        certain = np.where(sooner, 1.0, certain)
    return KnownCalendar(last.astype(np.int64), next_month, executive, certain, term)


def _known_from(votes: StateVotes, *, hindsight: bool) -> FloatArray:
    """The month from whose first day each vote's own date is known.

    Without hindsight an announcement counts from the month after it: its month's first day was before it.
    """
    called = votes.month - float(CALLED_AHEAD_MONTHS)
    told = votes.announced < NEVER * 10
    if not hindsight:
        early = np.where(told, votes.announced + 1.0, votes.month - 1.0)
        return np.where(votes.scheduled == 1, np.minimum(called, early), early)
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


def result_known(votes: StateVotes, last: IntArray, months: IntArray, *, hindsight: bool) -> IntArray:
    """What was known of the last vote's result: 1 the leader changes, 0 stays, -1 not known yet."""
    if votes.month.size == 0:
        return np.full(months.size, -1, dtype=np.int64)
    safe = np.maximum(last, 0)
    since = months - votes.month[safe]
    plain = (votes.executive[safe] == 1) & (votes.direct[safe] == 1)
    visible = (last >= 0) & (hindsight | plain | (since >= FORMATION_MONTHS))
    return np.where(visible, votes.changed[safe], -1).astype(np.int64)
