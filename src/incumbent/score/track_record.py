"""How good the record was: every resolved question with its path, beside what others said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.domain.record import Entry
from incumbent.domain.track_record import (
    TRACK_RECORD_SCHEMA,
    Calibration,
    ForecasterScore,
    GroupScore,
    ModeRecord,
    Slope,
    SourceValue,
    TrackRecord,
)
from incumbent.domain.vocabulary import Mode
from incumbent.score.bootstrap import mean_score, paired_difference
from incumbent.score.calibration import calibration_slope, expected_calibration_error
from incumbent.score.cases import BASE_RATE, Case, question_weights, resolved_cases
from incumbent.score.checks import NoAnswerError
from incumbent.score.curves import integrated_scores
from incumbent.score.discrimination import auc
from incumbent.score.pointwise import brier_score, brier_scores
from incumbent.score.question_scores import (
    is_scored,
    misses_by_leader,
    question_scores,
    recorded_log_score,
    unscored_questions,
    worst_first,
)
from incumbent.score.reliability import corp_reliability

OURSELVES = "incumbent"
_LEADS = ((31, "up to 1 month"), (92, "1-3 months"), (184, "3-6 months"), (366, "6-12 months"))
_LONG_LEADS = ((731, "1-2 years"), (1827, "2-5 years"))


def score_record(entries: Sequence[Entry], *, generator: np.random.Generator) -> TrackRecord:
    """The whole track record, live and replay apart.

    Parameters
    ----------
    entries : sequence of Entry
        A record that holds; resolutions are entries of it.
    generator : numpy.random.Generator
        For the intervals.

    Returns
    -------
    TrackRecord
        Chances are those of being in office; a logarithmic score takes a recorded 0 or 1 as half of
        the record's unit of 1e-6. The headline scores are over the questions that the desk asked; the
        other dates that forecasts answer (standard horizons, days around gates) stand apart.
    """
    cases, still_open = resolved_cases(entries)
    by_mode = {mode: [case for case in cases if case.entry["mode"] == mode.value] for mode in Mode}
    return {
        "schema": TRACK_RECORD_SCHEMA,
        "open_questions": still_open.questions,
        "open_dates": still_open.dates,
        "live": _mode_record(by_mode[Mode.LIVE], generator),
        "replay": _mode_record(by_mode[Mode.REPLAY], generator),
    }


def _mode_record(every_case: list[Case], generator: np.random.Generator) -> ModeRecord:
    cases = [case for case in every_case if is_scored(case)]
    asked = [case for case in cases if case.asked_as]
    questions = question_scores(asked)
    answered = {case.question for case in asked}
    dates = question_scores([case for case in cases if case.question not in answered])
    return {
        "n_questions": len(questions),
        "n_dates": len(questions) + len(dates),
        "n_forecasts": len(cases),
        "scores": [_forecaster(name, asked, generator) for name in _forecasters(asked)],
        "date_scores": [_forecaster(name, cases, generator) for name in _forecasters(cases)],
        "by_leader": _groups(cases, _leader),
        "by_horizon": _groups(cases, _lead),
        "by_regime": _groups([case for case in cases if "regime" in case.entry], _regime),
        "integrated": integrated_scores(cases),
        "calibration": _calibration(cases) if cases else None,
        "sources": _source_values(cases, generator),
        "questions": questions,
        "misses": worst_first(questions),
        "dates": dates,
        "date_misses": misses_by_leader(dates),
        "disputed": unscored_questions([case for case in every_case if not is_scored(case)]),
    }


def _columns(cases: Sequence[Case]) -> tuple[FloatArray, FloatArray, FloatArray, list[str]]:
    """Chances, outcomes, weights and countries."""
    chances = np.array([case.probability for case in cases])
    outcomes = np.array([case.came_true for case in cases])
    return chances, outcomes, question_weights(cases), [case.forecast["country"] for case in cases]


def _forecasters(cases: Sequence[Case]) -> list[str]:
    """Ourselves first, then the base rate, then the others by name."""
    named = {name for case in cases for name in case.others}
    return ([OURSELVES] if cases else []) + sorted(named, key=lambda name: (name != BASE_RATE, name))


def _forecaster(name: str, every_case: Sequence[Case], generator: np.random.Generator) -> ForecasterScore:
    cases = [case for case in every_case if name == OURSELVES or name in case.others]
    ours, outcomes, weights, countries = _columns(cases)
    theirs = ours if name == OURSELVES else np.array([case.others[name] for case in cases])
    ours_scores, scores = brier_scores(ours, outcomes), brier_scores(theirs, outcomes)
    mean = mean_score(scores, countries, weights, generator=generator)
    difference = paired_difference(ours_scores, scores, countries, weights, generator=generator)
    ours_mean = brier_score(ours, outcomes, weights)
    return {
        "forecaster": name,
        "n_dates": len({case.question for case in cases}),
        "n_forecasts": len(cases),
        "n_countries": mean.n_clusters,
        "brier": mean.value,
        "brier_low": mean.low,
        "brier_high": mean.high,
        "log": recorded_log_score(theirs, outcomes, weights),
        "ours_brier": ours_mean,
        "ours_log": recorded_log_score(ours, outcomes, weights),
        "difference": difference.value,
        "difference_low": difference.low,
        "difference_high": difference.high,
        "skill": 1 - ours_mean / mean.value if mean.value > 0 else None,
        "slope": _slope(theirs, outcomes, weights, countries),
    }


def _lead(case: Case) -> str:
    days = (case.target_date - case.origin_date).days
    return next((name for longest, name in (*_LEADS, *_LONG_LEADS) if days <= longest), "over 5 years")


def _leader(case: Case) -> str:
    return case.forecast["leader"]


def _regime(case: Case) -> str:
    return case.entry.get("regime", "")


def _groups(cases: Sequence[Case], group_of: Callable[[Case], str]) -> list[GroupScore]:
    """Scores by group: leads from short to long, others by name."""
    order = [name for _, name in (*_LEADS, *_LONG_LEADS)] + ["over 5 years"]
    names = sorted({group_of(case) for case in cases}, key=lambda n: (order.index(n) if n in order else 0, n))
    return [_group(name, [case for case in cases if group_of(case) == name]) for name in names]


def _group(name: str, cases: Sequence[Case]) -> GroupScore:
    chances, outcomes, weights, countries = _columns(cases)
    base = [case.others.get(BASE_RATE) for case in cases]
    known = np.array([chance for chance in base if chance is not None])
    return {
        "group": name,
        "n_dates": len({case.question for case in cases}),
        "n_forecasts": len(cases),
        "brier": brier_score(chances, outcomes, weights),
        "log": recorded_log_score(chances, outcomes, weights),
        "base_rate_brier": brier_score(known, outcomes, weights) if known.size == len(cases) else None,
        "slope": _slope(chances, outcomes, weights, countries),
    }


def _slope(
    chances: FloatArray, outcomes: FloatArray, weights: FloatArray, countries: list[str]
) -> Slope | None:
    try:
        found = calibration_slope(chances, outcomes, weights, countries)
    except NoAnswerError:
        return None
    if len(set(countries)) < 2:  # one cluster tells nothing of its spread
        return {"value": found.slope, "low": None, "high": None}
    return {"value": found.slope, "low": found.low, "high": found.high}


def _calibration(cases: Sequence[Case]) -> Calibration:
    chances, outcomes, weights, countries = _columns(cases)
    found = corp_reliability(chances, outcomes, weights)
    try:
        area = auc(chances, outcomes, weights)
    except NoAnswerError:
        area = None
    return {
        "slope": _slope(chances, outcomes, weights, countries),
        "expected_calibration_error": expected_calibration_error(chances, outcomes, weights),
        "miscalibration": found.miscalibration,
        "discrimination": found.discrimination,
        "uncertainty": found.uncertainty,
        "auc": area,
        "reliability": [
            {"chance": float(chance), "recalibrated": float(recalibrated), "mass": float(mass)}
            for chance, recalibrated, mass in zip(found.chance, found.recalibrated, found.mass, strict=True)
        ],
    }


def _source_values(cases: Sequence[Case], generator: np.random.Generator) -> list[SourceValue]:
    names = sorted({name for case in cases for name in case.without})
    values = [_source_value(name, [c for c in cases if name in c.without], generator) for name in names]
    return sorted(values, key=lambda value: -value["value"])


def _source_value(name: str, cases: Sequence[Case], generator: np.random.Generator) -> SourceValue:
    ours, outcomes, weights, countries = _columns(cases)
    without = brier_scores(np.array([case.without[name] for case in cases]), outcomes)
    value = paired_difference(without, brier_scores(ours, outcomes), countries, weights, generator=generator)
    share = weights / weights.sum()
    return {
        "source": name,
        "n_dates": len({case.question for case in cases}),
        "n_forecasts": len(cases),
        "brier": brier_score(ours, outcomes, weights),
        "brier_without": float(share @ without),
        "value": value.value,
        "value_low": value.low,
        "value_high": value.high,
    }
