"""What moved the chance since the last forecast? Passing time first, then each source's fair share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from math import factorial

import numpy as np

from incumbent.domain.leader import Leader
from incumbent.domain.quotes import Poll, Quote
from incumbent.domain.risks import BaseForecast
from incumbent.domain.vocabulary import Event
from incumbent.model.fusion import central_curve, fuse_curve
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.margin import MarginMethod

_MOST_PLAYERS = 8
OTHERS = "other sources"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where the chance of staying past one date comes from.

    Parameters
    ----------
    target_date : date
    base, before, now : float
        The base rate's chance now; the fused chance at the last origin, and now.
    by_time : float
        What the passing of time, the newer base rate and the ageing of old quotes moved.
    by_source : tuple of (str, float)
        Shapley value of what each source said since, largest first; with `by_time` they sum to now - before.
    without : tuple of (str, float)
        The chance without the readings each source spoke with (`Fused.without`).
    oldest : tuple of (str, int) or None
        Fact id and age in days of the oldest quote used.
    margin_spread : tuple of float
        Lowest and highest chance over the margin methods.
    effective_sources : float
        Inverse of the sum of squared weights; 0 without sources.
    """

    target_date: date
    base: float
    before: float
    now: float
    by_time: float
    by_source: tuple[tuple[str, float], ...]
    without: tuple[tuple[str, float], ...]
    oldest: tuple[str, int] | None
    margin_spread: tuple[float, float]
    effective_sources: float


def explain(
    leader: Leader,
    before: tuple[BaseForecast, Sequence[Quote]],
    now: tuple[BaseForecast, Sequence[Quote]],
    *,
    event: Event,
    target_date: date,
    parameters: FusionParameters,
    parameters_before: FusionParameters | None = None,
) -> Explanation:
    """Take the change of one chance apart.

    Parameters
    ----------
    leader : Leader
        As known now.
    before, now : tuple of BaseForecast and quotes
        What was known at the last origin and at this one.
    event : Event
        Effective or de facto.
    target_date : date
        After both origins.
    parameters : FusionParameters
    parameters_before : FusionParameters, optional
        Those of the last origin, if they were others; what they change counts as passing time.

    Returns
    -------
    Explanation
    """

    def chance(base: BaseForecast, quotes: Sequence[Quote], used: FusionParameters = parameters) -> float:
        return central_curve(base, leader, quotes, event=event, parameters=used).at(target_date)

    base, quotes = now
    was, aged = chance(*before, parameters_before or parameters), chance(base, before[1])
    fused = fuse_curve(
        base, leader, quotes, event=event, parameters=parameters, rng=np.random.default_rng(0), draws=False
    )
    day = np.array([(target_date - base.risks.origin_date).days])
    without = fused.survival_without(day)[:, 0]
    spread = [chance(base, quotes, replace(parameters, margin_method=method)) for method in MarginMethod]
    ages = sorted(((reading.age_days, reading.fact_id) for reading in fused.readings), reverse=True)
    return Explanation(
        target_date=target_date,
        base=fused.base_curve.at(target_date),
        before=was,
        now=fused.curve.at(target_date),
        by_time=aged - was,
        by_source=_moves(before[1], quotes, lambda kept: chance(base, kept)),
        without=tuple((name, float(w)) for (name, _), w in zip(fused.without, without, strict=True)),
        oldest=(ages[0][1], ages[0][0]) if ages else None,
        margin_spread=(min(spread), max(spread)),
        effective_sources=_effective(fused.curve.at(target_date), without),
    )


def _moves(
    before: Sequence[Quote], now: Sequence[Quote], chance: Callable[[Sequence[Quote]], float]
) -> tuple[tuple[str, float], ...]:
    """By how much what each source said since moved the chance, the most first."""
    old, new = _by_source(before), _by_source(now)
    changed = [source for source in dict.fromkeys((*old, *new)) if old.get(source) != new.get(source)]
    players = _players(changed, old, new, chance)

    def worth(joined: frozenset[int]) -> float:
        updated = {source for index in joined for source in players[index][1]}
        return chance([q for s in {**old, **new} for q in (new if s in updated else old).get(s, ())])

    moves = zip(players, shapley(len(players), worth), strict=True)
    return tuple(sorted(((name, move) for (name, _), move in moves), key=lambda each: -abs(each[1])))


def shapley(n_players: int, worth: Callable[[frozenset[int]], float]) -> list[float]:
    """Exact Shapley values: each player's mean contribution over all orders of joining.

    Parameters
    ----------
    n_players : int
    worth : callable
        Value of a set of players; called once for each of the 2**n_players sets.

    Returns
    -------
    list of float
        They sum to worth(all) - worth(none).
    """
    everyone = range(n_players)
    value = {
        joined: worth(joined)
        for size in range(n_players + 1)
        for joined in map(frozenset, combinations(everyone, size))
    }
    share = [
        factorial(size) * factorial(n_players - size - 1) / factorial(n_players) for size in range(n_players)
    ]
    return [
        sum(
            share[len(joined)] * (value[joined | {player}] - value[joined])
            for joined in value
            if player not in joined
        )
        for player in everyone
    ]


def _by_source(quotes: Sequence[Quote]) -> dict[str, tuple[Quote, ...]]:
    found: dict[str, tuple[Quote, ...]] = {}
    for quote in sorted(quotes, key=lambda each: each.provenance.fact_id):
        source = quote.pollster if isinstance(quote, Poll) else quote.source_id
        found[source] = (*found.get(source, ()), quote)
    return found


def _players(
    changed: Sequence[str],
    old: Mapping[str, tuple[Quote, ...]],
    new: Mapping[str, tuple[Quote, ...]],
    chance: Callable[[list[Quote]], float],
) -> list[tuple[str, tuple[str, ...]]]:
    """Changed sources, each by itself; beyond a handful the least moving ones together."""
    if len(changed) <= _MOST_PLAYERS:
        return [(source, (source,)) for source in changed]

    def alone(source: str) -> float:
        return chance([q for s in {**old, **new} for q in (new if s == source else old).get(s, ())])

    start = chance([quote for quotes in old.values() for quote in quotes])
    ranked = sorted(changed, key=lambda source: (-abs(alone(source) - start), source))
    head, rest = ranked[: _MOST_PLAYERS - 1], ranked[_MOST_PLAYERS - 1 :]
    return [*((source, (source,)) for source in head), (OTHERS, tuple(rest))]


def _effective(now: float, without: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    inside = np.clip(np.append(without, now), 1e-12, 1 - 1e-12)
    log_odds = np.log(inside) - np.log1p(-inside)
    moved = np.square(log_odds[:-1] - log_odds[-1])
    total = float(moved.sum())
    return total**2 / float((moved**2).sum()) if total > 0 else 0.0
