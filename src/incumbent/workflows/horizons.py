"""Which dates a forecast answers: standard horizons, questions, and the days around gates."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from incumbent.domain.leader import Leader
from incumbent.domain.months import months_after
from incumbent.domain.vocabulary import Event, Target

MINIMUM_MONTHS = (1, 3, 6, 12, 24, 60)
"""Every forecast answers at least these (DESIGN, shape of `world`)."""


def last_day_of_month(day: date) -> date:
    """The last day of the month that `day` lies in."""
    return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])


def target_dates(
    leader: Leader,
    origin_date: date,
    *,
    horizons_months: Sequence[int],
    event: Event,
    target: Target,
    reach: date,
) -> tuple[date, ...]:
    """Every date a forecast of this leader answers, rising.

    Parameters
    ----------
    leader : Leader
        As known at the origin.
    origin_date : date
    horizons_months : sequence of int
        The desk's standard horizons; MINIMUM_MONTHS are added.
    event : Event
    target : Target
    reach : date
        Last date the base rate answers.

    Returns
    -------
    tuple of date
        Standard horizons, target dates of the questions asked at the origin for this event and
        target, and the day before and of each gate's hand-over.
    """
    months = {months_after(origin_date, step) for step in {*MINIMUM_MONTHS, *horizons_months}}
    asked = {
        question.target_date
        for question in leader.questions_on(origin_date)
        if question.event is event and question.target is target
    }
    handovers = [gate.handover_date for gate in leader.gates if gate.handover_date is not None]
    around = {day - timedelta(days=step) for day in handovers for step in (0, 1)}
    return tuple(sorted(day for day in months | asked | around if origin_date < day <= reach))
