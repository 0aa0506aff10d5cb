"""Finds telephone numbers by their digits, however they are parted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from incumbent.protection.automaton import Automaton
from incumbent.protection.fold import Stream, spelled
from incumbent.protection.match import Hit
from incumbent.protection.person import Person
from incumbent.protection.views import View

_SUFFIX = 8  # digits that must agree at the end
_WIDEST = 8  # characters that may stand between two digits of a number
_TRUNKS = frozenset({"", "0", "00", "8", "810", "7", "07", "007", "011", "1", "10"})


def international(phone: str) -> str:
    """A vault's number as country code and national number, digits only; a number without code is Russian."""
    import phonenumbers

    digits = re.sub(r"\D", "", phone)
    known: Any = phonenumbers
    try:
        parsed = known.parse(phone if phone.strip().startswith("+") else digits, "RU")
        return f"{parsed.country_code}{parsed.national_number}"
    except known.NumberParseException:
        return digits


class PhoneMatcher:
    """Finds the vault's numbers in texts.

    Parameters
    ----------
    people : sequence of Person
    """

    def __init__(self, people: Sequence[Person]) -> None:
        owners: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for place, person in enumerate(people):
            for phone in person.phones:
                if len(full := international(phone)) >= _SUFFIX:
                    owners[full[-_SUFFIX:]].append((full, place))
        self._owners = list(owners.values())
        self._automaton = Automaton(list(owners))

    def find(self, view: View) -> list[Hit]:
        """Hits in a reading."""
        if not self._automaton:
            return []
        stream = view.alnum
        are_digits = np.flatnonzero((stream.codes >= 48) & (stream.codes <= 57))
        if len(are_digits) < _SUFFIX:
            return []
        found: list[Hit] = []
        for number, first, last in self._automaton.met(stream.codes[are_digits]):
            for full, person in self._owners[number]:
                span = _span(stream, are_digits, first, last, full)
                if span is not None and not _is_other_number(view.text, *span):
                    found.append(Hit(*span, person, "phone"))
        return found


_DECIMALS = re.compile(r"\d*\.\d+\s?[ ,;L-]\s?-?\d+\.\d+", re.IGNORECASE)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_MONTH_AND_DAY = re.compile(r"([-./])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)")


def _is_other_number(text: str, start: int, end: int) -> bool:
    """Whether digits that are a telephone number's belong to other numbers as they stand there."""
    ends_in_year = _YEAR.search(text, max(start, end - 5), end) is not None
    return (ends_in_year and _MONTH_AND_DAY.match(text, end) is not None) or _among_decimals(text, start, end)


def _among_decimals(text: str, start: int, end: int) -> bool:
    """Whether digits are those of two decimal numbers one after the other, as in a drawing's path."""
    if sum(one.isdigit() for one in text[start:end]) == _SUFFIX and _DECIMALS.fullmatch(text, start, end):
        return True
    if text[end : end + 1] != "." and text[max(0, start - 1) : start] != ".":
        return False
    around = _DECIMALS.finditer(text, max(0, start - 4), min(len(text), end + 4))
    return any(match.start() <= start + 1 and match.end() >= end for match in around)


def _joins(stream: Stream, places: Any, index: int) -> int:
    """Characters between a digit and the next, -1 where a letter or too much stands between."""
    if index < 0 or index + 1 >= len(places) or places[index + 1] != places[index] + 1:
        return -1
    gap = int(stream.offsets[places[index + 1]] - stream.offsets[places[index]]) - 1
    return gap if gap <= _WIDEST else -1


def _span(stream: Stream, places: Any, start: int, end: int, full: str) -> tuple[int, int] | None:
    """Span of the whole number around its last digits, or None where other digits make it another number."""
    if (
        any(_joins(stream, places, index) < 0 for index in range(start, end - 1))
        or _joins(stream, places, end - 1) == 0
    ):
        return None
    ahead = full[:-_SUFFIX]
    begin = start
    while ahead and _joins(stream, places, begin - 1) >= 0:
        if spelled(stream.codes[places[begin - 1] : places[begin - 1] + 1]) != ahead[-1]:
            break
        begin, ahead = begin - 1, ahead[:-1]
    rest = begin
    while _joins(stream, places, rest - 1) == 0:
        rest -= 1
    if spelled(stream.codes[places[rest:begin]]) not in _TRUNKS:
        return None
    return int(stream.offsets[places[begin]]), int(stream.offsets[places[end - 1]]) + 1
