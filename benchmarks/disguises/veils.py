"""How is one string hidden inside a text? Each veil takes a string and gives a text and its kind."""

from __future__ import annotations

import base64
import gzip
import html
import json
import quopri
import zlib
from collections.abc import Callable
from urllib.parse import quote

from disguises.draw import Draw

Veil = Callable[[Draw, str], tuple[str, str]]


def _middle(draw: Draw, text: str) -> int:
    """A place between two letters."""
    places = [i for i in range(1, len(text)) if text[i - 1].isalnum() and text[i].isalnum()]
    return draw.any(places) if places else len(text) // 2


def between(character: str, kind: str = "text") -> Veil:
    """The character at one place inside a word."""

    def veil(draw: Draw, text: str) -> tuple[str, str]:
        at = _middle(draw, text)
        return text[:at] + character + text[at:], kind

    return veil


def everywhere(character: str, kind: str = "text") -> Veil:
    """The character between all letters of every word."""

    def veil(draw: Draw, text: str) -> tuple[str, str]:
        return " ".join(character.join(word) for word in text.split(" ")), kind

    return veil


def each(write: Callable[[str], str], kind: str) -> Veil:
    """Every character written in another way."""
    return lambda draw, text: ("".join(write(letter) for letter in text), kind)


def whole(write: Callable[[str], str], kind: str) -> Veil:
    """The string written in another way as a whole."""
    return lambda draw, text: (write(text), kind)


def cut(write: Callable[[str, str], str], kind: str) -> Veil:
    """The string in two pieces, cut between two letters."""

    def veil(draw: Draw, text: str) -> tuple[str, str]:
        at = _middle(draw, text)
        return write(text[:at], text[at:]), kind

    return veil


def some(write: Callable[[str], str], kind: str) -> Veil:
    """About half the letters written in another way, at least one."""

    def veil(draw: Draw, text: str) -> tuple[str, str]:
        sure = _middle(draw, text)
        return "".join(
            write(letter) if index == sure or (letter.isalpha() and draw.random.random() < 0.5) else letter
            for index, letter in enumerate(text)
        ), kind

    return veil


