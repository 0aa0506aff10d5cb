"""How many more votes may a holder stand in, by the rule that was known in a month.

A rule is known from the month after its text was first shown. The rule of a state's first text is older
than that, but how old no text says: only the retrospective view carries it back ("recalled"), because whose
limit was lifted before 2015 would otherwise show in forecasts of 1995. Three things say that a rule does not
bind a holder: that it changed since he took office (a new rule seldom counts old terms), that he has already
served more terms than it allows, and that the vote at which he should have gone is overdue.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from incumbent.model.calendar import StateVotes
from incumbent.model.situations import NEVER, FloatArray, IntArray, month_of

ENTRY_MONTHS = 8
"""Who took office so many months after an executive vote was brought in by it: his first term."""
GRACE_MONTHS = 2
"""A vote so much later than the usual term is not overdue yet."""
_PARLIAMENTARY = 1


@dataclass(frozen=True, slots=True)
class KnownRules:
    """The rule of one state in each of some months; arrays of shape (n_months,).

    Parameters
    ----------
    most_terms : terms in a row, NEVER if none is known or there is no limit
    changed : month in which the rule became known; -NEVER for that of the first text
    term : months a term lasts by the text, NEVER if it says nothing
    """

    most_terms: FloatArray
    changed: FloatArray
    term: FloatArray

    def at(self, chosen: IntArray) -> KnownRules:
        """The same rules in some of the months."""
        return KnownRules(self.most_terms[chosen], self.changed[chosen], self.term[chosen])


def known_rules(table: pl.DataFrame | None, months: IntArray, *, recalled: bool) -> KnownRules:
    """The rule known on the first of each month.

    Parameters
    ----------
    table : polars.DataFrame or None
        One state's rows (TERM_RULE_SCHEMA).
    months : ndarray of int, shape (n_months,)
    recalled : bool
        Carry the first text's rule back to the beginning.
    """
    most, term = np.full(months.size, NEVER), np.full(months.size, NEVER)
    changed = np.full(months.size, -NEVER)
    rules = [] if table is None else table.sort("known_on").to_dicts()
    for row in rules:
        shown = month_of(row["known_on"])
        seen = np.full(months.size, True) if recalled and row["first_text"] else months > shown
        changed[seen] = -NEVER if row["first_text"] else shown
        most[seen] = NEVER if row["most_terms"] is None else row["most_terms"]
        term[seen] = NEVER if row["term_months"] is None else row["term_months"]
    return KnownRules(most, changed, term)


def terms_begun(votes: StateVotes, place: int, start: int, holder: IntArray, months: IntArray) -> FloatArray:
    """Terms a holder has begun: executive votes survived before each month, and that which brought him in."""
    voted = (votes.held == 1) & (votes.executive == 1)
    by_vote = voted & (holder != place) & (votes.month <= start) & (votes.month >= start - ENTRY_MONTHS)
    survived = np.sort(votes.month[voted & (holder == place)])
    return np.searchsorted(survived, months).astype(np.float64) + float(bool(by_vote.any()))


def terms_left(  # noqa: PLR0917 - what the rule is held against
    rules: KnownRules,
    start: int,
    begun: FloatArray,
    regime: FloatArray,
    since_vote: FloatArray,
    term: FloatArray,
) -> FloatArray:
    """Coming votes in which the holder may stand, 0 if he is barred at the next; NEVER if no rule binds him.

    Parameters
    ----------
    rules : KnownRules
        In the holder's months.
    start : int
        Month in which he took office.
    begun : ndarray, shape (n_months,)
        Terms begun.
    regime : ndarray, shape (n_months,)
        Index into REGIME_GROUPS; limits of presidents do not bind prime ministers.
    since_vote, term : ndarray, shape (n_months,)
        As in `Situations`.
    """
    left = rules.most_terms - begun
    binds = (rules.most_terms < NEVER) & (left >= 0) & (rules.changed < start) & (regime != _PARLIAMENTARY)
    overdue = (since_vote < NEVER) & (since_vote > term + GRACE_MONTHS)
    return np.where(binds & ~overdue, left, NEVER)
