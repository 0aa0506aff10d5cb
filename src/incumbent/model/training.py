"""Which parameters fit everything that happened before a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from incumbent.model.calendar import CALLED_AHEAD_MONTHS, DEFAULT_LAG, LONGEST_LAG_MONTHS
from incumbent.model.clock import WINDOW_AFTER_HANDOVER
from incumbent.model.design import gate_columns, irregular_columns, matrix_in_blocks, regular_columns
from incumbent.model.forward import ForwardDesign, forward_design
from incumbent.model.history import History, spell_keys
from incumbent.model.logistic import Matrix, fit_ridge_logistic, sigmoid
from incumbent.model.pairs import (
    DEATH,
    FOREIGN,
    IRREGULAR,
    REGULAR,
    GatePairs,
    HazardPairs,
    gate_pairs,
    hazard_pairs,
)
from incumbent.model.parameters import BaseRateParameters, Mortality, StateFacts
from incumbent.model.pooling import HORIZONS
from incumbent.model.situations import NEVER, FloatArray, IntArray, Situations, first_of, month_of
from incumbent.model.state_spells import WORLD_EXITS_PER_YEAR

PENALTY_REGULAR = 2.0
PENALTY_IRREGULAR = 12.0
PENALTY_GATE = 2.0
LEADS_A_GATE = 6.0
"""Each vote is seen from about this many origins; its rows share one weight."""
CAUSES_KNOWN_UNTIL = month_of(date(2016, 1, 1))
"""Deaths and foreign removals are named by Archigos only, to the end of 2015."""
MEMORY_MONTHS = 480
EXPECTED_OF_GATES = {"barred": 2.2, "barred:autocratic": -1.1}
"""Log odds around which the ridge holds these columns of the gate; all others around 0. Stated, not learnt:
of the presidents who met a term limit after 1960 about a quarter got past it, most of them where power rests
on one person (Baturo 2014, Democracy, Dictatorship, and Term Limits); rules are known from 2015 on only."""
_WORLD = StateFacts(
    WORLD_EXITS_PER_YEAR, 0.2, 0.2, 0.5, NEVER, DEFAULT_LAG[False], DEFAULT_LAG[True], 1.0, NEVER, 240.0, 0.0
)
TREES_EVERY = 5
"""Trees learn from every fifth origin of each spell: neighbours tell the same story."""


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Everything that does not depend on the cutoff, built once.

    Parameters
    ----------
    history : History
        What the fits learn from.
    asked : Situations
        The same leaders in the same order, as they were known when a forecast was due.
    pairs, gates : HazardPairs, GatePairs
    regular, irregular, gate : float32 design matrices, one row a pair
    names : column names of the three
    tree_places : places from which trees learn, in the order of origin months
    tree_forward : designs of the months ahead of them, as they were asked
    """

    history: History
    asked: Situations
    pairs: HazardPairs
    gates: GatePairs
    regular: Matrix
    irregular: Matrix
    gate: Matrix
    names: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    tree_places: IntArray
    tree_forward: ForwardDesign


def training_set(history: History, asked: Situations | None = None) -> TrainingSet:
    """Designs of all pairs of a history; forecasts are made from `asked`, or from the history itself."""
    pairs, gates = hazard_pairs(history), gate_pairs(history)
    seen = history.situations.take(pairs.place)
    voting = history.situations.take(gates.place)
    regular, regular_names = matrix_in_blocks(regular_columns, seen, pairs.lead)
    irregular, irregular_names = matrix_in_blocks(irregular_columns, seen, pairs.lead)
    gate, gate_names = matrix_in_blocks(gate_columns, voting, gates.gate)
    names = (regular_names, irregular_names, gate_names)
    places = _tree_places(history)
    asked = history.situations if asked is None else asked
    forward = forward_design(asked.take(places), HORIZONS[-1])
    return TrainingSet(history, asked, pairs, gates, regular, irregular, gate, names, places, forward)


def _tree_places(history: History) -> IntArray:
    """Every TREES_EVERY-th origin of each spell, earliest origins first."""
    s = history.situations
    places = np.flatnonzero(((s.origin_month + spell_keys(history)) % TREES_EVERY == 0) & (s.rotating == 0))
    return places[np.argsort(s.origin_month[places], kind="stable")]


