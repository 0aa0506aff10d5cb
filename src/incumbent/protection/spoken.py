"""Writes numbers that are spelled in Russian or English words as digits."""

from __future__ import annotations

import re
from functools import cache

from incumbent.protection.dates import months_listed
from incumbent.protection.fold import folded_letters
from incumbent.protection.number_rows import row_starts, stands_among_digits
from incumbent.protection.tokens import Listed
from incumbent.protection.views import Change, View, changed, narrowed
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
_TIMES = {"тысяча": 1000, "тысячи": 1000, "тысяч": 1000, "thousand": 1000, "hundred": 100}
_PLAIN = {**_UNITS, **_TEENS, **_TENS, **_HUNDREDS}
_BESIDE = 24  # characters before a number in which the month is looked for
_REPEATS = {"double": 2, "дважды": 2, "triple": 3, "трижды": 3}
_EVERY = sorted({*_PLAIN, *_ORDINALS, *_TIMES, *_REPEATS}, key=len, reverse=True)
_WORD = "(?:" + "|".join(_EVERY).replace("е", "[её]") + ")"
_GAP = r"(?:[\s,.;:()/–—-]{1,4}(?:(?:и|and|плюс|plus)\s)?)"
_RUN = re.compile(rf"(?<![^\W\d_]){_WORD}(?:{_GAP}(?:{_WORD}|\d+))*(?![^\W\d_])", re.IGNORECASE)
_NEXT = re.compile(r"[\s,.-]{1,3}(?:(?:day )?of )?([^\W\d_]{3,14})")
_PREVIOUS = re.compile(
    r"([^\W\d_]{3,14})(?:[\s,.-]{1,3}(?:the )?|[\s,.-]{1,3}\d{1,2}(?:st|nd|rd|th)?[\s,.-]{1,3})$"
)
_BETWEEN = frozenset(map(folded_letters, words("of the day числа день st nd rd th го е ое")))
_MONTHS = tuple(
    map(
        folded_letters,
        words(
            """jan feb mar apr may jun jul aug sep oct nov dec
            янв фев мар апр май мая мае июн июл авг сен окт ноя дек"""
        ),
    )
)
_HOUSES = words("дом дома доме дому house number номер номером street улица")  # their numbers are counted too
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
        elif (times := _TIMES.get(token)) is not None:
            if (number or 1) >= times:
                close()  # no number goes on for ever
            number, floor = (number or 1) * times, times
        elif (value := _PLAIN.get(token, _ORDINALS.get(token))) is not None:
            if repeat > 1:
                out.append(str(value) * repeat)
                repeat = 1
            elif value == 0 and number is not None and number >= 1000 and number % 100 == 0:
                floor = 10  # the year nineteen hundred oh two
                continue
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
    if (
        len(tokens) >= 3
        or any(one in _ORDINALS for one in tokens)
        or stands_among_digits(match.string, *match.span())
    ):
        return _digits(match.group())
    beside = (
        _NEXT.match(match.string, match.end()),
        _PREVIOUS.search(match.string[max(0, match.start() - _BESIDE) : match.start()]),
    )
    return (
        _digits(match.group())
        if any(one and folded_letters(one[1]) in _months().words for one in beside)
        else None
    )


@cache
def _months() -> Listed:
    """Months' names, and words for a house, that may stand beside numbers in Russian or English words."""
    return Listed([*(name for name in months_listed().words if name.startswith(_MONTHS)), *_HOUSES])


@cache
def _number_words() -> Listed:
    return Listed(_EVERY)


def spoken(view: View) -> View | None:
    """The view with number words as digits; None where there are none."""
    changes: list[Change] = []
    end = 0
    for start in row_starts(view, _number_words(), _months(), _BETWEEN):
        if start < end or (match := _RUN.match(view.text, start)) is None:
            continue
        end = match.end()
        if (digits := _replaced(match)) is not None:
            changes.append((start, end, digits))
    found = changed(view, changes)
    return narrowed(found) if found else None
