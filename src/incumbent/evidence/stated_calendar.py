"""Where a register's elections and the votes of the leaders followed differ: listed, never settled here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incumbent.domain.leader import Leader, ScheduledGate
from incumbent.domain.months import day_printed, days_meant
from incumbent.domain.vocabulary import Cause, DatePrecision
from incumbent.evidence.wikidata_elections import Election

_ONE_VOTE_DAYS = 183  # two dates half a year apart at most may be one vote that was moved

Period = tuple[date, date]


class CalendarDifference(StrEnum):
    """In what the two calendars differ."""

    NOT_FOLLOWED = "not in the desk"
    OTHER_DAY = "other day"
    NOWHERE_STATED = "not in Wikidata"


@dataclass(frozen=True, slots=True)
class CalendarNote:
    """One thing for a human to look at.

    Parameters
    ----------
    kind : CalendarDifference
    leader_id, country : str
    followed : str
        Votes of the leader's file, with their dates as far as they are known; empty: none.
    stated : str
        Elections of the register, likewise, with their ids.
    """

    kind: CalendarDifference
    leader_id: str
    country: str
    followed: str
    stated: str


@dataclass(frozen=True, slots=True)
class ComparedCalendar:
    """What both calendars say alike, and what not.

    Parameters
    ----------
    agreed : int
        Elections stated for a day that a vote of the leader's file may mean.
    notes : tuple of CalendarNote
        By country, then as they stand in the calendar.
    elsewhere : int
        Elections of the time asked for in no state that a leader followed leads, such as those of cities.
    """

    agreed: int
    notes: tuple[CalendarNote, ...]
    elsewhere: int


def compare_calendar(
    leaders: Iterable[Leader],
    elections: Iterable[Election],
    gwcode_of: Mapping[str, int],
    first: date,
    last: date,
) -> ComparedCalendar:
    """Hold the votes of the leaders followed against the elections a register states.

    Parameters
    ----------
    leaders : iterable of Leader
        As known on `first`.
    elections : iterable of Election
        Those without a known date are passed over; a year or month stands for each of its days.
    gwcode_of : mapping of country id to Gleditsch & Ward number
    first, last : date
        What lies wholly outside is passed over.
    """
    by_state: dict[int | None, list[Election]] = {}
    for election in elections:
        if _within(_stated_days(election), first, last):
            by_state.setdefault(gwcode_of.get(election.country_id or ""), []).append(election)
    followed = list(leaders)
    compared = [_one(leader, by_state.get(leader.gwcode, []), first, last) for leader in followed]
    elsewhere = by_state.keys() - {leader.gwcode for leader in followed}
    return ComparedCalendar(
        sum(agreed for agreed, _ in compared),
        tuple(sorted((note for _, notes in compared for note in notes), key=lambda note: note.country)),
        sum(len(by_state[state]) for state in elsewhere),
    )


def _one(
    leader: Leader, elections: Sequence[Election], first: date, last: date
) -> tuple[int, list[CalendarNote]]:
    """How many elections of a state agree with its leader's votes, and what is to be looked at."""
    votes = [gate for gate in leader.gates if gate.cause is Cause.ELECTION]
    agreed = 0
    notes: list[CalendarNote] = []
    met: set[str] = set()
    for election in sorted(elections, key=_first_day):
        vote, apart = _nearest(election, votes)
        if vote is not None and apart <= _ONE_VOTE_DAYS:
            met.add(vote.gate_id)
        if vote is not None and apart == 0:
            agreed += 1
        elif vote is not None and apart <= _ONE_VOTE_DAYS:
            notes.append(_note(CalendarDifference.OTHER_DAY, leader, vote, election))
        else:
            notes.append(_note(CalendarDifference.NOT_FOLLOWED, leader, None, election))
    alone = (vote for vote in votes if vote.gate_id not in met and _within(_gate_days(vote), first, last))
    return agreed, [*notes, *(_note(CalendarDifference.NOWHERE_STATED, leader, vote, None) for vote in alone)]


def _nearest(election: Election, votes: Sequence[ScheduledGate]) -> tuple[ScheduledGate | None, int]:
    """The vote nearest to an election, and the days between them; 0 where they may be one day."""
    held = _stated_days(election)
    if held is None or not votes:
        return None, 0
    apart = [(_days_between(held, _gate_days(vote)), vote) for vote in votes]
    days, vote = min(apart, key=lambda pair: pair[0])
    return vote, days


def _days_between(one: Period, other: Period) -> int:
    return max(0, (other[0] - one[1]).days, (one[0] - other[1]).days)


def _within(days: Period | None, first: date, last: date) -> bool:
    return days is not None and days[1] >= first and days[0] <= last


def _stated_days(election: Election) -> Period | None:
    held = election.held
    return None if held.value is None else days_meant(held.value, held.precision or DatePrecision.DAY)


def _gate_days(vote: ScheduledGate) -> Period:
    return days_meant(vote.decision_date, vote.date_precision)


def _first_day(election: Election) -> Period:
    return _stated_days(election) or (date.min, date.min)


def _note(
    kind: CalendarDifference, leader: Leader, vote: ScheduledGate | None, election: Election | None
) -> CalendarNote:
    followed = "" if vote is None else day_printed(vote.decision_date, vote.date_precision)
    if vote is not None and not vote.announced:
        followed += " (expected, not announced)"
    return CalendarNote(kind, leader.leader_id, leader.country, followed, _told(election))


def _told(election: Election | None) -> str:
    if election is None or election.held.value is None:
        return ""
    day = day_printed(election.held.value, election.held.precision or DatePrecision.DAY)
    return f"{day} {election.label or 'an election without a name'} ({election.election_id})"