def fit_parameters(
    rows: TrainingSet, cutoff_month: int, warm: BaseRateParameters | None
) -> BaseRateParameters:
    """Fit on events strictly before the first of `cutoff_month`.

    Parameters
    ----------
    rows : TrainingSet
        May reach beyond the cutoff; later rows are not looked at.
    cutoff_month : int
        Months since January 1900.
    warm : BaseRateParameters or None
        An earlier fit to start from; changes the speed, not the result.
    """
    pairs, gates = rows.pairs, rows.gates
    before = int(np.searchsorted(pairs.target_month, cutoff_month))
    learnt = settled_origin(rows.history.situations.origin_month[pairs.place[:before]], cutoff_month)
    outside = learnt * (pairs.inside[:before] == 0)
    regular = _fit(
        rows.regular[:before],
        pairs.cause[:before] == REGULAR,
        outside,
        PENALTY_REGULAR,
        rows.names[0],
        warm and warm.regular,
    )
    irregular = _fit(
        rows.irregular[:before],
        pairs.cause[:before] == IRREGULAR,
        learnt.astype(np.float64),
        PENALTY_IRREGULAR,
        rows.names[1],
        warm and warm.irregular,
    )
    settled = np.flatnonzero(gates.settled_month < cutoff_month)
    gate = _fit(
        rows.gate[settled],
        gates.lost[settled] > 0,
        np.full(settled.size, 1.0 / LEADS_A_GATE),
        PENALTY_GATE,
        rows.names[2],
        warm and warm.gate,
        EXPECTED_OF_GATES,
    )
    country_sd, year_sd = _hazard_spread(rows, np.flatnonzero(outside), np.array(list(regular.values())))
    cutoff = first_of(cutoff_month)
    return BaseRateParameters(
        f"base-rate-{cutoff:%Y-%m}",
        cutoff,
        regular,
        irregular,
        gate,
        _mortality(rows, cutoff_month),
        _foreign(rows, cutoff_month),
        _timing(rows, settled),
        country_sd,
        year_sd,
        _gate_spread(rows, settled, np.array(list(gate.values()))),
        _states(rows.history, cutoff_month),
        _WORLD,
    )


def settled_origin(origin_month: IntArray, cutoff_month: int) -> NDArray[np.bool_]:
    """True where every vote that a taught situation saw ahead was over by the cutoff."""
    return origin_month + CALLED_AHEAD_MONTHS < cutoff_month


def _fit(  # noqa: PLR0917 - one call a model
    design: Matrix,
    event: NDArray[np.bool_],
    weight: FloatArray,
    penalty: float,
    names: Sequence[str],
    warm: Mapping[str, float] | None,
    expected: Mapping[str, float] | None = None,
) -> dict[str, float]:
    start = np.zeros(design.shape[1]) if warm is None else np.array([warm.get(name, 0.0) for name in names])
    ridge = np.full(design.shape[1], penalty)
    ridge[0] = 0.0
    centre = np.array([(expected or {}).get(name, 0.0) for name in names])
    beta = fit_ridge_logistic(design, event.astype(np.float64), weight, ridge, start, centre)
    return {name: float(value) for name, value in zip(names, beta, strict=True)}


def _mortality(rows: TrainingSet, cutoff_month: int) -> Mortality:
    pairs, s = rows.pairs, rows.history.situations
    limit = min(cutoff_month, CAUSES_KNOWN_UNTIL)
    chosen = np.flatnonzero((pairs.target_month < limit) & (pairs.lead == 0))
    place = pairs.place[chosen]
    design = np.column_stack([np.ones(chosen.size), (s.age[place] - 57.0) / 10.0, s.woman[place]])
    died = (pairs.cause[chosen] == DEATH).astype(float)
    beta = fit_ridge_logistic(
        design.astype(np.float32),
        died,
        np.ones(chosen.size),
        np.array([0.0, 0.1, 2.0]),
        np.array([-7.0, 0.5, 0.0]),
    )
    return Mortality(float(beta[0]), float(beta[1]), float(beta[2]))


