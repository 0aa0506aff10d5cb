"""Which quotes say something of their own? The same source twice and copied quotes count once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from incumbent.domain.quotes import LeftOut
from incumbent.model.reading import Reading

COPIED_WITHIN_DAYS = 10
COPIED_LOG_ODDS = 1e-3


def newest_of_each(readings: Sequence[Reading]) -> tuple[list[Reading], list[LeftOut]]:
    """For each source and question the newest answer; of equal answers by several sources, the newest.

    A source's newest price holds what it knew before. Two answers of one source on one day become one,
    their difference added to its error.

    Parameters
    ----------
    readings : sequence of Reading

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
        last = [answer for answer in answers if answer.age_days == age]
        newest.append(_merged(last))
        reason = "a newer quote of the same source answers the same question"
        left_out += [LeftOut(answer.fact_id, reason) for answer in answers if answer.age_days > age]
        same_day = f"counted together with {last[0].fact_id}, of the same source and day"
        left_out += [LeftOut(answer.fact_id, same_day) for answer in last[1:]]
    kept: list[Reading] = []
    for reading in sorted(newest, key=lambda each: (each.age_days, each.fact_id)):
        original = next((other for other in kept if _is_copy(reading, other)), None)
        if original is None:
            kept.append(reading)
        else:
            left_out.append(LeftOut(reading.fact_id, f"repeats {original.fact_id} of {original.source_id}"))
    return sorted(kept, key=lambda each: each.fact_id), left_out


def _merged(answers: list[Reading]) -> Reading:
    """One reading for answers of one source on one day."""
    first = answers[0]
    alike = [answer for answer in answers if answer.upper == first.upper]
    if len(alike) == 1:
        return first
    low, high = (np.array([getattr(answer, side) for answer in alike]) for side in ("low", "high"))
    covariance = np.mean([answer.covariance for answer in alike], axis=0)
    covariance = covariance + np.diag(((low + high) / 2).var(axis=0))
    return replace(first, low=low.mean(axis=0), high=high.mean(axis=0), covariance=covariance)


def _is_copy(one: Reading, other: Reading) -> bool:
    return (
        one.question == other.question
        and one.upper == other.upper
        and abs(one.age_days - other.age_days) <= COPIED_WITHIN_DAYS
        and bool(np.all(np.abs(one.low + one.high - other.low - other.high) < 2 * COPIED_LOG_ODDS))
    )
