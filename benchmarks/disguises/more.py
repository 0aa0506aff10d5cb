"""Further kinds of disguise, written after the first catalogue and first run when the scanner was nearly done.

They show how far a scanner sees beyond the disguises that its builders tried it on.
"""

from __future__ import annotations

import base64
import json
import quopri
import zlib
from collections.abc import Callable

from disguises import carriers, declension, values, veils
from disguises.draw import Draw
from disguises.people import Person
from disguises.romanisation import romanise_name
from disguises.vaults import Details

Surface = Callable[[Draw, Person], "tuple[str, str] | None"]


def _native(write: Callable[[str, str], str], kind: str = "text", carried: bool = False) -> Surface:
    """A text around given and family name as the vault writes them."""

    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.culture == "chinese":
            return None
        text = write(person.native.given, person.native.family)
        return kind, draw.one(carriers.PLAIN[person.language]).format("@@").replace(
            "@@", text
        ) if carried else text

    return surface


def _latin(write: Callable[[str, str], str], kind: str = "text", plain: bool = True) -> Surface:
    """A text around the name in Latin letters."""

    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if person.culture == "chinese" or (plain and not person.latin.full.isascii()):
            return None
        text = write(person.latin.given, person.latin.family)
        carried = kind in {"text", "html", "markdown"}
        return kind, draw.one(carriers.ENGLISH).format("@@").replace("@@", text) if carried else text

    return surface


def _russian(write: Callable[[Person], str], male: bool = False, alias: bool = True) -> Surface:
    """A text around a Russian or Chechen name that the press of another country bent."""

    def surface(draw: Draw, person: Person) -> tuple[str, str] | None:
        if (
            person.language != "ru"
            or (male and person.gender != "male")
            or (alias and not person.family_alone)
        ):
            return None
        return "text", draw.one(carriers.ENGLISH).format(write(person))

    return surface


def _latin_dictionary(person: Person, scheme: str) -> str:
    return romanise_name(person.dictionary_family, scheme)


_HTML_NAMES = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщыьэюя",
        [
            "acy",
            "bcy",
            "vcy",
            "gcy",
            "dcy",
            "iecy",
            "zhcy",
            "zcy",
            "icy",
            "jcy",
            "kcy",
            "lcy",
            "mcy",
            "ncy",
            "ocy",
            "pcy",
            "rcy",
            "scy",
            "tcy",
            "ucy",
            "fcy",
            "khcy",
            "tscy",
            "chcy",
            "shcy",
            "shchcy",
            "ycy",
            "softcy",
            "ecy",
            "yucy",
            "yacy",
        ],
        strict=True,
    )
)


def _named_entities(text: str) -> str:
    return "".join(
        f"&{_HTML_NAMES[c.lower()].capitalize() if c.isupper() else _HTML_NAMES[c]};"
        if c.lower() in _HTML_NAMES
        else c
        for c in text
    )


