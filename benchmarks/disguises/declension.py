"""How do names bend in Russian, Ukrainian, Polish, Chechen, Arabic, Georgian, Turkish and Uzbek?

Paradigms are written by hand, ending by ending, so that the measured scanner shares no library with its measure.
Cases in Slavic order: nominative, genitive, dative, accusative, instrumental, prepositional.
"""

from __future__ import annotations

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")

_HUSHED = tuple("гкхжшщч")


def _bend(stem: str, endings: str) -> dict[str, str]:
    """Stem with six endings written as 'a|b|c…'."""
    return {
        case: stem + ending.replace("0", "") for case, ending in zip(CASES, endings.split("|"), strict=True)
    }


def _same(word: str) -> dict[str, str]:
    return dict.fromkeys(CASES, word)


def russian_given(name: str, gender: str) -> dict[str, str]:  # noqa: PLR0911 - one paradigm each
    """The six cases of a given name in Russian."""
    if name.endswith("ий"):
        return _bend(name[:-1], "й|я|ю|я|ем|и")
    if name.endswith("й"):
        return _bend(name[:-1], "й|я|ю|я|ем|е")
    if name.endswith("ия"):
        return _bend(name[:-1], "я|и|и|ю|ей|и")
    if name.endswith("я"):
        return _bend(name[:-1], "я|и|е|ю|ей|е")
    if name.endswith("а"):
        genitive = "и" if name[-2] in _HUSHED else "ы"
        return _bend(name[:-1], f"а|{genitive}|е|у|ой|е")
    if name.endswith("ь"):
        return _bend(name[:-1], "ь|я|ю|я|ем|е") if gender == "male" else _bend(name[:-1], "ь|и|и|ь|ью|и")
    if gender == "male" and name[-1] not in "оеиуыэю":
        return _bend(name, "0|а|у|а|ом|е")
    return _same(name)


def russian_patronymic(name: str) -> dict[str, str]:
    """The six cases of a Russian patronymic of either gender."""
    if name.endswith("ич"):
        return _bend(name, "0|а|у|а|ем|е")
    return _bend(name[:-1], "а|ы|е|у|ой|е")


def russian_family(name: str, gender: str) -> dict[str, str]:
    """The six cases of a family name in Russian; `name` is the masculine (dictionary) form."""
    if name.endswith(("ов", "ев", "ёв", "ин", "ын")):
        if gender == "male":
            return _bend(name, "0|а|у|а|ым|е")
        return _bend(name, "а|ой|ой|у|ой|ой") if gender == "female" else _bend(name, "ы|ых|ым|ых|ыми|ых")
    if name.endswith(("ский", "цкий")):
        stem = name[:-2]
        if gender == "male":
            return _bend(stem, "ий|ого|ому|ого|им|ом")
        return _bend(stem, "ая|ой|ой|ую|ой|ой") if gender == "female" else _bend(stem, "ие|их|им|их|ими|их")
    if name[-1] in "бвгджзклмнпрстфхцчшщ" and gender == "male":
        return _bend(name, "0|а|у|а|ом|е")
    return _same(name)


def ukrainian_family(name: str, gender: str) -> dict[str, str]:
    """The six cases of a family name in Ukrainian."""
    if name.endswith("ський"):
        if gender == "male":
            return _bend(name[:-2], "ий|ого|ому|ого|им|ому")
        return _bend(name[:-2], "а|ої|ій|у|ою|ій")
    if gender == "female":
        return _same(name)
    if name.endswith("ко"):
        return _bend(name[:-1], "о|а|ові|а|ом|ові")
    return _bend(name, "0|а|ові|а|ом|ові")


def ukrainian_given(name: str, gender: str) -> dict[str, str]:
    """The six cases of a given name in Ukrainian."""
    if name.endswith("ій"):
        return _bend(name[:-1], "й|я|єві|я|єм|єві")
    if name.endswith("й"):
        return _bend(name[:-1], "й|я|єві|я|єм|єві")
    if name.endswith("о"):
        return _bend(name[:-1], "о|а|ові|а|ом|ові")
    if name.endswith("ія"):
        return _bend(name[:-1], "я|ї|ї|ю|єю|ї")
    if name.endswith("а"):
        return _bend(name[:-1], "а|и|і|у|ою|і")
    return _bend(name, "0|а|ові|а|ом|ові") if gender == "male" else _same(name)


