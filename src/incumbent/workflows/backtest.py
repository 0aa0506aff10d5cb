"""Replay the model at past origins, score it, and write tables and a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from incumbent.backtest.cases import Protocol
from incumbent.backtest.replay import MODELS, NEED_TREES, pool_years
from incumbent.backtest.report import Report, report_page
from incumbent.backtest.summary import (
    BASELINE,
    REFERENCE,
    Interval,
    ReliabilityCurve,
    Scores,
    difference_table,
    regime_table,
    summary_table,
)
from incumbent.domain.errors import RefusedError
from incumbent.model.history import history_of
from incumbent.model.situations import month_of
from incumbent.score.bootstrap import Estimate, paired_difference, skill_score
from incumbent.score.calibration import calibration_slope, expected_calibration_error
from incumbent.score.discrimination import auc
from incumbent.score.pointwise import brier_scores
from incumbent.score.reliability import corp_reliability
from incumbent.workflows.kept_plan import keep_plan
from incumbent.workflows.panel import input_hashes, load_panel
from incumbent.workflows.years import (
    LAST_MONTH,
    Machines,
    refuse_januaries,
    run_years,
    show_progress,
    stored_year,
)

SEED = 20210301
_ORIGINS = {
    1: "first of every month",
    2: "first of every second month",
    3: "first of January, April, July, October",
    4: "first of January, May, September",
    6: "first of January and July",
    12: "first of January",
}
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
    models : tuple of str
        Which of `replay.MODELS` are scored; the baselines always are.

    Raises
    ------
    RefusedError
        If a model is unknown or the grid is impossible.
    """

    first_year: int = 1990
    last_year: int = 2020
    learn_from: int = 1975
    hindsight: bool = False
    every: int = 3
    last_target: date = LAST_TARGET
    models: tuple[str, ...] = MODELS

    def __post_init__(self) -> None:
        unknown = [name for name in self.models if name not in MODELS]
        if unknown:
            msg = f"there is no model {unknown[0]!r}; there are {', '.join(MODELS)}."
            raise RefusedError(msg)
        if self.first_year > self.last_year:
            msg = f"the first year {self.first_year} lies after the last, {self.last_year}."
            raise RefusedError(msg)
        if self.last_year > self.last_target.year:
            msg = (
                f"the last year is {self.last_year}, but targets end on {self.last_target}: nothing "
                f"asked later can be scored. Ask for years to {self.last_target.year}."
            )
            raise RefusedError(msg)
        refuse_januaries(self.learn_from, self.last_year, trees=self.trees)
        if self.every not in _ORIGINS:
            msg = f"every is {self.every} months; must divide a year: 1, 2, 3, 4, 6 or 12."
            raise RefusedError(msg)

    @property
    def trees(self) -> bool:
        """True if a model that needs trees is asked for."""
        return not NEED_TREES.isdisjoint(self.models)


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
    """Replay, score, and write tables and a report; a broken run goes on where it was.

    `cases.parquet`, `summary.parquet`, `regimes.parquet`, `differences.parquet` and `report.html`.

    Parameters
    ----------
    data : Path
        Folder of published data files.
    out : Path
        Results; finished years are kept in its folder `years`.
    plan : BacktestPlan
    machines : Machines or None

    Raises
    ------
    RefusedError
        If the folder holds years of another plan or other data.
    """
    panel, _ = load_panel(data)
    hashes = input_hashes(data)
    keep_plan(out, {"hindsight": plan.hindsight, "every": plan.every, "trees": plan.trees}, hashes, "--out")
    folder = out / "years"
    months = [(year - 1900) * 12 for year in range(plan.learn_from, plan.last_year + 1)]
    replayed = run_years(
        panel, months, folder, hindsight=plan.hindsight, every=plan.every, trees=plan.trees, machines=machines
    )
    show_progress(replayed, len(months))
    history = history_of(panel, LAST_MONTH, hindsight=plan.hindsight)
    protocol = Protocol(
        (plan.first_year - 1900) * 12,
        (plan.last_year - 1900) * 12 + 12 - plan.every,
        plan.every,
        month_of(plan.last_target),
    )
    cases = pool_years(history, [stored_year(folder, month) for month in months], protocol)
    cases = cases.filter(pl.col("model").is_in([BASELINE, REFERENCE, *plan.models]))
    scores = score_functions()
    result = BacktestResult(cases, summary_table(cases, scores))
    result.cases.write_parquet(out / "cases.parquet")
    result.summary.write_parquet(out / "summary.parquet")
    _write_report(result, out, plan, hashes, scores)
    return result


def _write_report(
    result: BacktestResult, out: Path, plan: BacktestPlan, hashes: dict[str, str], scores: Scores
) -> None:
    best = max(plan.models, key=MODELS.index)
    regimes = regime_table(result.cases, best, scores)
    differences = difference_table(result.cases, best, scores)
    regimes.write_parquet(out / "regimes.parquet")
    differences.write_parquet(out / "differences.parquet")
    shown = result.cases.filter(pl.col("model") == best)
    curves = {
        int(str(months)): scores.reliability(group["chance"].to_numpy(), group["left"].to_numpy())
        for (months,), group in shown.group_by("horizon")
    }
    page = report_page(
        Report(
            f"Leaders leaving office: forecasts replayed {plan.first_year}–{plan.last_year}",
            _facts(plan),
            hashes,
            best,
            result.summary,
            regimes,
            differences,
            curves,
        )
    )
    (out / "report.html").write_text(page, encoding="utf-8")


def _facts(plan: BacktestPlan) -> dict[str, str]:
    coded = "retrospective" if plan.hindsight else "as known then"
    return {
        "origins": f"{_ORIGINS[plan.every]}, {plan.first_year} to {plan.last_year}",
        "refitted": "each January, on events before it",
        "targets": f"to {plan.last_target.isoformat()}",
        "calendar, results": coded,
        "cases": "leaders in office, rotating offices left out",
    }


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
        reliability=_reliability,
    )


def _reliability(chance: Any, outcome: Any) -> ReliabilityCurve:
    found = corp_reliability(chance, outcome)
    return ReliabilityCurve(
        found.chance,
        found.recalibrated,
        found.mass,
        found.miscalibration,
        found.discrimination,
        found.uncertainty,
    )


def _generator() -> np.random.Generator:
    return np.random.default_rng(SEED)
