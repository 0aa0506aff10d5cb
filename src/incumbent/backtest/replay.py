"""What would have been said at past origins, refitting each January on what had happened before.

One January is one task: fit, then forecast its year. Tasks do not depend on each other, so they may run
anywhere; `pool_years` then goes through them in order and learns weights from earlier years only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from incumbent.backtest.baselines import climatology, kaplan_meier
from incumbent.backtest.cases import Protocol, origins_between, outcomes_of
from incumbent.model.ensemble import member_log_odds
from incumbent.model.history import History
from incumbent.model.logistic import sigmoid
from incumbent.model.parameters import BaseRateParameters
from incumbent.model.pooling import HORIZONS, log_odds_of, pool
from incumbent.model.situations import REGIME_GROUPS, FloatArray, IntArray
from incumbent.model.training import TrainingSet, fit_parameters
from incumbent.model.tree_training import (
    PastForecasts,
    backbone_exits,
    pooling_from,
    with_trees,
)

MODELS: tuple[str, ...] = ("climatology", "kaplan-meier", "hazards and gates", "trees", "corrected", "pooled")
NEED_TREES = frozenset({"trees", "corrected", "pooled"})
CASE_SCHEMA: dict[str, type[pl.DataType]] = {
    "model": pl.String,
    "origin_month": pl.Int64,
    "spell": pl.Int64,
    "gwcode": pl.Int64,
    "regime": pl.String,
    "horizon": pl.Int64,
    "chance": pl.Float64,  # of having left within the horizon
    "left": pl.Float64,
}


@dataclass(frozen=True, slots=True)
class YearReplay:
    """One January's fit and what its members and the baselines said of its year.

    Parameters
    ----------
    cutoff_month : int
    parameters : BaseRateParameters
        With trees, weights equal; or of the backbone alone.
    past : PastForecasts
        The members' forecasts.
    baselines : ndarray, shape (2, n, n_horizons)
        Climatology and Kaplan-Meier.
    """

    cutoff_month: int
    parameters: BaseRateParameters
    past: PastForecasts
    baselines: FloatArray


def replay_year(rows: TrainingSet, cutoff_month: int, every: int, *, trees: bool = True) -> YearReplay:
    """Fit on everything before the cutoff and forecast the leaders of the twelve months after it."""
    history = rows.history
    parameters = fit_parameters(rows, cutoff_month, None)
    if trees:
        parameters = with_trees(rows, parameters, cutoff_month)
    places = origins_between(history, cutoff_month, cutoff_month + 12, every)
    situations = rows.asked.take(places)
    backbone = backbone_exits(situations, parameters)
    said = member_log_odds(situations, backbone, parameters) if trees else log_odds_of(backbone)[None]
    usual = np.tile(climatology(history, cutoff_month, HORIZONS), (places.size, 1))
    by_tenure = kaplan_meier(history, cutoff_month, situations, HORIZONS)
    return YearReplay(cutoff_month, parameters, PastForecasts(places, said), np.stack([usual, by_tenure]))


def pool_years(history: History, years: Sequence[YearReplay], protocol: Protocol) -> pl.DataFrame:
    """All models' forecasts with outcomes (CASE_SCHEMA), weights learnt from earlier years only.

    Parameters
    ----------
    history : History
    years : sequence of YearReplay
        In order of time; years before the protocol's first month only teach weights.
    protocol : Protocol
    """
    tables: list[pl.DataFrame] = []
    for count, year in enumerate(years):
        past = [earlier.past for earlier in years[:count]]
        chances = np.concatenate([year.baselines, sigmoid(year.past.log_odds)])
        if year.past.log_odds.shape[0] > 1:
            pooling = pooling_from(history, past, year.cutoff_month)
            pooled = pool(year.past.log_odds, pooling, history.situations.regime[year.past.places])
            chances = np.concatenate([chances, pooled[None]])
        tables.append(_cases(history, year.past.places, chances, protocol))
    return pl.concat(tables)


def _cases(history: History, places: IntArray, chances: FloatArray, protocol: Protocol) -> pl.DataFrame:
    s = history.situations
    outcome = outcomes_of(history, places, HORIZONS, protocol.end_month)
    asked = (s.origin_month[places] >= protocol.first_month) & (s.origin_month[places] <= protocol.last_month)
    row, column = np.nonzero(outcome.usable & asked[:, None])
    place = places[row]
    common: dict[str, Any] = {
        "origin_month": s.origin_month[place],
        "spell": history.spell[place],
        "gwcode": s.state[place],
        "regime": [REGIME_GROUPS[code] for code in s.regime[place]],
        "horizon": np.array(HORIZONS)[column],
        "left": outcome.left[row, column],
    }
    tables = [
        pl.DataFrame({"model": [name] * row.size, **common, "chance": chances[place_of, row, column]})
        for place_of, name in enumerate(MODELS[: chances.shape[0]])
    ]
    return pl.concat(tables).select(list(CASE_SCHEMA)).cast(pl.Schema(CASE_SCHEMA))
