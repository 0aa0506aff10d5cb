"""Finds a full birth date in any notation; a year alone is free."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from incumbent.protection.anchors import NumberAnchors, table_of
from incumbent.protection.calendars import Day, other_notations
from incumbent.protection.clean import CleanText
from incumbent.protection.fold import folded_letters
from incumbent.protection.match import Hit
from incumbent.protection.person import Person
from incumbent.protection.tokens import Listed
from incumbent.protection.traits import DIGIT, Places, windows
from incumbent.protection.views import View
from incumbent.protection.words import words

_ROMAN = {name: number for number, name in enumerate(words("i ii iii iv v vi vii viii ix x xi xii"), 1)}
_SEPARATOR = r"\s?[./\-–—_,;\u2044·:|\\ ]{1,2}\s?"
_NUMERIC = re.compile(
    rf"(?<!\d)(?P<first>\d{{1,4}})(?P<one>{_SEPARATOR})(?P<middle>\d{{1,2}}|[IVXivx]{{1,4}})"
    rf"(?P<two>{_SEPARATOR})['’]?(?P<last>\d{{1,4}})(?!\d)"
)
_HAN = re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]")
_VIETNAMESE = re.compile(
    r"(?i)(?<!\d)(\d{1,2})\s{1,3}th(?:á|a\u0301?)ng\s{1,3}(\d{1,2})\s{0,3}(?:,|n(?:ă|a\u0306?)m)?\s{1,3}(\d{4})(?!\d)"
)
_OF_BIRTH = r"(?:\w+_|birth_?|born_?|geburts_?|naissance_?)?"
_HELD = r"(?:_?of_?birth)?\W{1,6}(?:value\W{1,3})?"
_KEYED = re.compile(
    rf"(?i)(?<![^\W_])(?:{_OF_BIRTH}(?:day|d|dd|mday|день|date|tag|jour|día|dia|gün|dzień){_HELD}(?P<day>\d{{1,2}})|"
    rf"{_OF_BIRTH}(?:month|mon|m|mm|месяц|monat|mois|mes|ay){_HELD}(?P<month>\d{{1,2}}|[^\W\d_]{{3,14}})|"
    rf"{_OF_BIRTH}(?:year|yr|y|yyyy|год|jahr|année|año|yıl){_HELD}(?P<year>\d{{4}}))(?![^\W_])"
)
_OF_DAY = r"(?:η |день |числа |day of |of |de |d[’']|da |di |del |des |of the month of |من (?:شهر )?|le |der |den |-?(?:е|го|ое) )?"
_OF_YEAR = r"(?:de |del |di |do |of |of the year |dell[’']|(?:عام|سنة|سال|لعام|لسنة|соли|року|рік|года|год|року|anno|yılı|vuonna|în|al) )?"
_SCRIPT_DATE = re.compile(
    r"(?:Date|UTC)\(\s?(\d{4})\s?,\s?(\d{1,2})\s?,\s?(\d{1,2})|moment\(\[\s?(\d{4})\s?,\s?(\d{1,2})\s?,\s?(\d{1,2})"
)
_LEVANT = re.compile(
    r"(?<!\d)(\d{1,2})\s{1,2}(تشرين|كانون)\s(الأول|الاول|الثاني)\s{1,2}(?:من )?(?:عام |سنة )?(\d{4})(?!\d)"
)
_LEVANTINE = {("تشرين", False): 10, ("تشرين", True): 11, ("كانون", False): 12, ("كانون", True): 1}
_LUNAR = re.compile(
    r"(?<!\d)(\d{1,2})\s{1,2}([^\W\d_]{3,10})[\s-]{1,2}(?:[^\W\d_]{1,8}[\s-]{1,2}){1,2}(1[34]\d\d)(?!\d)"
)
_NUMBERED = re.compile(
    r"(?<!\d)(\d{4})\s?(?:оны|жылы|жылғы|он)\s(\d{1,2})\s?(?:-?[^\W\d_]{1,8}\s)(\d{1,2})(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)\d{8}(?!\d)")
_JOINED_DAY = r"(\d{1,2})\s?[-‑]?(?:(?:го|ое|е|th|st|nd|rd|er|e|ª|º)(?![^\W\d_]))?"
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d){_JOINED_DAY}(?:hb)?[\s.,;/_\-–—]{{0,3}}{_OF_DAY}"
    rf"([^\W\d_]{{2,14}})[\s.,;/_\-–—]{{0,3}}{_OF_YEAR}['’]?(\d{{4}}|\d{{2}})(?!\d)"
)
_DAY_YEAR = re.compile(
    rf"(?<!\d){_JOINED_DAY}[\s,.;_/\-–—]{{1,4}}(?:of )?['’ʼ]?(\d{{4}}|(?<=['’ʼ])\d{{2}})(?!\d)"
)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})[\s,.;_/\-–—]{0,3}(?:(?:года|году|год|гг?|m|ж|წლის|წელს|թ|թվականի|gada|жылғы|жылы|йил|yil|yili|шеран|ko|оны|року|сал|Month)(?![^\W\d_]))?+"
    r"[\s,.;_/\-–—]{0,3}"
    rf"(?:([^\W\d_]{{2,14}})[\s.,_/\-–—]{{0,3}}(\d{{1,2}})(?!\d)|{_JOINED_DAY}[\s.,_/\-–—]{{0,3}}([^\W\d_]{{3,14}}))"
)
_MONTH_YEAR_DAY = re.compile(
    r"([^\W\d_]{3,14})\s(\d{4})(?:\s?(?:года?|г\.?))?[,\s]{1,3}(?:the )?(\d{1,2})\s?[-‑]?(?:го|th|st|nd|rd|числа)(?![^\W\d_])"
)
_AROUND = 44
_BESIDE = np.arange(
    -4, 7
)  # runs of digits before and behind a year or day among which its month is looked for
_LAST_YEAR = 9999
_WORD_BEFORE = re.compile(r"([^\W\d_]{2,14})[\s.,_/\-–—]{0,3}(?:the\s)?$")


@cache
def _months() -> dict[str, frozenset[int]]:
    """Folded month names and abbreviations of many languages."""
    lines = files("incumbent.protection").joinpath("months.txt").read_text(encoding="utf-8").splitlines()
    names: dict[str, set[int]] = defaultdict(set)
    for number, listed in (line.split("\t") for line in lines if not line.startswith("#")):
        for name in listed.split():
            names[name].add(int(number))
    return {name: frozenset(numbers) for name, numbers in names.items()}


def _month(word: str) -> frozenset[int]:
    """Numbers a month's name (in some languages one, in others another) or a Roman numeral may mean."""
    roman = _ROMAN.get(word.lower())
    return frozenset({roman}) if roman else _months().get(folded_letters(word), frozenset())


