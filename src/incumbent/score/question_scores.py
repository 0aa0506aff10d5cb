"""What was said of each resolved question, and how far off it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.domain.record import Outcome
from incumbent.domain.track_record import LeaderMisses, PathPoint, QuestionScore, UnscoredQuestion
from incumbent.score.cases import BASE_RATE, Case, QuestionKey
from incumbent.score.pointwise import brier_score, log_score

_HALF_UNIT = 5e-7  # a recorded 0 or 1 stands for anything nearer than half of 1e-6
_EVEN_CHANCE_BRIER = 0.25
_SCORED = {Outcome.IN_OFFICE, Outcome.OUT}

Row = TypeVar("Row", UnscoredQuestion, QuestionScore)


def recorded_log_score(chances: FloatArray, outcomes: FloatArray, weights: FloatArray) -> float:
    """Weighted mean logarithmic score of recorded chances, a 0 or 1 taken as half of the record's unit."""
    return log_score(np.clip(chances, _HALF_UNIT, 1 - _HALF_UNIT), outcomes, weights)


def question_scores(cases: Sequence[Case]) -> list[QuestionScore]:
    """Each question with its path, by target date.

    Parameters
    ----------
    cases : sequence of Case
        Several may be about one question.
    """
    return _by_date(_scored(path) for path in _paths(cases))


def unscored_questions(cases: Sequence[Case]) -> list[UnscoredQuestion]:
    """The same of those whose outcome is disputed or void: shown, never scored."""
    return _by_date(_unscored(path) for path in _paths(cases))


def is_scored(case: Case) -> bool:
    """Whether its outcome is one that can be scored."""
    return case.outcome in _SCORED


def worst_first(questions: Sequence[QuestionScore]) -> list[QuestionScore]:
    """The missed ones, worst first."""
    return sorted((row for row in questions if row["missed"]), key=lambda row: -row["brier"])


def misses_by_leader(dates: Sequence[QuestionScore]) -> list[LeaderMisses]:
    """Of each leader with a missed date: how many of how many were missed, and the worst; worst first.

    Dates of one leader come out together, so each leader is one miss and not twenty.
    """
    of_leader: dict[str, list[QuestionScore]] = {}
    for row in dates:
        of_leader.setdefault(row["leader_id"], []).append(row)
    rows: list[LeaderMisses] = [
        {
            "leader_id": leader_id,
            "leader": own[0]["leader"],
            "n_dates": len(own),
            "n_missed": len(missed),
            "worst": missed[0],
        }
        for leader_id, own in of_leader.items()
        if (missed := worst_first(own))
    ]
    return sorted(rows, key=lambda row: -row["worst"]["brier"])


def _paths(cases: Sequence[Case]) -> list[list[Case]]:
    paths: dict[QuestionKey, list[Case]] = {}
    for case in cases:
        paths.setdefault(case.question, []).append(case)
    return [sorted(path, key=lambda case: case.origin_date) for path in paths.values()]


def _by_date(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["target_date"], row["leader_id"], row["event"], row["target"]))


def _scored(path: Sequence[Case]) -> QuestionScore:
    chances = np.array([case.probability for case in path])
    outcomes = np.array([case.came_true for case in path])
    mean = brier_score(chances, outcomes)
    return {
        **_unscored(path),
        "brier": mean,
        "log": recorded_log_score(chances, outcomes, np.ones_like(chances)),
        "missed": mean > _EVEN_CHANCE_BRIER,
    }


def _unscored(path: Sequence[Case]) -> UnscoredQuestion:
    last = path[-1]
    return {
        "leader_id": last.forecast["leader_id"],
        "leader": last.forecast["leader"],
        "country": last.forecast["country"],
        "event": last.forecast["event"],
        "target": last.forecast["target"],
        "target_date": last.target_date.isoformat(),
        "question_ids": sorted({name for case in path for name in case.asked_as}),
        "outcome": last.outcome.value,
        "resolved_by": last.resolution["sequence"],
        "source": last.resolution["source"],
        "path": [_point(case) for case in path],
    }


def _point(case: Case) -> PathPoint:
    return {
        "origin_date": case.forecast["origin_date"],
        "probability": case.probability,
        "base_rate": case.others.get(BASE_RATE),
        "brier": (case.probability - case.came_true) ** 2 if is_scored(case) else None,
        "entry": case.entry["sequence"],
    }
