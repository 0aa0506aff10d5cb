"""How fast are margin removal and fusion, beside the packages that exist? Run with `make bench-fusion`.

One thread, one run: margin removal on 100,000 five-outcome books against `shin` and penaltyblog (timed on
a part, since they take minutes); 200 leaders of 20 quotes each with bands, then also with the curve without
each source, once with quotes that follow one truth, once with quotes that contradict each other at random.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from tests.fusion_cases import DATES, LEADER, PARAMETERS, base, chance, forecast, vote

from incumbent.domain.quotes import ChanceQuote
from incumbent.domain.risks import BaseForecast
from incumbent.domain.vocabulary import Event, SourceKind, Target
from incumbent.model.answers import forecast_of
from incumbent.model.fusion import fuse_curve
from incumbent.model.margin import MarginMethod, remove_margins

N_BOOKS, N_SHIN, N_PENALTYBLOG = 100_000, 20_000, 1_000
KINDS = (SourceKind.EXCHANGE, SourceKind.BOOKMAKER, SourceKind.CROWD, SourceKind.EXPERT)


def five_outcome_books() -> np.ndarray:
    rng = np.random.default_rng(1)
    fair = rng.dirichlet(np.full(5, 2.0), N_BOOKS)
    return np.clip(fair * rng.uniform(1.02, 1.12, (N_BOOKS, 1)), 1e-3, 0.97)


def seconds(action: Callable[[], Any], repeat: int = 5) -> tuple[float, Any]:
    """Fastest of several runs, and what the last returned."""
    best, result = float("inf"), None
    for _ in range(repeat):
        start = time.perf_counter()
        result = action()
        best = min(best, time.perf_counter() - start)
    return best, result


def margins() -> None:
    implied = five_outcome_books()
    odds = (1 / implied).tolist()
    for method in MarginMethod:
        taken, _ = seconds(lambda method=method: remove_margins(implied, method))
        print(f"margin removal, {method:10}: {N_BOOKS / taken / 1e6:6.2f} million books a second")
    taken, ours = seconds(lambda: remove_margins(implied, MarginMethod.SHIN).probabilities)
    rate = N_BOOKS / taken
    import shin

    theirs_taken, theirs = seconds(
        lambda: [shin.calculate_implied_probabilities(row) for row in odds[:N_SHIN]], repeat=2
    )
    apart = np.abs(np.array(theirs) - ours[:N_SHIN]).max()
    print(
        f"against shin: {rate * theirs_taken / N_SHIN:.1f} times as fast (aim 20), "
        f"apart {apart:.1e} (aim 1e-10)"
    )
    try:
        from penaltyblog.implied import calculate_implied
    except ImportError:
        print("penaltyblog is not installed here: install the `bench` extra to compare with it")
        return
    theirs_taken, found = seconds(
        lambda: [calculate_implied(row, method="shin") for row in odds[:N_PENALTYBLOG]], repeat=1
    )
    theirs = np.array([each.probabilities for each in found])
    apart = np.abs(theirs - ours[:N_PENALTYBLOG]).max()
    ratio = rate * theirs_taken / N_PENALTYBLOG
    print(f"against penaltyblog: {ratio:.0f} times as fast (aim 500), apart {apart:.1e}")


def leader(rng: np.random.Generator, *, contrary: bool) -> tuple[BaseForecast, list[ChanceQuote]]:
    """A base rate and 20 quotes: of one truth with errors of .3 in log odds, or any chance whatever."""
    base_forecast = base(float(rng.uniform(0.03, 0.4)), [vote()])
    days, shift = rng.integers(30, 900, 20), rng.normal(0, 1)
    before = base_forecast.risks.curve().survival(days)
    stays = 1 / (1 + (1 / before - 1) * np.exp(shift + rng.normal(0, 0.3, 20)))
    said = rng.uniform(0.3, 0.95, 20) if contrary else stays
    quotes = [
        chance(
            float(said[number]),
            int(days[number]),
            f"source-{rng.integers(12)}",
            age_days=int(rng.integers(0, 60)),
            source_kind=KINDS[int(rng.integers(4))],
        )
        for number in range(20)
    ]
    return base_forecast, quotes


def leaders(*, contrary: bool) -> None:
    rng = np.random.default_rng(2)
    world = [leader(rng, contrary=contrary) for _ in range(200)]
    for what, action in (("bands", bands), ("bands and without each source", whole)):
        action(*world[0])
        own: list[float] = []
        for base_forecast, quotes in world:
            start = time.process_time()
            action(base_forecast, quotes)
            own.append(time.process_time() - start)
        print(
            f"{'contrary' if contrary else 'agreeing'} quotes, {what}, of processor: "
            f"one leader, 20 quotes, warm: median {1000 * np.median(own):.1f} ms, "
            f"slowest of 200 {1000 * max(own):.1f} ms (aim 20); "
            f"200 leaders {sum(own):.2f} s (aim 2)"
        )


def whole(base_forecast: BaseForecast, quotes: list[ChanceQuote]) -> None:
    forecast(quotes, base_forecast, dates=DATES)


def bands(base_forecast: BaseForecast, quotes: list[ChanceQuote]) -> None:
    fused = fuse_curve(
        base_forecast,
        LEADER,
        quotes,
        event=Event.EFFECTIVE,
        parameters=PARAMETERS,
        rng=np.random.default_rng(1),
        leave_out=False,
    )
    forecast_of(
        fused, LEADER, event=Event.EFFECTIVE, target=Target.EXIT, target_dates=DATES, parameters=PARAMETERS
    )


if __name__ == "__main__":
    margins()
    leaders(contrary=False)
    leaders(contrary=True)
