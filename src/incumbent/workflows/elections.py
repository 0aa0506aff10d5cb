"""Hold the votes in a desk's leader files against the elections that Wikidata states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from incumbent.domain.months import months_after
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.stated_calendar import ComparedCalendar, compare_calendar
from incumbent.evidence.wikidata_elections import read_elections
from incumbent.sources.ask import Ask
from incumbent.sources.wikidata import elections_ask
from incumbent.workflows.desk import read_desk
from incumbent.workflows.register import numbers_of


def compare_elections(
    folder: Path, now: datetime, months: int, fetch: Callable[[Ask], Snapshot]
) -> ComparedCalendar:
    """What both say of the months to come, and where they differ; nothing is changed.

    Parameters
    ----------
    folder : Path
        A desk.
    now : datetime
        The clock.
    months : int, >= 1
        How far ahead to look.
    fetch : callable
        Asks Wikidata, or gives a kept answer.

    Raises
    ------
    SourceError
        If Wikidata did not answer whole.
    FaultsFoundError
        If a file of the desk is at fault.
    """
    today = now.date()
    desk = read_desk(folder, today)
    elections = read_elections(fetch(elections_ask(today.year)))
    named = {one.country_id: one.country for one in elections if one.country_id and one.country}
    leaders = [leader.known_on(today) for leader in desk.leaders.values()]
    return compare_calendar(leaders, elections, numbers_of(named), today, months_after(today, months))
