"""Which disguises are there, in which tier, and what are their cases for a set of invented people?"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from disguises import carriers, declension, files, more, pdfs, pictures, values, veils, world
from disguises.draw import Draw
from disguises.people import Person
from disguises.romanisation import LOSSY, SCHEMES, romanise_name
from disguises.vaults import Details


@dataclass(frozen=True)
class Case:
    """One text that names one protected person; `raw` is set where the text is a file."""

    disguise: str
    tier: str
    person: str
    kind: str
    text: str
    raw: bytes | None = None


Surface = Callable[[Draw, Person], "tuple[str, str] | None"]
"""A whole text and its kind, or None where the disguise means nothing for this person."""

_PLAIN_PREFIXES = (
    "plain_",
    "letter_case_",
    "case_",
    "entity_decimal",
    "entity_hex",
    "entity_some",
    "percent_utf8",
    "percent_lower",
    "invisible_zero_width",
    "tag_bold",
    "tag_comment",
    "tag_wbr",
    "tag_half",
    "tag_span",
    "tag_nested",
    "exif_",
)
_HARD = frozenset(
    {
        "entity_twice",
        "percent_twice",
        "base64_twice",
        "json_in_json",
        "html_srcdoc",
        "mojibake_utf8_as_cp1252",
        "zip_in_zip",
        "docx_image_comment",
        "exif_thumbnail_comment",
        "pdf_glyph_ids",
        "pdf_letter_by_letter",
    }
)
_BEYOND = values.BEYOND | {
    "python_big_u",
    "octal_escapes",
    "percent_u",
    "html_char_codes",
    "tag_hidden_span",
    "hex_utf16",
    "hex_cp1251",
    "base64_cp1251",
    "mojibake_cp1251_as_latin1",
    "mojibake_koi8_as_cp1251",
    "tar_text",
    "mime_word_quoted",
    "handle_hyphen",
    "handle_dot",
}
_NO_CARRIER = ("mojibake", "quoted_printable", "base64_lines", "tag_hidden")


def tier_of(disguise: str) -> str:
    """plain, single, hard, unheld, warned or beyond: which bar holds for a disguise."""
    if disguise.startswith("unheld_"):
        return "unheld"
    if disguise.startswith("workplace_"):
        return "warned"
    if disguise.startswith("combined_") or disguise in _HARD:
        return "hard"
    if disguise in _BEYOND:
        return "beyond"
    return "plain" if disguise.startswith(_PLAIN_PREFIXES) and disguise not in _HARD else "single"


def _held(draw: Draw, person: Person) -> str:
    """A form that the vault holds as it stands: the whole name, or a family name that is an alias."""
    return person.native.family if person.family_alone and draw.random.random() < 0.4 else person.native.full


def _carry(draw: Draw, person: Person, piece: str) -> str:
    return draw.one(carriers.PLAIN[person.language]).format(piece)


def _text(draw: Draw, person: Person, piece: str) -> tuple[str, str]:
    return "text", _carry(draw, person, piece)


def _english(draw: Draw, piece: str) -> tuple[str, str]:
    return "text", draw.one(carriers.ENGLISH).format(piece)


# -- forms of the name ---------------------------------------------------------------------------------


def _in_case(case: str, which: str) -> Surface:
    sentences = {"ru": carriers.RUSSIAN, "uk": carriers.UKRAINIAN, "pl": carriers.POLISH}

    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.language not in sentences or (which == "family" and not person.family_alone):
            return None
        given, family = {
            "ru": (declension.russian_given, declension.russian_family),
            "uk": (declension.ukrainian_given, declension.ukrainian_family),
            "pl": (declension.polish_given, declension.polish_family),
        }[person.language]
        forms = {
            "given": given(person.native.given, person.gender)[case],
            "family": family(person.dictionary_family, person.gender)[case],
        }
        if person.native.patronymic:
            forms["patronymic"] = declension.russian_patronymic(person.native.patronymic)[case]
        orders = {
            "family": "{family}",
            "whole": "{given} {family}",
            "reversed": "{family} {given}",
            "patronymic": "{given} {patronymic} {family}",
            "formal": "{family} {given} {patronymic}",
        }
        if "patronymic" in orders[which] and (person.language != "ru" or not person.native.patronymic):
            return None
        return "text", draw.one(sentences[person.language][case]).format(orders[which].format(**forms))

    return surface


def _family_plural(draw: Draw, person: Person) -> tuple[str, str] | None:
    if person.language != "ru" or not person.family_alone:
        return None
    forms = declension.russian_family(person.dictionary_family, "plural")
    return "text", draw.one(carriers.RUSSIAN["plural"]).format(forms["gen"])


def _other_gender(draw: Draw, person: Person) -> tuple[str, str] | None:
    if person.language != "ru" or not person.family_alone:
        return None
    other = "male" if person.gender == "female" else "female"
    case = draw.any(("nom", "gen", "ins"))
    form = declension.russian_family(person.dictionary_family, other)[case]
    return "text", draw.one(carriers.RUSSIAN[case]).format(form)


def _bent(forms: Callable[[str], tuple[str, ...]], language: str, part: str, culture: str = "") -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.culture != (culture or person.culture) or (not culture and person.language != language):
            return None
        sentence = draw.one(carriers.PLAIN[language])
        if part == "family":
            if not person.family_alone:
                return None
            return "text", sentence.format(draw.any(forms(person.native.family)))
        if part == "given":
            bent = draw.any(forms(person.native.given))
            both = (f"{bent} {person.native.family}", f"{person.native.family} {bent}")
            return "text", sentence.format(both[int(language == "ce")])
        return "text", sentence.format(f"{person.native.given} {draw.any(forms(person.native.family))}")

    return surface


def _chechen_given(name: str) -> tuple[str, ...]:
    return declension.chechen_given(name) if name[-1] not in "аиеоуыя" else (name + "н", name + "с")


def _ordered(form: str, needs_patronymic: bool = False, latin: bool = False) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        name = person.latin if latin else person.native
        if needs_patronymic and not name.patronymic:
            return None
        if person.culture == "chinese" and not latin:
            return None
        shown = form.format(
            g=name.given, f=name.family, p=name.patronymic, gi=name.given[0], pi=name.patronymic[:1]
        )
        return _english(draw, shown) if latin else _text(draw, person, shown)

    return surface


def _initials(form: str, latin: bool = False, patronymic: bool = False) -> Surface:
    inner = _ordered(form, patronymic, latin)
    return lambda draw, person: inner(draw, person) if person.family_alone else None


def _cased(change: Callable[[str], str]) -> Surface:
    return lambda draw, person: _text(draw, person, change(_held(draw, person)))


def _turkish_upper(text: str) -> str:
    return text.replace("i", "İ").upper()


def _alternating(text: str) -> str:
    return "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(text))


NAMES: dict[str, Surface] = {
    "plain_name": lambda draw, person: _text(draw, person, person.native.full),
    "plain_held_form": lambda draw, person: _text(draw, person, _held(draw, person)),
    "plain_latin_alias": lambda draw, person: None if person.cyrillic else _english(draw, person.latin.full),
    "plain_in_quotes": lambda draw, person: _text(draw, person, f"«{person.native.full}»"),
    "plain_at_end": lambda draw, person: ("text", _carry(draw, person, "—") + " " + person.native.full),
    "plain_markdown": lambda draw, person: (
        "markdown",
        f"# {person.native.full}\n\n{_carry(draw, person, '—')}",
    ),
    "plain_possessive": lambda draw, person: _english(draw, f"{person.latin.full}’s brother"),
    "letter_case_upper": _cased(str.upper),
    "letter_case_lower": _cased(str.lower),
    "letter_case_alternating": _cased(_alternating),
    "letter_case_turkish_upper": lambda draw, person: (
        _text(draw, person, _turkish_upper(person.native.full)) if person.language == "tr" else None
    ),
    **{
        f"case_{which}_{case}": _in_case(case, which)
        for which in ("family", "whole", "reversed", "patronymic", "formal")
        for case in declension.CASES
    },
    "case_family_plural": _family_plural,
    "case_family_other_gender": _other_gender,
    "chechen_family": _bent(declension.chechen_family, "ce", "family", "chechen"),
    "chechen_whole": _bent(declension.chechen_family, "ce", "whole", "chechen"),
    "chechen_given": _bent(_chechen_given, "ce", "given", "chechen"),
    "arabic_prefix_family": _bent(declension.arabic_prefixed, "ar", "family"),
    "arabic_prefix_given": _bent(declension.arabic_prefixed, "ar", "given"),
    "georgian_case_family": _bent(declension.georgian_family, "ka", "family"),
    "georgian_case_whole": _bent(declension.georgian_family, "ka", "whole"),
    "turkish_suffix_family": _bent(declension.turkish_suffixed, "tr", "family"),
    "turkish_suffix_whole": _bent(declension.turkish_suffixed, "tr", "whole"),
    "uzbek_suffix_family": _bent(declension.uzbek_suffixed, "uz", "family"),
    "order_reversed": _ordered("{f} {g}"),
    "order_reversed_comma": _ordered("{f}, {g}"),
    "order_reversed_latin": _ordered("{f}, {g}", latin=True),
    "order_patronymic": _ordered("{g} {p} {f}", True),
    "order_formal": _ordered("{f} {g} {p}", True),
    "order_patronymic_initial": _ordered("{g} {pi}. {f}", True),
    "order_title_between": _ordered("{f} (г-н {g})"),
    "initial_before": _initials("{gi}. {f}"),
    "initial_before_glued": _initials("{gi}.{f}"),
    "initial_after": _initials("{f} {gi}."),
    "initials_two": _initials("{gi}. {pi}. {f}", patronymic=True),
    "initials_two_glued": _initials("{gi}.{pi}.{f}", patronymic=True),
    "initials_two_after": _initials("{f} {gi}.{pi}.", patronymic=True),
    "initial_latin": _initials("{gi}. {f}", latin=True),
    "family_hyphen_other": _initials("{f}-Младший"),
}


# -- scripts --------------------------------------------------------------------------------------------


def _romanised(scheme: str) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.language != "ru":
            return None
        name = (
            person.native.family if person.family_alone and draw.random.random() < 0.5 else person.native.full
        )
        return _english(draw, romanise_name(name, scheme))

    return surface


def _latin_inflected(draw: Draw, person: Person) -> tuple[str, str] | None:
    """A Polish or Czech newspaper declines the romanised name."""
    if person.language != "ru" or person.gender != "male" or person.dictionary_family.endswith("ский"):
        return None
    form = romanise_name(person.native.full, "polish_press")
    return "text", draw.one(carriers.POLISH["gen"]).format(form + "a")


def _latin_masculine(draw: Draw, person: Person) -> tuple[str, str] | None:
    """Western newspapers give a woman her father's form of the family name."""
    if person.language != "ru" or person.gender != "female" or not person.family_alone:
        return None
    return _english(draw, f"{person.latin.given} {romanise_name(person.dictionary_family, 'bbc')}")


