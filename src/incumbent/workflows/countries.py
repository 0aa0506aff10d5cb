"""Which state is meant by a country's name: its number and its capital's time zone."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources

from incumbent.domain.errors import RefusedError

_LANGUAGES = ("en", "ru")
_OTHER_NAMES = {
    "usa": "US",
    "uk": "GB",
    "great britain": "GB",
    "turkey": "TR",
    "burma": "MM",
    "czech republic": "CZ",
}


@dataclass(frozen=True, slots=True)
class Country:
    """One state.

    Parameters
    ----------
    gwcode : int
        As in the lists of leaders: united Germany 255, united Yemen 679, Serbia 345.
    name : str
        English.
    zone : str
        IANA time zone of the capital.
    iso2 : str
        Two letters, as in "RU".
    """

    gwcode: int
    name: str
    zone: str
    iso2: str


@cache
def states() -> tuple[Country, ...]:
    """Every state, in the order of their numbers."""
    from babel import Locale

    english = Locale("en").territories
    table = resources.files("incumbent.workflows").joinpath("countries.csv").read_text(encoding="utf-8")
    return tuple(
        Country(int(row["gwcode"]), str(english[row["iso2"]]), row["zone"], row["iso2"])
        for row in csv.DictReader(table.splitlines())
    )


def country_named(name: str) -> Country:
    """The state of that name, in English or Russian.

    Raises
    ------
    RefusedError
        If no state is called so; it names the nearest.

    Examples
    --------
    >>> country_named("Russia").gwcode
    365
    """
    names = _names()
    asked = _plain(name)
    if asked in names:
        return names[asked]
    near = get_close_matches(asked, names, n=3)
    hint = f" Did you mean {' or '.join(names[n].name for n in near)}?" if near else ""
    msg = f"No state is called {name!r} here.{hint} Write its usual name, as in Russia."
    raise RefusedError(msg)


@cache
def _names() -> dict[str, Country]:
    """Every state by its plain name in each language."""
    from babel import Locale

    territories = [Locale(language).territories for language in _LANGUAGES]
    found: dict[str, Country] = {}
    for country in states():
        for names in territories:
            found[_plain(str(names[country.iso2]))] = country
        for other, iso2 in _OTHER_NAMES.items():
            if iso2 == country.iso2:
                found[other] = country
    return found


def _plain(name: str) -> str:
    words = name.casefold().replace("&", "and").replace("’", "'").replace("st. ", "saint ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