def _foreign(rows: TrainingSet, cutoff_month: int) -> float:
    pairs = rows.pairs
    limit = min(cutoff_month, CAUSES_KNOWN_UNTIL)
    seen = (pairs.target_month < limit) & (pairs.target_month >= limit - MEMORY_MONTHS) & (pairs.lead == 0)
    return float((np.sum(pairs.cause[seen] == FOREIGN) + 0.5) / (np.sum(seen) + 1000.0))


def _timing(rows: TrainingSet, settled: IntArray) -> tuple[tuple[float, ...], ...]:
    """Share of losers gone by each month of the window, for each usual lag."""
    lost = settled[rows.gates.lost[settled] > 0]
    lag = np.round(rows.history.situations.lag[rows.gates.place[lost]]).astype(np.int64)
    shares: list[tuple[float, ...]] = []
    for usual in range(LONGEST_LAG_MONTHS + 1):
        width = usual + WINDOW_AFTER_HANDOVER + 1
        months = rows.gates.month_in_window[lost[lag == usual]]
        count = np.bincount(months, minlength=width)[:width] / LEADS_A_GATE + 0.2
        count[usual] += 1.0
        shares.append(tuple(float(value) for value in np.cumsum(count) / count.sum()))
    return tuple(shares)


def _hazard_spread(rows: TrainingSet, chosen: IntArray, beta: FloatArray) -> tuple[float, float]:
    """Spread of observed over expected regular exits between countries and between years, at lead 0."""
    now = chosen[rows.pairs.lead[chosen] == 0]
    expected = sigmoid((rows.regular[now] @ beta.astype(np.float32)).astype(float))
    observed = (rows.pairs.cause[now] == REGULAR).astype(float)
    state = rows.history.situations.state[rows.pairs.place[now]]
    return _excess_sd(state, observed, expected), _excess_sd(
        rows.pairs.target_month[now] // 12, observed, expected
    )


def _gate_spread(rows: TrainingSet, settled: IntArray, beta: FloatArray) -> float:
    chance = sigmoid((rows.gate[settled] @ beta.astype(np.float32)).astype(float))
    state = rows.history.situations.state[rows.gates.place[settled]]
    slope = chance * (1.0 - chance) / LEADS_A_GATE
    residual = (rows.gates.lost[settled] - chance) / LEADS_A_GATE
    groups = np.unique(state, return_inverse=True)[1]
    total, information = np.bincount(groups, residual), np.bincount(groups, slope)
    return float(np.sqrt(max(float(np.sum(total**2 - information) / np.sum(information**2)), 0.04)))


def _excess_sd(group: IntArray, observed: FloatArray, expected: FloatArray) -> float:
    """Moment estimate of the sd of log(observed / expected) beyond chance."""
    groups = np.unique(group, return_inverse=True)[1]
    o, e = np.bincount(groups, observed), np.bincount(groups, expected)
    return float(np.sqrt(max(float(np.sum((o - e) ** 2 - e) / np.sum(e**2)), 0.01)))


def _states(history: History, cutoff_month: int) -> dict[int, StateFacts]:
    """Each state's facts as of the last situation before the cutoff, at most two years old."""
    s = history.situations
    recent = np.flatnonzero((s.origin_month <= cutoff_month) & (s.origin_month > cutoff_month - 24))
    latest: dict[int, int] = {}
    for place in recent[np.argsort(s.origin_month[recent], kind="stable")]:
        latest[int(s.state[place])] = int(place)
    facts: dict[int, StateFacts] = {}
    for state, place in sorted(latest.items()):
        executive = bool(s.next_executive[place])
        lag = float(s.lag[place])
        facts[state] = StateFacts(
            float(s.exit_rate[place]),
            float(s.irregular_rate[place]),
            float(s.coup_rate[place]),
            float(s.loss_share[place]),
            float(s.term[place]),
            DEFAULT_LAG[False] if executive else lag,
            lag if executive else DEFAULT_LAG[True],
            float(s.precedent[place] + s.served[place]),
            float(s.since_coup[place]),
            float(s.regime_age[place]),
            float(s.income[place]),
        )
    return facts
