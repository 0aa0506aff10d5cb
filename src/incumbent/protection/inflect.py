"""The forms that a name takes in a sentence.

No single source is enough: pymorphy3's first parse reads rare surnames as plurals of common words, pytrovich
misses some given names. The forms are the union of pytrovich, rules on endings and the parses of pymorphy3; of a
family name only those that read it as a nominative, since `Хамидов` is no plural of the given name `Хамид`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

from incumbent.protection.person import Gender
from incumbent.protection.words import words

ADJECTIVE_ENDINGS = words("ий ого ому им ом ая ой ую ою ие их ими ый ым ые ых ыми а ої ій")
_HARD = ["", "а", "у", "ом", "ым", "е", "ой", "ою", "ы", "ых", "ыми", "ам", "ами", "ах", "и", "ов"]
_SOFT = words("ь й я ю ем ём е ей ею и ев ям ями ях ём")
_FEMININE = words("а ы и е у ой ей ою ею я ю ам ами ах ям ями ях")
_POLISH_ADJECTIVE = words("i a iego iemu im iej ą ich imi y ego emu ym ej ych ymi")
_CZECH_FEMININE = words("ová ové ovou ovú ovej ových ovým ovými")
_CZECH_MASCULINE = ["", "a", "ovi", "em", "om", "u", "ů", "ům", "y", "ové"]
_CZECH_ADJECTIVE = words("ý ého ému ým á é ou ú ej ých ými í")
_NISBA = words("ة ون ين ات تين ان")
_LATIN_A = words("a y i ie e ę ą o u ou oi oy ei ej om ami ach")

# Endings that may follow a whole form before the word ends; each folded with the names' own fold later.
CYRILLIC_ENDINGS = words(
    """
    а у ом ым ем е ой ою ей ы и ых ыми ам ами ах ов ев ям ями ях я ю ій ою ові еві ові ого ому н на нан
    с ас ис ос о ан ин ехь ера ца аца еца ал г е гара гахь ний нийн наш аш ша ва вна на не
    """
)
LATIN_ENDINGS = words(
    """
    a u om ym im em e oi oy oj ei ej ey y i ykh ymi am ami akh ov s es as is os us owi ovi ovy owie ie ą
    ę ego emu iego iemu iej ow ów ach ova ovou ove owa owej owa ową ne en er ers sche schen scher in un
    nin nun da de dan den ya ye ni nu nk nak nek val vel t at et ot ul ului ei o ui ą uose ai in n lla
    lle ssa ta na aya aia oju oyu ou yh imi ih
    """
)
GEORGIAN_ENDINGS = words("ი მა მ ს ის ით ად ო თან ზე ში ისთვის სთვის ისგან მაც იც ებს ები")
ARABIC_PREFIXES = words("و ف ب ل ك ال وال بال فال كال لل ولل يا وب ول")

_SIGNED_FROM = 7  # letters of a word from which a sign left out leaves no other word
_INNER_SIGN = re.compile("(?<=[^аеёиоуыэюя])[ьъ](?=[бвгджзклмнпрстфхцчшщ])")
_CYRILLIC = re.compile("[\u0400-\u052f]")


def is_cyrillic(word: str) -> bool:
    """Whether the word has a Cyrillic letter."""
    return _CYRILLIC.search(word) is not None


@cache
def morphology() -> Any:
    """The analyser with its dictionary of Russian, read on first use."""
    return import_module("pymorphy3").MorphAnalyzer()


def _by_dictionary(word: str, part: str) -> Iterable[str]:
    """All forms of all noun and adjective readings; a family name stands in the vault in the nominative."""
    for parse in morphology().parse(word):
        if parse.tag.POS in ("NOUN", "ADJF") and (part != "family" or "nomn" in parse.tag.grammemes):
            yield from (form.word for form in parse.lexeme)


def _by_tradition(word: str, part: str, gender: Gender) -> Iterable[str]:
    """Pytrovich's six cases, in both genders where a gender is not given or the part is a family name."""
    from pytrovich.enums import Case, NamePart
    from pytrovich.enums import Gender as Grammatical
    from pytrovich.maker import PetrovichDeclinationMaker

    parts = {"family": NamePart.LASTNAME, "given": NamePart.FIRSTNAME, "patronymic": NamePart.MIDDLENAME}
    chosen = {Gender.MALE: [Grammatical.MALE], Gender.FEMALE: [Grammatical.FEMALE]}
    genders = list(Grammatical) if part == "family" else chosen.get(gender, list(Grammatical))
    maker = PetrovichDeclinationMaker()
    for grammatical in genders:
        for case in Case:
            yield maker.make(parts[part], grammatical, case, word)


