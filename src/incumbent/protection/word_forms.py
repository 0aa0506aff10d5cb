"""The forms of one word of a name: in sentences, in other spellings, in other alphabets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from incumbent.protection.fold import folded_letters, folded_lists
from incumbent.protection.inflect import (
    ADJECTIVE_ENDINGS,
    CYRILLIC_ENDINGS,
    GEORGIAN_ENDINGS,
    LATIN_ENDINGS,
    forms,
    is_cyrillic,
)
from incumbent.protection.person import Gender
from incumbent.protection.romanise import cyrillic_spellings, main_spellings, spellings
from incumbent.protection.writings import foreign_spellings

_DOTS_FROM = 4  # letters of a word whose е may be ё
_FOREIGN_STEMS = 2  # stems of a name that are written in other alphabets: a woman's and a man's
_FOREIGN_FROM = 3  # letters of a name in another alphabet; a shorter form is other words
_MIXED_FROM = 6  # shorter words get consistent spellings only: their mixtures meet other words


@cache
def _endings(cyrillic: bool) -> frozenset[str]:
    listed = CYRILLIC_ENDINGS if cyrillic else LATIN_ENDINGS
    return frozenset(folded_letters(ending) for ending in listed)


def all_endings() -> frozenset[str]:
    """Folded endings of every script."""
    return _endings(True) | _endings(False) | frozenset(GEORGIAN_ENDINGS)


def both_folds(words: Iterable[str]) -> set[str]:
    """Squeezed and unsqueezed letters: letter-spaced text keeps its doubles."""
    squeezed, plain = folded_lists(words)
    return {*squeezed, *plain}


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
    if "ҷ" in small:
        own |= {form.replace("ҷ", "дж") for form in own}
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
        frozenset(both_folds(own)) - {""},
        frozenset(both_folds(latin)) - {""},
        frozenset(own | main),
        frozenset(letters for stem in {small, *stems[:_FOREIGN_STEMS]} for letters in _foreign(stem)),
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
