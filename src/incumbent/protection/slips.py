"""Makes the matchers of names that are written almost right: a letter off, or by their sound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from incumbent.protection.expand import fuzzy_forms, sounding_words
from incumbent.protection.fold import folded_letters
from incumbent.protection.fuzzy import FuzzyMatcher
from incumbent.protection.heard import SoundMatcher
from incumbent.protection.person import Person


def one_letter_off(people: Sequence[Person]) -> FuzzyMatcher:
    """The matcher of names with one slip of the pen."""
    forms: dict[str, set[int]] = defaultdict(set)
    doubled: dict[str, set[str]] = defaultdict(set)
    lengths: dict[str, int] = {}
    for place, person in enumerate(people):
        for form, whole, length in fuzzy_forms(person):
            lengths[form] = min(length, lengths.get(form, length))
            forms[form].add(place)
            doubled[form].add(whole)
    return FuzzyMatcher(forms, _free(people), doubled, lengths)


def by_sound(people: Sequence[Person]) -> SoundMatcher:
    """The matcher of names that are written by their sound."""
    names = [word for place, person in enumerate(people) for word in sounding_words(person, place)]
    return SoundMatcher(names, _free(people))


def _free(people: Sequence[Person]) -> frozenset[str]:
    """Folded words that are no slip of anybody's name: pseudonyms and towns."""
    phrases = (phrase for person in people for phrase in (*person.pseudonym, *person.towns))
    return frozenset(folded_letters(word) for phrase in phrases for word in phrase.split())
