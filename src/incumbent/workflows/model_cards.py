"""What does each parameter set rest on, and how good were its forerunners: one card a January.

Scores of a card are those of forecasts made out of sample by the sets before it, whose outcome was known at
its cutoff: what one could have known of the model on that day.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from incumbent.backtest.cases import Protocol
from incumbent.backtest.replay import YearReplay, pool_years
from incumbent.backtest.summary import BASELINE, REFERENCE, Scores, regime_table, summary_table
from incumbent.model.history import History
from incumbent.model.parameters import FORMAT, BaseRateParameters
from incumbent.model.pooling import FAMILIES
from incumbent.workflows.parameters import PREFIX

SHOWN = "pooled"
EVERY = 3
SUFFIX = ".card.json"
LIMITS = (
    "Regimes, causes of exit and ways of entry are coded in retrospect.",
    "Reasons of exits: Archigos to 2015, then the coup list and CIA texts; where none speaks, regular.",
    "Chances of death and of removal from abroad are learnt to the end of 2015.",
    "A vote ahead is planned from the usual term until it is announced or on a published list.",
    "Term limits are known from October 2015 on, when the first dated text was shown.",
    "Coup attempts are listed to November 2022, incomes to 2021.",
    "Not for offices below the state, rotating offices, or months in which a coup or hand-over is under way.",
)
Row = dict[str, Any]


def past_cases(history: History, years: Sequence[YearReplay], end_month: int) -> pl.DataFrame:
    """Every forecast of the sets and the baselines with its outcome (`replay.CASE_SCHEMA`)."""
    protocol = Protocol(years[0].cutoff_month, years[-1].cutoff_month + 12 - EVERY, EVERY, end_month)
    wanted = [BASELINE, REFERENCE, SHOWN]
    return pool_years(history, years, protocol).filter(pl.col("model").is_in(wanted))


def model_card(
    parameters: BaseRateParameters,
    file: Path,
    inputs: Mapping[str, str],
    cases: pl.DataFrame,
    scores: Scores,
) -> Row:
    """The card of one set as plain JSON values.

    Parameters
    ----------
    parameters : BaseRateParameters
    file : Path
        The stored set.
    inputs : mapping of path to sha256
        Of the published files.
    cases : polars.DataFrame
        Of all past forecasts; those not settled at the cutoff are left out here.
    scores : Scores
    """
    month = (parameters.cutoff.year - 1900) * 12 + parameters.cutoff.month - 1
    settled = cases.filter(pl.col("origin_month") + pl.col("horizon") <= month)
    found = _horizons(settled, scores)
    return {
        "name": parameters.name,
        "cutoff": parameters.cutoff.isoformat(),
        "format": FORMAT,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "inputs": dict(inputs),
        "fitted_on": f"events from 1950-01-01 to the day before {parameters.cutoff.isoformat()}",
        "calendar_and_results": "as known then",
        "protocol": {
            "scored": "forecasts of earlier sets whose outcome was known at the cutoff",
            "origins": "leaders in office on 1 January, April, July, October; no rotating offices",
            "skill": "Brier skill against climatology of the 40 years before",
            "interval": "95 %, bootstrap over countries; slope: clustered by country",
        },
        "pooling": {
            "weights": [list(row) for row in parameters.weights],
            "families": list(FAMILIES),
            "shift": [list(row) for row in parameters.shift],
            "scale": [list(row) for row in parameters.scale],
        },
        "horizons": found,
        "regimes": [_rounded(row) for row in regime_table(settled, SHOWN, scores).to_dicts()],
        "known_failures": [*_failures(found), *LIMITS],
    }


def write_card(card: Row, folder: Path) -> Path:
    """Write a card beside its set."""
    path = folder / f"{PREFIX}{card['cutoff'][:7]}{SUFFIX}"
    path.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _horizons(settled: pl.DataFrame, scores: Scores) -> list[Row]:
    """Scores of the pooled forecasts at every horizon at which enough left."""
    enough = settled.filter(pl.col("model") == SHOWN).group_by("horizon").agg(pl.col("left").sum())
    usable = enough.filter(pl.col("left") >= 1)["horizon"].to_list()
    if not usable:
        return []
    table = summary_table(settled.filter(pl.col("horizon").is_in(usable)), scores)
    return [_rounded(row) for row in table.filter(pl.col("model") == SHOWN).drop("model").to_dicts()]


def _rounded(row: Mapping[str, Any]) -> Row:
    """Four decimals; what is not a number becomes null."""
    plain: Row = {}
    for key, value in row.items():
        number = isinstance(value, float)
        plain[key] = (None if value != value else round(value, 4)) if number else value  # noqa: PLR0124
    return plain


def _failures(found: Sequence[Row]) -> list[str]:
    """What the scores themselves show to be wrong."""
    said: list[str] = []
    for row in found:
        months = row["horizon"]
        if row["slope"] is not None and row["slope_high"] < 1:
            said.append(f"Too sure at {months} months: calibration slope {row['slope']:.2f}.")
        if row["slope"] is not None and row["slope_low"] > 1:
            said.append(f"Too timid at {months} months: calibration slope {row['slope']:.2f}.")
        if row["skill_low"] <= 0:
            said.append(f"Skill at {months} months may be none: interval from {row['skill_low']:.2f}.")
    return said
