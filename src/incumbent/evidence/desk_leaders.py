"""How does leaders/ID.toml become a Leader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from incumbent.domain.errors import Fault
from incumbent.domain.leader import (
    BaseRate,
    DatedFact,
    Leader,
    PatronDependence,
    Question,
    ScheduledGate,
    WidePrior,
)
from incumbent.domain.spell import Spell
from incumbent.domain.vocabulary import GATE_CAUSES
from incumbent.evidence.desk_files import LeaderFile, OriginPeriod, Rhythm
from incumbent.evidence.desk_text import Keys

_NOT_YET = "Facts enter once they are known: correct the date, or wait."


def leader_from(leader_id: str, entry: LeaderFile, keys: Keys, today: date, faults: list[Fault]) -> Leader:
    """The leader; what contradicts itself or lies after `today` is added to `faults`."""
    before = len(faults)
    faults.extend(_check_prior(entry, keys))
    faults.extend(_check_spells(entry, keys, today))
    faults.extend(_check_gates(entry, keys, today))
    faults.extend(_check_facts(entry, keys, today))
    faults.extend(_check_questions(entry, keys))
    faults.extend(_check_periods(entry, keys))
    return Leader(
        leader_id=leader_id,
        name=entry.name,
        country=entry.country,
        office=entry.office,
        gwcode=entry.gwcode,
        birth_date=entry.born,
        woman=entry.woman,
        spells=_spells(leader_id, entry) if len(faults) == before else (),
        gates=tuple(
            ScheduledGate(
                g.id,
                g.cause,
                g.date,
                g.date_precision,
                g.handover,
                g.known_at,
                g.source_url,
                g.standing,
                g.barred,
                g.announced,
            )
            for g in entry.gates
        ),
        facts=tuple(DatedFact(f.name, f.value, f.date, f.known_at, f.source_url) for f in entry.facts),
        questions=tuple(
            Question(q.id, q.target_date, q.event, q.target, q.text, q.rule, q.asked_from, q.asked_until)
            for q in entry.questions
        ),
        origins=entry.origins,
        base_rate=entry.base_rate,
        prior=None
        if entry.prior is None
        else WidePrior(entry.prior.exit_per_year, entry.prior.log_sd, entry.prior.why),
        patron_id=None if entry.patron is None else entry.patron.leader,
        zone=entry.zone,
        origin_dates=_origin_dates(entry.origin_periods) if len(faults) == before else (),
        patron_dependence=None
        if entry.patron is None
        else PatronDependence(
            entry.patron.exit_rate_factor,
            entry.patron.factor_low,
            entry.patron.factor_high,
            entry.patron.why,
        ),
        note=entry.note or "",
    )


def _spells(leader_id: str, entry: LeaderFile) -> tuple[Spell, ...]:
    return tuple(
        Spell(
            spell_id=f"{leader_id}-{(spell.office or entry.office).replace(' ', '-').lower()}-{spell.start}",
            person_id=leader_id,
            leader=entry.name,
            country=entry.country,
            gwcode=entry.gwcode,
            office=spell.office or entry.office,
            start_date=spell.start,
            end_date=spell.end,
            exit_cause=spell.exit_cause,
            start_precision=spell.start_precision,
            end_precision=spell.end_precision,
            birth_year=entry.born.year if entry.born else entry.birth_year,
            woman=entry.woman,
            rotating=spell.rotating,
        )
        for spell in sorted(entry.spells, key=lambda s: s.start)
    )


def _check_prior(entry: LeaderFile, keys: Keys) -> Iterator[Fault]:
    if entry.base_rate is BaseRate.NONE and entry.prior is None:
        mend = "Add [prior] with exit_per_year, log_sd and why; without a base rate it is all there is."
        yield Fault(keys.file, "stated when base_rate is none", mend, keys.line_of(["base_rate"]), "prior")
    if (patron := entry.patron) is not None:
        ordered = patron.factor_low <= patron.exit_rate_factor <= patron.factor_high
        if not ordered:
            yield _at(
                keys,
                ["patron", 0, "exit_rate_factor"],
                patron.exit_rate_factor,
                "between factor_low and factor_high",
                "Give the middle value and the range around it.",
            )


def _check_spells(entry: LeaderFile, keys: Keys, today: date) -> Iterator[Fault]:
    if all(spell.office not in (None, entry.office) for spell in entry.spells):
        mend = "Add a [[spells]] without `office`: the time in the office followed."
        yield Fault(keys.file, "there for the office followed", mend, keys.line_of(["spells", 0]), "spells")
    for index, spell in enumerate(entry.spells):
        at = ["spells", index]
        if spell.start > today:
            yield _at(keys, [*at, "start"], spell.start, "not after today", _NOT_YET)
        if spell.end is not None and spell.end > today:
            yield _at(keys, [*at, "end"], spell.end, "not after today", _NOT_YET)
        if spell.end is not None and spell.end <= spell.start:
            yield _at(keys, [*at, "end"], spell.end, "after the start", "Correct one of the two dates.")
        if spell.end is None and spell.exit_cause is not None:
            yield _at(keys, [*at, "exit_cause"], spell.exit_cause, "absent without an end", "Add the end.")
    by_office: dict[str, date | None] = {}
    for index, spell in sorted(enumerate(entry.spells), key=lambda pair: pair[1].start):
        office = spell.office or entry.office
        if office in by_office and ((end := by_office[office]) is None or end > spell.start):
            mend = "End the earlier spell before the later begins."
            yield _at(
                keys,
                ["spells", index, "start"],
                spell.start,
                "after the spell before has ended",
                mend,
            )
        by_office[office] = spell.end


def _check_gates(entry: LeaderFile, keys: Keys, today: date) -> Iterator[Fault]:
    for index, gate in enumerate(entry.gates):
        at = ["gates", index]
        if gate.cause not in GATE_CAUSES:
            must_be = f"one of {', '.join(GATE_CAUSES)}"
            yield _at(keys, [*at, "cause"], gate.cause, must_be, "Other causes are no scheduled dates.")
        if gate.known_at > today:
            yield _at(keys, [*at, "known_at"], gate.known_at, "not after today", _NOT_YET)
        if gate.handover is not None and gate.handover < gate.date:
            mend = "The hand-over follows the decision."
            yield _at(keys, [*at, "handover"], gate.handover, f"on or after {gate.date}", mend)


def _check_facts(entry: LeaderFile, keys: Keys, today: date) -> Iterator[Fault]:
    for index, fact in enumerate(entry.facts):
        if fact.known_at > today:
            yield _at(keys, ["facts", index, "known_at"], fact.known_at, "not after today", _NOT_YET)


def _check_questions(entry: LeaderFile, keys: Keys) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, question in enumerate(entry.questions):
        at = ["questions", index]
        if question.id in seen:
            yield _at(keys, [*at, "id"], question.id, "given once", "Give each question its own id.")
        seen.add(question.id)
        first, last = question.asked_from, question.asked_until
        if last is not None and last >= question.target_date:
            mend = "Nobody forecasts the past: end before the target date."
            yield _at(keys, [*at, "asked_until"], last, f"before {question.target_date}", mend)
        if first is not None and first >= (last or question.target_date):
            mend = "Correct one of the two dates."
            yield _at(keys, [*at, "asked_from"], first, "before the last day it is asked", mend)


def _check_periods(entry: LeaderFile, keys: Keys) -> Iterator[Fault]:
    for index, period in enumerate(entry.origin_periods):
        at = ["origin_periods", index]
        if period.first.day > 28:
            mend = "Begin on the 1st, say."
            yield _at(keys, [*at, "first"], period.first, "a day from 1 to 28", mend)
        if period.last < period.first:
            yield _at(keys, [*at, "last"], period.last, f"not before {period.first}", "Correct the dates.")


def _origin_dates(periods: list[OriginPeriod]) -> tuple[date, ...]:
    days: set[date] = set()
    for period in periods:
        day = period.first
        while day <= period.last:
            days.add(day)
            months = day.year * 12 + day.month - 1 + (1 if period.every is Rhythm.MONTH else 12)
            day = day.replace(year=months // 12, month=months % 12 + 1)
    return tuple(sorted(days))


def _at(keys: Keys, path: list[str | int], value: object, must_be: str, mend: str) -> Fault:
    """One fault at a key of the leader's file."""
    return Fault(keys.file, must_be, mend, keys.line_of(path), str(path[-1]), str(value))