def polish_family(name: str, gender: str) -> dict[str, str]:
    """The six cases of a family name in Polish; `name` is the masculine form."""
    if name.endswith(("ski", "cki")):
        if gender == "male":
            return _bend(name, "0|ego|emu|ego|m|m")
        return _bend(name[:-1], "a|iej|iej|ą|ą|iej")
    if gender == "female":
        return _same(name)
    if name.endswith("k"):
        return _bend(name, "0|a|owi|a|iem|u")
    return _bend(name, "0|a|owi|a|em|u")


def polish_given(name: str, gender: str) -> dict[str, str]:
    """The six cases of a given name in Polish."""
    if gender == "female":
        if name.endswith("ia"):
            return _bend(name[:-1], "a|i|i|ę|ą|i")
        locative = {"d": "dzie", "t": "cie", "n": "nie", "w": "wie", "k": "ce", "r": "rze", "m": "mie"}
        place = name[:-2] + locative.get(name[-2], name[-2] + "ie")
        vowel = "i" if name[-2] in "kg" else "y"
        forms = _bend(name[:-1], f"a|{vowel}|0|ę|ą|0")
        return forms | {"dat": place, "loc": place}
    if name.endswith(("j", "sz", "rz", "l")):
        return _bend(name, "0|a|owi|a|em|u")
    if name.endswith(("k", "g")):
        return _bend(name, "0|a|owi|a|iem|u")
    soft = {"n": "nie", "m": "mie", "w": "wie", "f": "fie", "b": "bie", "s": "sie", "r": "rze", "t": "cie"}
    return _bend(name, "0|a|owi|a|em|0") | {"loc": name[:-1] + soft.get(name[-1], name[-1] + "ie")}


def chechen_family(name: str) -> tuple[str, ...]:
    """Forms of a family name in Chechen text: genitive, dative, ergative, with-case, allative, plural."""
    return tuple(name + ending for ending in ("ан", "ана", "ас", "о", "ца", "ах", "е", "гӀар"))


def chechen_given(name: str) -> tuple[str, ...]:
    """Forms of a given name ending in a consonant in Chechen text."""
    return tuple(name + ending for ending in ("ан", "ана", "а", "ца", "е"))


def arabic_prefixed(name: str) -> tuple[str, ...]:
    """A name with the one-letter words that Arabic writes onto it."""
    if name.startswith("ال"):
        return ("و" + name, "ب" + name, "لل" + name[2:], "ف" + name, "ك" + name, "وب" + name)
    return ("و" + name, "ب" + name, "ل" + name, "ف" + name, "ك" + name, "ول" + name)


def georgian_family(name: str) -> tuple[str, ...]:
    """Ergative, dative, genitive and instrumental of a Georgian family name."""
    if name.endswith("ი"):
        return tuple(name[:-1] + ending for ending in ("მა", "ს", "ის", "ით"))
    if name.endswith("ე"):
        return (name + "მ", name + "ს", name[:-1] + "ის", name[:-1] + "ით")
    return tuple(name + ending for ending in ("მ", "ს", "თი", "დ"))


def turkish_suffixed(name: str) -> tuple[str, ...]:
    """Turkish suffixes, behind the apostrophe that proper names take."""
    vowel = next(letter for letter in reversed(name.lower()) if letter in "aeıioöuü")
    high = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}[vowel]
    low = "a" if vowel in "aıou" else "e"
    joined = "n" if name[-1].lower() in "aeıioöuü" else ""
    buffer = "y" if joined else ""
    return (
        f"{name}'{joined}{high}n",
        f"{name}'{buffer}{low}",
        f"{name}’d{low}n",
        f"{name}’{buffer}l{low}",
    )


def uzbek_suffixed(name: str) -> tuple[str, ...]:
    """Uzbek case endings, written onto the name without a mark."""
    return tuple(name + ending for ending in ("ning", "ga", "ni", "dan", "da"))
