"""A more general wording for each fact."""

from __future__ import annotations

import re

_ENGLISH_DECADES = [
    "teens",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
]
_RUSSIAN_DECADES = {
    2: "двадцать",
    3: "тридцать",
    4: "сорок",
    5: "пятьдесят",
    6: "шестьдесят",
    7: "семьдесят",
    8: "восемьдесят",
}
_ENGLISH_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_ENGLISH_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_RUSSIAN_NUMBER_STEMS = (
    ("одиннадцат", 11),
    ("двенадцат", 12),
    ("тринадцат", 13),
    ("четырнадцат", 14),
    ("пятнадцат", 15),
    ("шестнадцат", 16),
    ("семнадцат", 17),
    ("восемнадцат", 18),
    ("девятнадцат", 19),
    ("двадцат", 20),
    ("тридцат", 30),
    ("сорок", 40),
    ("пятьдесят", 50),
    ("пятидесят", 50),
    ("шестьдесят", 60),
    ("шестидесят", 60),
    ("семьдесят", 70),
    ("семидесят", 70),
    ("восемьдесят", 80),
    ("девянос", 90),
    ("десят", 10),
)
_ENGLISH_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_RUSSIAN_MONTH_STEMS = [
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
]
_ENGLISH_SEASONS = ("winter", "spring", "summer", "autumn")
_RUSSIAN_SEASONS = ("зимой", "весной", "летом", "осенью")


def number_in(text: str) -> int | None:
    """A number from 0 to 120 written in digits, English or Russian words; None if there is none."""
    if digits := re.search(r"\d{1,3}", text):
        return int(digits[0])
    words = re.split(r"[\s-]+", text.lower())
    for index, word in enumerate(words):
        if word in _ENGLISH_TENS:
            unit = words[index + 1] if index + 1 < len(words) else ""
            return _ENGLISH_TENS[word] + (_ENGLISH_UNITS.index(unit) if unit in _ENGLISH_UNITS else 0)
        if word in _ENGLISH_TEENS:
            return 10 + _ENGLISH_TEENS.index(word)
        if word in _ENGLISH_UNITS:
            return _ENGLISH_UNITS.index(word)
    return next((number for stem, number in _RUSSIAN_NUMBER_STEMS if stem in text.lower()), None)


def english_age(text: str, context: str) -> str:
    """An age as a decade: "22" → "in his twenties"; the pronoun is that of the context.

    Examples
    --------
    >>> english_age("22", "he fled to his uncle")
    'in his twenties'
    """
    age = number_in(text)
    possessive = _english_possessive(context)
    if age is None or age < 10:
        return "a child" if age is not None else "of working age"
    if age >= 100:
        return "very old"
    return f"in {possessive} {_ENGLISH_DECADES[age // 10 - 1]}"


def russian_age(text: str) -> str:
    """An age as a decade: "22 года" → "за двадцать"."""
    age = number_in(text)
    if age is None:
        return "взрослый"
    if age < 20:
        return "подросток" if age < 18 else "совсем молодой"
    return f"за {_RUSSIAN_DECADES.get(age // 10, 'девяносто')}"


def _english_possessive(context: str) -> str:
    male = len(re.findall(r"\b(?:he|his|him|man|boy)\b", context, re.IGNORECASE))
    female = len(re.findall(r"\b(?:she|her|hers|woman|girl)\b", context, re.IGNORECASE))
    return "their" if male == female else ("his" if male > female else "her")


def english_birth_year(text: str) -> str:
    """A birth year as a decade: "born in 1995" → "born in the 1990s"."""
    year = re.search(r"\d{4}", text)
    return "leave the year out" if year is None else f"born in the {year[0][:3]}0s"


def russian_birth_year(text: str) -> str:
    """A birth year as a decade."""
    year = re.search(r"\d{4}", text)
    return "без года рождения" if year is None else f"родился в {year[0][:3]}0-х"


def english_date(text: str) -> str:
    """A day or month as a season: "on 4 March 2017" → "in spring 2017"."""
    lower = text.lower()
    month = next((i for i, name in enumerate(_ENGLISH_MONTHS) if name[:3] in lower), None)
    return _season(month, text, _ENGLISH_SEASONS, "in ") or "some time ago"


def russian_date(text: str) -> str:
    """A day or month as a season."""
    lower = text.lower()
    month = next((i for i, stem in enumerate(_RUSSIAN_MONTH_STEMS) if re.search(rf"\b{stem}", lower)), None)
    return _season(month, text, _RUSSIAN_SEASONS, "") or "некоторое время назад"


def _season(month: int | None, text: str, names: tuple[str, ...], before: str) -> str | None:
    if month is None:
        numbers = re.search(r"\b\d{1,2}[./](\d{1,2})[./]\d{2,4}", text)
        month = int(numbers[1]) - 1 if numbers and 1 <= int(numbers[1]) <= 12 else None
    if month is None:
        return None
    year = re.search(r"\b(?:19|20)\d\d\b", text)
    return f"{before}{names[(month + 1) % 12 // 3]}" + (f" {year[0]}" if year else "")
