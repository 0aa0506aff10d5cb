"""The letter patterns that stand for a person's names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from incumbent.protection.fold import folded_letters
from incumbent.protection.inflect import (
    ADJECTIVE_ENDINGS,
    CYRILLIC_ENDINGS,
    GEORGIAN_ENDINGS,
    LATIN_ENDINGS,
    forms,
    is_cyrillic,
)
from incumbent.protection.person import Gender, NameParts, Person
from incumbent.protection.romanise import cyrillic_spellings, main_spellings, spellings
from incumbent.protection.words import words
from incumbent.protection.writings import foreign_spellings

_PARTICLES = frozenset(
    words(
        """al el ad as ar an at ibn bin bint abu abd van von der den de da di du la le del dos оглы оглу кызы
        аль эль ибн бин бинт абу ад ас улы уулу ال بن ابن بنت ابو عبد"""
    )
)
_ARTICLES = frozenset(words("al el аль эль"))
_ARTICLED_FROM = 5  # letters of a name that an article marks as the person's
_INNER_BORDER = re.compile("[-\u2010\u2011\u200c]")
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_TO_LATIN_KEYS = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)
_TO_RUSSIAN_KEYS = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TITLES = words("гн господин госпожа гжа гражданин гражданка товарищ тов mr mrs ms dr herr frau пан пани")
_DOTS_FROM = 4  # letters of a word whose е may be ё
_FOREIGN_FROM = 4  # letters of a name in another alphabet; a shorter form is other words
_MIXED_FROM = 6  # shorter words get consistent spellings only: their mixtures meet other words


@dataclass(frozen=True, slots=True, repr=False)
class Company:
    """What must stand beside an anchor for a whole name, and what may stand between."""

    required: frozenset[str]
    fillers: frozenset[str]


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


@cache
def _endings(cyrillic: bool) -> frozenset[str]:
    listed = CYRILLIC_ENDINGS if cyrillic else LATIN_ENDINGS
    return frozenset(folded_letters(ending) for ending in listed)


def all_endings() -> frozenset[str]:
    """Folded endings of every script."""
    return _endings(True) | _endings(False) | frozenset(GEORGIAN_ENDINGS)


def _both_folds(words: Iterable[str]) -> set[str]:
    """Squeezed and unsqueezed letters: letter-spaced text keeps its doubles."""
    kept = list(words)
    return {folded_letters(word) for word in kept} | {folded_letters(word, squeezed=False) for word in kept}


def _shortest(words: frozenset[str]) -> list[str]:
    """The forms that are not another form with an ending: their romanisations take endings themselves."""
    ordered = sorted(words, key=lambda word: (len(word), word))
    kept: list[str] = []
    for word in ordered:
        if not any(
            word.startswith(one) and folded_letters(word[len(one) :]) in _endings(True) for one in kept
        ):
            kept.append(word)
    return kept


@dataclass(frozen=True, slots=True, repr=False)
class WordForms:
    """Folded forms of one word of a name: in its own script, and in Latin letters (endings may follow)."""

    own: frozenset[str]
    latin: frozenset[str]
    raw: frozenset[str]  # unfolded, with the main romanisations
    foreign: frozenset[str]  # in the letters of other alphabets, by the name's sounds

    @property
    def every(self) -> frozenset[str]:
        """All folded forms in the name's own script and in Latin letters."""
        return self.own | self.latin


@cache
def word_forms(word: str, part: str, gender: Gender) -> WordForms:
    """All folded forms of a word of a name."""
    small = word.lower().strip(".,;:!?\"'()«»")
    own = forms(small, part, gender)
    if "ӏ" in small or "Ӏ" in small:
        own |= {form.replace("ӏ", "").replace("Ӏ", "") for form in own}
    mixed = len(small) >= _MIXED_FROM
    base = _shortest(own) if is_cyrillic(small) else sorted(own)
    stems = [word_ for word_ in base if small.startswith(word_[: max(3, len(small) - 2)])] or [small]
    latin = {spelling for stem in stems for spelling in spellings(stem, mixed=mixed)}
    latin |= {
        spelling
        for stem in stems
        for dotted in _with_dots(stem)
        for spelling in spellings(dotted, mixed=False)
    }
    main: set[str] = set(own)
    if is_cyrillic(small):
        main |= {spelling for form in {*stems, *own} for spelling in main_spellings(form)}
    elif small.isascii():
        cyrillic = {form for spelt in cyrillic_spellings(small) for form in (spelt, *_simple_forms(spelt))}
        own |= frozenset(cyrillic)
    return WordForms(
        frozenset(_both_folds(own)) - {""},
        frozenset(_both_folds(latin)) - {""},
        frozenset(own | main),
        _foreign(small),
    )


def _foreign(word: str) -> frozenset[str]:
    """Folded forms of a word in every other alphabet; endings may follow."""
    return frozenset(
        letters
        for alphabet, spelt in foreign_spellings(word).items()
        for one in spelt
        for form in (_declined(one) if alphabet == "cyrillic" else (one,))
        if len(letters := folded_letters(form)) >= _FOREIGN_FROM
    )


def _declined(word: str) -> Iterable[str]:
    """A name of another language in Russian cases and in Ukrainian ones."""
    stem = re.sub("(?:[аи]й?|ая)$", "", word)
    if stem.endswith(("ск", "цк")) and stem != word:
        stems = (stem, f"{stem[:-1]}ьк")
        return [word, *(start + ending for start in stems for ending in ADJECTIVE_ENDINGS)]
    return (word, *_simple_forms(word))