def _compact(day: Day) -> Iterable[str]:
    """The date as one run of eight digits."""
    year, month, day_ = f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"
    return year + month + day_, day_ + month + year, month + day_ + year


def _may_be_year(match: re.Match[str], digits: str) -> bool:
    """Whether digits of a date may be its year; a short one not among decimals, as in a drawing's path."""
    if len(digits) == 4:
        return True
    text, start, end = match.string, match.start(), match.end()
    decimals = re.search(r"\d[.,]$", text[max(0, start - 2) : start]) or re.match(r"[.,]\d", text[end:])
    return len(digits) == 2 and match["one"].strip() == match["two"].strip() and not decimals


def _keyed(text: str) -> Iterable[tuple[int, int, tuple[int, int, int]]]:
    """Day, month and year as three neighbouring fields, in any order."""
    fields = list(_KEYED.finditer(text))
    for at in range(len(fields) - 2):
        three = fields[at : at + 3]
        parts = {str(one.lastgroup): one[str(one.lastgroup)] for one in three}
        if len(parts) == 3 and three[2].start() - three[0].end() < _AROUND:
            said = parts["month"]
            for month in {int(said)} if said.isdigit() else _month(said):
                yield three[0].start(), three[2].end(), (int(parts["year"]), month, int(parts["day"]))


