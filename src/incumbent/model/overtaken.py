"""Which older quotes have events overtaken? Where a newer one disagrees, the older one weighs less."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

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
    if len(readings) < 2:
        return list(readings)
    said = _shifts(readings, curve)
    simple = np.array([len(each) == 1 and len(r.low) == 1 for each, r in zip(said, readings, strict=True)])
    weight = _weights(readings, parameters)
    size = weight * _apart_squared(said, simple)
    otherwise: NDArray[np.bool_] = (weight > 0) & ~(simple & simple[:, None])
    most, several = size.max(axis=1).tolist(), np.any(otherwise, axis=1).tolist()
    unsure: list[Reading] = []
    for index, old in enumerate(readings):
        if not several[index]:  # it says one thing, and so does all that is newer
            unsure.append(replace(old, covariance=old.covariance + most[index]) if most[index] else old)
            continue
        newer = np.flatnonzero(otherwise[index]).tolist()
        if most[index]:
            newer.append(int(size[index].argmax()))
        apart = [(float(weight[index, n]), _apart(old, readings[n], said[index], said[n])) for n in newer]
        unsure.append(_unsure(old, apart))
    return unsure


def _apart_squared(said: Sequence[dict[int, float]], simple: NDArray[np.bool_]) -> FloatArray:
    """Squared differences of the readings that say one thing each, where their deadlines lie near."""
    day, shift = np.ones(len(said)), np.zeros(len(said))
    for place in np.flatnonzero(simple).tolist():
        ((day[place], shift[place]),) = said[place].items()
    near = np.maximum(day[:, None], day) <= _COMPARABLE * np.minimum(day[:, None], day)
    return np.square(shift[:, None] - shift) * (near & simple[:, None] & simple)


def _weights(readings: Sequence[Reading], parameters: FusionParameters) -> FloatArray:
    """How far each newer reading (column) counts against each older one (row); 0 where it is not newer."""
    age = np.array([reading.age_days for reading in readings], dtype=np.float64)
    scale = np.array([parameters.scale[reading.kind] for reading in readings])
    sharper = np.square(np.minimum(1.0, scale[:, None] / scale[None, :]))
    return sharper * np.clip((age[:, None] - age[None, :]) / 7, 0.0, 1.0)


def _unsure(old: Reading, apart: Sequence[tuple[float, list[float]]]) -> Reading:
    """The older reading, unsure along the weightiest of the differences."""
    most, added = 0.0, None
    for weight, differences in apart:
        if (size := weight * sum(value * value for value in differences)) > most:
            most, added = size, weight * np.outer(differences, differences)
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
