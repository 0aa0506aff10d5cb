"""Was a holder elected, in each month, where no list says so.

REIGN prints since when a leader was elected or confirmed; the CIA record, which continues it from March 2021,
does not. Its holders count as elected if a vote brought them in, or since the first vote that
they survived. Where votes are no longer listed a planned one stands for them. On REIGN's own spells begun
1990 to 2020 the rule agrees with the printed column in .91 of the months.
"""

from __future__ import annotations

import numpy as np

from incumbent.model.calendar import LONGEST_LAG_MONTHS, VOTES_LISTED_UNTIL
from incumbent.model.situations import NEVER, FloatArray, IntArray
from incumbent.model.state_months import NEAR_PLANNED_MONTHS

SOURCES_WITHOUT_IT = frozenset({"CIA"})


def elected_by_votes(
    start: int, month: IntArray, held: IntArray, last: FloatArray, term: FloatArray, *, irregular: bool
) -> FloatArray:
    """1 where the holder was elected before the first of the month, shape (n_months,).

    Parameters
    ----------
    start : int
        Month in which the spell began.
    month : ndarray of int, shape (n_months,)
    held : ndarray of int, shape (n_votes,)
        Months of all votes held in the state.
    last : ndarray of float, shape (n_months,)
        Month of the last vote before each month; -NEVER if there was none.
    term : ndarray of float, shape (n_months,)
        Usual months between votes; NEVER if not known.
    irregular : bool
        Whoever came by force was brought in by no vote.
    """
    planned = np.where((last > -NEVER) & (term < NEVER), last + term, -NEVER)
    unlisted = planned > VOTES_LISTED_UNTIL
    by_vote = bool(np.any((held <= start) & (held >= start - LONGEST_LAG_MONTHS)))
    brought_in = by_vote | (unlisted & (np.abs(start - planned) < NEAR_PLANNED_MONTHS))
    survived = np.searchsorted(held, month) > np.searchsorted(held, start, side="right")
    survived |= unlisted & (planned > start) & (planned < month)
    return ((brought_in & (month > start) & (not irregular)) | survived).astype(np.float64)
