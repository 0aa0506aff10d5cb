"""A leader as the desk knows them: dated facts, each with the day it was known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from incumbent.domain.spell import Spell
from incumbent.domain.vocabulary import Cause, DatePrecision, Event, Target

STALE_AFTER_DAYS = 92
"""A quarter of a year: who leads each state changes about forty times a year, the world over."""


class BaseRate(StrEnum):
    """Where the base curve comes from."""

    WORLD = "world"  # the model learnt on all leaders
    NONE = "none"  # a stated wide prior


class Origins(StrEnum):
    """When a forecast is made."""

    MONTHLY = "monthly"
    ON_EVIDENCE = "on-evidence"


@dataclass(frozen=True, slots=True)
class DatedFact:
    """One value that holds from a day on, as known on another day.

    Parameters
    ----------
    name : str
        "regime", "last_result", ...
    value : str
    event_date : date
        From when it holds.
    known_at : date
    source_url : str
    """

    name: str
    value: str
    event_date: date
    known_at: date
    source_url: str


@dataclass(frozen=True, slots=True)
class ScheduledGate:
    """A scheduled chance to lose office, as announced on one day; a later announcement replaces it.

    Parameters
    ----------
    gate_id : str
        Stable over re-schedulings, e.g. "2018-03-18".
    cause : Cause
    decision_date : date
        The day it is expected; with `date_precision` month or year, the middle is meant.
    date_precision : DatePrecision
    handover_date : date or None
        Day of the hand-over if lost; None: the usual lag.
    known_at : date
    source_url : str
    standing : bool or None
        False once the leader has said not to stand, or cannot any more; None while open.
    barred : bool
        True while a rule in force forbids another term; rules get changed, so it is less than False above.
    announced : bool
        False while it is only expected from the usual term: such a vote may come earlier or not at all.
    """

    gate_id: str
    cause: Cause
    decision_date: date
    date_precision: DatePrecision
    handover_date: date | None
    known_at: date
    source_url: str
    standing: bool | None = None
    barred: bool = False
    announced: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """A target date readers ask about, with its rule.

    Parameters
    ----------
    question_id : str
    target_date : date
        In office at the end of this day?
    event : Event
    target : Target
    text : str
        The exact question, for readers.
    rule : str
        How it resolves, from which source.
    asked_from, asked_until : date or None
        First and last origin date for which it is asked.
    """

    question_id: str
    target_date: date
    event: Event
    target: Target
    text: str
    rule: str
    asked_from: date | None = None
    asked_until: date | None = None


@dataclass(frozen=True, slots=True)
class WidePrior:
    """A stated prior for a leader without a world base rate.

    Parameters
    ----------
    exit_per_year : float
        Central yearly hazard of exit, > 0.
    log_sd : float
        Standard deviation of its logarithm, > 0.
    why : str
        Shown to readers.
    """

    exit_per_year: float
    log_sd: float
    why: str


@dataclass(frozen=True, slots=True)
class PatronDependence:
    """How much the holder of an office hangs on a patron, as the author states it.

    Parameters
    ----------
    exit_rate_factor : float
        How many times likelier to leave in a month once the patron is gone; 1 means no dependence.
    factor_low, factor_high : float
        80 % range of that factor, around it.
    why : str
        Shown to readers.
    """

    exit_rate_factor: float
    factor_low: float
    factor_high: float
    why: str


@dataclass(frozen=True, slots=True)
class Leader:
    """One followed leader: person, office, dated facts, questions.

    Parameters
    ----------
    leader_id, name, country, office : str
    gwcode : int
    birth_date : date or None
    woman : bool or None
    spells : tuple of Spell
        In the office followed (de facto spells stand in their own Spell with office "de facto").
    gates : tuple of ScheduledGate
    facts : tuple of DatedFact
    questions : tuple of Question
    origins : Origins
    base_rate : BaseRate
    prior : WidePrior or None
        Required when base_rate is NONE.
    patron_id : str or None
    zone : str
        IANA time zone of the capital.
    origin_dates : tuple of date
        Past origins to replay, rising; empty: `origins` alone decides.
    patron_dependence : PatronDependence or None
        Present when patron_id is.
    note : str
        For readers: what is peculiar to this office.
    """

    leader_id: str
    name: str
    country: str
    office: str
    gwcode: int
    birth_date: date | None
    woman: bool | None
    spells: tuple[Spell, ...]
    gates: tuple[ScheduledGate, ...]
    facts: tuple[DatedFact, ...]
    questions: tuple[Question, ...]
    origins: Origins
    base_rate: BaseRate
    prior: WidePrior | None
    patron_id: str | None
    zone: str
    origin_dates: tuple[date, ...] = ()
    patron_dependence: PatronDependence | None = None
    note: str = ""

    def known_on(self, origin_date: date) -> Leader:
        """The same leader with only what was known at the end of `origin_date`.

        A spell's end is unknown before it happened; of several announcements of one gate the newest
        known counts; facts and gates known later are absent.
        """
        gates: dict[str, ScheduledGate] = {}
        for gate in sorted(self.gates, key=lambda g: g.known_at):
            if gate.known_at <= origin_date:
                gates[gate.gate_id] = gate
        spells = tuple(
            spell
            if spell.end_date is None or spell.end_date <= origin_date
            else replace(spell, end_date=None, exit_cause=None)
            for spell in self.spells
            if spell.start_date <= origin_date
        )
        facts = tuple(fact for fact in self.facts if fact.known_at <= origin_date)
        return replace(self, spells=spells, gates=tuple(gates.values()), facts=facts)

    @property
    def facts_as_of(self) -> date | None:
        """The newest day on which a fact or scheduled date of this leader became known; None without any."""
        return max((item.known_at for item in (*self.facts, *self.gates)), default=None)

    def is_stale_on(self, day: date) -> bool:
        """True if nothing was learnt of the leader in the STALE_AFTER_DAYS before a day."""
        as_of = self.known_on(day).facts_as_of
        return as_of is None or (day - as_of).days > STALE_AFTER_DAYS

    def questions_on(self, origin_date: date) -> tuple[Question, ...]:
        """The questions asked on `origin_date`: within their asking window, target still ahead."""
        return tuple(
            question
            for question in self.questions
            if (question.asked_from is None or question.asked_from <= origin_date)
            and (question.asked_until is None or origin_date <= question.asked_until)
            and origin_date < question.target_date
        )
