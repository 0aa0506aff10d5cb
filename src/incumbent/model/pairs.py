"""Which rows train the hazards and gates: each situation seen with a few leads.

Training on leads teaches the hazard what it will not know later (METHOD §3). From each bucket of leads
one is taken by a fixed rule; long leads use every second or third origin, weighted up in turn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.model.clock import clock_at, window_months
from incumbent.model.design import gate_lead
from incumbent.model.history import History, spell_keys
from incumbent.model.situations import NEVER, FloatArray, IntArray

LEAD_BUCKETS = ((0, 1, 1), (1, 3, 1), (3, 6, 2), (6, 12, 3), (12, 24, 3), (24, 60, 3))
"""First lead, first lead beyond, every n-th origin."""
LAST_GATE = 3
LONGEST_GATE_LEAD = 60
REGULAR, IRREGULAR, DEATH, FOREIGN = range(4)


@dataclass(frozen=True, slots=True)
class HazardPairs:
    """Origins paired with target months; arrays of shape (n,).

    Parameters
    ----------
    place : place of the origin in the history
    lead : months to the target month
    target_month : months since 1900-01
    inside : 1 if the target month lies in a gate's window
    cause : cause of an exit in the target month, -1 if none
    """

    place: IntArray
    lead: IntArray
    target_month: IntArray
    inside: IntArray
    cause: IntArray


@dataclass(frozen=True, slots=True)
class GatePairs:
    """Origins paired with a later vote that the holder lived to see; arrays of shape (n,).

    Parameters
    ----------
    place : place of the origin in the history
    gate : 1 for the next vote, 2 for the one after
    settled_month : the month in which the gate's window has closed
    lost : 1 if a regular exit fell into the window
    month_in_window : months from the vote to that exit, -1 if none
    """

    place: IntArray
    gate: IntArray
    settled_month: IntArray
    lost: FloatArray
    month_in_window: IntArray


def hazard_pairs(history: History) -> HazardPairs:
    """All pairs of origin and target month the holder lived to see, in the order of target months."""
    s = history.situations
    places: list[IntArray] = []
    leads: list[IntArray] = []
    key = spell_keys(history)
    turn = s.origin_month * 7 + key
    for first, beyond, every in LEAD_BUCKETS:
        chosen = np.flatnonzero((turn % every == 0) & (s.rotating == 0))
        lead = first + (s.origin_month[chosen] * 31 + key[chosen] * 17) // 3 % (beyond - first)
        places.append(chosen)
        leads.append(lead)
    place, lead = np.concatenate(places), np.concatenate(leads)
    target = s.origin_month[place] + lead
    alive = history.exit_month[place] >= target
    in_time = np.argsort(target[alive], kind="stable")
    place, lead, target = place[alive][in_time], lead[alive][in_time], target[alive][in_time]
    clock = clock_at(s.take(place), lead)
    cause = np.where(history.exit_month[place] == target, history.cause[place], -1)
    return HazardPairs(place, lead, target, clock.inside, cause)


def gate_pairs(history: History) -> GatePairs:
    """All pairs of origin and later vote, up to LAST_GATE votes and LONGEST_GATE_LEAD months ahead."""
    s = history.situations
    parts: list[GatePairs] = []
    for number in range(1, LAST_GATE + 1):
        gate = np.full(len(s), number, dtype=np.int64)
        lead = gate_lead(s, gate)
        usable = (lead <= LONGEST_GATE_LEAD) & (s.next_vote < NEVER) & (s.rotating == 0)
        usable &= (lead <= 6) | (s.origin_month % 3 == 0)
        usable &= history.exit_month >= s.origin_month + lead
        place = np.flatnonzero(usable)
        vote = s.origin_month[place] + lead[place]
        after = history.exit_month[place] - vote
        width = window_months(s.take(place)).astype(np.int64)
        lost = (after <= width) & (history.cause[place] == REGULAR)
        other = (after <= width) & (history.cause[place] != REGULAR)
        keep = ~other
        parts.append(
            GatePairs(
                place[keep],
                gate[place][keep],
                (vote + width)[keep],
                lost[keep].astype(float),
                np.where(lost, after, -1)[keep],
            )
        )
    return GatePairs(
        np.concatenate([part.place for part in parts]),
        np.concatenate([part.gate for part in parts]),
        np.concatenate([part.settled_month for part in parts]),
        np.concatenate([part.lost for part in parts]),
        np.concatenate([part.month_in_window for part in parts]),
    )
