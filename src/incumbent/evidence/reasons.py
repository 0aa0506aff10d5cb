"""Which source says why a leader left, and what is taken where none does.

In order: Archigos (to 2015), a successful coup of the coup list within a month (to November 2022), a sentence
of the CIA record (from 2015), and a vote that changed the leader by REIGN's election list. Where none speaks
the reason is unknown: such an exit is counted as that, and learnt from as regular, as nine of ten are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from incumbent.domain.vocabulary import Cause
from incumbent.evidence.exit_texts import ExitTexts
from incumbent.evidence.matching import DatedSpell, ExitFacts

ARCHIGOS, COUPS, TEXT, VOTE, UNKNOWN = "Archigos", "coup list", "CIA text", "election list", "unknown"
HANDOVER_DAYS = 245
"""Eight months: the longest time from a vote to the hand-over."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a spell ended on a day, and who says so."""

    cause: Cause
    source: str
    end: date


def votes_that_changed(votes: pl.DataFrame) -> dict[int, list[date]]:
    """Days of the votes after which the leader changed, by state."""
    found: defaultdict[int, list[date]] = defaultdict(list)
    changed = votes.filter(pl.col("held") & pl.col("leader_changed"))
    for state, day in changed.select("gwcode", "vote_date").iter_rows():
        found[state].append(day)
    return dict(found)


def reason_of(
    spell: DatedSpell, facts: ExitFacts, texts: ExitTexts, turned: Mapping[int, Sequence[date]]
) -> Reason | None:
    """The reason of one exit; None while in office, or where the end is that of the state.

    Parameters
    ----------
    spell : DatedSpell
    facts : ExitFacts
        What Archigos and the coup list say.
    texts : ExitTexts
    turned : mapping of state to dates
        Votes that changed the leader.
    """
    if spell.end is None or not spell.end_known:
        return None
    if not facts.assumed:
        return Reason(facts.cause, ARCHIGOS if facts.named else COUPS, spell.end)
    told = texts.cause_of(spell.gwcode, spell.leader, spell.end)
    if told is not None:
        return Reason(told, TEXT, spell.end)
    end = spell.end
    by_vote = any(0 <= (end - day).days <= HANDOVER_DAYS for day in turned.get(spell.gwcode, ()))
    return Reason(Cause.REGULAR, VOTE if by_vote else UNKNOWN, end)
