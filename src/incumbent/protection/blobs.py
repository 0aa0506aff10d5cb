"""Packed texts (base64, hexadecimal, compressed) that stand in a text."""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from incumbent.protection.views import View, rewritten

_MOST = 4_000_000
_BASE64 = re.compile(
    r"(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{8,}(?:\r?\n[ \t]*(?=[A-Za-z0-9+/]{8}))?)+={0,2}"
)
_HEX = re.compile(
    r"(?<![0-9A-Za-z])(?:0x)?[0-9a-fA-F]{2}(?:[\s:,]{0,2}(?:0x)?[0-9a-fA-F]{2}){5,}(?![0-9A-Za-z])"
)
_TEXT = re.compile(r"[\x20-\x7e\s\u00a0-\u024f\u0370-\u06ff\u10a0-\u10ff\u1e00-\u20cf]+")


def inflated(data: bytes, most: int = _MOST) -> bytes | None:
    """Bytes of a gzip or zlib stream, cut off at `most`; None where it is neither."""
    if data[:2] != b"\x1f\x8b" and data[:1] != b"\x78":
        return None
    try:
        return zlib.decompressobj(wbits=47).decompress(data, most)
    except zlib.error:
        return None


def packed_text(data: bytes) -> str | None:
    """Readable text of bytes that were packed into a text; None where they are not readable."""
    data = inflated(data) or data
    encodings = ["utf-8", "cp1251"]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif data.count(0) * 3 > len(data):
        encodings = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    elif len(data) > 3 and data[1::2].count(4) * 3 > len(data[1::2]):
        encodings = ["utf-16-le"]
    elif len(data) > 3 and data[::2].count(4) * 3 > len(data[::2]):
        encodings = ["utf-16-be"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _TEXT.fullmatch(text):
            return text
    return None


def _looks_like_a_word(run: str) -> bool:
    """Whether letters only, with at most the first one capital: base64 does not look like that."""
    return run.isalpha() and (run.islower() or run[1:].islower() or run.isupper())


def _from_base64(match: re.Match[str]) -> str | None:
    run = match.group()
    if _looks_like_a_word(run):
        return None
    return _of_base64(re.sub(r"\s", "", run))


def _of_base64(run: str) -> str | None:
    plain = run.replace("-", "+").replace("_", "/").rstrip("=")
    plain = plain[: len(plain) - 1] if len(plain) % 4 == 1 else plain
    try:
        data = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except binascii.Error:
        return None
    text = packed_text(data)
    return f" {text} " if text is not None else None


def _from_hex(match: re.Match[str]) -> str | None:
    digits = re.sub(r"0x|[\s:,]", "", match.group())
    text = packed_text(bytes.fromhex(digits)) if len(digits) % 2 == 0 else None
    return f" {text} " if text is not None else None


def unpacked(view: View) -> View | None:
    """The view with packed runs replaced by the text in them; None where there is none."""
    return rewritten(view, _BASE64, _from_base64)


def unhexed(view: View) -> View | None:
    """The view with runs of hexadecimal bytes replaced by the text in them; None where there is none."""
    return rewritten(view, _HEX, _from_hex)
