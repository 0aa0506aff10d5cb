"""What does each part of the base rate give, and how good is it where others have measured?

    python -m benchmarks.base_rate_measured --data DIR [--years FOLDER] [ablation] [others] [later]

`ablation`: skill of the hazards and gates without named parts. `others`: July 2017 and irregular exits, with
the packaged sets. `later`: origins after March 2021, from the years kept by `incumbent train --work FOLDER`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from incumbent.backtest.baselines import climatology
from incumbent.backtest.cases import HORIZONS, Protocol, origins_between, outcomes_of
from incumbent.backtest.replay import pool_years
from incumbent.backtest.summary import summary_table
from incumbent.domain.panel import LeaderPanel
from incumbent.domain.vocabulary import CONTINUOUS_CAUSES, Cause
from incumbent.model.calendar import DEFAULT_LAG
from incumbent.model.history import history_of
from incumbent.model.situations import NEVER, NO_RESULT, Situations, first_of, month_of
from incumbent.model.training import fit_parameters, training_set
from incumbent.model.tree_training import backbone_exits
from incumbent.model.world import world_chances
from incumbent.score.discrimination import auc
from incumbent.workflows.backtest import LAST_TARGET, SEED, score_functions
from incumbent.workflows.panel import load_panel
from incumbent.workflows.parameters import parameters_as_of
from incumbent.workflows.years import LAST_MONTH, stored_year

FIRST_YEAR, LAST_YEAR, EVERY_YEARS = 1990, 2020, 3
SECOND_YEAR = month_of(date(1951, 1, 1))
Blank = Callable[[Situations], Situations]


def no_results(s: Situations) -> Situations:
    """Nobody knows how the last vote ended, or how often holders lost before."""
    return replace(s, last_result=np.full_like(s.last_result, NO_RESULT), loss_share=np.full(len(s), 0.5))


def no_coming_votes(s: Situations) -> Situations:
    """No vote lies ahead, but for those of 1950: without any the gates would have no row to be fitted on."""
    ones = np.ones(len(s))
    return replace(
        s,
        next_vote=np.where(s.origin_month < SECOND_YEAR, s.next_vote, NEVER),
        next_certain=0 * ones,
        next_executive=0 * ones,
        lag=ones * DEFAULT_LAG[False],
    )


def no_terms(s: Situations) -> Situations:
    """Nobody counts the votes survived, by the holder or by those before."""
    return replace(s, served=np.zeros(len(s)), precedent=np.ones(len(s)))


def no_limits(s: Situations) -> Situations:
    """Nobody reads what the texts say of how often a president may stand."""
    return replace(s, terms_left=np.full(len(s), NEVER))


def no_votes(s: Situations) -> Situations:
    """There never was a vote."""
    bare = no_limits(no_terms(no_results(no_coming_votes(s))))
    ones = np.ones(len(s))
    return replace(
        bare, since_vote=ones * NEVER, last_executive=0 * ones, term=ones * NEVER, elected=0 * ones
    )


ABLATIONS: dict[str, Blank] = {
    "everything": lambda s: s,
    "no votes at all": no_votes,
    "no results": no_results,
    "no coming votes": no_coming_votes,
    "no terms served, no precedent": no_terms,
    "no term limits": no_limits,
}
LIMITS_KNOWN_FROM = 2016
"""First January after the first text that speaks of limits."""


def skill(
    panel: LeaderPanel, blank: Blank, first_year: int = FIRST_YEAR, every_years: int = EVERY_YEARS
) -> list[float]:
    """Brier skill of the hazards and gates at each horizon, refitted every `every_years` Januaries."""
    history = history_of(panel, month_of(LAST_TARGET), hindsight=False, taught=True)
    known = history_of(panel, month_of(LAST_TARGET), hindsight=False)
    asked = blank(known.situations)
    rows = training_set(replace(history, situations=blank(history.situations)), asked)
    end = month_of(LAST_TARGET)
    said, usual, left, usable = [], [], [], []
    for year in range(first_year, LAST_YEAR + 1, every_years):
        cutoff = (year - 1900) * 12
        beyond = (min(year + every_years, LAST_YEAR + 1) - 1900) * 12
        places = origins_between(history, cutoff, beyond, 3)
        outcome = outcomes_of(history, places, HORIZONS, end)
        said.append(backbone_exits(asked.take(places), fit_parameters(rows, cutoff, None)))
        usual.append(np.tile(climatology(history, cutoff, HORIZONS), (places.size, 1)))
        left.append(outcome.left)
        usable.append(outcome.usable)
    chance, base, out, seen = (np.concatenate(parts) for parts in (said, usual, left, usable))
    ours, theirs = ((chance - out) ** 2 * seen).sum(0), ((base - out) ** 2 * seen).sum(0)
    return [float(value) for value in 1 - ours / theirs]


FIFE_MONTH = month_of(date(2017, 7, 1))
IRREGULAR_MONTHS = 6
IRREGULAR_FROM, IRREGULAR_TO = month_of(date(1990, 1, 1)), month_of(date(2016, 1, 1))
"""Archigos names irregular exits to the end of 2015."""
LATER_FROM, LATER_TO = month_of(date(2021, 4, 1)), month_of(date(2024, 4, 1))


def fife(panel: LeaderPanel) -> None:
    """All-cause exit in July 2017 at the horizons of FIFE's published test."""
    later = history_of(panel, LAST_MONTH, hindsight=False)
    history = history_of(panel, FIFE_MONTH, hindsight=False, first_month=FIFE_MONTH)
    chances = world_chances(history.situations, parameters_as_of(first_of(FIFE_MONTH)))
    exits = dict(zip(later.spell.tolist(), later.exit_month.tolist(), strict=True))
    exit_month = np.array([exits[spell] for spell in history.spell.tolist()])
    fixed = history.situations.rotating == 0
    for column, months in enumerate(chances.months):
        left = (exit_month < FIFE_MONTH + months).astype(float)
        said = 1 - chances.staying[:, column]
        without = auc(said[fixed], left[fixed])
        found = f"{len(left)} leaders AUC {auc(said, left):.3f}"
        print(f"July 2017, {months:>2} months: {found}, without rotating offices {without:.3f}")