def _with_dots(word: str) -> Iterable[str]:
    """The word with each of its е as ё: Russian leaves the dots off, other languages write what is said."""
    if "ё" in word or len(word) < _DOTS_FROM:
        return ()
    return (word[:at] + "ё" + word[at + 1 :] for at, letter in enumerate(word) if letter == "е")


def _simple_forms(word: str) -> Iterable[str]:
    """A few Russian cases of a word that was spelt back into Cyrillic."""
    if word[-1:] in "аяьй":
        return [word[:-1] + ending for ending in ("и", "ы", "е", "у", "ю", "ой", "ей", "я", "ем")]
    return [word + ending for ending in ("а", "у", "ом", "ым", "е")] if word[-1:] not in "оуеиыюэ" else []


def _tokens(phrase: str) -> list[str]:
    return [token for token in re.split(r"[\s,]+", phrase) if folded_letters(token)]


def _alone(word: str, part: str, person: int, rule: str, gender: Gender) -> Iterable[Pattern]:
    """A word protected on its own: in its forms, typed on the wrong keyboard, and backwards."""
    found = word_forms(word, part, gender)
    for letters in found.every:
        yield Pattern(letters, person, rule, inflects=len(letters) >= 5)
        if len(letters) >= 5:
            yield Pattern(letters[::-1], person, rule, reading="reversed")
    for letters in found.foreign:
        yield Pattern(letters, person, rule, inflects=True)
    for form in found.raw:
        yield from _typed_wrongly(form, person, rule)


def _typed_wrongly(form: str, person: int, rule: str) -> Iterable[Pattern]:
    """A form typed on the keyboard of the other language."""
    keys = form.translate(_TO_LATIN_KEYS if is_cyrillic(form) else _TO_RUSSIAN_KEYS)
    for letters in _both_folds([keys]):
        if len(letters) >= 4 and keys != form:
            yield Pattern(letters, person, rule, reading="keys")


def _together(
    anchor: str, required: Sequence[str], fillers: Sequence[str], *, person: int, rule: str, gender: Gender
) -> Iterable[Pattern]:
    """A name protected as a whole: an anchor word with its company beside it, in any order."""

    def every(words: Sequence[str], part: str) -> frozenset[str]:
        forms_ = [word_forms(word, part, gender) for word in words]
        known = {form for one in forms_ for form in one.every | one.foreign}
        initials = {form[0] for form in known} if part == "patronymic" else set[str]()
        return frozenset(known | initials)

    company = Company(every(required, "given"), every(fillers, "patronymic"))
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


def _phrase(phrase: str, person: int, rule: str, gender: Gender) -> Iterable[Pattern]:
    """An alias: one word protected alone, several as a whole."""
    tokens = _tokens(phrase)
    carriers = [token for token in tokens if token.lower() not in _PARTICLES] or tokens
    particles = [token for token in tokens if token.lower() in _PARTICLES]
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
    parts = [part for part in _INNER_BORDER.split(word) if folded_letters(part)]
    if len(parts) < 2:
        return
    for letters in word_forms(word, "family", gender).every:
        yield Pattern(letters, person, rule, reading="phrase")
    if len(parts) == 2 and parts[0].lower() in _ARTICLES and len(folded_letters(parts[1])) >= _ARTICLED_FROM:
        yield from _together(parts[1], sorted(_ARTICLES), (), person=person, rule=rule, gender=gender)


def _nominatives(word: str) -> list[str]:
    """The word as it is, and romanised as an English paper would."""
    small = word.lower()
    return [small, *sorted(main_spellings(small))] if is_cyrillic(small) else [small]


def parts_of(person: Person) -> NameParts:
    """The name's parts as given, or guessed from the name's order of words."""
    if person.name_parts.family or not person.name:
        return person.name_parts
    tokens = _tokens(person.name)
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
    fillers = [parts.patronymic] if parts.patronymic else []
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
    for alias in person.aliases:
        found += _phrase(alias, place, "alias", person.gender)
    for workplace in person.workplaces:
        found += _workplace(workplace, place)
    for relative in person.relatives:
        if relative.name:
            found += _whole_name(Person(id="", name=relative.name), place)
        for alias in relative.aliases:
            found += _phrase(alias, place, "relative", Gender.UNKNOWN)
    return list(dict.fromkeys(found))


def fuzzy_forms(person: Person) -> frozenset[tuple[str, str, int]]:
    """Main spellings of the words protected alone, squeezed and with doubles, and the length of the word itself.

    Slips of the pen start from these.
    """
    aliases = [*person.aliases, *(alias for one in person.relatives for alias in one.aliases)]
    return frozenset(
        (letters, folded_letters(form, squeezed=False), len(folded_letters(word)))
        for word in aliases
        if len(_tokens(word)) == 1
        for form in word_forms(word, "family", person.gender).raw
        if len(letters := folded_letters(form)) >= 6
    )


def sounding_words(person: Person) -> Iterable[tuple[str, bool]]:
    """Words that are protected alone and may be written by their sound, and whether each has an article."""
    for alias in (*person.aliases, *(alias for one in person.relatives for alias in one.aliases)):
        carriers = [token for token in _tokens(alias) if token.lower() not in _PARTICLES]
        if len(carriers) == 1:
            every = [token.lower() for token in re.split(r"[-\u2010\u2011\s]", alias)]
            word = "".join(
                part for part in _INNER_BORDER.split(carriers[0]) if part.lower() not in _PARTICLES
            )
            yield word, word.startswith("ال") or not _ARTICLES.isdisjoint(every)


def forget_forms() -> None:
    """Empty the caches that hold forms of names: they are for making one scanner."""
    for kept in (word_forms, forms):
        kept.cache_clear()
