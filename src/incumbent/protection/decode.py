"""Reads a text once the escapes in it are decoded."""

from __future__ import annotations

import html
import re

from incumbent.protection.neighbours import ESCAPE, places_of
from incumbent.protection.views import View, rewritten_at

_ASCII = 0x7F
_WORD = 4  # bytes beyond ASCII that may be a word in an old code page
_OLD_PAGES = ("koi8-r", "cp866", "iso8859-5")
_CYRILLIC = re.compile(r"[\u0400-\u045f\x20-\x7e\s]+")
_ESCAPE = re.compile(r"\\u\{[0-9a-fA-F]+\}|\\[uxU][0-9a-fA-F]+|\\[0-7]{3}")


def from_bytes(data: bytes) -> str | None:
    """Text of bytes in the encodings names are written in: UTF-8, else Windows-1251."""
    for encoding in ("utf-8", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def from_escaped(data: bytes, match: re.Match[str]) -> str | None:
    """Text of bytes that were escaped one by one: of several letters in an old code page, in every such page.

    A few of them inside a word of Latin letters are its accents.
    """
    text = from_bytes(data)
    if is_utf_8(data):
        return text
    if sum(byte > _ASCII for byte in data) < _WORD:
        return data.decode("cp1252", "replace") if _in_latin_word(match) else text
    pages = (data.decode(page, "replace") for page in _OLD_PAGES)
    return " ".join([text or "", *(one for one in pages if _CYRILLIC.fullmatch(one))]) or None


def _in_latin_word(match: re.Match[str]) -> bool:
    """Whether a Latin letter stands right before or after what was escaped."""
    text, start, end = match.string, match.start(), match.end()
    return any(
        one.isascii() and one.isalpha() for one in (text[max(0, start - 1) : start], text[end : end + 1])
    )


def is_utf_8(data: bytes) -> bool:
    """Whether bytes are UTF-8 throughout."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _entity(match: re.Match[str]) -> str | None:
    plain = html.unescape(match.group())
    return plain if plain != match.group() else None


_FIRST_SCRIPTS = 0x700  # Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic


def _bare_entities(match: re.Match[str]) -> str | None:
    return html.unescape(match.group().replace("#", "&#"))


def _utf7(match: re.Match[str]) -> str | None:
    try:
        text = match.group().encode("ascii").decode("utf-7")
    except UnicodeError:
        return None
    near = all(ord(one) < _FIRST_SCRIPTS or "\u10a0" <= one <= "\u10ff" for one in text)
    return text if near and text.isalpha() else None  # base64 read as UTF-7 is letters of anywhere


def _percent(match: re.Match[str]) -> str | None:
    wide = re.split(r"(%u[0-9a-fA-F]{4})", match.group())
    pieces = [
        chr(int(piece[2:], 16))
        if piece[:2] == "%u"
        else from_escaped(bytes.fromhex(piece.replace("%", "")), match)
        for piece in wide
        if piece
    ]
    return None if None in pieces else _paired("".join(piece or "" for piece in pieces))


def _paired(text: str) -> str:
    """Surrogate pairs as the characters they stand for."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(number: int) -> str:
    return chr(number) if number < 0x110000 else ""


def _backslash(match: re.Match[str]) -> str | None:
    text = _paired("".join(_one_escape(one) for one in _ESCAPE.findall(match.group())))
    if "\\u" in match.group() or all(ord(one) < 0x80 for one in text) or any(ord(one) > 0xFF for one in text):
        return text
    return from_escaped(text.encode("latin-1"), match)  # \\xd0\\xaf: bytes, not characters


def _one_escape(escape: str) -> str:
    digits = escape.strip("\\uxU{}")
    return _character(int(digits, 16 if escape[1] in "uxU" else 8))


def _css(match: re.Match[str]) -> str | None:
    return "".join(_character(int(number, 16)) for number in re.findall(r"[0-9a-fA-F]+", match.group()))


def _quoted(match: re.Match[str]) -> str | None:
    digits = re.sub(r"=\r?\n|=", "", match.group())
    if len(digits) == 2 and chr(int(digits, 16)).isalnum() and digits < "80":
        return None  # nobody quotes one plain letter: the value of a field begins here
    return from_escaped(bytes.fromhex(digits), match) if digits else ""


# Begins with one set of signs, so that the search for them runs at full speed; each branch asks which it was.
# A row of backslashes is looked at once, from its first.
ESCAPES = re.compile(
    r"[&%\\=+#](?:"
    r"(?<=&)(?:#[xX]?0{0,200}[0-9a-fA-F]{1,8}|(?!amp;(?!#?\w))[a-zA-Z][a-zA-Z0-9]{1,31});?"
    r"|(?<=%)(?:[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})(?:%[0-9a-fA-F]{2}|%u[0-9a-fA-F]{4})*"
    r"|(?<=\\)(?<!\\\\)\\*+(?:u\{0{0,20}[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|U[0-9a-fA-F]{8}|[0-3][0-7]{2}(?=\\|$))"
    r"(?:\\u\{0{0,20}[0-9a-fA-F]{1,6}\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\U[0-9a-fA-F]{8}|\\[0-3][0-7]{2})*"
    r"|(?<=\\)[0-9a-fA-F]{1,6}(?:\r\n|[ \t\n\f])?(?:\\[0-9a-fA-F]{1,6}(?:\r\n|[ \t\n\f])?)*"
    r"|(?<=\\)(?<!\\\\)\\*+[nrt](?=[A-Za-z0-9+/=])"
    r"|(?<=#)(?<!&#)0{0,9}[0-9]{2,6};(?:#0{0,9}[0-9]{2,6};)+"
    r"|(?<=\+)(?<![A-Z0-9/+]\+)(?<![A-Za-z0-9/+]{6}\+)[A-Za-z0-9/]{3,600}(?:-|(?![A-Za-z0-9/+=]))"
    r"|(?<==)(?:\r?\n|[0-9A-F]{2}(?:=\r?\n)?)(?:=[0-9A-F]{2}(?:=\r?\n)?)*"
    r")"
)


def read_escape(match: re.Match[str]) -> str | None:
    """What a run of escapes stands for; None where it is none."""
    run = match.group()
    if run[-1:] in "nrt" and run.strip("\\") in "nrt":
        return "\n"
    if run[0] == "\\":
        return (
            _backslash(match)
            if run.lstrip("\\")[:1] in "uxU" or re.fullmatch(r"(?:\\[0-3][0-7]{2}){2,}", run)
            else _css(match)
        )
    return {"&": _entity, "%": _percent, "=": _quoted, "#": _bare_entities, "+": _utf7}[run[0]](match)


def decoded(view: View) -> View | None:
    """The view with every escape decoded once; None where there is none."""
    if not view.paired & ESCAPE:
        return None
    stop = len(view.text)
    places = (places_of(view.pairs, ESCAPE) - 1).tolist()
    return rewritten_at(view, ESCAPES, read_escape, ((place, stop) for place in places))
