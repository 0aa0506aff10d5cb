"""Which trees, and which weights, go with a fit of the backbone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from incumbent.model.ensemble import MEMBERS, at_horizons
from incumbent.model.history import History
from incumbent.model.parameters import BaseRateParameters
from incumbent.model.pooling import (
    HORIZONS,
    RECALIBRATION_HALF_LIFE_MONTHS,
    Pooling,
    fit_weights,
    log_odds_of,
    recalibrations,
)
from incumbent.model.rollforward import roll_forward, run_forward
from incumbent.model.situations import FloatArray, IntArray, Situations
from incumbent.model.state_months import IN_OFFICE
from incumbent.model.training import TrainingSet
from incumbent.model.trees import CORRECTION, DIRECT, Trees, grow, tree_features


def with_trees(rows: TrainingSet, parameters: BaseRateParameters, cutoff_month: int) -> BaseRateParameters:
    """The same parameters with trees grown on what had happened before the cutoff, weights equal.

    Trees learn from situations as forecasts see them: they are better at the plan of a vote if they have
    never been shown its date.

    Parameters
    ----------
    rows : TrainingSet
        May reach beyond the cutoff; later months are not looked at.
    parameters : BaseRateParameters
        The backbone fitted with the same cutoff.
    cutoff_month : int
    """
    history = rows.history
    origin = history.situations.origin_month[rows.tree_places]
    places = rows.tree_places[: int(np.searchsorted(origin, cutoff_month))]
    situations = rows.asked.take(places)
    ahead = run_forward(rows.tree_forward.leaders(slice(places.size)), parameters)
    backbone = log_odds_of(at_horizons(ahead))
    features = tree_features(situations)
    direct: list[Trees] = []
    correction: list[Trees] = []
    for column, months in enumerate(HORIZONS):
        left, usable = settled(history, places, months, cutoff_month)
        direct.append(grow(features[usable], left[usable], None, DIRECT))
        correction.append(grow(features[usable], left[usable], backbone[usable, column], CORRECTION))
    grown = replace(parameters, direct=tuple(direct), correction=tuple(correction))
    return with_pooling(grown, Pooling.equal(len(MEMBERS)))


def backbone_exits(situations: Situations, parameters: BaseRateParameters) -> FloatArray:
    """The backbone's P(left by each of HORIZONS), shape (n, n_horizons)."""
    return at_horizons(roll_forward(situations, HORIZONS[-1], parameters))


def settled(
    history: History, places: IntArray, months: int, cutoff_month: int
) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Who had left within some months, and where that was known before the cutoff."""
    ahead = history.situations.origin_month[places] + months
    left = history.exit_month[places] < ahead
    state_ended = (history.cause[places] == -1) & (history.exit_month[places] < IN_OFFICE)
    return left.astype(np.float64), (ahead <= cutoff_month) & ~(state_ended & left)


@dataclass(frozen=True, slots=True)
class PastForecasts:
    """Forecasts made out of sample in one year, to learn weights from later.

    Parameters
    ----------
    places : ndarray of int, shape (n,)
        In the history.
    log_odds : ndarray, shape (n_members, n, n_horizons)
    """

    places: IntArray
    log_odds: FloatArray


def pooling_from(history: History, past: Sequence[PastForecasts], cutoff_month: int) -> Pooling:
    """Weights and recalibration fitted on past forecasts whose outcome was known at the cutoff."""
    columns: list[FloatArray] = []
    moves: list[tuple[FloatArray, FloatArray]] = []
    s = history.situations
    for column, months in enumerate(HORIZONS):
        cases = [np.zeros((len(MEMBERS), 0))]
        outcomes, places = [np.zeros(0)], [np.zeros(0, dtype=np.int64)]
        for forecasts in past:
            left, usable = settled(history, forecasts.places, months, cutoff_month)
            cases.append(forecasts.log_odds[:, usable, column])
            outcomes.append(left[usable])
            places.append(forecasts.places[usable])
        said, seen, place = np.concatenate(cases, axis=1), np.concatenate(outcomes), np.concatenate(places)
        weights = fit_weights(said, seen)
        columns.append(weights)
        fresh = 2.0 ** ((s.origin_month[place] - cutoff_month) / RECALIBRATION_HALF_LIFE_MONTHS)
        moves.append(recalibrations(weights @ said, seen, months, fresh, s.regime[place]))
    shift, scale = (np.column_stack(parts) for parts in zip(*moves, strict=True))
    return Pooling(np.column_stack(columns), shift, scale)


def with_pooling(parameters: BaseRateParameters, pooling: Pooling) -> BaseRateParameters:
    """The same parameters, their members pooled in another way."""
    return replace(
        parameters,
        weights=tuple(tuple(float(v) for v in row) for row in pooling.weights),
        shift=tuple(tuple(float(v) for v in row) for row in pooling.shift),
        scale=tuple(tuple(float(v) for v in row) for row in pooling.scale),
    )
