"""How a desk's forecast becomes an entry of its record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from incumbent import __version__, record
from incumbent.domain.desk import Desk
from incumbent.domain.forecast import forecast_json
from incumbent.domain.leader import Leader
from incumbent.domain.record import AskedQuestion, Entry, ForecastDraft, InputHash
from incumbent.domain.vocabulary import Event, Mode, Target
from incumbent.record.inputs import keep_input
from incumbent.workflows.baselines import baselines_of
from incumbent.workflows.committed_texts import rule_text
from incumbent.workflows.forecasting import Known, asked, forecast_of, known_on, seed_of
from incumbent.workflows.inputs import inputs_of
from incumbent.workflows.origins import due_origins

Rules = Mapping[tuple[str, str], str]
"""Commitment to each rule by leader and question."""


def record_due(desk: Desk, record_folder: Path, *, through: date, recorded_at: datetime) -> list[Entry]:
    """Forecast from every origin that is due and append the batch.

    Parameters
    ----------
    desk : Desk
    record_folder : Path
    through : date
        The last origin wanted; today in a live run.
    recorded_at : datetime
        The clock. A forecast is `live` if its origin is this very day, else a `replay`.

    Returns
    -------
    list of Entry
        The new entries; none if nothing was due.

    Raises
    ------
    RecordBrokenError
        If the record does not hold: nothing is appended to a record that was touched.
    """
    entries = record.read(record_folder)
    drafts = list(_due_drafts(desk, entries, through, recorded_at.date(), record_folder))
    return record.append(record_folder, drafts, recorded_at=recorded_at) if drafts else []


def recorded_origins(entries: Sequence[Entry], leader_id: str) -> frozenset[date]:
    """Origin dates for which the record holds a forecast of the leader."""
    return frozenset(
        date.fromisoformat(entry["forecast"]["origin_date"])
        for entry in entries
        if entry["kind"] == "forecast" and entry["forecast"]["leader_id"] == leader_id
    )


def _due_drafts(
    desk: Desk, entries: Sequence[Entry], through: date, recorded_on: date, record_folder: Path
) -> Iterator[ForecastDraft]:
    due = [
        (origin, leader_id)
        for leader_id in desk.settings.leaders
        for origin in _due(desk, leader_id, recorded_origins(entries, leader_id), through)
    ]
    order = {leader_id: place for place, leader_id in enumerate(desk.settings.leaders)}
    rules: Rules = _committed_rules(desk, record_folder) if due else {}
    for origin, leader_id in sorted(due, key=lambda item: (item[0], order[item[1]])):
        for draft, inputs in drafts_on(desk, leader_id, origin, recorded_on, rules):
            for content in inputs:
                keep_input(record_folder, content)
            yield draft


def _committed_rules(desk: Desk, record_folder: Path) -> Rules:
    """The commitment to each question's rule; the texts are stored beside the record with their salt."""
    named = [
        (leader_id, question)
        for leader_id in desk.settings.leaders
        for question in desk.leaders[leader_id].questions
    ]
    texts = [("rule", *rule_text(leader_id, question)) for leader_id, question in named]
    commitments = record.commit_all(record_folder, texts)
    return {
        (leader_id, question.question_id): commitment["sha256"]
        for (leader_id, question), commitment in zip(named, commitments, strict=True)
    }


def _due(desk: Desk, leader_id: str, recorded: Collection[date], through: date) -> tuple[date, ...]:
    return due_origins(desk, desk.leaders[leader_id], recorded, through)


def drafts_on(
    desk: Desk, leader_id: str, origin: date, recorded_on: date, rules: Rules
) -> Iterator[tuple[ForecastDraft, Collection[bytes]]]:
    """One draft for each event and target asked of a leader on an origin date, with the inputs to keep."""
    known = known_on(desk, leader_id, origin)
    inputs = inputs_of(known)
    mode = Mode.LIVE if origin == recorded_on else Mode.REPLAY
    for event, target in asked(known):
        draft = _draft(known, event, target, mode, rules)
        named = [InputHash(id=name, sha256=sha256(content).hexdigest()) for name, content in inputs.items()]
        yield {**draft, "inputs": named}, inputs.values()


def _draft(known: Known, event: Event, target: Target, mode: Mode, rules: Rules) -> ForecastDraft:
    forecast = forecast_of(known, event, target)
    leader, origin = known.leader, known.origin_date
    dates = tuple(horizon.target_date for horizon in forecast.horizons)
    draft: ForecastDraft = {
        "kind": "forecast",
        "mode": mode.value,
        "forecast": forecast_json(forecast),
        "inputs": [],
        "parameter_set": forecast.parameter_set,
        "software_version": __version__,
        "seed": seed_of(leader.leader_id, origin, event, target),
        "questions": _questions(leader, origin, event, target, rules),
        "baselines": baselines_of(known, event, target, dates),
        "spell_start": max(s.start_date for s in leader.spells if s.in_office_on(origin)).isoformat(),
    }
    regime = _newest(leader, "regime")
    return {**draft, "regime": regime} if regime is not None else draft


def _questions(
    leader: Leader, origin: date, event: Event, target: Target, rules: Rules
) -> list[AskedQuestion]:
    return [
        {
            "id": question.question_id,
            "target_date": question.target_date.isoformat(),
            "rule": rules[leader.leader_id, question.question_id],
        }
        for question in leader.questions_on(origin)
        if question.event is event and question.target is target
    ]


def _newest(leader: Leader, name: str) -> str | None:
    facts = [fact for fact in leader.facts if fact.name == name]
    return max(facts, key=lambda fact: fact.event_date).value if facts else None
