"""How each asked date came out, by the dates a desk holds and the rule of METHOD §1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from incumbent.domain.leader import DatedFact, Leader
from incumbent.domain.record import (
    Entry,
    ForecastEntry,
    Outcome,
    ResolutionDraft,
    ResolutionEntry,
    ResolvedDate,
)
from incumbent.domain.spell import Spell
from incumbent.domain.vocabulary import DatePrecision, Event, Target

EXIT_ANNOUNCED = "exit_announced"
"""Name of the dated fact that a leader announced the exit; `event_date` is the day of the announcement."""
EXIT_DISPUTED = "exit_disputed"
"""Name of the dated fact that it is disputed from `event_date` on who holds the office."""
DE_FACTO_OFFICE = "de facto"
ANY_SPELL = date.min
"""Stands for the spell where a resolution names none (one recorded by hand)."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A date that has passed but could not be resolved, with the reason."""

    leader_id: str
    event: str
    target_date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the record asks it: a spell's target date, for one event and target."""

    leader_id: str
    event: Event
    target: Target
    spell_start: date
    target_date: date


def due_resolutions(
    entries: Sequence[Entry], leaders: Iterable[Leader], on: date
) -> tuple[list[ResolutionDraft], list[Unresolved]]:
    """Resolutions that can be stated on a day and are not in the record yet.

    A date resolves once it has passed, or, for `exit`, as soon as the exit is known. Announced,
    effective and de facto resolve apart: `effective` by the spell in the office followed, `de_facto`
    by the spell in the office "de facto", `announced` by the dated fact "exit_announced". From the
    dated fact "exit_disputed" on, an outcome is disputed.

    Parameters
    ----------
    entries : sequence of Entry
        The record so far.
    leaders : iterable of Leader
        As known on that day.
    on : date

    Returns
    -------
    (list of ResolutionDraft, list of Unresolved)
        One draft for each leader, event, target and spell, its dates rising; and what stays open
        although its date has passed.
    """
    drafts: list[ResolutionDraft] = []
    unresolved: list[Unresolved] = []
    settled = {asked for asked, _ in settled_outcomes(entries)}
    for leader in leaders:
        asked_now = {asked for asked in _asked(entries, leader) if not settled & _same_question(asked)}
        open_questions = sorted(asked_now, key=lambda a: (a.event, a.target, a.spell_start))
        groups: dict[tuple[Event, Target, date], list[Asked]] = {}
        for asked in open_questions:
            groups.setdefault((asked.event, asked.target, asked.spell_start), []).append(asked)
        for group in groups.values():
            draft, left = _resolved_group(leader, sorted(group, key=lambda a: a.target_date), on)
            drafts.extend(draft)
            unresolved.extend(left)
    return drafts, unresolved


def settled_outcomes(entries: Iterable[Entry]) -> list[tuple[Asked, tuple[Outcome, ResolutionEntry]]]:
    """Every resolved question, its outcome and the entry that says so; corrected entries count no more."""
    kept = list(entries)
    corrected = {entry["corrects"] for entry in kept if entry["kind"] == "correction"}
    latest: dict[Asked, tuple[Outcome, ResolutionEntry]] = {}
    for entry in kept:
        if entry["kind"] != "resolution" or entry["sequence"] in corrected:
            continue
        for asked, outcome in asked_in(entry):
            latest[asked] = (outcome, entry)
    return list(latest.items())


def asked_in(entry: ResolutionEntry) -> Iterator[tuple[Asked, Outcome]]:
    """Every question a resolution answers, and its answer."""
    spell_start = date.fromisoformat(entry.get("spell_start", ANY_SPELL.isoformat()))
    for resolved in entry["outcomes"]:
        day = date.fromisoformat(resolved["target_date"])
        asked = Asked(entry["leader_id"], Event(entry["event"]), Target(entry["target"]), spell_start, day)
        yield asked, Outcome(resolved["outcome"])


def outcome_of(leader: Leader, asked: Asked, on: date) -> Outcome | str | None:
    """How a question comes out by a leader's dates, as known on a day.

    Returns
    -------
    Outcome, str or None
        A text says why a date that has passed stays open; None stands for a date to come, or a spell that
        the leader's file does not know.
    """
    spell = next((s for s in _spells(leader, asked.event) if s.start_date == asked.spell_start), None)
    return None if spell is None else _outcome(leader, spell, asked, on)


def _same_question(asked: Asked) -> set[Asked]:
    return {asked, replace(asked, spell_start=ANY_SPELL)}


def asked_by(entry: ForecastEntry, spell_start: date) -> list[Asked]:
    """The questions a forecast answers."""
    forecast = entry["forecast"]
    return [
        Asked(
            forecast["leader_id"],
            Event(forecast["event"]),
            Target(forecast["target"]),
            spell_start,
            date.fromisoformat(horizon["target_date"]),
        )
        for horizon in forecast["horizons"]
    ]


def spell_at(leader: Leader, event: Event, day: date) -> Spell | None:
    """The spell a forecast from `day` speaks of, in the office the event is about."""
    return next((spell for spell in _spells(leader, event) if spell.in_office_on(day)), None)


