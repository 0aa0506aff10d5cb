"""The letter patterns that stand for a person's names."""

from __future__ import annotations

from codecs import encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from incumbent.protection.fold import folded_letters
from incumbent.protection.inflect import forms, is_cyrillic, known_surname
from incumbent.protection.name_words import ARTICLES, INNER_BORDER, PARTICLES, parts_of, tokens_of
from incumbent.protection.person import Gender, Person
from incumbent.protection.romanise import main_spellings, spellings
from incumbent.protection.sounds import sounds_of
from incumbent.protection.word_forms import both_folds, word_forms
from incumbent.protection.words import words

_ARTICLED_FROM = 5  # letters of a name that an article marks as the person's
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_TO_LATIN_KEYS = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)
_TO_RUSSIAN_KEYS = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_GLUED_FROM, _GLUES_ITSELF = (
    6,
    9,
)  # letters of a name to which an initial may be glued; longer ones need no border
_FOREIGN_ALONE = 4  # letters of a name in another alphabet that is found without its company
_RARE_FROM = 8  # letters of a family name that may be rare
_SLOGANS = ("free", "save", "justicefor", "svobodu", "freiheitfür")
_TITLES = words("гн господин госпожа гжа гражданин гражданка товарищ тов mr mrs ms dr herr frau пан пани")


@dataclass(frozen=True, slots=True, repr=False)
class Company:
    """What must stand beside an anchor for a whole name, and what may stand between."""

    required: frozenset[str]
    fillers: frozenset[str]
    initials: frozenset[str] = frozenset()  # each with a full stop, for a whole name


@dataclass(frozen=True, slots=True, repr=False)
class Pattern:
    """Folded letters that stand for a person.

    Parameters
    ----------
    letters : str
        Folded by `fold.folded_letters`.
    person : int
        Place of the person in the vault.
    rule : str
        Public class of rule.
    inflects : bool
        An ending may follow.
    company : Company, optional
        The pattern counts only beside one of these.
    reading : {"", "keys", "reversed"}
        How the letters were disguised in the pattern itself.
    """

    letters: str
    person: int
    rule: str
    inflects: bool = False
    company: Company | None = None
    reading: str = ""


def _alone(word: str, part: str, person: int, rule: str, gender: Gender) -> Iterable[Pattern]:
    """A word protected on its own: in its forms, typed on the wrong keyboard, and backwards."""
    found = word_forms(word, part, gender)
    for letters in found.every:
        yield Pattern(letters, person, rule, inflects=len(letters) >= 5)
        if len(letters) >= 5:
            yield Pattern(letters[::-1], person, rule, reading="reversed")
    for letters in found.foreign:
        if len(letters) >= _FOREIGN_ALONE:
            yield Pattern(letters, person, rule, inflects=True)
    for form in found.raw:
        yield from _typed_wrongly(form, person, rule)


def _typed_wrongly(form: str, person: int, rule: str) -> Iterable[Pattern]:
    """A form typed on the keyboard of the other language."""
    keys = form.translate(_TO_LATIN_KEYS if is_cyrillic(form) else _TO_RUSSIAN_KEYS)
    for letters in both_folds([keys]):
        if len(letters) >= 4 and keys != form:
            yield Pattern(letters, person, rule, reading="keys")


def _is_rare(family: str) -> bool:
    """Whether a family name is so rare that an initial beside it says who is meant."""
    return len(family) >= _RARE_FROM and not known_surname(family)


def _together(
    anchor: str, required: Sequence[str], fillers: Sequence[str], *, person: int, rule: str, gender: Gender
) -> Iterable[Pattern]:
    """A name protected as a whole: an anchor word with its company beside it, in any order."""

    def every(words: Sequence[str], part: str) -> frozenset[str]:
        forms_ = [word_forms(word, part, gender) for word in words]
        known = {form for one in forms_ for form in one.every | one.foreign}
        initials = {form[0] for form in known} if part == "patronymic" else set[str]()
        return frozenset(known | initials)

    initials = (
        frozenset(form[0] for form in every(required, "given")) if _is_rare(anchor) else frozenset[str]()
    )
    company = Company(every(required, "given"), every(fillers, "patronymic"), initials)
    back = Company(
        *(frozenset(form[::-1] for form in forms_) for forms_ in (company.required, company.fillers))
    )
    for order in ([*required, anchor], [anchor, *required]):
        for words_ in product(*(_nominatives(word) for word in order)):
            yield from _typed_wrongly(" ".join(words_), person, rule)
    found = word_forms(anchor, "family", gender)
    for letters in found.foreign:
        yield Pattern(letters, person, rule, inflects=True, company=company)
    for letters in found.every:
        yield Pattern(letters, person, rule, len(letters) >= 4, company)
        yield Pattern(letters[::-1], person, rule, company=back, reading="reversed")


