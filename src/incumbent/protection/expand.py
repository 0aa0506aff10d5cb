"""The letter patterns that stand for a person's names."""

from __future__ import annotations

import re
from codecs import encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from incumbent.protection.fold import folded_letters
from incumbent.protection.inflect import forms, is_cyrillic, known_surname
from incumbent.protection.person import Gender, NameParts, Person
from incumbent.protection.pinyin import parted_name
from incumbent.protection.romanise import main_spellings, spellings
from incumbent.protection.sounds import Heard, sounds_of
from incumbent.protection.word_forms import both_folds, word_forms
from incumbent.protection.words import words

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
_SYLLABIC = re.compile(
    "[\u3400-\u9fff]{2,6}|[\uac00-\ud7a3]{2,6}"
)  # names without a space between their parts
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
    found = word_forms(word, "family", gender)
    for letters in found.every | found.foreign:
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
        for token in _tokens(person.name)
        if token not in used and len(used & set(_tokens(person.name))) > 1
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
        if len(_tokens(alias)) == 1:
            found += _glued(alias, initials, place, "alias")
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


def _mans(family: str) -> str:
    """The family name of a woman's brother, where its ending tells."""
    stem = re.sub("(?<=[ое]в)а$|(?<=ёв)а$|(?<=[иы]н)а$", "", family)
    return re.sub("(?<=[сц]к)ая$", "ий", stem)


def sounding_words(person: Person, place: int) -> Iterable[Heard]:
    """Words that may be written by their sound: those protected alone, and family names beside the rest of a name."""
    for alias in (*person.aliases, *(alias for one in person.relatives for alias in one.aliases)):
        carriers = [token for token in _tokens(alias) if token.lower() not in _PARTICLES]
        if len(carriers) == 1:
            yield from _sounding(carriers[0], alias, place, ())
    for one in (person, *(Person(id="", name=relative.name) for relative in person.relatives)):
        family = parts_of(one).family
        others = tuple(
            plain
            for token in _tokens(one.name)
            if token != family
            and token.lower() not in _PARTICLES
            and len(plain := _without_article(token)) > 2
        )
        if family and others:
            glued = ("".join(others),) if len(others) > 1 else ()
            yield from _sounding(family, one.name, place, (*others, *glued))


def _without_article(word: str) -> str:
    return "".join(part for part in _INNER_BORDER.split(word) if part.lower() not in _PARTICLES).removeprefix(
        "ال"
    )


def _sounding(carrier: str, phrase: str, place: int, company: tuple[str, ...]) -> Iterable[Heard]:
    """A word as it is written, and as a man has it."""
    every = [token.lower() for token in re.split(r"[-\u2010\u2011\s]", phrase)]
    word = "".join(part for part in _INNER_BORDER.split(carrier) if part.lower() not in _PARTICLES)
    articled = word.startswith("ال") or not _ARTICLES.isdisjoint(every)
    return (Heard(one, articled, place, company) for one in dict.fromkeys((word, _mans(word))))


def forget_forms() -> None:
    """Empty the caches that hold forms of names: they are for making one scanner."""
    for kept in (word_forms, forms, sounds_of):
        kept.cache_clear()
