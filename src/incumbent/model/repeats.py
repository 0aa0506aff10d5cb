"""Which quotes say something of their own? The same source twice and copied quotes count once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from incumbent.domain.quotes import LeftOut
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.reading import Reading

COPIED_WITHIN_DAYS = 10
COPIED_LOG_ODDS = 1e-3


def newest_of_each(
    readings: Sequence[Reading], parameters: FusionParameters
) -> tuple[list[Reading], list[LeftOut]]:
    """For each source and question the newest answer; of equal answers by several sources, the surest.

    A source's newest price holds what it knew before. Two answers of one source on one day become one,
    their difference added to its error; of two books that divide the time otherwise, the finer one speaks.

    Answers of several sources within ten days are equal if they were quoted as the same, a range the same
    range. Of them the one with the least error speaks: that of its kind of source, of what is known of the
    quote alone, and of the days since. Names decide only between answers that are equally good.

    Parameters
    ----------
    readings : sequence of Reading
    parameters : FusionParameters

    Returns
    -------
    kept : list of Reading
        In order of fact id.
    left_out : list of LeftOut
    """
    left_out: list[LeftOut] = []
    by_question: dict[object, list[Reading]] = {}
    for reading in readings:
        by_question.setdefault((reading.source_id, reading.question), []).append(reading)
    newest: list[Reading] = []
    for answers in by_question.values():
        age = min(answer.age_days for answer in answers)
        reason = "a newer quote of the same source answers the same question"
        left_out += [LeftOut(answer.fact_id, reason) for answer in answers if answer.age_days > age]
        one, others = _one_a_day([answer for answer in answers if answer.age_days == age])
        newest.append(one)
        left_out += others
    kept: list[Reading] = []
    for reading in sorted(newest, key=lambda each: _surest_first(each, parameters)):
        original = next((other for other in kept if _is_copy(reading, other)), None)
        if original is None:
            kept.append(reading)
        else:
            left_out.append(LeftOut(reading.fact_id, f"repeats {original.fact_id} of {original.source_id}"))
    return sorted(kept, key=lambda each: each.fact_id), left_out


def _one_a_day(answers: Sequence[Reading]) -> tuple[Reading, list[LeftOut]]:
    """One reading for answers of one source on one day, and why the others are not counted."""
    first, *others = sorted(answers, key=lambda each: (-len(each.upper), each.fact_id))
    alike = [answer for answer in others if answer.upper == first.upper]
    together = f"counted together with {first.fact_id}, of the same source and day"
    coarser = f"{first.fact_id}, of the same source and day, divides the time otherwise and speaks for both"
    told = [LeftOut(each.fact_id, together if each.upper == first.upper else coarser) for each in others]
    return _merged([first, *alike]), told


def _merged(alike: Sequence[Reading]) -> Reading:
    """The mean of readings of one form; how they differ is doubt."""
    first = alike[0]
    if len(alike) == 1:
        return first
    low, high = (np.array([getattr(answer, side) for answer in alike]) for side in ("low", "high"))
    covariance = np.mean([answer.covariance for answer in alike], axis=0)
    covariance = covariance + np.diag(((low + high) / 2).var(axis=0))
    quoted = np.mean([answer.quoted for answer in alike], axis=0)
    return replace(first, low=low.mean(axis=0), high=high.mean(axis=0), covariance=covariance, quoted=quoted)


def _surest_first(reading: Reading, parameters: FusionParameters) -> tuple[float, int, str, str]:
    """Squared error of one answer; then the newer, then the name."""
    own = sum(reading.covariance.diagonal().tolist()) / len(reading.covariance)
    since = parameters.staleness_per_day * reading.age_days
    error = parameters.scale[reading.kind] ** 2 + own + since
    return round(error, 9), reading.age_days, reading.source_id, reading.fact_id


def _is_copy(one: Reading, other: Reading) -> bool:
    return (
        one.question == other.question
        and one.upper == other.upper
        and abs(one.age_days - other.age_days) <= COPIED_WITHIN_DAYS
        and bool(np.all(np.abs(one.quoted - other.quoted) < COPIED_LOG_ODDS))
    )
