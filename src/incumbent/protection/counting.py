"""Writes numbers that are spelled in the words of many languages as digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from incumbent.protection.dates import months_listed
from incumbent.protection.fold import folded_letters
from incumbent.protection.han_numbers import counted_signs
from incumbent.protection.number_languages import (
    COMPOUND,
    HUNDRED,
    PREFIXED,
    THOUSAND,
    Language,
    languages,
    listed,
)
from incumbent.protection.number_rows import row_starts, stands_among_digits
from incumbent.protection.tokens import Listed
from incumbent.protection.views import Change, View, changed, narrowed
from incumbent.protection.words import words

_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*|\d+")
_GAP = re.compile(r"[\s,.;:()/‐–—-]{0,4}")
_BEFORE = re.compile(r"([^\W\d_]+(?:['’ʼ`][^\W\d_]+)*)[\s,.;:()/‐–—-]{1,4}$")
_FILLS = frozenset(
    map(
        folded_letters,
        words(
            "de del di do da den der von le el il am of dnia roku rok року рік no من عام سنة شهر em en la i"
        ),
    )
)
_FEWEST = 3
_MOST_BACK = 4
_INVERTED = frozenset({*COMPOUND, "arabic"})
_FRENCH_TENS = frozenset({60, 80})
_CENTURY = 19
_TEN_AND_UNIT = frozenset(
    {"turkish", "azerbaijani", "kazakh", "armenian", "vietnamese", "hungarian", "arabic", "hebrew"}
)

Spoken = list[int | str]  # a number word's value, digits as they stand, or what joins


@cache
def _months() -> Listed:
    return Listed(name for name in months_listed().words if len(name) > 3 or name in ("mai", "mag"))


def _said(text: str, start: int, language: Language) -> tuple[int, Spoken]:
    """Where a row of number words and digits ends, and what it says."""
    said: Spoken = []
    at = end = start
    kept = 0
    while (match := _TOKEN.match(text, at)) and (value := language.value(match.group())) is not None:
        if language.name in PREFIXED and folded_letters(match.group())[1:] in language.values:
            said.append("+")
        said.append(value)
        if value != "+":
            end, kept = match.end(), len(said)
        at = _GAP.match(text, match.end()).end()  # type: ignore[union-attr]
    return end, said[:kept]


def _earlier(text: str, start: int, language: Language) -> int:
    """Where the row begins that a word stands in."""
    for _ in range(_MOST_BACK):
        before = _BEFORE.search(text, max(0, start - 24), start)
        value = language.value(before[1]) if before else None
        if before is None or not isinstance(value, int):
            break
        start = before.start(1)
    return start


@dataclass(slots=True)
class _Sum:
    """A number that is being said: its thousands, the rest, and what a further word must be below."""

    language: Language
    total: int
    part: int
    floor: int

    @classmethod
    def begun(cls, value: int, language: Language) -> _Sum:
        total, part = (value, 0) if value >= THOUSAND else (0, value)
        return cls(language, total, part, _floor(value, language))

    @property
    def digits(self) -> str:
        return str(self.total + self.part)

    def takes(self, value: int, *, joined: bool) -> bool:
        """Go on with a number word, if it can belong to this number."""
        part = self.part
        if value == HUNDRED and 0 < part < HUNDRED:
            self.part, self.floor = part * HUNDRED, HUNDRED
        elif value == THOUSAND and not self.total and 0 < part < THOUSAND:
            self.total, self.part, self.floor = part * THOUSAND, 0, THOUSAND
        elif self.language.name == "french" and value == 20 and part % 10 == 4 and self.floor <= 1:
            self.part, self.floor = part + 76, 20  # quatre-vingt
        elif joined and self.language.name in _INVERTED and 0 < part % 100 < 10 and 20 <= value < HUNDRED:
            self.part, self.floor = part + value, 0
        elif part == _CENTURY and not self.total and 20 <= value < HUNDRED:
            self.part, self.floor = part * HUNDRED + value, 10 if value % 10 == 0 else 0
        elif 0 < value < self.floor:
            self.part, self.floor = part + value, _floor(value, self.language)
        else:
            return False
        return True


def _digits(said: Spoken, language: Language) -> str:
    """The digits of what was said: tens and units, hundreds and thousands are put together."""
    out: list[str | _Sum] = []
    for place, value in enumerate(said):
        if value == "+":
            continue
        last = out[-1] if out else ""
        joined = place > 0 and said[place - 1] == "+"
        if isinstance(value, str):
            out.append(value)
        elif isinstance(last, str) or not last.takes(value, joined=joined):
            out.append(_Sum.begun(value, language))
    return " ".join(one if isinstance(one, str) else one.digits for one in out)


def _floor(value: int, language: Language) -> int:
    """What follows must be below this to go on with the number."""
    if language.name == "french" and value in _FRENCH_TENS:
        return 20
    if value >= THOUSAND:
        return THOUSAND
    if value >= HUNDRED:
        return HUNDRED if value % HUNDRED == 0 else 0
    return 10 if (value >= 20 and value % 10 == 0) or (value == 10 and language.name in _TEN_AND_UNIT) else 0


def counted(view: View) -> Iterator[View]:
    """The view with number signs as digits, and with number words as digits."""
    if (signs := counted_signs(view)) is not None:
        yield signs
    if (words_ := _words_counted(view)) is not None:
        yield words_


def _words_counted(view: View) -> View | None:
    changes: list[Change] = []
    end = 0
    text = view.text
    for start in row_starts(view, listed(), _months(), _FILLS):
        if start < end:
            continue
        rows = ((_earlier(text, start, one), one) for one in _speakers(text, start))
        read = [
            (stop, -begin, begin, said, one)
            for begin, one in rows
            for stop, said in [_said(text, begin, one)]
        ]
        read = [one for one in read if one[3] and one[2] >= end]
        if not read:
            continue
        stop, _, begin, said, language = max(read, key=lambda one: one[:2])
        if _is_meant(view, begin, stop, said):
            changes.append((begin, stop, _digits(said, language)))
        end = stop
    found = changed(view, changes)
    return narrowed(found) if found else None


def _speakers(text: str, start: int) -> Iterator[Language]:
    """Languages of which the word at a place is a number word."""
    if match := _TOKEN.match(text, start):
        known = languages()
        yield from (known[one] for one in _speaking(match.group()))


@lru_cache(maxsize=4096)
def _speaking(token: str) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(languages()) if isinstance(one.value(token), int))


def _is_meant(view: View, start: int, end: int, said: Spoken) -> bool:
    """Whether a row is long enough for a number, or stands beside a month or among digits."""
    numbers = [value for value in said if value != "+"]
    if len(numbers) >= _FEWEST or stands_among_digits(view.text, start, end):
        return True
    around = (
        _TOKEN.findall(view.text[max(0, start - 24) : start])[-2:]
        + _TOKEN.findall(view.text[end : end + 24])[:3]
    )
    return any(folded_letters(word) in _months().words for word in around)
