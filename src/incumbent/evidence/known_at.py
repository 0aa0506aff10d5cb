"""Since when could a dated fact be known? The rule for each precision of a printed date."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from incumbent.domain.vocabulary import DatePrecision

INFERRED_LAG_DAYS = 14
"""A date worked out from what a page describes can be wrong by days, for a few by weeks."""

USUAL_POLL_LAG_DAYS = 10
"""From the end of field work to publication, for a pollster not listed below."""

POLL_LAG_DAYS: Mapping[str, int] = MappingProxyType({"levada": 10, "fom": 8, "vciom": 3})
"""Read from publication dates of 2015 to 2018 (longest seen: Levada 9, FOM 8, VCIOM 2)."""


def known_at(observed_on: date, precision: DatePrecision, explicit: date | None = None) -> date:
    """First day on which an attentive reader could know a fact.

    Parameters
    ----------
    observed_on : date
        The date entered for the fact.
    precision : DatePrecision
        How well it is known.
    explicit : date or None
        `known_at` as the author entered it; it wins.

    Returns
    -------
    date
        Never before `observed_on`, unless `explicit` says so (which the desk refuses).

    Examples
    --------
    >>> known_at(date(2011, 6, 15), DatePrecision.MONTH)
    datetime.date(2011, 6, 30)
    """
    if explicit is not None:
        return explicit
    if precision is DatePrecision.MONTH:
        return observed_on.replace(day=monthrange(observed_on.year, observed_on.month)[1])
    if precision is DatePrecision.YEAR:
        return date(observed_on.year, 12, 31)
    if precision is DatePrecision.INFERRED:
        return observed_on + timedelta(days=INFERRED_LAG_DAYS)
    return observed_on


def poll_known_at(
    field_end: date, precision: DatePrecision, pollster: str, explicit: date | None = None
) -> date:
    """First day on which a poll could be known: its end of field work plus the pollster's usual lag.

    With month precision it is the month's end; an inferred date counts as one of publication.

    Examples
    --------
    >>> poll_known_at(date(2017, 4, 24), DatePrecision.DAY, "levada")
    datetime.date(2017, 5, 4)
    """
    if explicit is not None or precision is not DatePrecision.DAY:
        return known_at(field_end, precision, explicit)
    return field_end + timedelta(days=POLL_LAG_DAYS.get(pollster, USUAL_POLL_LAG_DAYS))
