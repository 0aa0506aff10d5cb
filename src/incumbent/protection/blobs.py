"""Packed texts (base64, compressed) that stand in a text."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterable

from incumbent.protection.neighbours import CAPITAL_PACKED, places_of
from incumbent.protection.traits import PACKED, runs_around
from incumbent.protection.views import View, rewritten

_MOST = 4_000_000
_XZ = b"\xfd7zXZ\x00"
_MOST_MEMORY = 64_000_000
_LAST_LINE = r"\r?\n[ \t]*[A-Za-z0-9+/]{1,7}={1,2}"
BASE64 = re.compile(rf"[A-Za-z0-9+/_-]{{8,}}(?:\r?\n[ \t]*[A-Za-z0-9+/]{{8,}})*(?:{_LAST_LINE}|={{0,2}})")
_TAIL = re.compile(rf"(?:{_LAST_LINE}|={{1,2}})")
_STRAY = 16  # characters from which a run may have begun up to three characters early
_PATH_SIGN = re.compile("[/_-]")
_LONGEST_PATH = 400
_MOST_SIGNS = 10
_SHORTEST_PART = 8
_MOST_WORDS = 3  # lines below a packed text that are words
_OLD = ("cp1251", "cp866", "iso8859-5")
_NO_TEXT = bytes({*range(32)} - {*b"\t\n\v\f\r\x1c\x1d\x1e\x1f"}) + b"\x7f"  # in a narrow encoding
_RUSSIAN = re.compile(r"[\u0410-\u044fЁё .,:;!?«»()\"'–—-]{4,}")
_TEXT = re.compile(
    r"[\x20-\x7e\s\u00a0-\u024f\u0370-\u06ff\u0900-\u0fff\u10a0-\u11ff\u1e00-\u20cf\u3000-\u33ff\u4e00-\u9fff\uac00-\ud7a3]+"
)


def inflated(data: bytes, most: int = _MOST) -> bytes | None:
    """Bytes of a gzip or zlib stream, cut off at `most`; None where it is neither."""
    if data[:3] == b"BZh" or data[:6] == _XZ:
        return _unsqueezed(data, most)
    if data[:2] != b"\x1f\x8b" and data[:1] != b"\x78":
        return None
    try:
        return zlib.decompressobj(wbits=47).decompress(data, most)
    except zlib.error:
        return None


def _unsqueezed(data: bytes, most: int) -> bytes | None:
    """Bytes of a bzip2 or xz stream, cut off at `most`; None where it is damaged."""
    import bz2
    import lzma

    try:
        if data[:6] == _XZ:
            return lzma.LZMADecompressor(memlimit=_MOST_MEMORY).decompress(data, most)
        return bz2.BZ2Decompressor().decompress(data, most)
    except (OSError, lzma.LZMAError, EOFError, ValueError):
        return None


def _wide_encodings(data: bytes) -> list[str]:
    """UTF-16 as the bytes' mark or their pattern tells: every second byte is one of very few."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ["utf-16"]
    if len(data) % 2 or len(data) < 6:
        return []
    if len(data) % 4 == 0 and not (any(data[2::4]) or any(data[3::4])):
        return ["utf-32-le"]
    if len(data) % 4 == 0 and not (any(data[::4]) or any(data[1::4])):
        return ["utf-32-be"]
    if min(len(set(data[:24:2])), len(set(data[1:24:2]))) > 3 and data.count(0) * 6 <= len(data):
        return []
    first, second = data[::2], data[1::2]
    found: list[str] = []
    if second.count(0) * 3 > len(second) or (len(set(second)) <= 3 < len(set(first))):
        found.append("utf-16-le")
    if first.count(0) * 3 > len(first) or (len(set(first)) <= 3 < len(set(second))):
        found.append("utf-16-be")
    return found


def packed_text(data: bytes) -> str | None:
    """Readable text of bytes that were packed into a text; None where they are not readable."""
    data = inflated(data) or data
    narrow = len(data.translate(None, _NO_TEXT)) == len(data)
    for encoding in ("utf-8", *_wide_encodings(data), *_OLD) if narrow else _wide_encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (_RUSSIAN if encoding in _OLD else _TEXT).fullmatch(text):
            return text
    return None


def _looks_like_a_word(run: str) -> bool:
    """Whether letters only, with at most the first one capital: base64 does not look like that."""
    return run.isalpha() and (run.islower() or run[1:].islower() or run.isupper())


def from_base64(match: re.Match[str]) -> str | None:
    """Readable text of a base64 run, which may begin with stray characters; None without any."""
    run = match.group()
    if _looks_like_a_word(run):
        return None
    packed = re.sub(r"\s", "", run)
    whole = _after_strays(packed, range(1)) or _above_words(run) or _within_path(packed)
    return whole or (_after_strays(packed, range(1, 4)) if len(packed) >= _STRAY else None)


def _after_strays(packed: str, strays: Iterable[int]) -> str | None:
    """The text of a run that begins after so many characters that do not belong to it."""
    for stray in strays:
        for run in dict.fromkeys((packed[stray:], packed[stray:].removesuffix("-"))):
            if (text := _of_base64(run)) is not None:
                return f"{packed[:stray]}{text}"
    return None


def _above_words(run: str) -> str | None:
    """The run without its last lines, which may be ordinary words below a packed text."""
    head = run
    for _ in range(_MOST_WORDS):
        head, line, _ = head.rpartition("\n")
        text = _of_base64(re.sub(r"\s", "", head)) if line else None
        if text is not None:
            return f"{text}{run[len(head) :]}"
    return None


def _within_path(packed: str) -> str | None:
    """A packed part of a path or of a key's name: what stands around it is made of packed signs too."""
    signs = [match.start() for match in _PATH_SIGN.finditer(packed, 0, _LONGEST_PATH)][:_MOST_SIGNS]
    ends = [len(packed), *reversed(signs)] if len(packed) < _LONGEST_PATH else [len(packed)]
    for start in (0, *(sign + 1 for sign in signs)):
        for end in ends:
            part = packed[start:end]
            if len(part) < _SHORTEST_PART or _looks_like_a_word(part) or len(part) == len(packed):
                continue
            if (text := _of_base64(part)) is not None:
                return f"{packed[:start]}{text}{packed[end:]}"
    return None


def _of_base64(run: str) -> str | None:
    plain = run.replace("-", "+").replace("_", "/").rstrip("=")
    plain = plain[: len(plain) - 1] if len(plain) % 4 == 1 else plain
    try:
        data = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except binascii.Error:
        return None
    text = packed_text(data)
    return f" {text} " if text is not None else None


def unpacked(view: View) -> View | None:
    """The view with packed runs replaced by the text in them; None where there is none."""
    if not view.paired & CAPITAL_PACKED:
        return None  # a word of small letters or a number is not packed
    starts, ends = runs_around((view.traits & PACKED) != 0, places_of(view.pairs, CAPITAL_PACKED))
    long = ends - starts >= 8
    spans = [
        (start, end)
        for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True)
        if (run := view.text[start:end]) != run.upper()
    ]
    return rewritten(view, BASE64, from_base64, _lines_joined(view.text, spans))


def _lines_joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans widened over their padding, and put together where a packed run goes on in the next line."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if (
            out
            and end - start >= 8
            and not text[out[-1][1] : start].strip()
            and "\n" in text[out[-1][1] : start]
        ):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return [(start, tail.end() if (tail := _TAIL.match(text, end)) else end) for start, end in out]
