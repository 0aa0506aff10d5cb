"""Finds birth dates that programs wrote: seconds, a spreadsheet's days, the day or the week of a year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from incumbent.protection.match import Hit
from incumbent.protection.person import Person
from incumbent.protection.tokens import Listed
from incumbent.protection.views import View
from incumbent.protection.words import words

_FIELDS = Listed(
    words(
        """birth born dob bday birthdate birthday dateofbirth birthtime birthtimestamp birthts bornat birthdatets birthms
        geboren geburtsdatum geburtstag naissance datedenaissance nacimiento fechanacimiento nascita urodzenia urodzony
        dogum dogumtarihi рождения родился родилась датарождения народження"""
    )
)
_STAMP = re.compile(
    r"(?:[\W_]{1,8}(?:at|date|time|serial|excel|ts|ms|timestamp|unix|epoch|of)){0,2}[\W_]{0,7}[^\w-](-?\d{5,13})(?!\d)"
)
_DAY_S = 86_400
_ZONES_S = 14 * 3600  # the same day somewhere on earth
_SPREADSHEET = date(1899, 12, 30).toordinal()
_EPOCH = date(1970, 1, 1).toordinal()
_MILLISECONDS = 1000
_FOUR_DIGITS, _THREE_DIGITS, _TWO_DIGITS = 10_000, 1000, 100  # what a run is worth before its own digits


class MomentMatcher:
    """Finds birth dates as programs keep them.

    Parameters
    ----------
    people : sequence of Person
    """

    def __init__(self, people: Sequence[Person]) -> None:
        self._days: dict[int, list[int]] = defaultdict(list)
        self._counted: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for place, person in enumerate(people):
            if born := person.birth_date:
                self._days[born.toordinal()].append(place)
                iso = born.isocalendar()
                self._counted[born.year, born.timetuple().tm_yday, 0].append(place)
                self._counted[iso.year, iso.week, iso.weekday].append(place)
        years = {year for year, _, _ in self._counted}
        self._years = np.array(sorted(year + _FOUR_DIGITS for year in years), dtype=np.int64)

    def find(self, view: View) -> list[Hit]:
        """Hits in a reading."""
        if not self._days or (len(view.digits.values) == 0 and not view.present):
            return []
        return [*self._stamps(view), *self._days_of_year(view)]

    def _stamps(self, view: View) -> Iterable[Hit]:
        """Seconds, milliseconds or a spreadsheet's days behind the name of a field that says what they are."""
        words_ = view.words
        if not len(words_.starts):
            return
        met = np.flatnonzero(_FIELDS.met(words_))
        for place in met.tolist():
            start = int(words_.stream.offsets[words_.ends[place] - 1]) + 1
            if (match := _STAMP.match(view.text, start)) is None:
                continue
            for person in self._people(int(match[1])):
                yield Hit(match.start(1), match.end(1), person, "birth-date")

    def _people(self, number: int) -> Iterable[int]:
        for day, people in self._days.items():
            start = (day - _EPOCH) * _DAY_S
            seconds = (number, number / _MILLISECONDS) if abs(number) > _DAY_S else ()
            within = any(start - _ZONES_S <= one < start + _DAY_S + _ZONES_S for one in seconds)
            if within or number == day - _SPREADSHEET:
                yield from people

    def _days_of_year(self, view: View) -> Iterable[Hit]:
        """A year and the day of it, `1994-312`, or its week and weekday, `1994-W45-2`."""
        digits = view.digits
        if len(digits.values) < 2:
            return
        near = digits.starts[1:] - digits.ends[:-1] <= 2
        second = digits.values[1:]
        written = near & ((second >= _TWO_DIGITS) & (second < 2 * _THREE_DIGITS))
        first = np.flatnonzero(written)
        if not len(first):
            return
        first = first[np.isin(digits.values[first], self._years)]
        for place in first.tolist():
            year, count = int(digits.values[place]) - _FOUR_DIGITS, int(digits.values[place + 1])
            start, end = int(digits.starts[place]), int(digits.ends[place + 1])
            between = view.text[int(digits.ends[place]) : int(digits.starts[place + 1])]
            weekday = 0
            if between.upper() in ("-W", "W"):
                after = re.compile(r"-?([1-7])(?!\d)").match(view.text, end)
                weekday, count = (int(after[1]) if after else 0), count - _TWO_DIGITS
                end = after.end() if after else end
            elif between == "-" and count >= _THREE_DIGITS:
                count -= _THREE_DIGITS
            else:
                continue
            for person in self._counted.get((year, count, weekday), ()):
                yield Hit(start, end, person, "birth-date")
