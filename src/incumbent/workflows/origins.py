"""On which days is a forecast due? By the leader's own dates, by evidence, or month by month."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from incumbent.domain.desk import Desk
from incumbent.domain.leader import Leader, Origins
from incumbent.domain.quotes import OddsBook, Quote


def concerns(quote: Quote, leader_id: str) -> bool:
    """True if the quote speaks of the leader, alone or among others."""
    if quote.leader_id == leader_id:
        return True
    return isinstance(quote, OddsBook) and any(outcome.leader_id == leader_id for outcome in quote.outcomes)


def due_origins(desk: Desk, leader: Leader, recorded: Collection[date], through: date) -> tuple[date, ...]:
    """Origin dates of a leader up to `through` for which no forecast is recorded, rising.

    Parameters
    ----------
    desk : Desk
        Whole; each forecast cuts off for itself what was not yet known.
    leader : Leader
    recorded : collection of date
        Origins that the record already holds for this leader.
    through : date
        The last day to forecast from; in a live run, today.

    Returns
    -------
    tuple of date
        The leader's stated origins; with `on-evidence` each day on which a quote became known; with
        `monthly` the first of every month missed since the last origin, and `through` for the month
        under way. Days on which the leader was not in office, or on which none of the leader's questions
        is asked, are left out.
    """
    due = set(leader.origin_dates)
    if leader.origins is Origins.ON_EVIDENCE:
        due |= {q.provenance.known_at for q in desk.quotes if concerns(q, leader.leader_id)}
    else:
        due |= set(_monthly(max({*recorded, *leader.origin_dates}, default=None), through))
    return tuple(sorted(day for day in due - set(recorded) if day <= through and _is_asked(leader, day)))


def _monthly(last: date | None, through: date) -> Iterator[date]:
    """First days of the months after `last`, and `through` for the month under way."""
    if last is None:
        yield through
        return
    year, month = last.year + last.month // 12, last.month % 12 + 1
    while date(year, month, 1) <= through:
        under_way = (year, month) == (through.year, through.month)
        yield through if under_way else date(year, month, 1)
        year, month = year + month // 12, month % 12 + 1


def _is_asked(leader: Leader, day: date) -> bool:
    in_office = any(spell.in_office_on(day) for spell in leader.spells)
    return in_office and (not leader.questions or bool(leader.questions_on(day)))