def _glued(word: str, initials: Iterable[str], person: int, rule: str) -> Iterable[Pattern]:
    """A short family name in small Latin letters with an initial glued to it, as file names have it; and in rot13."""
    for form in {folded_letters(one) for one in spellings(word.lower(), mixed=False)}:
        if not form.isascii() or len(form) < _GLUED_FROM:
            continue
        yield Pattern(folded_letters(encode(form, "rot13")), person, rule)
        if len(form) >= _GLUES_ITSELF:
            continue
        for initial in initials:
            yield Pattern(folded_letters(initial + form), person, rule, reading="small")
            yield Pattern(folded_letters(form + initial), person, rule, reading="small")
        for slogan in _SLOGANS:
            yield Pattern(folded_letters(slogan + form), person, rule, inflects=True)


def _initials(given: str) -> frozenset[str]:
    """First letters of a given name in Latin letters."""
    return (
        frozenset(form[0] for form in word_forms(given, "given", Gender.UNKNOWN).every if form[0].isascii())
        if given
        else frozenset()
    )


def _phrase(phrase: str, person: int, rule: str, gender: Gender) -> Iterable[Pattern]:
    """An alias: one word protected alone, several as a whole."""
    tokens = tokens_of(phrase)
    carriers = [token for token in tokens if token.lower() not in PARTICLES] or tokens
    particles = [token for token in tokens if token.lower() in PARTICLES]
    if len(carriers) == 1 and particles and len(folded_letters(carriers[0])) < _ARTICLED_FROM:
        yield from _together(
            carriers[0], particles[:1], particles[1:], person=person, rule=rule, gender=gender
        )
        return
    if len(carriers) == 1:
        word = "".join(tokens) if len(tokens) == 1 else carriers[0]
        yield from _alone(word, "family", person, rule, gender)
        yield from _apart(word, person, rule, gender)
        return
    anchor = max(carriers, key=len)
    others = [token for token in carriers if token is not anchor]
    longest = max(others, key=len)
    fillers = [token for token in tokens if token is not anchor and token is not longest]
    yield from _together(anchor, [longest], fillers, person=person, rule=rule, gender=gender)


def _apart(word: str, person: int, rule: str, gender: Gender) -> Iterable[Pattern]:
    """A word of several parts with spaces between them; an Arabic article in any of its spellings."""
    parts = [part for part in INNER_BORDER.split(word) if folded_letters(part)]
    if len(parts) < 2:
        return
    found = word_forms(word, "family", gender)
    for letters in found.every | found.foreign:
        yield Pattern(letters, person, rule, reading="phrase")
    if len(parts) == 2 and parts[0].lower() in ARTICLES and len(folded_letters(parts[1])) >= _ARTICLED_FROM:
        yield from _together(parts[1], sorted(ARTICLES), (), person=person, rule=rule, gender=gender)


def _nominatives(word: str) -> list[str]:
    """The word as it is, and romanised as an English paper would."""
    small = word.lower()
    return [small, *sorted(main_spellings(small))] if is_cyrillic(small) else [small]


def _whole_name(person: Person, place: int) -> Iterable[Pattern]:
    parts = parts_of(person)
    family, given = parts.family, parts.given
    if not family:
        yield from (_phrase(person.name, place, "name", person.gender) if person.name else ())
        return
    if not given:
        yield from _alone(family, "family", place, "name", person.gender)
        return
    anchor, other = (family, given) if len(family) >= 4 or len(family) >= len(given) else (given, family)
    used = {family, given, parts.patronymic}
    middle = [
        token
        for token in tokens_of(person.name)
        if token not in used and len(used & set(tokens_of(person.name))) > 1
    ]
    fillers = [*([parts.patronymic] if parts.patronymic else []), *middle]
    if len(middle) > 1:
        fillers.append(" ".join(middle))
    yield from _together(anchor, [other], fillers, person=place, rule="name", gender=person.gender)


def title_forms() -> frozenset[str]:
    """Folded forms of the titles that may stand between the parts of anybody's name."""
    return frozenset(
        form for title in _TITLES for form in word_forms(title, "patronymic", Gender.UNKNOWN).every
    )


def _workplace(workplace: str, place: int) -> Iterable[Pattern]:
    """A workplace as it is written: it warns."""
    letters = folded_letters(workplace)
    if len(letters) >= 6:
        yield Pattern(letters, place, "workplace", reading="phrase")


def patterns_of(person: Person, place: int) -> list[Pattern]:
    """All letter patterns of a person.

    Parameters
    ----------
    person : Person
    place : int
        The person's place in the vault.
    """
    found = list(_whole_name(person, place))
    initials = _initials(parts_of(person).given)
    for alias in person.aliases:
        found += _phrase(alias, place, "alias", person.gender)
        if len(tokens_of(alias)) == 1:
            found += _glued(alias, initials, place, "alias")
    for workplace in person.workplaces:
        found += _workplace(workplace, place)
    for relative in person.relatives:
        if relative.name:
            found += _whole_name(Person(id="", name=relative.name), place)
        for alias in relative.aliases:
            found += _phrase(alias, place, "relative", Gender.UNKNOWN)
    return list(dict.fromkeys(found))


def forget_forms() -> None:
    """Empty the caches that hold forms of names: they are for making one scanner."""
    for kept in (word_forms, forms, sounds_of):
        kept.cache_clear()