_CYR_TO_LAT = dict(zip("аеорсухАВЕКМНОРСТХ", "aeopcyxABEKMHOPCTX", strict=True))
_LAT_TO_CYR = {latin: cyrillic for cyrillic, latin in _CYR_TO_LAT.items()} | {"i": "і", "j": "ј", "s": "ѕ"}
_LAT_TO_GREEK = dict(zip("oavuABEZHIKMNOPTYX", "οανυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True))
_CYR_TO_GREEK = dict(zip("оАВЕКМНОРТХ", "οΑΒΕΚΜΝΟΡΤΧ", strict=True))
_ARMENIAN = {"o": "օ", "n": "ո", "u": "ս", "h": "հ", "g": "ց", "q": "զ"}


def _mathematical(letter: str) -> str:
    if "a" <= letter <= "z":
        return chr(0x1D41A + ord(letter) - ord("a"))
    return chr(0x1D400 + ord(letter) - ord("A")) if "A" <= letter <= "Z" else letter


def _fullwidth(letter: str) -> str:
    return chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter


def _circled(letter: str) -> str:
    return chr(0x24D0 + ord(letter) - ord("a")) if "a" <= letter <= "z" else letter


def _utf16_units(letter: str) -> list[int]:
    raw = letter.encode("utf-16-be")
    return [int.from_bytes(raw[i : i + 2], "big") for i in range(0, len(raw), 2)]


def _js_u(letter: str) -> str:
    return "".join(f"\\u{unit:04x}" for unit in _utf16_units(letter))


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _padded(text: str) -> str:
    """A string inside a sentence, as an encoded text would hold it."""
    return f"note: {text}, call back later"


def _cloudflare(text: str, key: int = 0x5A) -> str:
    hidden = bytes([key]) + bytes(byte ^ key for byte in text.encode())
    return f'<a href="/cdn-cgi/l/email-protection" data-cfemail="{hidden.hex()}">[email protected]</a>'


def _mojibake(wrong: str, right: str = "utf-8") -> Callable[[str], str]:
    def misread(text: str) -> str:
        # As browsers do it: a byte without a letter becomes the control character of its number.
        return "".join(
            bytes([byte]).decode(wrong) if _has(wrong, byte) else chr(byte)
            for byte in f"Тот же текст: {text}".encode(right)
        )

    return misread


def _has(encoding: str, byte: int) -> bool:
    try:
        bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _css_escape(letter: str) -> str:
    return f"\\{ord(letter):x} "


def _percent(text: str, encoding: str = "utf-8") -> str:
    return "https://example.org/search?q=" + quote(text.encode(encoding, errors="xmlcharrefreplace"), safe="")


def _wrap(before: str, after: str) -> Callable[[str], str]:
    return lambda text: before + text + after


INVISIBLE: dict[str, str] = {
    "zero_width_space": "\u200b",
    "zero_width_joiner": "\u200d",
    "zero_width_non_joiner": "\u200c",
    "word_joiner": "\u2060",
    "soft_hyphen": "\u00ad",
    "byte_order_mark": "\ufeff",
    "left_to_right_mark": "\u200e",
    "right_to_left_mark": "\u200f",
    "variation_selector": "\ufe0f",
    "combining_grapheme_joiner": "\u034f",
    "invisible_times": "\u2062",
    "mongolian_vowel_separator": "\u180e",
    "hangul_filler": "\u3164",
    "tag_character": "\U000e0061",
    "function_application": "\u2061",
    "arabic_letter_mark": "\u061c",
    "isolate_marks": "\u2068\u2069",
    "annotation_marks": "\ufff9\ufffb",
    "braille_blank": "\u2800",
}

# Plain veils work on any string; those under LATIN or CYRILLIC only on strings in that script.
ANY: dict[str, Veil] = {
    **{f"invisible_{name}": between(character) for name, character in INVISIBLE.items()},
    "invisible_everywhere": everywhere("\u200b"),
    "no_break_spaces": whole(lambda text: text.replace(" ", "\u00a0"), "text"),
    "thin_spaces": whole(lambda text: text.replace(" ", "\u2009"), "text"),
    "ideographic_spaces": whole(lambda text: text.replace(" ", "\u3000"), "text"),
    "tabs_for_spaces": whole(lambda text: text.replace(" ", "\t"), "text"),
    "double_spaces": whole(lambda text: text.replace(" ", "  "), "text"),
    "entity_decimal": each(lambda letter: f"&#{ord(letter)};", "html"),
    "entity_hex": each(lambda letter: f"&#x{ord(letter):X};", "html"),
    "entity_some": some(lambda letter: f"&#x{ord(letter):x};", "html"),
    "entity_padded": each(lambda letter: f"&#{ord(letter):07d};", "html"),
    "entity_no_semicolon": each(lambda letter: f"&#{ord(letter)}" if letter != " " else " ", "html"),
    "entity_twice": each(lambda letter: f"&amp;#{ord(letter)};", "html"),
    "entity_soft_hyphen": between("&shy;", "html"),
    "entity_zwnj": between("&zwnj;", "html"),
    "entity_nbsp": whole(lambda text: text.replace(" ", "&nbsp;"), "html"),
    "percent_utf8": whole(_percent, "url"),
    "percent_lower": whole(lambda text: _percent(text).lower(), "url"),
    "percent_plus": whole(lambda text: _percent(text).replace("%20", "+"), "url"),
    "percent_twice": whole(lambda text: _percent(text).replace("%", "%25"), "url"),
    "percent_in_html": whole(lambda text: f'<a href="{_percent(text)}">link</a>', "html"),
    "percent_u": each(lambda letter: "".join(f"%u{unit:04X}" for unit in _utf16_units(letter)), "url"),
    "json_u": whole(lambda text: json.dumps({"note": text}), "json"),
    "json_u_every_letter": each(_js_u, "js"),
    "js_u_upper": each(lambda letter: "".join(f"\\u{unit:04X}" for unit in _utf16_units(letter)), "js"),
    "js_u_braces": each(lambda letter: f"\\u{{{ord(letter):x}}}", "js"),
    "python_big_u": each(lambda letter: f"\\U{ord(letter):08x}", "text"),
    "hex_escapes": whole(lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()), "js"),
    "octal_escapes": whole(lambda text: "".join(f"\\{byte:03o}" for byte in text.encode()), "text"),
    "css_escapes": whole(lambda text: f'a::after{{content:"{"".join(map(_css_escape, text))}"}}', "css"),
    "css_escapes_six": whole(
        lambda text: f'a::after{{content:"{"".join(f"{chr(92)}{ord(c):06x}" for c in text)}"}}', "css"
    ),
    "base64_utf8": whole(lambda text: _b64(_padded(text).encode()), "text"),
    "base64_bare": whole(lambda text: _b64(text.encode()), "text"),
    "base64_utf16le": whole(lambda text: _b64(_padded(text).encode("utf-16-le")), "text"),
    "base64_utf16_bom": whole(lambda text: _b64(_padded(text).encode("utf-16")), "text"),
    "base64_gzip": whole(lambda text: _b64(gzip.compress(_padded(text).encode(), mtime=0)), "text"),
    "base64_zlib": whole(lambda text: _b64(zlib.compress(_padded(text).encode())), "text"),
    "base64_lines": whole(
        lambda text: base64.encodebytes((_padded(text) + " and more words" * 8).encode()).decode(), "text"
    ),
    "base64_data_uri": whole(
        lambda text: f'<img src="data:text/plain;base64,{_b64(_padded(text).encode())}">', "html"
    ),
    "base64_twice": whole(lambda text: _b64(_b64(_padded(text).encode()).encode()), "text"),
    "base64url_utf8": whole(lambda text: _b64url(_padded(text).encode()), "url"),
    "base64url_in_query": whole(
        lambda text: f"https://example.org/r?token={_b64url(text.encode())}&x=1", "url"
    ),
    "hex_utf8": whole(lambda text: text.encode().hex(), "text"),
    "hex_upper": whole(lambda text: text.encode().hex().upper(), "text"),
    "hex_spaced": whole(lambda text: text.encode().hex(" "), "text"),
    "hex_utf16": whole(lambda text: text.encode("utf-16-be").hex(), "text"),
    "quoted_printable": whole(lambda text: quopri.encodestring(_padded(text).encode()).decode(), "text"),
    "mime_word_base64": whole(lambda text: f"=?utf-8?B?{_b64(text.encode())}?=", "text"),
    "mime_word_quoted": whole(
        lambda text: "=?utf-8?Q?" + "".join(f"={byte:02X}" for byte in text.encode()) + "?=", "text"
    ),
    "cloudflare_xor": whole(_cloudflare, "html"),
    "bidi_override": whole(lambda text: f"\u202e{text[::-1]}\u202c", "text"),
    "bidi_reversed_css": whole(
        lambda text: f'<span style="unicode-bidi:bidi-override;direction:rtl">{text[::-1]}</span>', "html"
    ),
    "bidi_bdo": whole(lambda text: f'<bdo dir="rtl">{text[::-1]}</bdo>', "html"),
    "reversed": whole(lambda text: text[::-1], "text"),
    "letters_spaced": everywhere(" "),
    "letters_dotted": everywhere("."),
    "letters_hyphened": everywhere("-"),
    "letters_underscored": everywhere("_"),
    "letters_thin_spaced": everywhere("\u2009"),
    "letters_on_lines": everywhere("\n"),
    "hyphen_newline": between("-\n"),
    "hyphen_newline_indent": between("-\n    "),
    "soft_hyphen_newline": between("\u00ad\n"),
    "name_over_lines": whole(lambda text: text.replace(" ", "\n"), "text"),
    "tag_bold_inside": between("<b></b>", "html"),
    "tag_comment_inside": between("<!-- x -->", "html"),
    "tag_wbr_inside": between("<wbr>", "html"),
    "tag_half_bold": cut(lambda a, b: f"<p>{a}<b>{b}</b></p>", "html"),
    "tag_span_each_letter": each(lambda letter: f"<span>{letter}</span>", "html"),
    "tag_nested": cut(lambda a, b: f"<i>{a}</i><em><span class='a'>{b}</span></em>", "html"),
    "tag_first_letter": whole(lambda text: f"<span class='dropcap'>{text[0]}</span>{text[1:]}", "html"),
    "tag_hidden_span": between('<span style="display:none">xq</span>', "html"),
    "markdown_half_bold": cut(lambda a, b: f"{a}**{b}**", "markdown"),
    "markdown_link": whole(lambda text: f"[{text}](https://example.org/a)", "markdown"),
    "markdown_emphasis_words": whole(lambda text: "*" + text.replace(" ", "* *") + "*", "markdown"),
    "markdown_entity": each(lambda letter: f"&#{ord(letter)};", "markdown"),
    "markdown_reference": whole(lambda text: f"[1]: https://example.org/ '{text}'", "markdown"),
    "svg_tspans": whole(
        lambda text: (
            "<svg xmlns='http://www.w3.org/2000/svg'><text>"
            + "".join(f"<tspan>{piece}</tspan>" for piece in (text[:3], text[3:]))
            + "</text></svg>"
        ),
        "svg",
    ),
    "svg_title": whole(
        _wrap("<svg xmlns='http://www.w3.org/2000/svg'><title>", "</title><path d='M0 0h9v9z'/></svg>"), "svg"
    ),
    "svg_desc": whole(
        _wrap("<svg xmlns='http://www.w3.org/2000/svg'><desc>", "</desc><path d='M0 0h9'/></svg>"), "svg"
    ),
    "svg_metadata": whole(
        lambda text: (
            "<svg xmlns='http://www.w3.org/2000/svg'><metadata><dc:creator xmlns:dc='http://purl.org/"
            f"dc/elements/1.1/'>{text}</dc:creator></metadata></svg>"
        ),
        "svg",
    ),
    "svg_attribute": whole(
        lambda text: f"<svg xmlns='http://www.w3.org/2000/svg'><g aria-label='{text}'/></svg>", "svg"
    ),
    "html_alt": whole(lambda text: f'<img src="a.jpg" alt="{text}">', "html"),
    "html_data_attribute": whole(lambda text: f'<div data-author="{text}">text</div>', "html"),
    "html_meta": whole(lambda text: f'<head><meta name="author" content="{text}"></head>', "html"),
    "html_comment": whole(lambda text: f"<p>text</p><!-- source: {text} -->", "html"),
    "html_comment_unit": whole(lambda text: f" todo: ask {text} again ", "html_comment"),
    "html_attribute_unit": whole(lambda text: f"photo by {text}", "html_attr"),
    "html_script": whole(lambda text: f'<script>var who = "{text}";</script>', "html"),
    "html_script_unit": whole(lambda text: f"var who = '{text}'; f(who);", "html_script"),
    "html_script_concatenated": cut(lambda a, b: f'var who = "{a}" + "{b}";', "html_script"),
    "html_char_codes": whole(
        lambda text: f"String.fromCharCode({','.join(str(u) for c in text for u in _utf16_units(c))})",
        "html_script",
    ),
    "html_json_ld": whole(
        lambda text: (
            '<script type="application/ld+json">'
            + json.dumps({"@type": "Person", "name": text})
            + "</script>"
        ),
        "html",
    ),
    "html_style": whole(lambda text: f"<style>p::before{{content:'{text}'}}</style>", "html"),
    "html_noscript": whole(_wrap("<noscript><p>", "</p></noscript>"), "html"),
    "html_template": whole(_wrap("<template><p>", "</p></template>"), "html"),
    "html_srcdoc": whole(
        lambda text: f'<iframe srcdoc="{html.escape(f"<p><b>{text[:2]}</b>{text[2:]}</p>")}"></iframe>',
        "html",
    ),
    "html_title": whole(_wrap("<title>", " | blog</title>"), "html"),
    "html_table_cells": whole(
        lambda text: f"<table><tr><td>{text.replace(' ', '</td><td>')}</td></tr></table>", "html"
    ),
    "html_blocks": whole(lambda text: f"<div>{text.replace(' ', '</div><div>')}</div>", "html"),
    "html_list_items": whole(lambda text: f"<ul><li>{text.replace(' ', '</li><li>')}</li></ul>", "html"),
    "html_line_break": whole(lambda text: text.replace(" ", "<br>"), "html"),
    "html_broken_markup": whole(lambda text: f"<p class='x>{text}</p><b", "html"),
    "json_value": whole(lambda text: json.dumps({"author": text}, ensure_ascii=False), "json"),
    "json_key": whole(lambda text: json.dumps({text: 1}, ensure_ascii=False), "json"),
    "json_neighbours": whole(lambda text: json.dumps({"n": text.split(" ")}, ensure_ascii=False), "json"),
    "json_fields": whole(
        lambda text: json.dumps({f"name_{i}": word for i, word in enumerate(text.split(" "))}), "json"
    ),
    "json_in_json": whole(lambda text: json.dumps({"s": json.dumps({"t": text})}), "json"),
    "csv_cell": whole(lambda text: f'id,name\n1,"{text}"\n', "csv"),
    "csv_cells": whole(lambda text: f"id,a,b,c\n1,{text.replace(' ', ',')}\n", "csv"),
    "csv_semicolons": whole(lambda text: f"id;a;b\n1;{text.replace(' ', ';')}\n", "csv"),
    "atom_escaped": whole(
        lambda text: (
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='html'>"
            + html.escape(f"<p><b>{text[:2]}</b>{text[2:]}</p>")
            + "</content></entry></feed>"
        ),
        "atom",
    ),
    "atom_cdata": whole(
        lambda text: (
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><summary><![CDATA[<p>"
            f"{text[:2]}<wbr>{text[2:]}</p>]]></summary></entry></feed>"
        ),
        "atom",
    ),
    "atom_author": whole(
        lambda text: f"<feed xmlns='http://www.w3.org/2005/Atom'><author><name>{text}</name></author></feed>",
        "atom",
    ),
    "sourcemap_content": whole(
        lambda text: json.dumps(
            {"version": 3, "sources": ["a.ts"], "sourcesContent": [f"// by {text}\n"], "mappings": "AAAA"}
        ),
        "sourcemap",
    ),
    "sourcemap_sources": whole(
        lambda text: json.dumps(
            {"version": 3, "sources": [f"/home/{text}/a.ts"], "mappings": "AAAA"}, ensure_ascii=False
        ),
        "sourcemap",
    ),
    "js_comment": whole(lambda text: f"/* {text} */ export const a = 1;", "js"),
    "js_template": whole(lambda text: f"const t = `${{a}} {text}`;", "js"),
    "css_comment": whole(lambda text: f"/* theme by {text} */ a{{color:red}}", "css"),
    "css_string": whole(lambda text: f'a::before{{content:"{text}"}}', "css"),
    "filename_plain": whole(lambda text: f"{text}.jpg", "filename"),
    "filename_slug": whole(lambda text: f"photo-{text.replace(' ', '-').lower()}-2.jpg", "filename"),
    "filename_underscores": whole(lambda text: f"IMG_{text.replace(' ', '_')}_final.docx", "filename"),
    "url_slug": whole(lambda text: f"https://example.org/2017/05/{text.replace(' ', '-').lower()}/", "url"),
    "url_fragment": whole(lambda text: f"https://example.org/p#{text.replace(' ', '')}", "url"),
    "hashtag": whole(lambda text: f"#{text.replace(' ', '').lower()}", "text"),
    "camel_case": whole(lambda text: f"let id = '{text.replace(' ', '')}Photo';", "js"),
    "glued": whole(lambda text: text.replace(" ", "").lower(), "text"),
    "doubled_marks": everywhere("\u0301"),
    "strike_through": everywhere("\u0336"),
}

CYRILLIC: dict[str, Veil] = {
    "confusable_latin_in_cyrillic": some(lambda letter: _CYR_TO_LAT.get(letter, letter), "text"),
    "confusable_all_latin_in_cyrillic": each(lambda letter: _CYR_TO_LAT.get(letter, letter), "text"),
    "confusable_greek_in_cyrillic": each(lambda letter: _CYR_TO_GREEK.get(letter, letter), "text"),
    "percent_cp1251": whole(lambda text: _percent(text, "cp1251"), "url"),
    "mojibake_utf8_as_cp1251": whole(_mojibake("cp1251"), "text"),
    "mojibake_utf8_as_latin1": whole(_mojibake("latin-1"), "text"),
    "mojibake_utf8_as_cp1252": whole(_mojibake("cp1252"), "text"),
    "mojibake_cp1251_as_latin1": whole(_mojibake("latin-1", "cp1251"), "text"),
    "mojibake_koi8_as_cp1251": whole(_mojibake("cp1251", "koi8-r"), "text"),
    "base64_cp1251": whole(lambda text: _b64(f"Заметка: {text}".encode("cp1251")), "text"),
    "hex_cp1251": whole(lambda text: text.encode("cp1251").hex(), "text"),
    "yo_for_ye": whole(lambda text: text.replace("е", "ё").replace("Е", "Ё"), "text"),
    "i_for_short_i": whole(lambda text: text.replace("й", "и\u0306"), "text"),
}

LATIN: dict[str, Veil] = {
    "confusable_cyrillic_in_latin": some(lambda letter: _LAT_TO_CYR.get(letter, letter), "text"),
    "confusable_greek_in_latin": each(lambda letter: _LAT_TO_GREEK.get(letter, letter), "text"),
    "confusable_armenian": each(lambda letter: _ARMENIAN.get(letter, letter), "text"),
    "mathematical_bold": each(_mathematical, "text"),
    "fullwidth": each(_fullwidth, "text"),
    "circled": each(_circled, "text"),
    "decomposed_accents": everywhere("\u0308"),
}


def punycode(word: str) -> str:
    """A link to a host name that is the word in punycode."""
    return f"https://{word.lower().encode('idna').decode()}.example.org/"
