"""Which words a name is made of, and which of them are the family's, the given and the father's."""

from __future__ import annotations

import re

from incumbent.protection.fold import folded_letters
from incumbent.protection.person import NameParts, Person
from incumbent.protection.pinyin import parted_name
from incumbent.protection.words import words

PARTICLES = frozenset(
    words(
        """al el ad as ar an at ibn bin bint abu abd van von der den de da di du la le del dos оглы оглу кызы
        аль эль ибн бин бинт абу ад ас улы уулу ال بن ابن بنت ابو عبد"""
    )
)
ARTICLES = frozenset(words("al el аль эль"))
INNER_BORDER = re.compile("[-\u2010\u2011\u200c]")
_SYLLABIC = re.compile(
    "[\u3400-\u9fff]{2,6}|[\uac00-\ud7a3]{2,6}"
)  # names without a space between their parts


def tokens_of(phrase: str) -> list[str]:
    """The words of a phrase that have letters or digits."""
    return [token for token in re.split(r"[\s,]+", phrase) if folded_letters(token)]


def parts_of(person: Person) -> NameParts:
    """The name's parts as given, or guessed from the name's order of words."""
    if person.name_parts.family or not person.name:
        return person.name_parts
    tokens = tokens_of(person.name)
    if len(tokens) == 1 and _SYLLABIC.fullmatch(tokens[0]):
        family, given = parted_name(tokens[0])
        return NameParts(given, "", family)
    fathers = [token for token in tokens if re.search("(вич|вна|ична|оглы|кызы)$", token.lower())]
    if len(tokens) - len(fathers) < 2:  # `Mickevič` is a family's name: nobody goes by a first name alone
        fathers = []
    rest = [token for token in tokens if token not in fathers]
    surname = [
        token for token in rest if re.search("(ов|ев|ёв|ин|ын|ский|ова|ева|ина|ская|ко|дзе|швили|ян)$", token)
    ]
    family = surname[-1] if surname and len(rest) > 1 else (rest[-1] if rest else "")
    given = next((token for token in rest if token is not family), "")
    return NameParts(given, fathers[0] if fathers else "", family)