def _without_marks(text: str) -> str:
    table = str.maketrans("şçğıöüâîąćęłńóśźżŞÇĞİÖÜŁŚŻ", "scgiouaiacelnoszzSCGIOULSZ")
    return text.translate(table)


def _arabic(change: Callable[[str], str]) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.language not in {"ar", "fa"}:
            return None
        return _text(draw, person, change(person.native.full))

    return surface


def _uzbek(change: str) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.language != "uz" or "‘" not in person.native.full:
            return None
        return _text(draw, person, person.native.full.replace("‘", change))

    return surface


def _kashida(text: str) -> str:
    return " ".join(word[:2] + "ـــ" + word[2:] for word in text.split(" "))


def _harakat(text: str) -> str:
    return "".join(c + ("\u064e" if c not in " ا\u200c" else "") for c in text)


def _presentation(text: str) -> str:
    return text.translate(str.maketrans("ابخدرسفلمنيةكش", "ﺎﺒﺨﺪﺮﺴﻔﻠﻤﻨﻴﺔﻜﺸ"))


def _georgian_capitals(draw: Draw, person: Person) -> tuple[str, str] | None:
    if person.language != "ka":
        return None
    shown = "".join(chr(ord(c) - 0x10D0 + 0x1C90) if "ა" <= c <= "ჰ" else c for c in person.native.full)
    return _text(draw, person, shown)


