"""How the desk's own questions came out, in the rows the site shows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from incumbent.domain.record import Entry, Outcome
from incumbent.score.cases import BASE_RATE, Case, resolved_cases
from incumbent.score.pointwise import brier_score, log_score
from incumbent.site.content import CalibrationRow, ScoreRow

_HALF_UNIT = 5e-7  # a recorded 0 or 1 stands for anything nearer than half of the record's unit

_GROUPS = 10


def score_rows(entries: Sequence[Entry]) -> tuple[ScoreRow, ...]:
    """One row for each question of a desk that has come out, in the order of the record.

    Parameters
    ----------
    entries : sequence of Entry
        A record that holds.

    Returns
    -------
    tuple of ScoreRow
        Disputed and void questions are left out; they have no score.
    """
    groups: dict[tuple[str, str], list[Case]] = {}
    for case in resolved_cases(entries)[0]:
        if case.outcome in {Outcome.IN_OFFICE, Outcome.OUT}:
            for question in case.entry.get("questions", []):
                if question["target_date"] == case.target_date.isoformat():
                    groups.setdefault((case.forecast["leader_id"], question["id"]), []).append(case)
    return tuple(_row(leader_id, question, cases) for (leader_id, question), cases in groups.items())


def calibration_rows(entries: Sequence[Entry]) -> tuple[CalibrationRow, ...]:
    """How often leaders stayed, by tenths of the chance that had been said of every settled date.

    Live forecasts where there are any, else replays: the two are never mixed. Tenths in which nothing
    was said are left out, as are disputed and void dates.

    Parameters
    ----------
    entries : sequence of Entry
        A record that holds.
    """
    settled = {Outcome.IN_OFFICE, Outcome.OUT}
    cases = [case for case in resolved_cases(entries)[0] if case.outcome in settled]
    live = [case for case in cases if case.entry["mode"] == "live"]
    groups: dict[int, list[Case]] = {}
    for case in live or cases:
        groups.setdefault(min(int(case.probability * _GROUPS), _GROUPS - 1), []).append(case)
    return tuple(_calibrated(tenth, groups[tenth]) for tenth in sorted(groups))


def _calibrated(tenth: int, cases: list[Case]) -> CalibrationRow:
    return {
        "low": tenth / _GROUPS,
        "high": (tenth + 1) / _GROUPS,
        "n": len(cases),
        "questions": len({case.question for case in cases}),
        "mean_forecast": float(np.mean([case.probability for case in cases])),
        "stayed_share": float(np.mean([case.came_true for case in cases])),
        "live": cases[0].entry["mode"] == "live",
    }


def _row(leader_id: str, question_id: str, cases: list[Case]) -> ScoreRow:
    ours = np.array([case.probability for case in cases])
    outcome = np.array([case.came_true for case in cases])
    quoted = [case for case in cases if "quotes_alone" in case.others]
    return {
        "leader_id": leader_id,
        "question_id": question_id,
        "n": len(cases),
        "brier": brier_score(ours, outcome),
        "log_score": log_score(np.clip(ours, _HALF_UNIT, 1 - _HALF_UNIT), outcome),
        "base": _brier_of(cases, BASE_RATE),
        "climatology": _brier_of(cases, "climatology"),
        "quotes": _brier_of(quoted, "quotes_alone"),
        "ours_where_quotes": _ours(quoted),
    }


def _brier_of(cases: list[Case], name: str) -> float | None:
    """Mean Brier score of another forecaster; None unless it spoke in every case."""
    if not cases or any(name not in case.others for case in cases):
        return None
    return brier_score([case.others[name] for case in cases], [case.came_true for case in cases])


def _ours(cases: list[Case]) -> float | None:
    if not cases:
        return None
    return brier_score([case.probability for case in cases], [case.came_true for case in cases])
