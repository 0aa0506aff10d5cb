"""Which older quotes have events overtaken? Where a newer one disagrees, the older one weighs less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.reading import Reading


def overtaken(readings: Sequence[Reading], parameters: FusionParameters) -> list[Reading]:
    """The readings, the older ones unsure in the direction in which newer ones differ from them.

    What has happened between two quotes has happened to every source, so two old quotes that agree are no
    majority against a new one. The squared difference is added to the older one's covariance along the
    difference, in full if the newer source is as sharp and at least a week newer.

    Parameters
    ----------
    readings : sequence of Reading
    parameters : FusionParameters

    Returns
    -------
    list of Reading
    """
    return [_unsure(reading, readings, parameters) for reading in readings]


def _unsure(old: Reading, readings: Sequence[Reading], parameters: FusionParameters) -> Reading:
    added = np.zeros_like(old.covariance)
    for new in readings:
        if new.age_days >= old.age_days or new.question != old.question or new.upper != old.upper:
            continue
        apart = (new.low + new.high - old.low - old.high) / 2
        sharper = min(1.0, parameters.scale[old.kind] / parameters.scale[new.kind]) ** 2
        later = min(1.0, (old.age_days - new.age_days) / 7)
        candidate = sharper * later * np.outer(apart, apart)
        added = candidate if np.trace(candidate) > np.trace(added) else added
    return replace(old, covariance=old.covariance + added) if added.any() else old
