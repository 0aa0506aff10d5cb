"""Finds addresses with a house number; a street alone is free."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from incumbent.protection.clean import CleanText
from incumbent.protection.expand import Pattern
from incumbent.protection.fold import folded_alnum
from incumbent.protection.match import Hit
from incumbent.protection.person import Gender, Person
from incumbent.protection.views import BARRIER
from incumbent.protection.word_forms import word_forms
from incumbent.protection.words import words

_GENERIC = frozenset(
    words(
        """улица ул проспект пр просп переулок пер площадь пл бульвар бул бр шоссе ш дом д корпус корп к квартира кв
        строение стр город г село с деревня посёлок пос микрорайон мкр имени им street st road rd avenue ave
        lane ln
        square sq boulevard blvd ulitsa ul prospekt pereulok house flat apartment apt dom kvartira kv strasse
        str rue
        via calle район республика область и the of"""
    )
)
_NUMBER = re.compile(r"\d{1,4}(?:[ /-]?[а-яa-z](?![^\W\d_]))?", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_TAIL = re.compile(r"[^\W\d_]*")
_AHEAD, _BEHIND = 34, 24
STREET = "street"  # rule of a street's name; with a house number it is an address
_BETWEEN = re.compile(
    r"[\s,.;:№#()/–—-]*(?:по |на |в )?(?:(?:улиц[аеыу]|улицей|ул|проспект[ауе]?|пр|просп|пер|переул(?:ок|к[ауе])|"
    r"проезд[ауе]?|бульвар[ауе]?|площад[ьи]|набережн(?:ая|ой)|тупик[ауе]?|шоссе|пл|бул|наб|"
    r"stra(?:ß|ss)e|street|str|st|road|rd|avenue|ave|lane|ln|square|sq|boulevard|blvd|"
    r"ulits[ae]|ulitca|ulica|ul|pereulok|pereulke|per|prospekt|pr|ploshchad|bulvar|shosse)(?![^\W\d_]))?[\s,.;:№#()/–—-]*"
    r"(?:(?:дом(?:е|а|у|ом)?|д|house|no|nr|n|number|номер|h|dom)(?![^\W\d_]))?[\s,.;:№#()/–—-]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, repr=False)
class _Address:
    person: int
    house: str


class _House(NamedTuple):
    """A house number beside a street's name, and where both begin and end."""

    number: str
    start: int
    end: int


def _parted(address: str) -> tuple[str, str]:
    """The street's own name and the house number; empty where there is none."""
    for match in _NUMBER.finditer(address):
        before = list(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", address[: match.start()]))
        own = [word for word in before if word.lower() not in _GENERIC and len(word) > 2]
        if own:
            return own[-1], _normal(match.group())
        after = re.findall(r"[^\W\d_]+", address[match.end() :])
        own = [word for word in after if word.lower() not in _GENERIC and len(word) > 2]
        if own:
            return own[0], _normal(match.group())
    return "", ""


def _normal(number: str) -> str:
    """Digits and letter of a house number, as they are compared."""
    return folded_alnum(number)


class AddressMatcher:
    """Finds a street's name with its house number beside it.

    Parameters
    ----------
    people : sequence of Person

    Attributes
    ----------
    streets : list of Pattern
        Of the streets' names, to be looked for in the letters of a text.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        self._addresses: list[_Address] = []
        patterns: list[Pattern] = []
        for place, person in enumerate(people):
            for address in person.addresses:
                street, house = _parted(address)
                if street:
                    number = len(self._addresses)
                    self._addresses.append(_Address(place, house))
                    forms = word_forms(street, "family", Gender.UNKNOWN).every
                    patterns += [
                        Pattern(form, number, STREET, inflects=True) for form in forms if len(form) > 3
                    ]
        self.streets = patterns

    def with_houses(self, text: str, found: Iterable[Hit]) -> Iterable[Hit]:
        """Hits as they are, a street's name with its house number or not at all.

        Parameters
        ----------
        text : str
        found : iterable of Hit
            Of `streets` and other patterns.
        """
        houses: dict[tuple[int, int], list[_House]] = {}
        for hit in found:
            if hit.rule != STREET:
                yield hit
                continue
            if (place := (hit.start, hit.end)) not in houses:
                houses[place] = list(_houses(text, *place))
            address = self._addresses[hit.person]
            if (house := _first(houses[place], address.house)) is not None:
                yield Hit(house.start, house.end, address.person, "address")


def _first(houses: Iterable[_House], sought: str) -> _House | None:
    return next((one for one in houses if one.number == sought), None)


def _houses(text: str, start: int, end: int) -> Iterable[_House]:
    """Numbers beside a street's name that may be a house's: the one behind it first."""
    around = text[max(0, start - _BEHIND) : end + _AHEAD]
    if not _DIGIT.search(around):
        return
    after = CleanText(text[end : end + _AHEAD].partition(BARRIER)[0])
    tail = _TAIL.match(after.text)
    gap = _BETWEEN.match(after.text, tail.end() if tail else 0)
    number = _NUMBER.match(after.text, gap.end() if gap else 0)
    if number:
        yield _House(_normal(number.group()), start, end + after.span(0, number.end())[1])
    before = CleanText(text[max(0, start - _BEHIND) : start].rpartition(BARRIER)[2])
    for match in _NUMBER.finditer(before.text):
        if (found := _BETWEEN.match(before.text, match.end())) and found.end() == len(before.text):
            yield _House(_normal(match.group()), start - len(before.text) + match.start(), end)
