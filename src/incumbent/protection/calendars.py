"""How a day is written in other calendars: the Persian, the Islamic, the Buddhist one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

_BUDDHIST = 543
_ISLAMIC_EPOCH = 1_948_440  # Julian day of 1 Muharram 1
_JULIAN_DAY = 1_721_425  # of day 1 of the Gregorian calendar, less one half
_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})  # Persian years of leap, in a cycle of 33


class Day(NamedTuple):
    """A day as a calendar writes it: whatever its month is named."""

    year: int
    month: int
    day: int


def _islamic(number: int) -> Day:
    """The day of the tabular Islamic calendar with this Julian number."""
    since = number - _ISLAMIC_EPOCH + 10632
    cycle, since = (since - 1) // 10631, (since - 1) % 10631 + 355
    year = ((10985 - since) // 5316) * ((50 * since) // 17719) + (since // 5670) * ((43 * since) // 15238)
    since = since - ((30 - year) // 15) * ((17719 * year) // 50) - (year // 16) * ((15238 * year) // 43) + 29
    month = (24 * since) // 709
    return Day(30 * cycle + year - 30, month, since - (709 * month) // 24)


def _persian(day: date) -> Day:
    """The day of the Persian calendar, by the cycle of 33 years that holds from 1922 to 2124."""
    year = day.year - 621
    spring = _new_year(year)
    if day < spring:
        year -= 1
        spring = _new_year(year)
    passed = (day - spring).days
    return (
        Day(year, passed // 31 + 1, passed % 31 + 1)
        if passed < 186
        else Day(year, (passed - 186) // 30 + 7, (passed - 186) % 30 + 1)
    )


def _new_year(year: int) -> date:
    """The first day of a Persian year."""
    leaps = sum((one % 33) in _LEAPS for one in range(1300, year))
    return date(1921, 3, 21) + timedelta(days=365 * (year - 1300) + leaps)


def other_notations(day: date) -> Iterable[Day]:
    """The day in every other calendar; three days of the Islamic one, whose months begin with the moon's sight.

    Parameters
    ----------
    day : date
        Gregorian, from 1922 to 2100.
    """
    yield Day(day.year + _BUDDHIST, day.month, day.day)
    yield _persian(day)
    number = day.toordinal() + _JULIAN_DAY
    yield from (_islamic(number + step) for step in (-1, 0, 1))
