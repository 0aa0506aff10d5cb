"""Writes numbers that are spelled in the words of many languages as digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from incumbent.protection.dates import months_listed
from incumbent.protection.fold import folded_letters
from incumbent.protection.han_numbers import counted_signs
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
_TOO_COMMON = frozenset(
    map(
        folded_letters,
        words("un une uno una um uma ein eine einen een en ett null nul min bin set to on o hat het do ti"),
    )
)
_FEWEST = 3
_MOST_BACK = 4
_HUNDRED, _THOUSAND = 100, 1000
_COMPOUND = ("german", "dutch")
_PREFIXED = ("arabic", "hebrew")  # "and" is written together with the next word
_INVERTED = frozenset({*_COMPOUND, "arabic"})
_FRENCH_TENS = frozenset({60, 80})
_YEARS = range(1900, 2031)
_PIECES = re.compile("(tausend|hundert|duizend|honderd|mile|mila|cento)")
_CENTURY = 19

Spoken = list["int | str | None"]  # a number word's value, digits as they stand, or what joins


@dataclass(frozen=True, slots=True)
class Language:
    """Number words of a language.

    Parameters
    ----------
    name : str
    values : dict of str to int
        Folded word → value.
    joins : set of str
        Folded words that stand between tens and units.
    """

    name: str
    values: dict[str, int]
    joins: frozenset[str]

    def value(self, token: str) -> int | str | None:
        """Value of a token, digits of one that is digits, "+" of one that joins; None of any other word."""
        if token.isdigit():
            return token
        letters = folded_letters(token)
        if letters in self.values:
            return self.values[letters]
        if letters in self.joins:
            return "+"
        if self.name in _PREFIXED and letters[:1] in self.joins:
            return self.values.get(letters[1:])
        return self._compound(letters) if self.name in (*_COMPOUND, "italian") else None

    def _compound(self, letters: str) -> int | None:
        """Value of a word of several, `neunhundertachtunddreissig`."""
        total = 0
        parts = [part for part in _PIECES.split(letters) if part]
        if len(parts) < 2:
            return None
        for part in parts:
            ways = (part, part.removeprefix("und"), f"o{part}")  # `cento` and `ottanta` share their o
            value = next((self.values[way] for way in ways if way in self.values), None)
            if value is None:
                return None
            if value in (_HUNDRED, _THOUSAND):
                low = total % (value * 10) if value == _THOUSAND else total % _HUNDRED
                total = total - low + (low or 1) * value
            else:
                total += value
        return total


def _pairs(name: str, values: dict[str, int]) -> Iterable[tuple[str, int]]:
    """Words that a language makes of a unit and of tens."""
    units = [(word, value) for word, value in values.items() if 0 < value < 10]
    tens = [(word, value) for word, value in values.items() if 20 <= value < _HUNDRED]
    for ten, more in tens:
        for unit, value in units:
            if name in _COMPOUND:
                unit_ = unit.removesuffix("s") if value == 1 else unit
                yield from (
                    (folded_letters(f"{unit_}{join}{ten}"), more + value) for join in ("und", "en", "ën")
                )
            elif name in ("italian", "hungarian", "finnish"):
                stem = ten[:-1] if name == "italian" and value in (1, 8) else ten
                yield folded_letters(stem + unit), more + value


@cache
def _languages() -> tuple[Language, ...]:
    found: list[Language] = []
    text = files("incumbent.protection").joinpath("number_words.txt").read_text(encoding="utf-8")
    for section in re.split(r"^\[", text, flags=re.MULTILINE)[1:]:
        name, *lines = section.splitlines()
        values: dict[str, int] = {}
        joins: set[str] = set()
        for number, _, listed in (line.partition("\t") for line in lines if line):
            for word in listed.split():
                if number == "+":
                    joins.add(folded_letters(word))
                else:
                    values[folded_letters(word)] = int(number)
        name = name.rstrip("]")
        found.append(Language(name, {**dict(_pairs(name, values)), **values}, frozenset(joins)))
    return tuple(found)


def _years(language: Language) -> Iterable[str]:
    """Years that a language writes as one word."""
    by_value: dict[int, list[str]] = {}
    for word, value in language.values.items():
        by_value.setdefault(value, []).append(word)
    hundred = {"german": "hundert", "dutch": "honderd"}.get(language.name)
    for year in _YEARS:
        for rest in by_value.get(year % 100, [""] if not year % 100 else []):
            if hundred and year < 2000:
                yield from (folded_letters(head + hundred + rest) for head in by_value[19])
            elif hundred:
                yield folded_letters(by_value[2][0] + language_thousand(language) + rest)
            elif language.name == "italian":
                yield folded_letters(("millenovecento" if year < 2000 else "duemila") + rest)


def language_thousand(language: Language) -> str:
    """A language's word for a thousand."""
    return next(word for word, value in language.values.items() if value == _THOUSAND)


