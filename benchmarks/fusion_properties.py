"""How far do random quotes keep what fusion promises? What a property test cannot show: how often, how much.

Run: python -m benchmarks.fusion_properties [n_leaders]
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
from tests.fusion_cases import (
    DATES,
    LEADER,
    PARAMETERS,
    after,
    base,
    chance,
    chances,
    exit_periods,
    forecast,
    widths,
)

from incumbent.domain.quotes import Quote
from incumbent.domain.risks import BaseForecast
from incumbent.domain.vocabulary import Event, SourceKind
from incumbent.model.fused import Fused
from incumbent.model.fusion import fuse_curve

KINDS = (SourceKind.EXCHANGE, SourceKind.BOOKMAKER, SourceKind.CROWD, SourceKind.EXPERT)
DAYS = np.array([91, 182, 365, 730, 1095, 1826])


def fused(bent: BaseForecast, quotes: list[Quote], *, draws: int = 0) -> Fused:
    return fuse_curve(
        bent, LEADER, quotes, event=Event.EFFECTIVE, parameters=replace(PARAMETERS, draws=max(draws, 1)),
        rng=np.random.default_rng(1), leave_out=False, draws=draws > 0,
    )  # fmt: skip


def base_rate(rng: np.random.Generator) -> BaseForecast:
    return base(float(np.exp(rng.uniform(np.log(0.02), np.log(0.8)))))


def older_books(rng: np.random.Generator, n_leaders: int) -> None:
    excess = np.empty((n_leaders, DAYS.size))
    furthest = np.empty(n_leaders)
    for row in range(n_leaders):
        bent, n_periods = base_rate(rng), int(rng.integers(2, 6))
        share = np.clip(rng.dirichlet(np.ones(n_periods)), 0.03, None)
        implied = np.minimum(share / share.sum() * rng.uniform(1, 1.25), 0.98).tolist()
        ends = [365 * (number + 1) for number in range(n_periods - 1)] + [None]
        before = bent.risks.curve().survival(DAYS)
        fresh, old = (
            np.abs(fused(bent, [exit_periods(implied, ends, age_days=age)]).curve.survival(DAYS) - before)
            for age in (0, int(rng.integers(10, 601)))
        )
        excess[row], furthest[row] = old - fresh, old.max() - fresh.max()
    some = excess.max(axis=1)
    told = ((furthest > 0.002).mean(), furthest.max(), (some > 0.002).mean(), some.max())
    print(
        "older books of exit years: the chance moved most is moved further in {:.1%} (most {:.3f}), "
        "some horizon in {:.1%} (most {:.3f})".format(*told)
    )


def headlines(rng: np.random.Generator, n_leaders: int) -> None:
    apart: list[np.ndarray] = []
    for _ in range(n_leaders):
        quotes: list[Quote] = [
            chance(
                float(rng.uniform(0.05, 0.95)),
                int(rng.integers(30, 900)),
                f"source-{rng.integers(6)}",
                age_days=int(rng.integers(0, 60)),
            )
            for _ in range(int(rng.integers(1, 13)))
        ]
        found = fused(base_rate(rng), quotes, draws=2000)
        drawn = found.drawn_survival(DAYS)
        low, middle, high = np.quantile(drawn, [0.1, 0.5, 0.9], axis=0)
        apart.append(np.abs(found.curve.survival(DAYS) - middle) / (high - low))
    half, most = np.quantile(apart, [0.5, 0.9])
    print(
        f"headline to median of draws, in bands: median {half:.2f}, nine in ten {most:.2f}, "
        f"most {np.max(apart):.2f}"
    )


def equal_quotes(rng: np.random.Generator, n_leaders: int, *, crisis: bool) -> None:
    apart: list[float] = []
    for _ in range(n_leaders):
        bent = base(float(rng.uniform(0.02, 0.15))) if crisis else base_rate(rng)
        stays, day = ((0.05, 0.3), (40, 121)) if crisis else ((0.03, 0.97), (20, 731))
        first = chance(float(rng.uniform(*stays)), int(rng.integers(*day)), "first")
        later = int(rng.integers(250 if crisis else 20, 731))
        dates = [*DATES, after(later)]
        alone = forecast([first], bent, dates=dates)
        equal = chance(float(np.clip(chances(alone)[-1], 1e-3, 1 - 1e-3)), later, "equal")
        moved = np.abs(chances(forecast([first, equal], bent, dates=dates)) - chances(alone))
        apart.append(float((moved / widths(alone)).max()))
    half, most = np.quantile(apart, [0.5, 0.9])
    print(
        f"a quote equal to the curve beside {'a crisis' if crisis else 'any'} price, in bands: "
        f"median {half:.2f}, nine in ten {most:.2f}, most {max(apart):.2f}; "
        f"above a tenth in {np.mean(np.array(apart) > 0.1):.0%}"
    )


def surer_prices(rng: np.random.Generator, n_leaders: int, *, days: tuple[int, int]) -> None:
    """One price alone, from .02 to .98: how far does the chance at its deadline fall as it rises?"""
    falls = np.empty(n_leaders)
    for row in range(n_leaders):
        bent, day, kind = base_rate(rng), int(rng.integers(*days)), KINDS[rng.integers(len(KINDS))]
        found = np.array(
            [
                fused(bent, [chance(float(stays), day, source_kind=kind)]).curve.survival(np.array([day]))[0]
                for stays in np.linspace(0.02, 0.98, 49)
            ]
        )
        falls[row] = (np.maximum.accumulate(found) - found).max()
    print(
        f"a surer price alone for day {days[0]} to {days[1] - 1} lowers its chance by more than .001 in "
        f"{np.mean(falls > 0.001):.0%}, by more than .02 in {np.mean(falls > 0.02):.0%}, "
        f"at most {falls.max():.3f}"
    )


def leaps(rng: np.random.Generator, n_leaders: int) -> None:
    """Two to four sources that may contradict each other: how far does a chance move as a day passes?"""
    moved = np.empty(n_leaders)
    for row in range(n_leaders):
        bent = base_rate(rng)
        said = [
            (
                float(rng.uniform(0.05, 0.95)),
                int(rng.integers(30, 900)),
                f"source-{number}",
                int(rng.integers(0, 60)),
                KINDS[rng.integers(len(KINDS))],
            )
            for number in range(int(rng.integers(2, 5)))
        ]
        now, later = (
            fused(
                bent,
                [
                    chance(stays, day, source, age_days=age + passed, source_kind=kind)
                    for stays, day, source, age, kind in said
                ],
            ).curve.survival(DAYS)
            for passed in (0, 1)
        )
        moved[row] = np.abs(later - now).max()
    print(
        f"quotes a day older move some chance by more than .02 in {np.mean(moved > 0.02):.2%}, "
        f"by more than .1 in {np.mean(moved > 0.1):.2%}, at most {moved.max():.3f}"
    )


def main(n_leaders: int = 1000) -> None:
    older_books(np.random.default_rng(6), n_leaders)
    headlines(np.random.default_rng(7), n_leaders // 4)
    equal_quotes(np.random.default_rng(8), n_leaders // 4, crisis=False)
    equal_quotes(np.random.default_rng(9), n_leaders // 4, crisis=True)
    surer_prices(np.random.default_rng(10), n_leaders // 4, days=(20, 731))
    surer_prices(np.random.default_rng(11), n_leaders // 4, days=(731, 3001))
    leaps(np.random.default_rng(12), 4 * n_leaders)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
