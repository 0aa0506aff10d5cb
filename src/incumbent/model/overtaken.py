"""Which older quotes have events overtaken? Where a newer one disagrees, the older one weighs less."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from incumbent.domain.curve import SurvivalCurve
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.mapping import exit_log_odds, log_odds
from incumbent.model.reading import Reading

_COMPARABLE = 1.5  # deadlines whose leads differ by a larger factor are not compared


def overtaken(
    readings: Sequence[Reading], curve: SurvivalCurve, parameters: FusionParameters
) -> list[Reading]:
    """The readings, the older ones unsure in the direction in which newer ones differ from them.

    What has happened between two quotes has happened to every source, so two old quotes that agree are no
    majority against a new one. The squared difference is added to the older one's covariance along the
    difference, in full if the newer source is as sharp and at least a week newer. Answers to different
    questions are compared where their deadlines lie near each other, as shifts from the base curve.

    Parameters
    ----------
    readings : sequence of Reading
    curve : SurvivalCurve
        The base curve.
    parameters : FusionParameters

    Returns
    -------
    list of Reading
    """
    said = _shifts(readings, curve)
    return [_unsure(index, readings, said, parameters) for index in range(len(readings))]


def _unsure(
    index: int, readings: Sequence[Reading], said: Sequence[dict[int, float]], parameters: FusionParameters
) -> Reading:
    old = readings[index]
    most, added = 0.0, None
    for new, newer in zip(readings, said, strict=True):
        if new.age_days >= old.age_days:
            continue
        apart = _apart(old, new, said[index], newer)
        sharper = min(1.0, parameters.scale[old.kind] / parameters.scale[new.kind]) ** 2
        weight = sharper * min(1.0, (old.age_days - new.age_days) / 7)
        if (size := weight * sum(value * value for value in apart)) > most:
            most, added = size, weight * np.outer(apart, apart)
    return old if added is None else replace(old, covariance=old.covariance + added)


def _apart(old: Reading, new: Reading, older: dict[int, float], newer: dict[int, float]) -> list[float]:
    """By how much the newer one differs on each row of the older one; 0 where they cannot be compared."""
    if new.question == old.question and new.upper == old.upper:
        return ((new.low + new.high - old.low - old.high) / 2).tolist()
    pairs = [(max(a, b) / min(a, b), a, b) for a in older for b in newer]
    near, day, other = min(pairs, default=(math.inf, 0, 0))
    if near > _COMPARABLE:
        return [0.0] * len(old.low)
    moved = newer[other] - older[day]
    return [moved if end is not None and end.day <= day else 0.0 for _, end in old.upper]


def _shifts(readings: Sequence[Reading], curve: SurvivalCurve) -> list[dict[int, float]]:
    """What each reading says of leaving by its deadlines, as shifts of the log odds from the base curve."""
    found = [_leaving(reading) for reading in readings]
    days = np.array(sorted({day for each in found for day in each}), dtype=np.int64)
    base = dict(zip(days.tolist(), exit_log_odds(-np.log(curve.survival(days))).tolist(), strict=True))
    return [{day: said - base[day] for day, said in each.items()} for each in found]


def _leaving(reading: Reading) -> dict[int, float]:
    """Log odds of having left by each deadline; nothing for a vote, or for periods without an end."""
    ends = [end.day for _, end in reading.upper if end is not None]
    if reading.of_gate or reading.lower[1] is not None:
        return {}
    if len(ends) == 1:
        return {ends[0]: float(reading.low[0] + reading.high[0]) / 2}
    mass = np.exp(np.append((reading.low + reading.high) / 2, 0.0))
    leaving = np.clip(np.cumsum(mass / mass.sum())[: len(ends)], 1e-9, 1 - 1e-9)
    return dict(zip(ends, log_odds(leaving).tolist(), strict=True))