def _by_ending(word: str, part: str) -> Iterable[str]:
    """Forms by rule, for both genders and the plural."""
    if re.search("(ск|цк|н|в)(ий|ый|ая|ой)$", word):
        stem = word[:-2]
        yield from (stem + ending for ending in ADJECTIVE_ENDINGS)
    elif re.search("(ов|ев|ёв|ин|ын)а?$", word) and part == "family":
        stem = word.removesuffix("а")
        yield from (stem + ending for ending in _HARD)
    elif word.endswith(("а", "я")):
        yield from (word[:-1] + ending for ending in _FEMININE)
    elif word.endswith(("ь", "й")):
        yield from (word[:-1] + ending for ending in _SOFT)
    elif word[-1:] not in "оуэеиыюё":
        yield from (word + ending for ending in [*_HARD, "ем"])
    elif word.endswith("о"):
        yield from (word[:-1] + ending for ending in words("о а у ом е"))


def _latin_forms(word: str) -> Iterable[str]:
    """Polish, Czech and romanised Slavic forms that change the stem; the rest are endings."""
    if found := re.search("(?<=[sc]k)(i|y|a|yi|iy|ij|ii|aya|aja|oi|oy)$", word):
        yield from (
            word[: found.start()] + ending for ending in [*_POLISH_ADJECTIVE, "aya", "oy", "iy", "omu"]
        )
    elif re.search("[sc]k[ýá]$", word):
        yield from (word[:-1] + ending for ending in _CZECH_ADJECTIVE)
    elif word.endswith("ová"):
        yield from (word[:-3] + ending for ending in _CZECH_FEMININE)
        yield from (_czech_husband(word[:-3]) + ending for ending in _CZECH_MASCULINE)
    elif word.endswith("a") and len(word) > 3:
        yield from (word[:-1] + ending for ending in _LATIN_A)
    elif word.endswith("ek") and len(word) > 4:
        yield from (word[:-2] + ending for ending in ("ka", "kowi", "kiem", "ku", "kovi", "kem"))
    elif word.endswith("ec") and len(word) > 4:
        yield from (word[:-2] + ending for ending in ("ca", "cowi", "cem", "cu"))


def _czech_husband(stem: str) -> str:
    """`Nováčk(ová)`: Nováček; `Novák(ová)`: Novák."""
    return re.sub("(?<=[^aeiouyáéíóúůý])([kcrl])$", r"e\1", stem)


@cache
def forms(word: str, part: str, gender: Gender = Gender.UNKNOWN) -> frozenset[str]:
    """All forms of one word of a name, small letters, in its own script.

    Parameters
    ----------
    word : str
        One word, any letter case.
    part : {"given", "patronymic", "family"}
    gender : Gender

    Returns
    -------
    frozenset of str
        Always holds the word itself.
    """
    small = word.lower()
    found = {small}
    if is_cyrillic(small):
        letters = re.sub("[^\u0400-\u052f]", "", small)
        if letters == small:
            found |= {
                *_by_dictionary(small, part),
                *_by_tradition(small, part, gender),
                *_by_ending(small, part),
            }
    elif small.endswith("ი"):
        found |= {small[:-1] + ending for ending in GEORGIAN_ENDINGS}
    elif small.endswith("ي"):
        found |= {small + ending for ending in _NISBA}
    else:
        found |= set(_latin_forms(small))
    floor = max(2, len(small) - 3)
    kept = {form for form in found if len(form) >= floor and form[:2] == small[:2]}
    return frozenset(kept | {other for form in kept for other in _misspelt(form)})


def _misspelt(form: str) -> Iterable[str]:
    """A Russian form as a careless writer spells it: `е` for `э`, no sign between consonants."""
    yield form.replace("э", "е")
    if len(form) >= _SIGNED_FROM:
        bare = _INNER_SIGN.sub("", form)
        yield bare
        yield bare.replace("э", "е")


def dictionary_word(word: str) -> bool:
    """Whether the word is a common Russian one (a surname that the dictionary knows is not)."""
    small = word.lower()
    if not is_cyrillic(small) or not morphology().word_is_known(small):
        return False
    return not all({"Surn", "Name", "Patr"} & set(parse.tag.grammemes) for parse in morphology().parse(small))


def known_surname(word: str) -> bool:
    """Whether the dictionary knows a family name: then others have it too. It knows none in Latin letters."""
    small = word.lower()
    return is_cyrillic(small) and bool(morphology().word_is_known(small))
