"""What is known of each leader on the first of each month.

A situation holds what a forecast may look at on its origin date: the person, the regime, the election
clock, and what happened in the state before. Months are counted from January 1900.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

NEVER = 999.0
"""Months since or until a vote when there is none."""

REGIME_GROUPS = ("presidential", "parliamentary", "monarchy", "party", "personal", "military", "interim")
_GROUP_OF = {
    "presidential": 0,
    "parliamentary": 1,
    "monarchy": 2,
    "party-based": 3,
    "party-personal": 3,
    "party-military": 3,
    "party-personal-military": 3,
    "oligarchy": 3,
    "personal": 4,
    "military": 5,
    "military personal": 5,
    "indirect military": 5,
}
INTERIM = 6

NO_RESULT, WON, LOST, ENTERED_SINCE = 0, 1, 2, 3
"""The last vote's result for the holder: not known, stays, goes, or took office after it."""

OLDEST_REGIME = 600.0
"""Months; regimes older than fifty years are equally old."""

UNKNOWN_AGE = 57.0
"""Mean age of leaders in office; used where no birth year is known."""


def month_of(day: date) -> int:
    """Months from January 1900 to the month of `day`."""
    return (day.year - 1900) * 12 + day.month - 1


def first_of(month: int) -> date:
    """The first day of a month counted from January 1900."""
    return date(1900 + month // 12, month % 12 + 1, 1)


def regime_group(regime: str | None) -> int:
    """Index into REGIME_GROUPS of a REIGN regime word; unknown and provisional ones are `interim`."""
    return _GROUP_OF.get((regime or "").strip().lower(), INTERIM)


@dataclass(frozen=True, slots=True)
class Situations:
    """One leader on one first of a month in each place; all arrays have shape (n,).

    Parameters
    ----------
    origin_month : months since 1900-01
    state : Gleditsch & Ward number (as the panel numbers it)
    regime : index into REGIME_GROUPS
    tenure : months in office
    age : years
    irregular_entry, military, woman, elected : 0 or 1
    earlier_spells : number of earlier spells of the person in this state
    since_vote : months since the last vote held, NEVER if none; at least 1
    last_result : NO_RESULT, WON, LOST or ENTERED_SINCE
    last_executive : 1 if that vote was for the executive
    served : votes held and survived in this spell
    next_vote : months to the next vote known, 0 if it falls in the origin month; NEVER if none
    next_executive : 1 if that vote is for the executive
    next_certain : 1 if announced or scheduled, 0 if only expected from the usual term
    term : usual months between votes of the state; NEVER if not known
    lag : usual months from a lost vote to the hand-over
    exit_rate : exits a year in the state over the last 15 years, shrunk towards the world's
    irregular_rate : recent irregular exits in the state, discounted with a half-life of five years
    coup_rate : the same for coup attempts
    loss_share : share of past votes after which the holder left, shrunk towards a half
    precedent : votes survived by the longest-serving of the state's last four holders, minus `served`
    since_coup : months since the last coup attempt in the state, NEVER if there was none
    regime_age : months since the state's regime began
    income : log of the income per head two calendar years before (2015 US dollars), 0 if not known
    terms_left : coming votes in which the known rule lets the holder stand; NEVER if no rule binds him
    rotating : 1 if the office rotates
    """

    origin_month: IntArray
    state: IntArray
    regime: IntArray
    tenure: FloatArray
    age: FloatArray
    irregular_entry: FloatArray
    military: FloatArray
    woman: FloatArray
    elected: FloatArray
    earlier_spells: FloatArray
    since_vote: FloatArray
    last_result: IntArray
    last_executive: FloatArray
    served: FloatArray
    next_vote: FloatArray
    next_executive: FloatArray
    next_certain: FloatArray
    term: FloatArray
    lag: FloatArray
    exit_rate: FloatArray
    irregular_rate: FloatArray
    coup_rate: FloatArray
    loss_share: FloatArray
    precedent: FloatArray
    since_coup: FloatArray
    regime_age: FloatArray
    income: FloatArray
    terms_left: FloatArray
    rotating: FloatArray

    def __len__(self) -> int:
        return int(self.origin_month.size)

    def take(self, where: IntArray | NDArray[np.bool_]) -> Situations:
        """The situations at the given places."""
        return Situations(**{f.name: getattr(self, f.name)[where] for f in fields(self)})