def irregular(panel: LeaderPanel) -> None:
    """Irregular exit within six months, quarterly origins, each with the set of its January."""
    history = history_of(panel, IRREGULAR_TO, hindsight=False)
    said, left, state = [], [], []
    row = CONTINUOUS_CAUSES.index(Cause.IRREGULAR)
    for origin in range(IRREGULAR_FROM, IRREGULAR_TO - IRREGULAR_MONTHS + 1, 3):
        places = origins_between(history, origin, origin + 1, 1)
        chances = world_chances(history.situations.take(places), parameters_as_of(first_of(origin)))
        said.append(chances.by_cause[row][:, chances.months.index(IRREGULAR_MONTHS)])
        gone = history.exit_month[places] < origin + IRREGULAR_MONTHS
        left.append(
            (gone & (history.cause[places] == CONTINUOUS_CAUSES.index(Cause.IRREGULAR))).astype(float)
        )
        state.append(history.situations.state[places])
    chance, outcome, states = np.concatenate(said), np.concatenate(left), np.concatenate(state)
    generator = np.random.default_rng(SEED)
    members = {one: np.flatnonzero(states == one) for one in np.unique(states)}
    drawn: list[float] = []
    for _ in range(400):
        chosen = np.concatenate([members[one] for one in generator.choice(list(members), len(members))])
        drawn.append(auc(chance[chosen], outcome[chosen]))
    low, high = np.quantile(drawn, [0.025, 0.975])
    print(f"irregular exit within six months: {outcome.size} cases, {outcome.sum():.0f} exits")
    print(f"AUC {auc(chance, outcome):.3f} ({low:.3f}-{high:.3f})")
    print(f"said {chance.mean():.4f}, left {outcome.mean():.4f}")


def later(panel: LeaderPanel, folder: Path) -> None:
    """Origins of test time, each from the set of its January, weights learnt before."""
    history = history_of(panel, LAST_MONTH, hindsight=False)
    years = [stored_year(folder, (year - 1900) * 12) for year in range(1960, 2025)]
    cases = pool_years(history, years, Protocol(LATER_FROM, LATER_TO, 3, LAST_MONTH))
    with pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_width_chars=200, float_precision=3):
        shown = cases.filter(
            pl.col("model").is_in(["climatology", "kaplan-meier", "hazards and gates", "pooled"])
        )
        print(summary_table(shown, score_functions()))
        print(shown.group_by("model", "horizon").agg(pl.col("chance").mean(), pl.col("left").mean()))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--years", type=Path, help="the folder of `incumbent train --work`")
    parser.add_argument("parts", nargs="*", default=["ablation", "others"])
    options = parser.parse_args()
    panel, _ = load_panel(options.data)
    if "ablation" in options.parts:
        for name, blank in ABLATIONS.items():
            print(f"{name:<32}", " ".join(f"{value:.3f}" for value in skill(panel, blank)), flush=True)
        for name, blank in (
            ("2016-2020, everything", ABLATIONS["everything"]),
            ("the same, no term limits", no_limits),
        ):
            found = skill(panel, blank, LIMITS_KNOWN_FROM, 1)
            print(f"{name:<32}", " ".join(f"{value:.3f}" for value in found), flush=True)
    if "others" in options.parts:
        fife(panel)
        irregular(panel)
    if "later" in options.parts:
        later(panel, options.years)


if __name__ == "__main__":
    main()