def _han(form: str, change: Callable[[str], str] = str) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.culture != "chinese":
            return None
        given = person.latin.given
        cut = next(i for i in range(2, len(given) + 1) if given[:i] in _SYLLABLES)
        shown = form.format(
            n=person.native.full, f=person.latin.family, g=given, a=given[:cut], b=given[cut:]
        )
        return ("text", f"据邻居说{shown}春天就离开了") if "{n}" in form else _english(draw, change(shown))

    return surface


_SYLLABLES = frozenset(["Xiao", "Xue", "Jian", "Meng", "Zhi", "Chun", "Feng", "Qin", "Qing", "Wei"])

SCRIPTS: dict[str, Surface] = {
    **{f"romanised_{scheme}": _romanised(scheme) for scheme in SCHEMES},
    "romanised_polish_genitive": _latin_inflected,
    "romanised_masculine": _latin_masculine,
    "marks_left_off": lambda draw, person: (
        _text(draw, person, _without_marks(person.native.full)) if person.language in {"tr", "pl"} else None
    ),
    "arabic_kashida": _arabic(_kashida),
    "arabic_vowel_marks": _arabic(_harakat),
    "arabic_persian_letters": _arabic(lambda text: text.translate(str.maketrans("يك", "یک"))),
    "arabic_arabic_letters": _arabic(lambda text: text.translate(str.maketrans("یک", "يك"))),
    "arabic_alif_forms": _arabic(lambda text: text.replace("ا", "أ", 1)),
    "arabic_presentation_forms": _arabic(_presentation),
    "persian_joiner_left_off": _arabic(lambda text: text.replace("\u200c", "")),
    "persian_joiner_as_space": _arabic(lambda text: text.replace("\u200c", " ")),
    "georgian_capitals": _georgian_capitals,
    "uzbek_straight_apostrophe": _uzbek("'"),
    "uzbek_turned_comma": _uzbek("ʻ"),
    "uzbek_curly_apostrophe": _uzbek("’"),
    "uzbek_backtick": _uzbek("`"),
    "uzbek_no_apostrophe": _uzbek(""),
    "chinese_running_text": _han("{n}"),
    "pinyin_order_swapped": _han("{g} {f}"),
    "pinyin_hyphen": _han("{f} {a}-{b}"),
    "pinyin_syllables": _han("{f} {a} {b}"),
    "pinyin_capitals": _han("{f} {a}{b}", str.upper),
}


