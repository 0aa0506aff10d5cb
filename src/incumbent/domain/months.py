"""Which day lies some months after another, and which days a date may mean."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from incumbent.domain.vocabulary import DatePrecision


def months_after(day: date, months: int) -> date:
    """The same day of the month, `months` later, or the month's last day where it is shorter.

    Examples
    --------
    >>> months_after(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_meant(day: date, precision: DatePrecision) -> tuple[date, date]:
    """The first and last day that a date may mean, by how well it is known.

    Examples
    --------
    >>> days_meant(date(2027, 4, 1), DatePrecision.MONTH)
    (datetime.date(2027, 4, 1), datetime.date(2027, 4, 30))
    """
    match precision:
        case DatePrecision.MONTH:
            first = day.replace(day=1)
            return first, months_after(first, 1) - timedelta(days=1)
        case DatePrecision.YEAR:
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case _:
            return day, day


def day_printed(day: date, precision: DatePrecision) -> str:
    """A date as far as it is known: 2027, 2027-04 or 2027-04-11."""
    return day.isoformat()[: {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(precision, 10)]
