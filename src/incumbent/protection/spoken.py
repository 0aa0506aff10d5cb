"""Writes numbers that are spelled in Russian or English words as digits."""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from incumbent.protection.dates import is_month, months_listed
from incumbent.protection.tokens import Listed, Mask
from incumbent.protection.traits import windows
from incumbent.protection.views import View, narrowed, rewritten
from incumbent.protection.words import words

_UNITS = {
    "ноль": 0, "нуль": 0, "один": 1, "одна": 1, "раз": 1, "два": 2, "две": 2, "три": 3, "четыре": 4,
    "пять": 5,
    "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "zero": 0, "oh": 0, "nought": 0, "one": 1, "two": 2,
    "three": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "niner": 9, "ноля": 0, "единица": 1,
    "двойка": 2, "тройка": 3, "четверка": 4, "пятерка": 5, "шестерка": 6, "семерка": 7, "восьмерка": 8,
    "девятка": 9,
}  # fmt: skip
_TEENS = dict(
    zip(
        words(
            """десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать
            девятнадцать ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"""
        ),
        [*range(10, 20), *range(10, 20)],
        strict=True,
    )
)
_TENS = dict(
    zip(
        words(
            """двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто
            twenty thirty forty fifty sixty seventy eighty ninety"""
        ),
        [*range(20, 100, 10), *range(20, 100, 10)],
        strict=True,
    )
)
_HUNDREDS = dict(
    zip(
        words("сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"),
        range(100, 1000, 100),
        strict=True,
    )
)
_ORDINAL_STEMS = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9,
    "десят": 10, "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15,
    "шестнадцат": 16, "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20, "тридцат": 30,
    "сороков": 40, "пятидесят": 50, "шестидесят": 60, "семидесят": 70, "восьмидесят": 80, "девяност": 90,
    "двухтысячн": 2000,
}  # fmt: skip
_ORDINALS = {
    stem + ending: value for stem, value in _ORDINAL_STEMS.items() for ending in words("ого ое ый ий ой ьего ье")
} | {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_THOUSANDS = {"тысяча": 1000, "тысячи": 1000, "тысяч": 1000, "thousand": 1000}
_PLAIN = {**_UNITS, **_TEENS, **_TENS, **_HUNDREDS}
_AROUND = 150
_LONGEST_ROW = 4  # words between a month and a number word of the same date
_BESIDE = 24  # characters before a number in which the month is looked for
_REPEATS = {"double": 2, "дважды": 2, "triple": 3, "трижды": 3}
_EVERY = sorted({*_PLAIN, *_ORDINALS, *_THOUSANDS, *_REPEATS, "hundred"}, key=len, reverse=True)
_WORD = "(?:" + "|".join(_EVERY).replace("е", "[её]") + ")"
_GAP = r"(?:[\s,.;:()/–—-]{1,4}(?:(?:и|and|плюс|plus)\s)?)"
_RUN = re.compile(rf"(?<![^\W_]){_WORD}(?:{_GAP}(?:{_WORD}|\d+))*(?![^\W_])", re.IGNORECASE)
_NEXT = re.compile(r"[\s,.-]{1,3}(?:(?:day )?of )?([^\W\d_]{3,14})")
_PREVIOUS = re.compile(
    r"([^\W\d_]{3,14})(?:[\s,.-]{1,3}(?:the )?|[\s,.-]{1,3}\d{1,2}(?:st|nd|rd|th)?[\s,.-]{1,3})$"
)
_BETWEEN = ("of", "the", "day", "числа", "день", "st", "nd", "rd", "th", "го", "е", "ое")
_CENTURY = 19  # followed by twenty or more it is a year, for no month is
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def _digits(run: str) -> str:
    """Digits that the words of a run say: tens and units, hundreds and thousands are put together."""
    out: list[str] = []
    number: int | None = None
    floor = 10_000  # what follows must be below this to go on with the number
    repeat = 1

    def close() -> None:
        nonlocal number, floor
        if number is not None:
            out.append(str(number))
        number, floor = None, 10_000

    for token in _TOKEN.findall(run.lower().replace("ё", "е")):
        if token in _REPEATS:
            close()
            repeat = _REPEATS[token]
        elif token.isdigit():
            close()
            out.append(token)
        elif token in _THOUSANDS:
            number, floor = (number or 1) * 1000, 1000
        elif token == "hundred":
            number, floor = (number or 1) * 100, 100
        elif (value := _PLAIN.get(token, _ORDINALS.get(token))) is not None:
            if repeat > 1:
                out.append(str(value) * repeat)
                repeat = 1
            elif number is not None and 0 < value < floor:
                number += value
            elif number == _CENTURY and 20 <= value < 100:
                number = number * 100 + value
            else:
                close()
                number = value
            floor = 100 if value >= 100 else 10 if value >= 20 and value % 10 == 0 else 0
            if value >= 1000:
                floor = 1000
    close()
    return " ".join(out)


def _replaced(match: re.Match[str]) -> str | None:
    """Digits of a run long enough for a number, of an ordinal that may be a day, or before a month."""
    tokens = _TOKEN.findall(match.group().lower().replace("ё", "е"))
    if len(tokens) >= 3 or any(one in _ORDINALS for one in tokens):
        return _digits(match.group())
    beside = (
        _NEXT.match(match.string, match.end()),
        _PREVIOUS.search(match.string[max(0, match.start() - _BESIDE) : match.start()]),
    )
    return _digits(match.group()) if any(one and is_month(one[1]) for one in beside) else None


@cache
def _number_words() -> Listed:
    return Listed(_EVERY)


@cache
def _fillers() -> Listed:
    return Listed(_BETWEEN)


def _before(mask: Mask, steps: int) -> Mask:
    """For each word, whether the one so many steps before it is met."""
    moved = np.zeros_like(mask)
    moved[steps:] = mask[:-steps]
    return moved


def _beside_months(known: Mask, month: Mask, filler: Mask) -> Mask:
    """Which number words are in a row of such words, and of what may stand in a date, that a month begins or ends."""
    spots = np.zeros_like(known)
    for row, fills, numbers in (
        (month, known | filler, known),
        (month[::-1], (known | filler)[::-1], known[::-1]),
    ):
        met, inside = np.zeros_like(known), row
        for _ in range(_LONGEST_ROW):
            inside = _before(inside, 1) & fills
            met |= inside & numbers
        spots |= met if row is month else met[::-1]
    return spots


def _rows(view: View) -> list[tuple[int, int]]:
    """Windows of the text where number words stand in a row, or an ordinal that may be a day."""
    words_ = view.words
    if len(words_.starts) < 2:
        return []
    known = _number_words().met(words_)
    if not known.any():
        return []
    spots = known & _before(known, 1) & _before(known, 2) if len(known) > 2 else np.zeros_like(known)
    month = months_listed().met(words_) & ~known
    if month.any():
        spots |= _beside_months(known, month, _fillers().met(words_))
    if not spots.any():
        return []
    places = words_.places[spots]
    return windows(places, places, _AROUND, len(view.text))


def spoken(view: View) -> View | None:
    """The view with number words as digits; None where there are none."""
    found = rewritten(view, _RUN, _replaced, rows) if (rows := _rows(view)) else None
    return narrowed(found) if found else None
