"""Reads a text once the escapes in it are decoded."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from incumbent.protection.views import View, rewritten


def from_bytes(data: bytes) -> str | None:
    """Text of bytes in the encodings names are written in: UTF-8, else Windows-1251."""
    for encoding in ("utf-8", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _entity(match: re.Match[str]) -> str | None:
    plain = html.unescape(match.group())
    return plain if plain != match.group() else None


def _percent(match: re.Match[str]) -> str | None:
    wide = re.split(r"(%u[0-9a-fA-F]{4})", match.group())
    pieces = [
        chr(int(piece[2:], 16)) if piece[:2] == "%u" else from_bytes(bytes.fromhex(piece.replace("%", "")))
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
    numbers = re.findall(
        r"[0-9a-fA-F]+", match.group().replace("\\U", "\\u").replace("\\u", " ").replace("\\x", " ")
    )
    text = _paired("".join(_character(int(number, 16)) for number in numbers))
    if all(ord(one) < 0x100 for one in text) and any(ord(one) > 0x7F for one in text):
        return from_bytes(text.encode("latin-1"))
    return text


def _css(match: re.Match[str]) -> str | None:
    return "".join(_character(int(number, 16)) for number in re.findall(r"[0-9a-fA-F]+", match.group()))


def _quoted(match: re.Match[str]) -> str | None:
    digits = re.sub(r"=\r?\n|=", "", match.group())
    return from_bytes(bytes.fromhex(digits)) if digits else ""


_DECODERS: dict[str, tuple[str, Callable[[re.Match[str]], str | None]]] = {
    "entity": (r"&(?!amp;(?!#?\w))(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?", _entity),
    "percent": (r"(?:%[0-9a-fA-F]{2}|%u[0-9a-fA-F]{4})+", _percent),
    "backslash": (
        r"(?:\\u\{[0-9a-fA-F]{1,6}\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\U[0-9a-fA-F]{8})+",
        _backslash,
    ),
    "css": (r"(?:\\[0-9a-fA-F]{1,6}(?:\r\n|[ \t\n\f])?)+", _css),
    "quoted": (r"=\r?\n|(?:=[0-9A-F]{2}(?:=\r?\n)?)+", _quoted),
}
_ANY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in _DECODERS.items()))


def decoded(view: View) -> View | None:
    """The view with every escape decoded once; None where there is none."""
    return rewritten(view, _ANY, lambda match: _DECODERS[match.lastgroup or ""][1](match))
