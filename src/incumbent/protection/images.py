"""The texts that an image's metadata hold."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from incumbent.protection.decode import from_bytes
from incumbent.protection.units import Unit

_PNG_HEAD = 8
_MOST_TEXT = 4_000_000


def _inflated(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data, _MOST_TEXT)


def _png_text(kind: bytes, body: bytes) -> str:
    """Text of a PNG text chunk, its keyword before it."""
    keyword, _, rest = body.partition(b"\0")
    if kind == b"zTXt":
        rest = _inflated(rest[1:])
    elif kind == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:]
        language, _, rest = rest.partition(b"\0")
        translated, _, rest = rest.partition(b"\0")
        keyword += b" " + language + b" " + translated
        rest = _inflated(rest) if packed else rest
    return (from_bytes(keyword) or "") + "\n" + (from_bytes(rest) or rest.decode("latin-1"))


def image_units(data: bytes) -> Iterator[Unit]:
    """Units of a PNG: every text chunk, EXIF, and what follows the end marker."""
    at = _PNG_HEAD
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield Unit(_png_text(kind, body), "image", kind.decode("ascii"))
        elif kind == b"eXIf":
            yield Unit(body.decode("latin-1"), "image", "eXIf")
        at += 12 + size
        if kind == b"IEND":
            break
    if data[at:].strip(b"\0"):
        yield Unit(from_bytes(data[at:]) or data[at:].decode("latin-1"), "image", "after the end")
