"""Which situations does a panel hold, and how did each end.

One place for every leader in office on the first of a month. Everything in a situation was known by
then (see `calendar` for the two views of the election clock); the outcome stands apart.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from incumbent.domain.panel import LeaderPanel
from incumbent.model.calendar import StateVotes, View
from incumbent.model.situations import IntArray, Situations
from incumbent.model.state_spells import FIRST_MONTH, History, StateSpells


def history_of(
    panel: LeaderPanel,
    last_month: int,
    *,
    hindsight: bool,
    taught: bool = False,
    first_month: int = FIRST_MONTH,
) -> History:
    """All situations from `first_month`, by default January 1950, to `last_month`.

    Parameters
    ----------
    panel : LeaderPanel
    last_month : int
        Last origin month, counted from January 1900.
    hindsight : bool
        Retrospective coding of calendar and results, or only what was known then.
    taught : bool
        For learning only (`calendar.View.TAUGHT`); it changes nothing of the retrospective coding.
    first_month : int
        First origin month; what happened before is known in it all the same.
    """
    known = View.TAUGHT if taught else View.KNOWN_THEN
    view = View.RETROSPECTIVE if hindsight else known
    spells = panel.spells.with_row_index("place").sort("gwcode", "start_date")
    votes = {key[0]: group for key, group in panel.votes.group_by("gwcode")}
    regimes = {key[0]: group for key, group in panel.regimes.group_by("gwcode")}
    coups = {key[0]: group for key, group in panel.coups.group_by("gwcode")}
    incomes = {key[0]: group for key, group in panel.incomes.group_by("gwcode")}
    rules = {key[0]: group for key, group in panel.term_rules.group_by("gwcode")}
    listings = {key[0]: group for key, group in panel.listings.group_by("gwcode")}
    regime_listings = {key[0]: group for key, group in panel.regime_listings.group_by("gwcode")}
    parts: list[History] = []
    for key, group in spells.group_by("gwcode", maintain_order=True):
        state = StateSpells.of_tables(
            group,
            StateVotes.of_table(votes.get(key[0], panel.votes[:0]), listings.get(key[0])),
            regimes.get(key[0]),
            coups.get(key[0]),
            incomes.get(key[0]),
            rules.get(key[0]),
            regime_listings.get(key[0]),
        )
        parts.extend(state.histories(first_month, last_month, view))
    return _joined(parts)


def _joined(parts: list[History]) -> History:
    situations = Situations(
        **{
            f.name: np.concatenate([getattr(part.situations, f.name) for part in parts])
            for f in fields(Situations)
        }
    )
    return History(
        situations,
        np.concatenate([part.spell for part in parts]),
        np.concatenate([part.exit_month for part in parts]),
        np.concatenate([part.cause for part in parts]),
    )


def spell_keys(history: History) -> IntArray:
    """A number of each situation's spell that no other spell of the panel can change, shape (n,)."""
    s = history.situations
    started = np.floor(s.origin_month - s.tenure + 1e-6).astype(np.int64)
    return s.state * 1009 + started


def rows_alive(history: History) -> NDArray[np.bool_]:
    """True where the spell's end, if any, lies in or after the origin month."""
    return history.exit_month >= history.situations.origin_month