def _spells(leader: Leader, event: Event) -> list[Spell]:
    de_facto = event is Event.DE_FACTO
    return [spell for spell in leader.spells if (spell.office == DE_FACTO_OFFICE) is de_facto]


def _asked(entries: Iterable[Entry], leader: Leader) -> set[Asked]:
    found: set[Asked] = set()
    for entry in entries:
        if entry["kind"] != "forecast" or entry["forecast"]["leader_id"] != leader.leader_id:
            continue
        origin = date.fromisoformat(entry["forecast"]["origin_date"])
        spell = spell_at(leader, Event(entry["forecast"]["event"]), origin)
        if spell is not None:
            found.update(asked_by(entry, spell.start_date))
    return found


def _resolved_group(
    leader: Leader, group: list[Asked], on: date
) -> tuple[list[ResolutionDraft], list[Unresolved]]:
    outcomes: list[tuple[Asked, Outcome]] = []
    left: list[Unresolved] = []
    first = group[0]
    spell = next(s for s in _spells(leader, first.event) if s.start_date == first.spell_start)
    for asked in group:
        found = _outcome(leader, spell, asked, on)
        if isinstance(found, Outcome):
            outcomes.append((asked, found))
        elif found:
            left.append(Unresolved(leader.leader_id, asked.event.value, asked.target_date, found))
    return ([_draft(leader, spell, outcomes)] if outcomes else []), left


def _outcome(leader: Leader, spell: Spell, asked: Asked, on: date) -> Outcome | str | None:
    """The outcome; a reason why a passed date stays open; None for a date to come."""
    passed = asked.target_date < on
    disputed = _fact(leader, EXIT_DISPUTED, spell)
    if disputed is not None and disputed.event_date <= asked.target_date:
        return Outcome.DISPUTED if passed else None
    if asked.target is Target.OCCUPANCY:
        return _occupancy(leader, asked) if passed else None
    found = _announcement(leader, spell, asked) if asked.event is Event.ANNOUNCED else _exit(spell, asked)
    return None if found is Outcome.IN_OFFICE and not passed else found


def _exit(spell: Spell, asked: Asked) -> Outcome | str:
    """Whether the spell had ended by the date."""
    end = spell.end_date
    if end is None:
        return Outcome.IN_OFFICE
    if spell.end_precision is not DatePrecision.DAY and _same_period(
        end, asked.target_date, spell.end_precision
    ):
        return "the end of the spell is not known to the day; give the day in the leader's file."
    return Outcome.OUT if end <= asked.target_date else Outcome.IN_OFFICE


def _announcement(leader: Leader, spell: Spell, asked: Asked) -> Outcome | str:
    """Whether the exit had been announced by the date; an exit without a word announces itself."""
    announced = _fact(leader, EXIT_ANNOUNCED, spell)
    if announced is not None:
        return Outcome.OUT if announced.event_date <= asked.target_date else Outcome.IN_OFFICE
    if spell.end_date is None:
        return Outcome.IN_OFFICE
    if spell.end_date <= asked.target_date:
        return Outcome.OUT
    return f"no fact {EXIT_ANNOUNCED!r} says when the exit was announced; add it to the leader's file."


def _occupancy(leader: Leader, asked: Asked) -> Outcome:
    held = any(spell.in_office_on(asked.target_date) for spell in _spells(leader, asked.event))
    return Outcome.IN_OFFICE if held else Outcome.OUT


def _first_day_out(leader: Leader, spell: Spell, event: Event) -> date | None:
    announced = _fact(leader, EXIT_ANNOUNCED, spell) if event is Event.ANNOUNCED else None
    return spell.end_date if announced is None else announced.event_date


def _fact(leader: Leader, name: str, spell: Spell) -> DatedFact | None:
    """The first fact of this name within the spell."""
    found = [
        fact
        for fact in leader.facts
        if fact.name == name
        and spell.start_date <= fact.event_date
        and (spell.end_date is None or fact.event_date <= spell.end_date)
    ]
    return min(found, key=lambda fact: fact.event_date, default=None)


def _same_period(one: date, other: date, precision: DatePrecision) -> bool:
    if precision is DatePrecision.MONTH:
        return (one.year, one.month) == (other.year, other.month)
    return one.year == other.year


def _draft(leader: Leader, spell: Spell, outcomes: list[tuple[Asked, Outcome]]) -> ResolutionDraft:
    first = outcomes[0][0]
    out_from = _first_day_out(leader, spell, first.event)
    known = [
        out_from if outcome is Outcome.OUT and out_from is not None else asked.target_date + timedelta(days=1)
        for asked, outcome in outcomes
    ]
    draft = ResolutionDraft(
        kind="resolution",
        leader_id=leader.leader_id,
        event=first.event.value,
        target=first.target.value,
        spell_start=first.spell_start.isoformat(),
        outcomes=[
            ResolvedDate(target_date=asked.target_date.isoformat(), outcome=outcome.value)
            for asked, outcome in outcomes
        ],
        source=f"leaders/{leader.leader_id}.toml: spell from {spell.start_date}",
        known_at=max(known).isoformat(),
    )
    if out_from is not None:
        draft["event_date"] = out_from.isoformat()
    if spell.exit_cause is not None:
        draft["cause"] = spell.exit_cause.value
    return draft
