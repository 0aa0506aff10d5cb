"""Which chances of the record can be scored: each with what others said then, and how it came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.domain.forecast import ForecastJson
from incumbent.domain.record import Entry, ForecastEntry, Outcome, ResolutionEntry
from incumbent.score.outcomes import Asked, settled_outcomes

BASE_RATE = "base_rate"
QuestionKey = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One chance for one date from one origin, with its outcome.

    Parameters
    ----------
    entry : ForecastEntry
    target_date : date
    probability : float
        As recorded, in [0, 1].
    others : mapping of str to float
        What each other forecaster said of the same date: the base rate, and the entry's baselines.
    without : mapping of str to float
        The chance if a source had been silent, by source.
    outcome : Outcome
    resolution : ResolutionEntry
    """

    entry: ForecastEntry
    target_date: date
    probability: float
    others: Mapping[str, float]
    without: Mapping[str, float]
    outcome: Outcome
    resolution: ResolutionEntry

    @property
    def forecast(self) -> ForecastJson:
        """The forecast the chance is taken from."""
        return self.entry["forecast"]

    @property
    def origin_date(self) -> date:
        """From when it looked forward."""
        return date.fromisoformat(self.forecast["origin_date"])

    @property
    def question(self) -> QuestionKey:
        """What was asked; forecasts of one question share it, two spells of one person do not."""
        forecast = self.forecast
        spell = self.resolution.get("spell_start", "")
        asked = (forecast["leader_id"], forecast["event"], forecast["target"], spell)
        return (*asked, self.target_date.isoformat())

    @property
    def asked_as(self) -> frozenset[str]:
        """Ids of the desk's questions that ask for this date; empty for a standard horizon."""
        day = self.target_date.isoformat()
        return frozenset(q["id"] for q in self.entry.get("questions", []) if q["target_date"] == day)

    @property
    def came_true(self) -> float:
        """1 if the leader was in office at the end of the target date, else 0."""
        return 1.0 if self.outcome is Outcome.IN_OFFICE else 0.0


@dataclass(frozen=True, slots=True)
class StillOpen:
    """How many dates are not resolved yet, and how many of them a question of the desk asks for."""

    dates: int
    questions: int


def resolved_cases(entries: Sequence[Entry]) -> tuple[list[Case], StillOpen]:
    """Every recorded chance whose question is resolved, and how many questions are still open.

    A forecast that was corrected stays a case: it was said. The correction is shown beside it.

    Parameters
    ----------
    entries : sequence of Entry
        A record that holds.

    Returns
    -------
    (list of Case, StillOpen)
        In the record's order; what is open is counted by leader, event, target and date.
    """
    settled = _by_date(entries)
    cases: list[Case] = []
    still_open: set[tuple[str, str, str, str]] = set()
    asked: set[tuple[str, str, str, str]] = set()
    for entry in entries:
        if entry["kind"] != "forecast":
            continue
        forecast = entry["forecast"]
        for horizon in forecast["horizons"]:
            day = horizon["target_date"]
            key = (forecast["leader_id"], forecast["event"], forecast["target"], day)
            found = _of_spell(settled.get(key, []), date.fromisoformat(forecast["origin_date"]))
            if found is None:
                still_open.add(key)
                if any(question["target_date"] == day for question in entry.get("questions", [])):
                    asked.add(key)
            else:
                cases.append(_case(entry, day, horizon["probability"], *found))
    return cases, StillOpen(len(still_open), len(asked))


def _by_date(
    entries: Sequence[Entry],
) -> dict[tuple[str, str, str, str], list[tuple[Asked, Outcome, ResolutionEntry]]]:
    found: dict[tuple[str, str, str, str], list[tuple[Asked, Outcome, ResolutionEntry]]] = {}
    for asked, (outcome, entry) in settled_outcomes(entries):
        key = (asked.leader_id, asked.event.value, asked.target.value, asked.target_date.isoformat())
        found.setdefault(key, []).append((asked, outcome, entry))
    return found


def _of_spell(
    settled: list[tuple[Asked, Outcome, ResolutionEntry]], origin: date
) -> tuple[Outcome, ResolutionEntry] | None:
    """The outcome for the spell under way at the origin: the last one begun by then."""
    begun = [item for item in settled if item[0].spell_start <= origin]
    if not begun:
        return None
    _, outcome, entry = max(begun, key=lambda item: item[0].spell_start)
    return outcome, entry


def _case(
    entry: ForecastEntry, day: str, probability: float, outcome: Outcome, resolution: ResolutionEntry
) -> Case:
    forecast = entry["forecast"]
    said = {BASE_RATE: forecast["base"], **entry.get("baselines", {})}
    others = {
        name: dated["probability"]
        for name, row in said.items()
        for dated in row
        if dated["target_date"] == day
    }
    without = {
        source["id"]: dated["probability"]
        for source in forecast["sources"]
        for dated in source["horizons_without"]
        if dated["target_date"] == day
    }
    return Case(entry, date.fromisoformat(day), probability, others, without, outcome, resolution)


def question_weights(cases: Iterable[Case]) -> FloatArray:
    """1/n for each case, n the number of these cases about the same question."""
    questions = [case.question for case in cases]
    counts = Counter(questions)
    return np.array([1 / counts[question] for question in questions])