_SUPERSCRIPT = dict(zip("abdeghijklmnoprstuvwxyz", "ᵃᵇᵈᵉᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_SMALL_CAPITALS = dict(zip("abcdeghijklmnoprtuvwyz", "ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ", strict=True))
_SYMBOLS = {"a": "@", "s": "$", "i": "!", "e": "€", "o": "()", "l": "|"}


def _letters(table: dict[str, str]) -> Callable[[str, str], str]:
    return lambda given, family: "".join(table.get(c, c) for c in f"{given} {family}".lower())


def _offset(capital: int, small: int) -> Callable[[str, str], str]:
    def write(given: str, family: str) -> str:
        return "".join(
            chr(capital + ord(c) - 65)
            if "A" <= c <= "Z"
            else chr(small + ord(c) - 97)
            if "a" <= c <= "z"
            else c
            for c in f"{given} {family}"
        )

    return write


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _svg_scattered(given: str, family: str) -> str:
    letters = "".join(f"<text x='{9 * at}' y='9'>{c}</text>" for at, c in enumerate(family))
    return f"<svg xmlns='http://www.w3.org/2000/svg'>{letters}<text>{given}</text></svg>"


NAMES: dict[str, tuple[str, Surface]] = {
    "html_named_letters": ("single", _native(lambda g, f: _named_entities(f"{g} {f}"), "html", True)),
    "html_input_value": ("single", _native(lambda g, f: f'<input name="a" value="{g} {f}">', "html")),
    "html_unquoted_attribute": ("single", _native(lambda g, f: f"<img alt={g}&nbsp;{f} src=a.jpg>", "html")),
    "html_onclick": (
        "hard",
        _native(lambda g, f: f"<a onclick=\"alert('{json.dumps(g)[1:-1]} {f}')\">x</a>", "html"),
    ),
    "html_definition_list": ("single", _native(lambda g, f: f"<dl><dt>{f}</dt><dd>{g}</dd></dl>", "html")),
    "html_vertical_cells": (
        "single",
        _native(lambda g, f: f"<table><tr><td>{g}</td></tr><tr><td>{f}</td></tr></table>", "html"),
    ),
    "html_header_between": (
        "beyond",
        _native(lambda g, f: f"<tr><th>Given</th><td>{g}</td><th>Family</th><td>{f}</td></tr>", "html"),
    ),
    "html_ruby": ("hard", _native(lambda g, f: f"<ruby>{g} {f[:3]}<rp></rp>{f[3:]}</ruby>", "html")),
    "html_footnote_inside": ("hard", _native(lambda g, f: f"{g}<sup>1</sup> {f}", "html", True)),
    "html_template_script": (
        "single",
        _native(
            lambda g, f: f"<script type='text/template'><p>{g} <b>{f[:2]}</b>{f[2:]}</p></script>", "html"
        ),
    ),
    "html_object_data": (
        "single",
        _native(
            lambda g, f: f"<object data='data:text/html;base64,{_b64(f'<p>{g} {f}</p>'.encode())}'>", "html"
        ),
    ),
    "html_data_uri_percent": (
        "hard",
        _native(
            lambda g, f: (
                f"<img src='data:image/svg+xml,{veils.quote(f'<svg><title>{g} {f}</title></svg>')}'>"
            ),
            "html",
        ),
    ),
    "html_escaped_in_attribute": (
        "hard",
        _native(
            lambda g, f: f'<div data-html="&lt;b&gt;{g}&lt;/b&gt; &lt;i&gt;{f}&lt;/i&gt;"></div>', "html"
        ),
    ),
    "html_conditional_comment": (
        "single",
        _native(lambda g, f: f"<!--[if IE]><p>{g} {f}</p><![endif]-->", "html"),
    ),
    "html_srcset": (
        "single",
        _native(lambda g, f: f'<img srcset="{g.lower()}-{f.lower()}-2x.jpg 2x">', "html"),
    ),
    "css_url": ("single", _native(lambda g, f: f"a{{background:url('{g}_{f}.png')}}", "css")),
    "css_data_uri": (
        "single",
        _native(
            lambda g, f: (
                f"a{{background:url(data:image/svg+xml;base64,{_b64(f'<svg><title>{g} {f}</title></svg>'.encode())})}}"
            ),
            "css",
        ),
    ),
    "js_object": ("single", _native(lambda g, f: f"var p = {{first: '{g}', last: '{f}'}};", "js")),
    "js_object_reversed": ("single", _native(lambda g, f: f"var p = {{last: '{f}', first: '{g}'}};", "js")),
    "js_joined_array": ("hard", _native(lambda g, f: f"['{g}', '{f[:3]}', '{f[3:]}'].join('')", "js")),
    "js_continued_line": ("hard", _native(lambda g, f: f"var n = '{g} {f[:3]}\\\n{f[3:]}';", "js")),
    "js_template_parts": ("hard", _native(lambda g, f: f"const n = `${{'{g}'}} ${{'{f}'}}`;", "js")),
    "json_nested_name": (
        "single",
        _native(lambda g, f: json.dumps({"name": {"first": g, "last": f}}, ensure_ascii=False), "json"),
    ),
    "json_family_first": ("single", _native(lambda g, f: json.dumps({"last": f, "first": g}), "json")),
    "json_field_between": (
        "beyond",
        _native(lambda g, f: json.dumps({"first": g, "id": 7, "last": f}, ensure_ascii=False), "json"),
    ),
    "json_base64_html": (
        "hard",
        _native(lambda g, f: json.dumps({"b": _b64(f"<p>{g} <b>{f}</b></p>".encode())}), "json"),
    ),
    "yaml_front_matter": (
        "single",
        _native(lambda g, f: f"---\ngiven: {g}\nfamily: {f}\n---\ntext\n", "markdown"),
    ),
    "vcard": ("single", _native(lambda g, f: f"BEGIN:VCARD\nN:{f};{g};;;\nFN:{g} {f}\nEND:VCARD\n")),
    "bibtex": ("single", _native(lambda g, f: f"@misc{{a, author = {{{f}, {g}}}}}")),
    "latex_marks": ("beyond", _latin(lambda g, f: f"{g} {f[:2]}\\'{{{f[2]}}}{f[3:]}")),
    "markdown_footnote_inside": ("single", _native(lambda g, f: f"{g}[^1] {f}", "markdown", True)),
    "markdown_backslashes": ("single", _native(lambda g, f: f"{g}\\_{f}", "markdown", True)),
    "markdown_image": ("single", _native(lambda g, f: f"![{g} {f}](a.jpg)", "markdown")),
    "markdown_html_comment": ("single", _native(lambda g, f: f"text\n\n<!-- {g} {f} -->\n", "markdown")),
    "markdown_strike": ("single", _native(lambda g, f: f"~~{g}~~ __{f}__", "markdown", True)),
    "url_query_fields": ("single", _native(lambda g, f: f"https://example.org/?first={g}&last={f}", "url")),
    "url_path_parts": (
        "single",
        _native(lambda g, f: f"https://example.org/{g.lower()}/{f.lower()}/", "url"),
    ),
    "url_host_parts": ("single", _latin(lambda g, f: f"https://{g.lower()}.{f.lower()}.example.org/", "url")),
    "url_family_given_glued": (
        "single",
        _latin(lambda g, f: f"https://example.org/u/{f.lower()}{g.lower()}", "url"),
    ),
    "email_made_of_the_name": ("single", _latin(lambda g, f: f"{g.lower()}.{f.lower()}@example.org")),
    "email_family_and_initial": (
        "beyond",
        _latin(lambda g, f: f"{f.lower()}.{g[0].lower()}@example.org"),
    ),
    "handle_made_of_the_name": ("single", _latin(lambda g, f: f"@{g.lower()}_{f.lower()}95")),
    "filename_percent": ("hard", _native(lambda g, f: veils.quote(f"{g} {f}.jpg"), "filename")),
    "filename_camel": ("single", _native(lambda g, f: f"{f}{g}2017.pdf", "filename")),
    "snake_case": ("single", _latin(lambda g, f: f"var {g.lower()}_{f.lower()}_url = 1;", "js")),
    "square_brackets_inside": ("beyond", _native(lambda g, f: f"{g} {f[:3]}[{f[3:]}]", carried=True)),
    "asterisk_inside": ("beyond", _native(lambda g, f: f"{g} {f[:2]}*{f[3:]}", carried=True)),
    "quotation_marks_around_family": ("single", _native(lambda g, f: f"{g} «{f}»", carried=True)),
    "newline_and_indent": ("single", _native(lambda g, f: f"{g}\n      {f}", carried=True)),
    "carriage_return": ("single", _native(lambda g, f: f"{g}\r\n{f}", carried=True)),
    "em_dash_between": ("single", _native(lambda g, f: f"{g} — {f}", carried=True)),
    "slash_between": ("single", _native(lambda g, f: f"{g}/{f}", carried=True)),
    "pipe_between": ("single", _native(lambda g, f: f"{g} | {f}", carried=True)),
    "letters_spaced_twice": (
        "single",
        _native(lambda g, f: "  ".join(g) + "    " + "  ".join(f), carried=True),
    ),
    "letters_with_middle_dots": (
        "single",
        _native(lambda g, f: "·".join(g) + " " + "·".join(f), carried=True),
    ),
    "letters_with_pipes": ("single", _native(lambda g, f: "|".join(g) + " " + "|".join(f), carried=True)),
    "double_struck": ("single", _latin(_offset(0x1D538, 0x1D552))),
    "sans_bold": ("single", _latin(_offset(0x1D5D4, 0x1D5EE))),
    "monospace": ("single", _latin(_offset(0x1D670, 0x1D68A))),
    "bold_fraktur": ("single", _latin(_offset(0x1D56C, 0x1D586))),
    "bold_script": ("single", _latin(_offset(0x1D4D0, 0x1D4EA))),
    "parenthesized": (
        "single",
        _latin(
            lambda g, f: "".join(chr(0x249C + ord(c) - 97) if c.isalpha() else c for c in f"{g} {f}".lower())
        ),
    ),
    "squared": (
        "beyond",
        _latin(
            lambda g, f: "".join(chr(0x1F130 + ord(c) - 65) if c.isalpha() else c for c in f"{g} {f}".upper())
        ),
    ),
    "regional_letters": (
        "beyond",
        _latin(
            lambda g, f: "".join(chr(0x1F1E6 + ord(c) - 65) if c.isalpha() else c for c in f"{g} {f}".upper())
        ),
    ),
    "superscript": ("single", _latin(_letters(_SUPERSCRIPT))),
    "small_capitals": ("single", _latin(_letters(_SMALL_CAPITALS))),
    "symbols_for_letters": ("single", _latin(lambda g, f: "".join(_SYMBOLS.get(c, c) for c in f.lower()))),
    "rot13": ("beyond", _latin(lambda g, f: values.codecs.encode(f"{g} {f}", "rot13"))),
    "base32": ("beyond", _native(lambda g, f: base64.b32encode(f"note: {g} {f}".encode()).decode())),
    "base64_wrapped_in_json": (
        "single",
        _native(
            lambda g, f: json.dumps({"b": base64.encodebytes(f"{'text ' * 20}{g} {f}".encode()).decode()}),
            "json",
        ),
    ),
    "base64_utf16be": ("single", _native(lambda g, f: _b64(f"note {g} {f}".encode("utf-16-be")))),
    "base64_utf32": ("beyond", _native(lambda g, f: _b64(f"note {g} {f}".encode("utf-32-le")))),
    "base64_raw_deflate": (
        "beyond",
        _native(lambda g, f: _b64(zlib.compress(f"note {g} {f}".encode())[2:-4])),
    ),
    "base64_of_percent": ("hard", _native(lambda g, f: _b64(veils.quote(f"{g} {f}").encode()))),
    "base64_of_entities": (
        "hard",
        _native(lambda g, f: _b64("".join(f"&#{ord(c)};" for c in f"{g} {f}").encode())),
    ),
    "base64_unpadded_offset": (
        "hard",
        _native(lambda g, f: "x" + _b64(f"ab{g} {f} cd".encode()).rstrip("=")),
    ),
    "hex_colons": ("single", _native(lambda g, f: f"{g} {f}".encode().hex(":"))),
    "hex_0x_list": (
        "beyond",
        _native(lambda g, f: ", ".join(f"0x{b:02X}" for b in f"{g} {f}".encode()), "js"),
    ),
    "byte_list": ("beyond", _native(lambda g, f: str(list(f"{g} {f}".encode())), "js")),
    "utf7": ("beyond", _native(lambda g, f: f"{g} {f}".encode("utf-7").decode())),
    "entities_without_hash": ("beyond", _native(lambda g, f: "".join(f"#{ord(c)};" for c in f"{g} {f}"))),
    "percent_in_json": (
        "hard",
        _native(lambda g, f: json.dumps({"next": f"/s?q={veils.quote(f'{g} {f}')}"}), "json"),
    ),
    "entities_in_json": (
        "hard",
        _native(lambda g, f: json.dumps({"h": "".join(f"&#x{ord(c):x};" for c in f"{g} {f}")}), "json"),
    ),
    "quoted_printable_lines": (
        "single",
        _native(lambda g, f: quopri.encodestring(f"{'text ' * 9}{g} {f} {'text ' * 9}".encode()).decode()),
    ),
    "mojibake_twice": (
        "hard",
        _native(lambda g, f: f"{g} {f}".encode().decode("latin-1").encode().decode("latin-1")),
    ),
    "zero_width_and_spaces": ("hard", _native(lambda g, f: " \u200b".join(f"{g}{f}"), carried=True)),
    "soft_hyphens_everywhere": ("single", _native(lambda g, f: "\u00ad".join(f"{g} {f}"), carried=True)),
    "right_to_left_marks_in_latin": ("single", _latin(lambda g, f: "\u200f".join(f"{g} {f}"))),
    "nested_bidi": (
        "hard",
        _native(lambda g, f: f"\u202e{f[::-1]}\u202c \u202e{g[::-1]}\u202c", carried=True),
    ),
    "bidi_isolate_override": (
        "single",
        _native(lambda g, f: f"\u2066\u202e{f'{g} {f}'[::-1]}\u202c\u2069", carried=True),
    ),
    "svg_letter_by_letter": ("hard", _native(_svg_scattered, "svg")),
    "svg_text_path": (
        "single",
        _native(
            lambda g, f: (
                f"<svg xmlns='http://www.w3.org/2000/svg'><text><textPath href='#a'>{g} {f}</textPath></text></svg>"
            ),
            "svg",
        ),
    ),
    "svg_foreign_object": (
        "single",
        _native(
            lambda g, f: (
                f"<svg xmlns='http://www.w3.org/2000/svg'><foreignObject><p>{g} <b>{f[:2]}</b>{f[2:]}</p></foreignObject></svg>"
            ),
            "svg",
        ),
    ),
    "svg_comment": (
        "single",
        _native(lambda g, f: f"<svg xmlns='http://www.w3.org/2000/svg'><!-- {g} {f} --></svg>", "svg"),
    ),
    "svg_internal_entity": (
        "hard",
        _native(
            lambda g, f: (
                f"<!DOCTYPE svg [<!ENTITY n '{g} {f}'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&n;</text></svg>"
            ),
            "svg",
        ),
    ),
    "atom_category": (
        "single",
        _native(
            lambda g, f: (
                f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><category term='{g} {f}'/></entry></feed>"
            ),
            "atom",
        ),
    ),
    "atom_twice_escaped": (
        "hard",
        _native(
            lambda g, f: (
                f"<feed xmlns='http://www.w3.org/2005/Atom'><summary type='html'>&amp;lt;b&amp;gt;{g}&amp;lt;/b&amp;gt; {f}</summary></feed>"
            ),
            "atom",
        ),
    ),
    "atom_id": (
        "single",
        _latin(lambda g, f: f"<feed><id>tag:example.org,2017:{g.lower()}-{f.lower()}</id></feed>", "atom"),
    ),
    "sourcemap_names": (
        "single",
        _latin(lambda g, f: json.dumps({"version": 3, "names": [f"{g}{f}"], "mappings": ""}), "sourcemap"),
    ),
    "csv_tabs": ("single", _native(lambda g, f: f"id\tgiven\tfamily\n1\t{g}\t{f}\n", "csv")),
    "csv_family_given": ("single", _native(lambda g, f: f"family,given\n{f},{g}\n", "csv")),
    "csv_quoted_lines": ("single", _native(lambda g, f: f'id,name\n1,"{g}\n{f}"\n', "csv")),
    "press_czech_feminine": (
        "beyond",
        _russian(
            lambda p: (
                f"{romanise_name(p.native.given, 'czech_press')} {_latin_dictionary(p, 'czech_press')}ová"
            )
        ),
    ),
    "press_lithuanian_ending": (
        "beyond",
        _russian(lambda p: _latin_dictionary(p, "lithuanian_press") + "as", male=True),
    ),
    "press_latvian_ending": (
        "beyond",
        _russian(lambda p: _latin_dictionary(p, "latvian_press") + "s", male=True),
    ),
    "press_german_genitive": (
        "single",
        _russian(lambda p: f"{romanise_name(p.native.full, 'german_duden')}s Bruder"),
    ),
    "press_english_plural": ("single", _russian(lambda p: f"the {_latin_dictionary(p, 'bbc')}s")),
    "press_turkish_genitive": (
        "single",
        _russian(lambda p: f"{romanise_name(p.native.full, 'turkish_press')}'in evi"),
    ),
    "press_finnish_genitive": (
        "beyond",
        _russian(lambda p: f"{romanise_name(p.native.full, 'finnish_press')}in", male=True),
    ),
    "press_polish_instrumental": (
        "single",
        _russian(lambda p: f"{_latin_dictionary(p, 'polish_press')}em", male=True),
    ),
    "press_czech_instrumental": (
        "beyond",
        _russian(lambda p: f"{_latin_dictionary(p, 'czech_press')}em", male=True),
    ),
    "press_hungarian_order": (
        "single",
        _russian(
            lambda p: (
                f"{romanise_name(p.native.family, 'hungarian_press')} {romanise_name(p.native.given, 'hungarian_press')}"
            )
        ),
    ),
    "press_ukrainian_letters": (
        "beyond",
        _russian(lambda p: p.native.full.replace("ев", "єв").replace("и", "і")),
    ),
    "initials_latin_two": (
        "beyond",
        _russian(lambda p: f"{p.latin.given[0]}. {p.latin.patronymic[0]}. {p.latin.family}"),
    ),
    "derived_adjective": ("warned", _russian(lambda p: f"{p.dictionary_family.lower()}ский дом", male=True)),
    "dative_upper_spaced": (
        "hard",
        _russian(lambda p: " ".join(declension.russian_family(p.dictionary_family, p.gender)["dat"].upper())),
    ),
}

_RU_TENS = [
    "_",
    "_",
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
]
_RU_TEENS = [
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
_RU_UNITS = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
_RU_HUNDREDS = [
    "_",
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
]
_RU_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
_ES_MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
_TR_MONTHS = [
    "Ocak",
    "Şubat",
    "Mart",
    "Nisan",
    "Mayıs",
    "Haziran",
    "Temmuz",
    "Ağustos",
    "Eylül",
    "Ekim",
    "Kasım",
    "Aralık",
]
_IT_MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
_EN_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _two(number: int) -> str:
    if number < 10:
        return f"ноль {_RU_UNITS[number]}"
    if number < 20:
        return _RU_TEENS[number - 10]
    return _RU_TENS[number // 10] + (f" {_RU_UNITS[number % 10]}" if number % 10 else "")


def _three(number: int) -> str:
    rest = _two(number % 100) if number % 100 >= 10 else (_RU_UNITS[number % 10] if number % 10 else "")
    return f"{_RU_HUNDREDS[number // 100]} {rest}".strip()


def _spoken(phone: str) -> str:
    """As Russians say a number: hundreds, then tens."""
    return (
        f"{_three(int(phone[:3]))} {_three(int(phone[3:6]))} {_two(int(phone[6:8]))} {_two(int(phone[8:]))}"
    )


def _doubles(phone: str) -> str:
    words, out, at = ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], [], 0
    while at < len(phone):
        if phone[at : at + 2] == phone[at] * 2:
            out.append(f"double {words[int(phone[at])]}")
            at += 2
        else:
            out.append(words[int(phone[at])])
            at += 1
    return " ".join(out)


def _of(field: Callable[[Details], str], write: Callable[[str], str], kind: str = "text") -> values.Writer:
    return lambda draw, person, details: (write(field(details)), kind)


def _when(write: Callable[[int, int, int], str], kind: str = "text") -> values.Writer:
    return lambda draw, person, details: (write(*details.birth), kind)


def _where(write: Callable[[float, float], str], kind: str = "text") -> values.Writer:
    return lambda draw, person, details: (write(*details.gps), kind)


def _d(value: float) -> tuple[int, int, int]:
    return int(value), int(value % 1 * 60), int(value * 3600 % 60)


VALUES: dict[str, tuple[str, values.Writer]] = {
    "phone_said_in_hundreds": ("single", _of(lambda d: d.phone, _spoken)),
    "phone_doubles_and_oh": ("single", _of(lambda d: d.phone, _doubles)),
    "phone_plus_in_words": ("beyond", _of(lambda d: d.phone, lambda p: "плюс семь " + _spoken(p))),
    "phone_extension": ("single", _of(lambda d: d.country + d.phone, lambda p: f"+{p} ext. 12")),
    "phone_underscores": ("single", _of(lambda d: d.phone, lambda p: "_".join((p[:3], p[3:6], p[6:])))),
    "phone_in_file_name": ("single", _of(lambda d: d.country + d.phone, lambda p: f"VID_{p}_call.txt", "filename")),
    "phone_in_url_path": ("single", _of(lambda d: d.country + d.phone, lambda p: f"viber://chat?number=%2B{p}", "url")),
    "phone_circled_digits": ("single", _of(lambda d: d.phone, lambda p: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(x)] for x in p))),
    "phone_superscript_digits": ("single", _of(lambda d: d.phone, lambda p: "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(x)] for x in p))),
    "phone_comma_groups": ("single", _of(lambda d: d.phone, lambda p: ", ".join((p[:3], p[3:6], p[6:8], p[8:])))),
    "phone_over_lines": ("single", _of(lambda d: d.phone, lambda p: f"{p[:6]}\n{p[6:]}")),
    "phone_in_javascript_array": ("hard", _of(lambda d: d.phone, lambda p: f"['{p[:3]}','{p[3:6]}','{p[6:]}'].join('')", "js")),
    "phone_base64": ("single", _of(lambda d: d.country + d.phone, lambda p: _b64(f"tel +{p}".encode()))),
    "phone_percent": ("single", _of(lambda d: d.country + d.phone, lambda p: "?tel=" + "".join(f"%{ord(x):02X}" for x in f"+{p}"), "url")),
    "email_percent": ("single", _of(lambda d: d.email, lambda e: "?to=" + "".join(f"%{ord(x):02X}" for x in e), "url")),
    "email_unicode_at": ("single", _of(lambda d: d.email, lambda e: e.replace("@", "﹫"))),
    "email_words_in_tags": ("hard", _of(lambda d: d.email, lambda e: e.replace("@", "<i> at </i>").replace(".", "<b> dot </b>"), "html")),
    "email_curly": ("single", _of(lambda d: d.email, lambda e: e.replace("@", "{at}").replace(".", "{dot}"))),
    "email_arrow": ("beyond", _of(lambda d: d.email, lambda e: e.replace("@", " -at- ").replace(".", " -dot- "))),
    "email_german": ("beyond", _of(lambda d: d.email, lambda e: e.replace("@", " ät ").replace(".", " punkt "))),
    "email_attribute_split": ("beyond", _of(lambda d: d.email, lambda e: f"<a data-host='{e.split('@')[1]}' data-name='{e.split('@')[0]}'>", "html")),
    "handle_telegram_scheme": ("single", _of(lambda d: d.handle, lambda h: f"tg://resolve?domain={h}", "url")),
    "handle_spaced_link": ("single", _of(lambda d: d.handle, lambda h: f"t . me / {h}")),
    "handle_confusable": ("single", _of(lambda d: d.handle, lambda h: "@" + h.translate(str.maketrans("oaecx", "оаесх")))),
    "handle_in_markdown": ("single", _of(lambda d: d.handle, lambda h: "@" + h.replace("_", "\\_"), "markdown")),
    "date_words": (
        "beyond",
        _when(lambda y, m, d: f"{_two(d).replace('ноль ', '')} {_RU_MONTHS[m - 1]} тысяча девятьсот {_two(y % 100)} года"),
    ),
    "date_year_short_words": ("single", _when(lambda y, m, d: f"{d} {_RU_MONTHS[m - 1]} {y % 100:02}-го")),
    "date_spanish": ("single", _when(lambda y, m, d: f"{d} de {_ES_MONTHS[m - 1]} de {y}")),
    "date_turkish": ("single", _when(lambda y, m, d: f"{d} {_TR_MONTHS[m - 1]} {y}")),
    "date_italian": ("single", _when(lambda y, m, d: f"{d} {_IT_MONTHS[m - 1]} {y}")),
    "date_chinese": ("single", _when(lambda y, m, d: f"{y}年{m}月{d}日")),
    "date_apostrophe_year": ("single", _when(lambda y, m, d: f"{d} {_EN_MONTHS[m - 1]} ’{y % 100:02}")),
    "date_spaces": ("single", _when(lambda y, m, d: f"{d:02} {m:02} {y}")),
    "date_in_file_name": ("single", _when(lambda y, m, d: f"scan_{y}{m:02}{d:02}.pdf", "filename")),
    "date_underscores": ("single", _when(lambda y, m, d: f"birth_{y}_{m:02}_{d:02}.txt", "filename")),
    "date_json_parts": ("single", _when(lambda y, m, d: json.dumps({"year": y, "month": m, "day": d}), "json")),
    "date_table_cells": ("single", _when(lambda y, m, d: f"<tr><td>{d:02}</td><td>{m:02}</td><td>{y}</td></tr>", "html")),
    "date_weekday": ("single", _when(lambda y, m, d: f"Friday, {_EN_MONTHS[m - 1]} {d}, {y}")),
    "date_order_year_month_name": ("single", _when(lambda y, m, d: f"{y} {_EN_MONTHS[m - 1]} {d}")),
    "date_persian_digits": ("single", _when(lambda y, m, d: f"{y}/{m:02}/{d:02}".translate({48 + i: 0x6F0 + i for i in range(10)}))),
    "date_zero_width": ("single", _when(lambda y, m, d: f"{d:02}.\u200b{m:02}.\u200b{y}")),
    "date_entities": ("single", _when(lambda y, m, d: "".join(f"&#{ord(c)};" for c in f"{d:02}.{m:02}.{y}"), "html")),
    "gps_letters_d_m_s": ("single", _where(lambda a, o: "{}d{}m{}s N {}d{}m{}s E".format(*_d(a), *_d(o)))),
    "gps_dms_spaces": ("single", _where(lambda a, o: "{} {} {} N {} {} {} E".format(*_d(a), *_d(o)))),
    "gps_google_data": ("single", _where(lambda a, o: f"https://maps.example.org/data=!3d{a:.6f}!4d{o:.6f}", "url")),
    "gps_degrees_direction_words": ("single", _where(lambda a, o: f"{a:.5f} degrees north, {o:.5f} degrees east")),
    "gps_russian_words": ("single", _where(lambda a, o: f"широта {a:.5f}, долгота {o:.5f}")),
    "gps_table_cells": ("single", _where(lambda a, o: f"<tr><td>{a:.5f}</td><td>{o:.5f}</td></tr>", "html")),
    "gps_json_array": ("single", _where(lambda a, o: json.dumps([round(a, 6), round(o, 6)]), "json")),
    "gps_kml": ("single", _where(lambda a, o: f"<Point><coordinates>{o:.6f},{a:.6f},0</coordinates></Point>", "atom")),
    "gps_gpx": ("single", _where(lambda a, o: f'<wpt lat="{a:.6f}" lon="{o:.6f}"></wpt>', "atom")),
    "gps_microdegrees": ("beyond", _where(lambda a, o: json.dumps({"latE7": int(a * 1e7), "lonE7": int(o * 1e7)}), "json")),
    "gps_arabic_digits": ("single", _where(lambda a, o: f"{a:.5f}, {o:.5f}".translate({48 + i: 0x660 + i for i in range(10)}))),
    "plate_dots": ("single", _of(lambda d: d.plate, lambda p: f"{p[0]}.{p[1:4]}.{p[4:6]}.{p[6:]}")),
    "plate_over_tags": ("single", _of(lambda d: d.plate, lambda p: f"<b>{p[0]}</b>{p[1:4]}<i>{p[4:]}</i>", "html")),
    "plate_fullwidth": ("single", _of(lambda d: d.plate, lambda p: "".join(chr(0xFF10 + int(c)) if c.isdigit() else c for c in p))),
    "plate_file_name": ("single", _of(lambda d: d.plate, lambda p: f"IMG_{p}_car.jpg", "filename")),
    "plate_without_region": ("beyond", _of(lambda d: d.plate, lambda p: p[:6])),
    "document_dots": ("single", _of(lambda d: d.document, lambda t: t.replace(" ", "."))),
    "document_entities": ("single", _of(lambda d: d.document, lambda t: "".join(f"&#{ord(c)};" for c in t), "html")),
    "document_zero_width": ("single", _of(lambda d: d.document, "\u200b".join)),
    "document_spelled": ("single", _of(lambda d: d.document.replace(" ", ""), lambda t: " ".join(_RU_UNITS[int(x)] for x in t))),
    "document_table_cells": ("single", _of(lambda d: d.document, lambda t: f"<td>{t[:4]}</td><td>{t[5:]}</td>", "html")),
    "address_glued": ("single", lambda draw, p, d: (f"ул.{d.street[0]},{d.house}", "text")),
    "address_number_sign": ("single", lambda draw, p, d: (f"ул. {d.street[0]}, дом № {d.house}", "text")),
    "address_upper": ("single", lambda draw, p, d: (f"УЛ. {d.street[0].upper()}, Д. {d.house}", "text")),
    "address_street_last": ("single", lambda draw, p, d: (f"{d.street[0]} улица, {d.house}", "text")),
    "address_declined_house": ("single", lambda draw, p, d: (f"в доме {d.house} по улице {d.street[0][:-2]}ой", "text")),
    "address_german": ("beyond", lambda draw, p, d: (f"{romanise_name(d.street[0], 'german_duden')}-Straße {d.house}", "text")),
    "address_latin_short": ("single", lambda draw, p, d: (f"Sadovaya st., {d.house}".replace("Sadovaya", d.street[1]), "text")),
    "address_entities": ("single", lambda draw, p, d: ("".join(f"&#{ord(c)};" for c in f"ул. {d.street[0]}, {d.house}"), "html")),
    "relative_genitive": ("single", lambda draw, p, d: (f"дом {d.relative_given}а {d.relative_family}а", "text") if d.relative_given[-1] not in "тя" else None),
    "relative_initial": ("beyond", lambda draw, p, d: (f"{d.relative_given[0]}. {d.relative_family}", "text")),
    "relative_base64": ("single", lambda draw, p, d: (_b64(f"{d.relative_given} {d.relative_family}".encode()), "text")),
    "workplace_unquoted": ("warned", lambda draw, p, d: (d.workplace.translate(str.maketrans("", "", "«»")), "text")),
}  # fmt: skip
