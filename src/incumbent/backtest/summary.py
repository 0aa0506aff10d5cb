"""How good were the forecasts of a backtest, by model, horizon and regime.

Scores come from outside (`Scores`), so that this room and `score` need not know each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

BASELINE = "climatology"
REFERENCE = "kaplan-meier"
FEWEST_EXITS = 20
"""With fewer exits a regime's scores say nothing."""

Interval = tuple[float, float, float]
"""Value, lower and upper bound of the 95 % interval."""
Values = NDArray[Any]


@dataclass(frozen=True, slots=True)
class ReliabilityCurve:
    """What stated chances should have been (CORP), and a Brier score in its three parts.

    Parameters
    ----------
    chance, recalibrated, mass : ndarray, shape (n_levels,)
        Stated chance, frequency by isotonic regression, share of the cases.
    miscalibration, discrimination, uncertainty : float
        Brier score = miscalibration - discrimination + uncertainty.
    """

    chance: Values
    recalibrated: Values
    mass: Values
    miscalibration: float
    discrimination: float
    uncertainty: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores a summary needs.

    Parameters
    ----------
    brier : (chance, outcome) -> pointwise scores
    auc : (chance, outcome) -> number
    skill : (ours, baseline, cluster) -> Interval
    difference : (ours, theirs, cluster) -> Interval
    slope : (chance, outcome, cluster) -> Interval
    calibration_error : (chance, outcome) -> number
    reliability : (chance, outcome) -> ReliabilityCurve
    """

    brier: Callable[[Values, Values], Values]
    auc: Callable[[Values, Values], float]
    skill: Callable[[Values, Values, Values], Interval]
    difference: Callable[[Values, Values, Values], Interval]
    slope: Callable[[Values, Values, Values], Interval]
    calibration_error: Callable[[Values, Values], float]
    reliability: Callable[[Values, Values], ReliabilityCurve]


def summary_table(cases: pl.DataFrame, scores: Scores) -> pl.DataFrame:
    """Scores of each model at each horizon.

    Parameters
    ----------
    cases : polars.DataFrame
        As `replay.CASE_SCHEMA`; every model on the same cases.
    scores : Scores

    Returns
    -------
    polars.DataFrame
        model, horizon, n, left (share), brier, climatology, skill with interval, gain in skill over
        Kaplan-Meier with interval, auc, slope with interval, ece.
    """
    rows: list[dict[str, float | str | int]] = []
    for (horizon,), group in cases.group_by("horizon", maintain_order=True):
        models = {name[0]: table for name, table in group.group_by("model", maintain_order=True)}
        usual = models[BASELINE]
        outcome, cluster = usual["left"].to_numpy(), usual["gwcode"].to_numpy()
        base = scores.brier(usual["chance"].to_numpy(), outcome)
        reference = scores.brier(models[REFERENCE]["chance"].to_numpy(), outcome)
        for name, table in models.items():
            chance = table["chance"].to_numpy()
            row = _scored(chance, outcome, cluster, base, reference, scores)
            rows.append({"model": str(name), "horizon": int(str(horizon)), **row})
    return pl.DataFrame(rows).sort("model", "horizon", maintain_order=True)


def regime_table(cases: pl.DataFrame, model: str, scores: Scores) -> pl.DataFrame:
    """Scores of one model in each regime at each horizon, where at least FEWEST_EXITS left and stayed.

    Returns
    -------
    polars.DataFrame
        regime, horizon, n, left, said (mean chance), skill and slope with intervals.
    """
    rows: list[dict[str, float | str | int]] = []
    pair = cases.filter(pl.col("model").is_in([model, BASELINE]))
    for (regime, horizon), group in pair.sort("regime", "horizon").group_by(
        "regime", "horizon", maintain_order=True
    ):
        ours, usual = group.filter(pl.col("model") == model), group.filter(pl.col("model") == BASELINE)
        chance, outcome = ours["chance"].to_numpy(), ours["left"].to_numpy()
        if min(outcome.sum(), (1 - outcome).sum()) < FEWEST_EXITS:
            continue
        cluster = ours["gwcode"].to_numpy()
        base = scores.brier(usual["chance"].to_numpy(), outcome)
        skill, slope = scores.skill(scores.brier(chance, outcome), base, cluster), (np.nan,) * 3
        if np.unique(cluster).size > 1:
            slope = scores.slope(chance, outcome, cluster)
        row: dict[str, float | str | int] = {"regime": str(regime), "horizon": int(str(horizon))}
        row |= {"n": outcome.size, "left": float(outcome.mean()), "said": float(chance.mean())}
        row |= dict(zip(("skill", "skill_low", "skill_high"), skill, strict=True))
        row |= dict(zip(("slope", "slope_low", "slope_high"), slope, strict=True))
        rows.append(row)
    return pl.DataFrame(rows)


def difference_table(cases: pl.DataFrame, model: str, scores: Scores) -> pl.DataFrame:
    """Skill of one model less that of every other on the same cases, with intervals.

    Returns
    -------
    polars.DataFrame
        other, horizon, difference, low, high; above 0 the model is better.
    """
    rows: list[dict[str, float | str | int]] = []
    for (horizon,), group in cases.group_by("horizon", maintain_order=True):
        models = {str(name[0]): table for name, table in group.group_by("model", maintain_order=True)}
        outcome, cluster = models[model]["left"].to_numpy(), models[model]["gwcode"].to_numpy()
        usual = float(np.mean(scores.brier(models[BASELINE]["chance"].to_numpy(), outcome)))
        ours = scores.brier(models[model]["chance"].to_numpy(), outcome) / usual
        for other in models:
            if other != model:
                theirs = scores.brier(models[other]["chance"].to_numpy(), outcome) / usual
                found = dict(
                    zip(("difference", "low", "high"), scores.difference(theirs, ours, cluster), strict=True)
                )
                rows.append({"other": other, "horizon": int(str(horizon)), **found})
    return pl.DataFrame(rows).sort("other", "horizon", maintain_order=True)


def _scored(  # noqa: PLR0917 - the columns one row is made of
    chance: Values, outcome: Values, cluster: Values, base: Values, reference: Values, scores: Scores
) -> dict[str, float]:
    brier = scores.brier(chance, outcome)
    usual = float(np.mean(base))
    skill, skill_low, skill_high = scores.skill(brier, base, cluster)
    gain, gain_low, gain_high = scores.difference(reference / usual, brier / usual, cluster)
    varied = bool(np.ptp(chance) > 0)
    slope = scores.slope(chance, outcome, cluster) if varied else (np.nan, np.nan, np.nan)
    return {
        "n": float(outcome.size),
        "left": float(outcome.mean()),
        "brier": float(np.mean(brier)),
        "climatology": usual,
        "skill": skill,
        "skill_low": skill_low,
        "skill_high": skill_high,
        "gain": gain,
        "gain_low": gain_low,
        "gain_high": gain_high,
        "auc": scores.auc(chance, outcome) if varied else 0.5,
        "slope": slope[0],
        "slope_low": slope[1],
        "slope_high": slope[2],
        "ece": scores.calibration_error(chance, outcome),
    }
