"""Which older quotes have events overtaken? Where a newer one disagrees, the older one weighs less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from incumbent.domain.curve import FloatArray, SurvivalCurve
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
    said = [_shifts(reading, curve) for reading in readings]
    return [_unsure(index, readings, said, parameters) for index in range(len(readings))]


def _unsure(
    index: int, readings: Sequence[Reading], said: Sequence[dict[int, float]], parameters: FusionParameters
) -> Reading:
    old = readings[index]
    added = np.zeros_like(old.covariance)
    for new, newer in zip(readings, said, strict=True):
        if new.age_days >= old.age_days:
            continue
        apart = _apart(old, new, said[index], newer)
        sharper = min(1.0, parameters.scale[old.kind] / parameters.scale[new.kind]) ** 2
        later = min(1.0, (old.age_days - new.age_days) / 7)
        candidate = sharper * later * np.outer(apart, apart)
        added = candidate if np.trace(candidate) > np.trace(added) else added
    return replace(old, covariance=old.covariance + added) if added.any() else old


def _apart(old: Reading, new: Reading, older: dict[int, float], newer: dict[int, float]) -> FloatArray:
    """By how much the newer one differs on each row of the older one; 0 where they cannot be compared."""
    if new.question == old.question and new.upper == old.upper:
        return (new.low + new.high - old.low - old.high) / 2
    pairs = [(abs(np.log(a / b)), a, b) for a in older for b in newer]
    near, day, other = min(pairs, default=(np.inf, 0, 0))
    if near > np.log(_COMPARABLE):
        return np.zeros(len(old.low))
    earlier = [end is not None and end.day <= day for _, end in old.upper]
    return np.array(earlier) * (newer[other] - older[day])


def _shifts(reading: Reading, curve: SurvivalCurve) -> dict[int, float]:
    """What a reading says of leaving by each of its deadlines, as shifts of log odds from the base curve."""
    if reading.of_gate or reading.lower[1] is not None:
        return {}
    days = np.array([end.day for _, end in reading.upper if end is not None])
    mass = np.exp(np.append((reading.low + reading.high) / 2, 0.0))
    leaving = np.clip(np.cumsum(mass / mass.sum())[: days.size], 1e-9, 1 - 1e-9)
    base = exit_log_odds(-np.log(curve.survival(days)))
    return dict(zip(days.tolist(), (log_odds(leaving) - base).tolist(), strict=True))