def _of_two_words(text: str) -> Iterable[tuple[int, int, tuple[int, int, int]]]:
    """Dates whose month's name is two words."""
    for match in _LEVANT.finditer(text):
        month = _LEVANTINE[match[2], match[3] == "الثاني"]
        yield match.start(), match.end(), (int(match[4]), month, int(match[1]))
    for match in _LUNAR.finditer(text):
        for month in _month(match[2]):
            yield match.start(), match.end(), (int(match[3]), month, int(match[1]))


def _plain(values: Places) -> Places:
    """Numbers of at most four digits without the one before them; 9999 for longer ones."""
    out = np.full(len(values), _LAST_YEAR, dtype=np.int64)
    for power in (10, 100, 1000, 10_000):
        np.subtract(values, power, out=out, where=(values >= power) & (values < 2 * power))
    return out


@cache
def months_listed() -> Listed:
    """Months' names in many languages, and their Roman numerals."""
    return Listed([*_months(), *_ROMAN])


class DateMatcher:
    """Finds birth dates in texts.

    Parameters
    ----------
    people : sequence of Person
    """

    def __init__(self, people: Sequence[Person]) -> None:
        self._owners: dict[Day, list[int]] = defaultdict(list)
        for place, person in enumerate(people):
            if born := person.birth_date:
                for day in (Day(born.year, born.month, born.day), *other_notations(born)):
                    self._owners[day].append(place)
                self._owners[Day(born.year % 100, born.month, born.day)].append(place)
        self._years = {one.year for one in self._owners}
        self._compact = NumberAnchors({run for one in self._owners for run in _compact(one)})
        pairs = [(one.year, one) for one in self._owners]
        days = np.array(sorted({year * 100 + one.day for year, one in pairs}), dtype=np.int64)
        self._pairs = table_of(days, _LAST_YEAR * 100 + 99)
        self._whole = np.array(
            sorted(
                {(year * 100 + one.day) * 100 + one.month - less for year, one in pairs for less in (0, 1)}
            ),
            dtype=np.int64,
        )

    def _windows(self, view: View) -> list[tuple[int, int]]:
        """Windows in which a protected year, its day and its month may stand together, or all in one run."""
        digits = view.digits
        if not len(digits.values):
            return []
        values = digits.values
        number, short = _plain(values), values < 200
        found = self._compact.met(digits)
        year = (values >= 10_000) & (values < 20_000) | (values >= 100) & short
        if len(values) < 2:
            return windows(digits.starts[found], digits.ends[found], _AROUND, len(view.text))
        for step in (1, 2):
            near = digits.starts[step:] - digits.ends[:-step] <= _AROUND
            for years, days in (
                (slice(step, None), slice(None, -step)),
                (slice(None, -step), slice(step, None)),
            ):
                pairs = np.flatnonzero(near & year[years] & short[days])
                if not len(pairs):
                    continue
                keys = number[years][pairs] * 100 + number[days][pairs]
                likely = self._pairs[keys]
                pairs, keys = pairs[likely], keys[likely]
                pairs = pairs[self._with_month(view, number, pairs, pairs + step, keys)]
                found[pairs] = True
                found[pairs + step] = True
        return windows(digits.starts[found], digits.ends[found], _AROUND, len(view.text))

    def _with_month(
        self, view: View, number: Places, first: Places, last: Places, keys: Places
    ) -> npt.NDArray[np.bool_]:
        """Which pairs of a year and a day have the month's number close by, or some month's name."""
        starts, ends = view.digits.starts, view.digits.ends
        if not len(first):
            return np.zeros(0, dtype=np.bool_)
        low, high = starts[first] - _AROUND, ends[last] + _AROUND
        other = np.clip(first[:, None] + _BESIDE, 0, len(number) - 1)
        near = (starts[other] >= low[:, None]) & (ends[other] <= high[:, None]) & (number[other] < 100)
        sought = keys[:, None] * 100 + number[other]
        at = np.minimum(np.searchsorted(self._whole, sought), len(self._whole) - 1)
        met = (near & (self._whole[at] == sought)).any(axis=1)
        names = view.words.places[months_listed().met(view.words)]
        at = np.append(names, 1 << 60)[np.searchsorted(names, low)]
        return met | (at <= high)

    def find(self, view: View) -> list[Hit]:
        """Hits in a reading."""
        if not self._owners or not view.present & DIGIT:
            return []
        found: list[Hit] = []
        for first, last in self._windows(view):
            clean = CleanText(view.text[first:last])
            for start, end, numbers in self._candidates(clean.text):
                start_, end_ = clean.span(start, end)
                found += [
                    Hit(first + start_, first + end_, one, "birth-date") for one in self._people(*numbers)
                ]
        return found

    def _people(self, year: int, month: int, day: int) -> Iterable[int]:
        return self._owners.get(Day(year, month, day), ())

    def _candidates(self, text: str) -> Iterable[tuple[int, int, tuple[int, int, int]]]:
        for match in _NUMERIC.finditer(text):
            middle = match["middle"]
            month = _ROMAN.get(middle.lower(), 0) if not middle.isdigit() else int(middle)
            first, last = int(match["first"]), int(match["last"])
            if _may_be_year(match, match["last"]):
                yield match.start(), match.end(), (last, month, first)
                yield match.start(), match.end(), (last, first, month)
            if _may_be_year(match, match["first"]):
                yield match.start(), match.end(), (first, month, last)
        for match in _COMPACT.finditer(text):
            run = match.group()
            for year, month, day in (
                (run[:4], run[4:6], run[6:]),
                (run[4:], run[2:4], run[:2]),
                (run[4:], run[:2], run[2:4]),
            ):
                yield match.start(), match.end(), (int(year), int(month), int(day))
        for match in _HAN.finditer(text):
            yield match.start(), match.end(), (int(match[1]), int(match[2]), int(match[3]))
        for match in _VIETNAMESE.finditer(text):
            yield match.start(), match.end(), (int(match[3]), int(match[2]), int(match[1]))
        for match in _SCRIPT_DATE.finditer(text):
            year, month, day = (int(one) for one in match.groups() if one)
            yield match.start(), match.end(), (year, month + 1, day)  # months are counted from nought
        for match in _NUMBERED.finditer(text):
            yield match.start(), match.end(), (int(match[1]), int(match[2]), int(match[3]))
        yield from _keyed(text)
        yield from _of_two_words(text)
        yield from self._with_names(text)

    def _with_names(self, text: str) -> Iterable[tuple[int, int, tuple[int, int, int]]]:
        for match in _DAY_MONTH_YEAR.finditer(text):
            if self._may_be(int(match[3])):
                for month in _month(match[2]):
                    yield match.start(), match.end(), (int(match[3]), month, int(match[1]))
        for match in _DAY_YEAR.finditer(text):
            if self._may_be(int(match[2])) and (
                before := _WORD_BEFORE.search(text[max(0, match.start() - 18) : match.start()])
            ):
                for month in _month(before[1]):
                    yield (
                        match.start() - len(before.group()),
                        match.end(),
                        (int(match[2]), month, int(match[1])),
                    )
        for match in _MONTH_YEAR_DAY.finditer(text):
            for month in _month(match[1]):
                yield match.start(), match.end(), (int(match[2]), month, int(match[3]))
        for match in _YEAR_FIRST.finditer(text):
            if self._may_be(int(match[1])):
                word, day = (match[2], match[3]) if match[2] else (match[5], match[4])
                for month in _month(word):
                    yield match.start(), match.end(), (int(match[1]), month, int(day))

    def _may_be(self, year: int) -> bool:
        return year in self._years
