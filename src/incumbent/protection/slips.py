"""Makes the matchers of names that are written almost right: a letter off, or by their sound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from incumbent.protection.fold import folded_letters
from incumbent.protection.fuzzy import FuzzyMatcher
from incumbent.protection.heard import SoundMatcher
from incumbent.protection.name_words import ARTICLES, INNER_BORDER, PARTICLES, parts_of, tokens_of
from incumbent.protection.person import Person
from incumbent.protection.sounds import Heard
from incumbent.protection.word_forms import word_forms


def _fuzzy_forms(person: Person) -> frozenset[tuple[str, str, int]]:
    """Main spellings of the words protected alone, squeezed and with doubles, and the length of the word itself.

    Slips of the pen start from these.
    """
    aliases = [*person.aliases, *(alias for one in person.relatives for alias in one.aliases)]
    return frozenset(
        (letters, folded_letters(form, squeezed=False), len(folded_letters(word)))
        for word in aliases
        if len(tokens_of(word)) == 1
        for form in word_forms(word, "family", person.gender).raw
        if len(letters := folded_letters(form)) >= 6
    )


def _mans(family: str) -> str:
    """The family name of a woman's brother, where its ending tells."""
    stem = re.sub("(?<=[ое]в)а$|(?<=ёв)а$|(?<=[иы]н)а$", "", family)
    return re.sub("(?<=[сц]к)ая$", "ий", stem)


def _sounding_words(person: Person, place: int) -> Iterable[Heard]:
    """Words that may be written by their sound: those protected alone, and family names beside the rest of a name."""
    for alias in (*person.aliases, *(alias for one in person.relatives for alias in one.aliases)):
        carriers = [token for token in tokens_of(alias) if token.lower() not in PARTICLES]
        if len(carriers) == 1:
            yield from _sounding(carriers[0], alias, place, ())
    for one in (person, *(Person(id="", name=relative.name) for relative in person.relatives)):
        family = parts_of(one).family
        others = tuple(
            plain
            for token in tokens_of(one.name)
            if token != family
            and token.lower() not in PARTICLES
            and len(plain := _without_article(token)) > 2
        )
        if family and others:
            glued = ("".join(others),) if len(others) > 1 else ()
            yield from _sounding(family, one.name, place, (*others, *glued))


def _without_article(word: str) -> str:
    return "".join(part for part in INNER_BORDER.split(word) if part.lower() not in PARTICLES).removeprefix(
        "ال"
    )


def _sounding(carrier: str, phrase: str, place: int, company: tuple[str, ...]) -> Iterable[Heard]:
    """A word as it is written, and as a man has it."""
    every = [token.lower() for token in re.split(r"[-\u2010\u2011\s]", phrase)]
    word = "".join(part for part in INNER_BORDER.split(carrier) if part.lower() not in PARTICLES)
    articled = word.startswith("ال") or not ARTICLES.isdisjoint(every)
    return (Heard(one, articled, place, company) for one in dict.fromkeys((word, _mans(word))))


def one_letter_off(people: Sequence[Person]) -> FuzzyMatcher:
    """The matcher of names with one slip of the pen."""
    forms: dict[str, set[int]] = defaultdict(set)
    doubled: dict[str, set[str]] = defaultdict(set)
    lengths: dict[str, int] = {}
    for place, person in enumerate(people):
        for form, whole, length in _fuzzy_forms(person):
            lengths[form] = min(length, lengths.get(form, length))
            forms[form].add(place)
            doubled[form].add(whole)
    return FuzzyMatcher(forms, _free(people), doubled, lengths)


def by_sound(people: Sequence[Person]) -> SoundMatcher:
    """The matcher of names that are written by their sound."""
    names = [word for place, person in enumerate(people) for word in _sounding_words(person, place)]
    return SoundMatcher(names, _free(people))


def _free(people: Sequence[Person]) -> frozenset[str]:
    """Folded words that are no slip of anybody's name: pseudonyms and towns."""
    phrases = (phrase for person in people for phrase in (*person.pseudonym, *person.towns))
    return frozenset(folded_letters(word) for phrase in phrases for word in phrase.split())
