"""How good whole recorded curves were, to 12, 24 and 60 months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.domain.forecast import ForecastJson
from incumbent.domain.record import Outcome
from incumbent.domain.track_record import IntegratedScore
from incumbent.score.cases import BASE_RATE, Case
from incumbent.score.integrated import integrated_brier_scores

_DAYS_PER_MONTH = 365.2425 / 12
_SMALLEST_CHANCE = 5e-7
_SLACK_DAYS = 2  # "in 12 months" by the calendar may fall this short of 12 mean months


def integrated_scores(cases: Sequence[Case]) -> list[IntegratedScore]:
    """Mean integrated Brier score of the forecasts that reach 12, 24 and 60 months.

    Between recorded dates the curve is read on a monthly grid with an even hazard. A forecast counts
    if one of its recorded dates lies at or beyond the end, and every date up to there is resolved.

    Parameters
    ----------
    cases : sequence of Case
        Scored cases of one mode.

    Returns
    -------
    list of IntegratedScore
        Only the lengths some forecast reaches.
    """
    forecasts: dict[int, list[Case]] = {}
    for case in cases:
        if case.entry["forecast"]["target"] == "exit":
            forecasts.setdefault(case.entry["sequence"], []).append(case)
    rows = [_score_to(months, list(forecasts.values())) for months in (12, 24, 60)]
    return [row for row in rows if row is not None]


def _score_to(months: int, forecasts: list[list[Case]]) -> IntegratedScore | None:
    grid = (np.arange(months + 1) * _DAYS_PER_MONTH).astype(np.float64)
    ours: list[FloatArray] = []
    base: list[FloatArray] = []
    exits: list[float] = []
    for cases in forecasts:
        path = _path_to(cases, grid[-1] - _SLACK_DAYS)
        if not path or (exit_day := _exit_day(path)) is None:
            continue
        days = [_days(case.forecast, case.target_date.isoformat()) for case in path]
        ours.append(_on_grid(grid, days, [case.probability for case in path]))
        base.append(_on_grid(grid, days, [case.others[BASE_RATE] for case in path]))
        exits.append(exit_day)
    if not exits:
        return None
    return {
        "months": months,
        "n_forecasts": len(exits),
        "score": float(integrated_brier_scores(grid, np.array(ours), exits).mean()),
        "base_rate_score": float(integrated_brier_scores(grid, np.array(base), exits).mean()),
    }


def _path_to(cases: Sequence[Case], end_day: float) -> list[Case]:
    """The forecast's cases up to the first date at or beyond the end; empty if one is missing."""
    forecast = cases[0].forecast
    asked = sorted(_days(forecast, horizon["target_date"]) for horizon in forecast["horizons"])
    last = next((day for day in asked if day >= end_day), None)
    if last is None:
        return []
    by_day = {
        _days(forecast, case.target_date.isoformat()): case for case in cases if BASE_RATE in case.others
    }
    needed = [by_day.get(day) for day in asked if day <= last]
    path = [case for case in needed if case is not None]
    return path if len(path) == len(needed) else []


def _days(forecast: ForecastJson, target_date: str) -> int:
    return (date.fromisoformat(target_date) - date.fromisoformat(forecast["origin_date"])).days


def _exit_day(path: Sequence[Case]) -> float | None:
    """Days from the origin to the exit; infinity if still in office at the end; None if it has no such day.

    An exit announced before the origin has none: nothing was left to foresee.
    """
    gone = [case for case in path if case.outcome is Outcome.OUT]
    if not gone:
        return np.inf
    event_date = gone[0].resolution.get("event_date")
    if event_date is None:
        return None
    days = (date.fromisoformat(event_date) - gone[0].origin_date).days
    return float(days) if days > 0 else None


def _on_grid(grid: FloatArray, days: Sequence[int], chances: Sequence[float]) -> FloatArray:
    """The curve on the grid: log survival runs straight between recorded dates, from 1 at the origin."""
    logs = np.log(np.maximum(np.minimum.accumulate(chances), _SMALLEST_CHANCE))
    return np.exp(np.interp(grid, [0, *days], [0.0, *logs]))