# -- typing --------------------------------------------------------------------------------------------


def _long_family(draw: Draw, person: Person) -> str | None:
    """A rare family name of six letters or more in an alphabet."""
    name = person.native.family
    return (
        name
        if person.family_alone and len(name) >= 6 and person.language in {"ru", "uk", "pl", "tr"}
        else None
    )


def _typo(change: Callable[[Draw, str], str]) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        name = _long_family(draw, person)
        return None if name is None else _text(draw, person, change(draw, name))

    return surface


def _at(draw: Draw, name: str) -> int:
    return draw.random.randint(1, len(name) - 2)


def _swap(draw: Draw, name: str) -> str:
    at = next((i for i in range(_at(draw, name), len(name) - 1) if name[i] != name[i + 1]), 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _drop(draw: Draw, name: str) -> str:
    at = _at(draw, name)
    return name[:at] + name[at + 1 :]


def _double(draw: Draw, name: str) -> str:
    at = _at(draw, name)
    return name[:at] + name[at] + name[at:]


def _wrong(draw: Draw, name: str) -> str:
    at = _at(draw, name)
    letters = "абвгдезиклмнопрсту" if name[at] >= "а" else "abcdefghiklmnoprst"
    return name[:at] + draw.any([c for c in letters if c != name[at].lower()]) + name[at + 1 :]


def _insert(draw: Draw, name: str) -> str:
    at = _at(draw, name)
    return name[:at] + draw.any("аеио" if name[at] >= "а" else "aeio") + name[at:]


_LEET = {
    "a": "4",
    "e": "3",
    "i": "1",
    "o": "0",
    "s": "5",
    "t": "7",
    "b": "8",
    "а": "4",
    "о": "0",
    "з": "3",
    "ч": "4",
    "в": "8",
}
_EN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RU_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_EN = dict(zip(_RU_KEYS, _EN_KEYS, strict=True))
_TO_RU = dict(zip(_EN_KEYS, _RU_KEYS, strict=True))


def _leet(latin: bool) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if _long_family(draw, person) is None or (not latin and not person.cyrillic):
            return None
        name = person.latin.family if latin else person.native.family
        return _english(draw, "".join(_LEET.get(c, c) for c in name.lower()))

    return surface


def _keyboard(table: dict[str, str], latin: bool) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.language != "ru":
            return None
        name = person.latin.full if latin else person.native.full
        return "text", "".join(table.get(c, c) for c in name.lower())

    return surface


TYPING: dict[str, Surface] = {
    "typo_swapped": _typo(_swap),
    "typo_dropped": _typo(_drop),
    "typo_doubled": _typo(_double),
    "typo_wrong_letter": _typo(_wrong),
    "typo_inserted": _typo(_insert),
    "leet_latin": _leet(True),
    "leet_cyrillic": _leet(False),
    "keyboard_russian_typed_as_english": _keyboard(_TO_EN, False),
    "keyboard_english_typed_as_russian": _keyboard(_TO_RU, True),
}


# -- veils over a name -----------------------------------------------------------------------------------

_NOT_FOR_HAN = (
    "letters_",
    "doubled_marks",
    "strike",
    "typo",
    "json_fields",
    "camel",
    "hashtag",
    "glued",
    "url_fragment",
)


def _piece(draw: Draw, person: Person, script: str, name: str) -> str | None:
    if script == "latin":
        if person.cyrillic:
            return (
                person.latin.family
                if person.family_alone and draw.random.random() < 0.4
                else person.latin.full
            )
        return person.latin.full
    if script == "cyrillic":
        return _held(draw, person) if person.language == "ru" else None
    if person.culture == "chinese" and name.startswith(_NOT_FOR_HAN):
        return None
    whole_only = (
        name in {"glued", "hashtag", "camel_case", "url_fragment", "html_char_codes"} or "cells" in name
    )
    return person.native.full if whole_only else _held(draw, person)


def _veiled(name: str, veil: veils.Veil, script: str) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        piece = _piece(draw, person, script, name)
        if piece is None:
            return None
        text, kind = veil(draw, piece)
        inline = kind in {"text", "html", "markdown"} and not name.startswith(_NO_CARRIER)
        if not inline:
            return kind, text
        carried = (
            draw.one(carriers.ENGLISH) if script == "latin" else draw.one(carriers.PLAIN[person.language])
        )
        return kind, carried.format("@@").replace("@@", text)

    return surface


VEILS: dict[str, Surface] = {
    **{name: _veiled(name, veil, "any") for name, veil in veils.ANY.items()},
    **{name: _veiled(name, veil, "cyrillic") for name, veil in veils.CYRILLIC.items()},
    **{name: _veiled(name, veil, "latin") for name, veil in veils.LATIN.items()},
    "punycode_host": lambda draw, person: (
        ("url", veils.punycode(person.native.family))
        if person.family_alone and person.culture in {"russian", "chechen", "georgian"}
        else None
    ),
    "punycode_whole_name": lambda draw, person: (
        ("html", f'<a href="{veils.punycode(person.native.full.replace(" ", "-"))}">site</a>')
        if person.culture in {"russian", "chechen"}
        else None
    ),
}


# -- two or three disguises at once ----------------------------------------------------------------------


def _case_then(veil: str, case: str = "ins") -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.language != "ru":
            return None
        given = declension.russian_given(person.native.given, person.gender)[case]
        family = declension.russian_family(person.dictionary_family, person.gender)[case]
        piece = family if person.family_alone else f"{given} {family}"
        text, kind = (veils.ANY | veils.CYRILLIC)[veil](draw, piece)
        return kind, draw.one(carriers.RUSSIAN[case]).format("@@").replace("@@", text)

    return surface


def _latin_then(veil: str, scheme: str) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.language != "ru":
            return None
        piece = romanise_name(person.native.full, scheme)
        text, kind = (veils.ANY | veils.LATIN)[veil](draw, piece)
        return kind, draw.one(carriers.ENGLISH).format("@@").replace("@@", text)

    return surface


def _two(first: str, second: str) -> Surface:
    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        inner = veils.ANY[first](draw, person.native.full)[0]
        text, kind = veils.ANY[second](draw, inner)
        return kind, text

    return surface


def _encoded_table(draw: Draw, person: Person) -> tuple[str, str]:
    page = "<table><tr><td>" + person.native.full.replace(" ", "</td><td>") + "</td></tr></table>"
    return "json", json.dumps({"html": base64.b64encode(page.encode()).decode()})


COMBINED: dict[str, Surface] = {
    "combined_case_and_zero_width": _case_then("invisible_zero_width_space"),
    "combined_case_and_soft_hyphen": _case_then("invisible_soft_hyphen", "gen"),
    "combined_case_and_tags": _case_then("tag_half_bold", "dat"),
    "combined_case_and_entities": _case_then("entity_some", "gen"),
    "combined_case_and_confusables": _case_then("confusable_latin_in_cyrillic", "ins"),
    "combined_case_and_letter_spaced": _case_then("letters_spaced", "gen"),
    "combined_case_and_base64": _case_then("base64_utf8", "dat"),
    "combined_case_and_percent": _case_then("percent_in_html", "ins"),
    "combined_case_and_hyphen_newline": _case_then("hyphen_newline", "acc"),
    "combined_latin_and_zero_width": _latin_then("invisible_zero_width_space", "bbc"),
    "combined_latin_and_confusables": _latin_then("confusable_cyrillic_in_latin", "bbc"),
    "combined_latin_and_tags": _latin_then("tag_nested", "german_duden"),
    "combined_latin_and_base64": _latin_then("base64_utf8", "french_press"),
    "combined_latin_and_fullwidth": _latin_then("fullwidth", "wikipedia"),
    "combined_latin_and_slug": _latin_then("url_slug", "bbc"),
    "combined_latin_and_hashtag": _latin_then("hashtag", "polish_press"),
    "combined_latin_and_letter_spaced": _latin_then("letters_spaced", "bbc"),
    "combined_latin_and_camel_case": _latin_then("camel_case", "iso_9"),
    "combined_zero_width_in_base64": _two("invisible_zero_width_space", "base64_utf8"),
    "combined_soft_hyphen_in_entities": _two("invisible_soft_hyphen", "entity_decimal"),
    "combined_entities_in_percent": _two("entity_decimal", "percent_utf8"),
    "combined_percent_in_base64": _two("percent_utf8", "base64_utf8"),
    "combined_base64_in_json": _two("base64_utf8", "json_value"),
    "combined_json_escapes_in_attribute": _two("json_u_every_letter", "html_data_attribute"),
    "combined_hex_in_comment": _two("hex_utf8", "html_comment"),
    "combined_letter_spaced_in_svg": _two("letters_spaced", "svg_title"),
    "combined_zero_width_in_feed": _two("invisible_zero_width_space", "atom_author"),
    "combined_gzip_base64_in_script": _two("base64_gzip", "html_script"),
    "combined_reversed_in_attribute": _two("bidi_override", "html_alt"),
    "combined_table_in_base64_in_json": _encoded_table,
    "combined_over_cells_in_markdown": lambda draw, person: (
        "markdown",
        "| a | b |\n|---|---|\n| " + person.native.full.replace(" ", " | ") + " |\n",
    ),
}

_UNHELD = "unheld_spelling"


def _value_cases(draw: Draw, person: Person, details: Details) -> Iterator[Case]:
    groups = (
        values.PHONES,
        values.EMAILS,
        values.HANDLES,
        values.DATES,
        values.GPS,
        values.PLATES,
        values.DOCUMENTS,
        values.ADDRESSES,
        values.RELATIVES,
        values.WORKPLACES,
    )
    for name, writer in (item for group in groups for item in group.items()):
        written = writer(draw, person, details)
        if written is None:
            continue
        text, kind = written
        if kind == "text":
            text = draw.one(carriers.NUMBERS_RU + carriers.NUMBERS_EN).format("@@").replace("@@", text)
        yield Case(name, tier_of(name), person.id, kind, text)


def _file_cases(draw: Draw, person: Person, details: Details) -> Iterator[Case]:
    for name, maker in files.FILES.items():
        text = person.native.full
        if name in pdfs.LATIN_ONLY:
            text = person.latin.full
            if not text.isascii():
                continue
        suffix, raw = maker(draw, text)
        yield Case(name, tier_of(name), person.id, suffix, "", raw)
    picture = files.FILES["jpeg_comment"](draw, "x")[1]
    exif = pictures.gps_exif(*details.gps)
    body = len(exif) + 2
    raw = picture[:2] + b"\xff\xe1" + body.to_bytes(2, "big") + exif + picture[2:]
    yield Case("exif_gps", "plain", person.id, "jpg", "", raw)


def text_cases(draw: Draw, people: list[tuple[Person, Details]]) -> Iterator[Case]:
    """Every disguise in text, one case a person."""
    surfaces = NAMES | SCRIPTS | TYPING | VEILS | COMBINED
    for person, details in people:
        for name, surface in surfaces.items():
            shown = surface(draw, person)
            if shown is not None:
                tier = "beyond" if name.removeprefix("romanised_") in LOSSY else tier_of(name)
                yield Case(name, tier, person.id, *shown)
        for spelling in person.unheld:
            yield Case(f"{_UNHELD}_{person.culture}", "unheld", person.id, *_english(draw, spelling))
        yield from _value_cases(draw, person, details)


def further_cases(draw: Draw, people: list[tuple[Person, Details]]) -> Iterator[Case]:
    """The further kinds, one case a person."""
    for person, details in people:
        for name, (tier, surface) in (*more.NAMES.items(), *world.NAMES.items()):
            shown = surface(draw, person)
            if shown is not None:
                yield Case(f"further_{name}", tier, person.id, *shown)
        for name, (tier, writer) in (*more.VALUES.items(), *world.VALUES.items()):
            written = writer(draw, person, details)
            if written is None:
                continue
            text, kind = written
            if kind == "text":
                text = draw.one(carriers.NUMBERS_RU + carriers.NUMBERS_EN).format("@@").replace("@@", text)
            yield Case(f"further_{name}", tier, person.id, kind, text)


def file_cases(draw: Draw, people: list[tuple[Person, Details]]) -> Iterator[Case]:
    """Every disguise in a file, one case a person."""
    for person, details in people:
        yield from _file_cases(draw, person, details)


BARS = {"plain": 1.0, "single": 0.995, "hard": 0.97, "unheld": 0.6}
"""Recall to reach in each tier; warned and beyond are reported without a bar."""
