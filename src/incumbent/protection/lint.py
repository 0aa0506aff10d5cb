"""What is unwise in a vault: names that cannot be protected alone, telling pseudonyms, more than is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from incumbent.protection.fold import folded_letters
from incumbent.protection.inflect import dictionary_word
from incumbent.protection.name_words import parts_of
from incumbent.protection.person import Person
from incumbent.protection.romanise import spellings
from incumbent.protection.words import words

_SHORTEST = 5
_OPTIONAL = ("addresses", "gps", "relatives", "phones", "plates", "documents", "workplaces")
# Family names of people of power, and of clans: who bears one by chance could pay for it.
_KNOWN = frozenset(
    words(
        """путин медведев кадыров ямадаев делимханов дудаев масхадов басаев закаев закаева байсангуров гантамиров
        хаджиев зеленский порошенко янукович лукашенко назарбаев токаев алиев пашинян саакашвили навальный ходорковский
        шойгу лавров мишустин кириенко бортников патрушев сечин абрамович асад эрдоган хаменеи трамп байден обама
        макрон меркель шольц орбан дуда туск вучич"""
    )
)


def _names(person: Person) -> list[str]:
    parts = parts_of(person)
    return [one for one in (parts.given, parts.family, *person.aliases, person.name) if one]


def _protected_alone(person: Person) -> list[tuple[str, str]]:
    """Class and text of everything that is protected on its own."""
    own = [("alias", alias) for alias in person.aliases]
    relatives = [("alias of a relative", alias) for one in person.relatives for alias in one.aliases]
    return [*own, *relatives, *(("handle", handle) for handle in person.handles)]


def _of_names(person: Person) -> Iterable[str]:
    for kind, text in _protected_alone(person):
        tokens = text.split()
        if len(tokens) == 1 and len(folded_letters(text, squeezed=False)) < _SHORTEST:
            yield f"{kind}: shorter than {_SHORTEST} letters, it will meet other words; protect it within a phrase"
        elif len(tokens) == 1 and kind != "handle" and dictionary_word(text):
            yield f"{kind}: a common word; protect it within a phrase, or expect false alarms"


def _of_pseudonyms(person: Person, people: Sequence[Person]) -> Iterable[str]:
    others = {folded_letters(name): one.id for one in people for name in _names(one)}
    relatives = {
        folded_letters(name) for one in person.relatives for name in (one.name, *one.aliases) if name
    }
    initials = {spelt[:1] for name in _names(person) for spelt in _latin(name)}
    for pseudonym in person.pseudonym:
        folded = folded_letters(pseudonym)
        tokens = {folded_letters(token) for token in pseudonym.split()}
        if folded in others:
            yield f"pseudonym: it is a name in the vault ({others[folded]}); take another"
        if relatives & {folded, *tokens}:
            yield "pseudonym: it is a relative's name; take another"
        if tokens & {folded_letters(name) for name in _KNOWN} or tokens & _known_latin():
            yield "pseudonym: a well-known person's or clan's family name: a bystander could pay for it"
        if {spelt[:1] for token in pseudonym.split() for spelt in _latin(token)} & initials:
            yield "pseudonym: it keeps an initial letter of the name"


def _latin(word: str) -> list[str]:
    return [folded_letters(one) for token in word.lower().split() for one in spellings(token, mixed=False)]


def _known_latin() -> frozenset[str]:
    return frozenset(folded_letters(one) for name in _KNOWN for one in spellings(name, mixed=False))


def lint(person: Person, people: Sequence[Person]) -> list[str]:
    """Warnings about one person's entry; none repeats a value.

    Parameters
    ----------
    person : Person
    people : sequence of Person
        The whole vault.
    """
    warnings = [*_of_names(person), *_of_pseudonyms(person, [one for one in people if one is not person])]
    own = {folded_letters(name) for name in _names(person)}
    if any(folded_letters(pseudonym) in own for pseudonym in person.pseudonym):
        warnings.append("pseudonym: it is the person's own name")
    warnings += [
        f"{field}: do you need it? What the vault does not hold cannot be taken from it"
        for field in _OPTIONAL
        if getattr(person, field)
    ]
    if not person.aliases:
        warnings.append("aliases: none, so the family name alone is free; add it if it is rare")
    if not person.secret:
        warnings.append("secret: missing, marks are weak; store the entry anew with `protect edit`")
    return warnings
