"""Replay the model at past origins, score it, and write tables and a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from incumbent.backtest.cases import Protocol
from incumbent.backtest.replay import pool_years
from incumbent.backtest.summary import Interval, Scores, summary_table
from incumbent.model.history import history_of
from incumbent.model.situations import month_of
from incumbent.score.bootstrap import Estimate, paired_difference, skill_score
from incumbent.score.calibration import calibration_slope, expected_calibration_error
from incumbent.score.discrimination import auc
from incumbent.score.pointwise import brier_scores
from incumbent.workflows.panel import load_panel
from incumbent.workflows.years import LAST_MONTH, Machines, run_years, stored_year

SEED = 20210301
LAST_TARGET = date(2021, 3, 1)
"""Everything after it is test time: no choice of this model has looked at it."""


@dataclass(frozen=True, slots=True)
class BacktestPlan:
    """What to replay.

    Parameters
    ----------
    first_year, last_year : int
        Years with forecasts that are scored.
    learn_from : int
        First January replayed; earlier years than `first_year` only teach the weights.
    hindsight : bool
        Retrospective coding of calendar and results, or what was known then.
    every : int
        Months between origins.
    last_target : date
        Target dates lie on it at the latest.
    """

    first_year: int = 1990
    last_year: int = 2020
    learn_from: int = 1975
    hindsight: bool = False
    every: int = 3
    last_target: date = LAST_TARGET


@dataclass(frozen=True, slots=True)
class BacktestResult:
    """Tables of a backtest.

    Parameters
    ----------
    cases : polars.DataFrame
        One row a model, origin, leader and horizon.
    summary : polars.DataFrame
        One row a model and horizon.
    """

    cases: pl.DataFrame
    summary: pl.DataFrame


def backtest(data: Path, out: Path, plan: BacktestPlan, machines: Machines | None = None) -> BacktestResult:
    """Replay, score, and write `cases.parquet` and `summary.parquet`; a broken run goes on where it was.

    Parameters
    ----------
    data : Path
        Folder of published data files.
    out : Path
        Results; finished years are kept in its folder `years`.
    plan : BacktestPlan
    machines : Machines or None
    """
    panel, _ = load_panel(data)
    folder = out / "years"
    months = [(year - 1900) * 12 for year in range(plan.learn_from, plan.last_year + 1)]
    _report_progress(
        run_years(panel, months, folder, hindsight=plan.hindsight, every=plan.every, machines=machines),
        len(months),
    )
    history = history_of(panel, LAST_MONTH, hindsight=plan.hindsight)
    protocol = Protocol(
        (plan.first_year - 1900) * 12,
        (plan.last_year - 1900) * 12 + 9,
        plan.every,
        month_of(plan.last_target),
    )
    cases = pool_years(history, [stored_year(folder, month) for month in months], protocol)
    result = BacktestResult(cases, summary_table(cases, score_functions()))
    result.cases.write_parquet(out / "cases.parquet")
    result.summary.write_parquet(out / "summary.parquet")
    return result


def score_functions() -> Scores:
    """The project's scores, intervals by bootstrap over countries with a fixed seed."""

    def interval(estimate: Estimate) -> Interval:
        low = estimate.value if estimate.low is None else estimate.low
        return estimate.value, low, estimate.value if estimate.high is None else estimate.high

    def slope(chance: Any, outcome: Any, cluster: Any) -> Interval:
        found = calibration_slope(chance, outcome, cluster=cluster)
        return found.slope, found.low, found.high

    return Scores(
        brier=brier_scores,
        auc=auc,
        skill=lambda ours, base, cluster: interval(skill_score(ours, base, cluster, generator=_generator())),
        difference=lambda ours, theirs, cluster: interval(
            paired_difference(ours, theirs, cluster, generator=_generator())
        ),
        slope=slope,
        calibration_error=expected_calibration_error,
    )


def _generator() -> np.random.Generator:
    return np.random.default_rng(SEED)


def _report_progress(done: Any, total: int) -> None:
    from rich.progress import track

    for _ in track(done, description="Januaries", total=total, transient=True):
        pass