@cache
def _listed() -> Listed:
    """Words by which a row is noticed: without the commonest, and with the pieces around an apostrophe."""
    known: set[str] = set()
    text = files("incumbent.protection").joinpath("number_words.txt").read_text(encoding="utf-8")
    for word in re.findall(
        r"[^\W\d_]+(?:'[^\W\d_]+)*", re.sub(r"^(?:#|\[|\+).*$", "", text, flags=re.MULTILINE)
    ):
        known.update(word.split("'"))
    for language in _languages():
        if language.name in (*_COMPOUND, "italian"):
            known.update(language.values)
            known.update(_years(language))
        if language.name in _PREFIXED:
            known.update(join + word for join in language.joins for word in language.values)
    return Listed(word for word in known if folded_letters(word) not in _TOO_COMMON and len(word) > 1)


@cache
def _months() -> Listed:
    return Listed(name for name in months_listed().words if len(name) > 3 or name in ("mai", "mag"))


def _said(text: str, start: int, language: Language) -> tuple[int, Spoken]:
    """Where a row of number words and digits ends, and what it says."""
    said: Spoken = []
    at = end = start
    kept = 0
    while (match := _TOKEN.match(text, at)) and (value := language.value(match.group())) is not None:
        if language.name in _PREFIXED and folded_letters(match.group())[1:] in language.values:
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


def _digits(said: Spoken, language: Language) -> str:
    """The digits of what was said: tens and units, hundreds and thousands are put together."""
    out: list[str] = []
    total, part, floor, open_ = 0, 0, 1 << 30, False

    def close() -> None:
        nonlocal total, part, floor, open_
        if open_:
            out.append(str(total + part))
        total, part, floor, open_ = 0, 0, 1 << 30, False

    for place, value in enumerate(said):
        if value == "+":
            continue
        if isinstance(value, str):
            close()
            out.append(value)
            continue
        assert value is not None
        joined = place > 0 and said[place - 1] == "+"
        if value == _HUNDRED and open_ and 0 < part < _HUNDRED:
            part, floor = part * _HUNDRED, _HUNDRED
        elif value == _THOUSAND and open_ and not total and 0 < part < _THOUSAND:
            total, part, floor = part * _THOUSAND, 0, _THOUSAND
        elif language.name == "french" and value == 20 and open_ and part % 10 == 4 and floor <= 1:
            part, floor = part + 76, 20
        elif joined and language.name in _INVERTED and open_ and 0 < part % 100 < 10 and 20 <= value < 100:
            part, floor = part + value, 0
        elif part == _CENTURY and not total and 20 <= value < _HUNDRED:
            part, floor = part * _HUNDRED + value, 10 if value % 10 == 0 else 0
        else:
            if not open_ or not 0 < value < floor:
                close()
            total, part = (value, 0) if value >= _THOUSAND and not open_ else (total, part + value)
            open_ = True
            floor = _floor(value, language)
    close()
    return " ".join(out)


def _floor(value: int, language: Language) -> int:
    """What follows must be below this to go on with the number."""
    if language.name == "french" and value in _FRENCH_TENS:
        return 20
    if value >= _THOUSAND:
        return _THOUSAND
    if value >= _HUNDRED:
        return _HUNDRED if value % _HUNDRED == 0 else 0
    return 10 if (value >= 20 and value % 10 == 0) or (value == 10 and language.name in _TEN_AND_UNIT) else 0


_TEN_AND_UNIT = frozenset(
    {"turkish", "azerbaijani", "kazakh", "armenian", "vietnamese", "hungarian", "arabic", "hebrew"}
)


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
    for start in row_starts(view, _listed(), _months(), _FILLS):
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
        known = _languages()
        yield from (known[one] for one in _speaking(match.group()))


@lru_cache(maxsize=4096)
def _speaking(token: str) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(_languages()) if isinstance(one.value(token), int))


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
