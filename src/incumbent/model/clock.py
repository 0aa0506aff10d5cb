"""How does the election clock run on after the origin, if the holder stays.

Votes known or expected at the origin come when they come; a vote passed inside the forecast counts as
survived. A gate's window runs from the month of the vote to the usual hand-over and two months more:
regular exits inside it belong to the gate, all others to the hazard, so nothing is counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.model.situations import NEVER, FloatArray, IntArray, Situations

WINDOW_AFTER_HANDOVER = 2
SURVIVED = 4
"""Result of a vote inside the forecast: the holder stays, or there is nothing to forecast."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The election clock of each row in its target month; arrays of shape (n,).

    Parameters
    ----------
    to_next : months to the next vote, 0 in its month; NEVER if none is known
    since : months since the last vote, inside the forecast or before; NEVER if none
    result : its result (situations' codes, or SURVIVED)
    gates_passed : votes between origin and target month, their month included
    inside : 1 if the target month lies in the window of a gate that opened after the origin
    window_month : months since that gate's vote; 0 outside
    """

    to_next: FloatArray
    since: FloatArray
    result: IntArray
    gates_passed: IntArray
    inside: IntArray
    window_month: IntArray


def window_months(situations: Situations) -> FloatArray:
    """Months from a vote to the end of its gate's window."""
    return np.round(situations.lag) + WINDOW_AFTER_HANDOVER


def clock_at(situations: Situations, lead: IntArray) -> Clock:
    """The clock `lead` months after the origin.

    Parameters
    ----------
    situations : Situations, n of them
    lead : ndarray of int, shape (n,)
        Months from the origin month to the target month, >= 0.
    """
    first = situations.next_vote
    has = first < NEVER
    term = np.where(situations.term < NEVER, np.maximum(situations.term, 12.0), NEVER * 10)
    after_first = lead - first
    passed = np.where(has & (after_first >= 0), np.floor(np.maximum(after_first, 0) / term) + 1, 0)
    latest = first + (passed - 1) * term
    upcoming = np.where(has, first + passed * term, NEVER)
    to_next = np.where(has, np.minimum(upcoming - lead, NEVER), NEVER)
    since_inside = lead - latest
    since_before = np.where(situations.since_vote < NEVER, situations.since_vote + lead, NEVER)
    since = np.where(passed > 0, since_inside, np.minimum(since_before, NEVER))
    result = np.where(passed > 0, SURVIVED, situations.last_result)
    inside = (passed > 0) & (since_inside <= window_months(situations))
    return Clock(
        to_next,
        since,
        result.astype(np.int64),
        passed.astype(np.int64),
        inside.astype(np.int64),
        np.where(inside, since_inside, 0).astype(np.int64),
    )
