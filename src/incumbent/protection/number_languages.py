"""Which words are numbers, in thirty languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from incumbent.protection.fold import folded_letters
from incumbent.protection.tokens import Listed
from incumbent.protection.words import words

HUNDRED, THOUSAND = 100, 1000
COMPOUND = ("german", "dutch")
PREFIXED = ("arabic", "hebrew")  # "and" is written together with the next word
_YEARS = range(1900, 2031)
_PIECES = re.compile("(tausend|hundert|duizend|honderd|mile|mila|cento)")
_TOO_COMMON = frozenset(
    map(
        folded_letters,
        words("un une uno una um uma ein eine einen een en ett null nul min bin set to on o hat het do ti"),
    )
)


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
        if self.name in PREFIXED and letters[:1] in self.joins:
            return self.values.get(letters[1:])
        return self._compound(letters) if self.name in (*COMPOUND, "italian") else None

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
            if value in (HUNDRED, THOUSAND):
                low = total % (value * 10) if value == THOUSAND else total % HUNDRED
                total = total - low + (low or 1) * value
            else:
                total += value
        return total


def _pairs(name: str, values: dict[str, int]) -> Iterable[tuple[str, int]]:
    """Words that a language makes of a unit and of tens."""
    units = [(word, value) for word, value in values.items() if 0 < value < 10]
    tens = [(word, value) for word, value in values.items() if 20 <= value < HUNDRED]
    for ten, more in tens:
        for unit, value in units:
            if name in COMPOUND:
                unit_ = unit.removesuffix("s") if value == 1 else unit
                yield from (
                    (folded_letters(f"{unit_}{join}{ten}"), more + value) for join in ("und", "en", "ën")
                )
            elif name in ("italian", "hungarian", "finnish"):
                stem = ten[:-1] if name == "italian" and value in (1, 8) else ten
                yield folded_letters(stem + unit), more + value


@cache
def _text() -> str:
    return files("incumbent.protection").joinpath("number_words.txt").read_text(encoding="utf-8")


@cache
def languages() -> tuple[Language, ...]:
    """Every language whose number words are known."""
    found: list[Language] = []
    for section in re.split(r"^\[", _text(), flags=re.MULTILINE)[1:]:
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
                yield folded_letters(by_value[2][0] + by_value[THOUSAND][0] + rest)
            elif language.name == "italian":
                yield folded_letters(("millenovecento" if year < 2000 else "duemila") + rest)


@cache
def listed() -> Listed:
    """Words by which a row is noticed: without the commonest, and with the pieces around an apostrophe."""
    known: set[str] = set()
    for word in re.findall(
        r"[^\W\d_]+(?:'[^\W\d_]+)*", re.sub(r"^(?:#|\[|\+).*$", "", _text(), flags=re.MULTILINE)
    ):
        known.update(word.split("'"))
    for language in languages():
        if language.name in (*COMPOUND, "italian"):
            known.update(language.values)
            known.update(_years(language))
        if language.name in PREFIXED:
            known.update(join + word for join in language.joins for word in language.values)
    return Listed(word for word in known if folded_letters(word) not in _TOO_COMMON and len(word) > 1)
