"""Whether recorded outcomes are those that the desk's own dates give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from incumbent.domain.desk import Desk
from incumbent.domain.record import Entry, ResolutionEntry
from incumbent.score.outcomes import asked_in, outcome_of


@dataclass(frozen=True, slots=True)
class OutcomeCheck:
    """What a check of outcomes found.

    Parameters
    ----------
    rebuilt : int
        Outcomes that the desk's dates give again.
    by_hand : int
        Outcomes that no file tells: stated by hand, with their source.
    wrong : (int, str) or None
        The first entry whose outcome the dates do not give, and what they give.
    """

    rebuilt: int
    by_hand: int
    wrong: tuple[int, str] | None


def check_outcomes(entries: Sequence[Entry], desk: Desk) -> OutcomeCheck:
    """Resolve every date again, as known on the day it was resolved; corrected entries count no more.

    Parameters
    ----------
    entries : sequence of Entry
    desk : Desk
        Whole; cut off here at each resolution's day.
    """
    corrected = {entry["corrects"] for entry in entries if entry["kind"] == "correction"}
    rebuilt = by_hand = 0
    for entry in entries:
        if entry["kind"] != "resolution" or entry["sequence"] in corrected:
            continue
        if "spell_start" not in entry:
            by_hand += len(entry["outcomes"])
            continue
        if (what := _what_differs(entry, desk)) is not None:
            return OutcomeCheck(rebuilt, by_hand, (entry["sequence"], what))
        rebuilt += len(entry["outcomes"])
    return OutcomeCheck(rebuilt, by_hand, None)


def _what_differs(entry: ResolutionEntry, desk: Desk) -> str | None:
    try:
        return next(_differences(entry, desk), None)
    except (LookupError, TypeError, ValueError) as broken:
        return f"entry {entry['sequence']} does not hold what a resolution must: {broken}."


def _differences(entry: ResolutionEntry, desk: Desk) -> Iterator[str]:
    on = date.fromisoformat(entry["recorded_at"][:10])
    leader = desk.as_of(on).leaders.get(entry["leader_id"])
    for asked, stated in asked_in(entry):
        found = None if leader is None else outcome_of(leader, asked, on)
        if found != stated:
            gives = "no outcome" if found is None else found
            yield (
                f"entry {entry['sequence']} says {stated.value} for {entry['leader_id']} on "
                f"{asked.target_date} ({asked.event.value}); the desk's dates give: {gives}. "
                "Restore the leader's file, or record a correction of the entry and resolve anew."
            )
