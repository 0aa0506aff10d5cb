"""The texts that an image's metadata hold: every segment but the pixels."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from incumbent.protection.exif import Tags, tag_units
from incumbent.protection.texts import UnreadableError, inflate, units_of_piece
from incumbent.protection.units import Unit

_KIND = "image"
_MOST_TEXT = 8_000_000
_MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
_TIFF_IN = re.compile(rb"II\x2a\0|MM\0\x2a")

Pieces = Iterator[tuple[str, bytes]]


def _refuse_cut(is_cut: bool) -> None:
    """Refuse an image without its end: what was cut off was not looked at."""
    if is_cut:
        msg = "no-end"
        raise UnreadableError(msg)


def _png(data: bytes) -> Pieces:
    at = 8
    kind = b""
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            yield from _png_text(kind, body)
        elif kind not in (b"IDAT", b"PLTE", b"fdAT", b"IHDR"):
            yield kind.decode("latin-1"), body
        at += 12 + size
        if kind == b"IEND":
            break
    _refuse_cut(kind != b"IEND" or at > len(data))
    yield "after the end", data[at:]


def _png_text(kind: bytes, body: bytes) -> Pieces:
    """A text chunk, inflated where it is compressed, its keyword before it."""
    keyword, _, rest = body.partition(b"\0")
    if kind in (b"zTXt", b"iCCP"):
        rest = inflate(rest[1:], most=_MOST_TEXT)
    elif rest[:1] == b"\1":
        head, _, tail = rest[2:].partition(b"\0")
        translated, _, packed = tail.partition(b"\0")
        rest = head + b" " + translated + b"\n" + inflate(packed, most=_MOST_TEXT)
    yield kind.decode("ascii"), keyword + b"\n" + rest


def _jpeg(data: bytes) -> Pieces:
    at = 2
    while (found := _MARKER.search(data, at)) is not None:
        kind = found[1][0]
        at = found.end()
        if kind == 0xD9:
            break
        if kind in (0x01, 0xD8):
            continue
        size = int.from_bytes(data[at : at + 2], "big")
        if kind >= 0xE0:
            yield f"segment {kind:02x}", data[at + 2 : at + size]
        at += max(size, 2)
    else:
        msg = "no-end"
        raise UnreadableError(msg)
    yield "after the end", data[at:]


def _gif(data: bytes) -> Pieces:
    flags = data[10]
    at = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    while at < len(data) and data[at] != 0x3B:
        extension = data[at] == 0x21
        if extension:
            at += 2
        elif data[at] == 0x2C:
            local = data[at + 9]
            at += 11 + (3 << (local & 7) + 1 if local & 0x80 else 0)
        else:
            msg = "damaged"
            raise UnreadableError(msg)
        body = bytearray()
        while at < len(data) and data[at]:
            body += data[at + 1 : at + 1 + data[at]]
            at += 1 + data[at]
        at += 1
        if extension:
            yield "extension", bytes(body)
    _refuse_cut(at >= len(data))
    yield "after the end", data[at + 1 :]


def _webp(data: bytes) -> Pieces:
    end = 8 + int.from_bytes(data[4:8], "little")
    _refuse_cut(end > len(data))
    at = 12
    while at + 8 <= min(end, len(data)):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind not in (b"VP8 ", b"VP8L", b"ALPH", b"ANMF"):
            yield kind.decode("latin-1"), data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    yield "after the end", data[max(end, 12) :]


def _icon(data: bytes) -> Pieces:
    yield "icon", data


_WALKERS = {"png": _png, "jpeg": _jpeg, "gif": _gif, "webp": _webp, "icon": _icon}


def image_kind(data: bytes) -> str:
    """The format of an image by its first bytes; empty where it is none that is known."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:4] in (b"II\x2a\0", b"MM\0\x2a"):
        return "tiff"
    return "icon" if data[:4] == b"\0\0\1\0" and len(data) < 500_000 else ""


def image_units(data: bytes) -> Iterator[Unit]:
    """Units of an image.

    Raises
    ------
    UnreadableError
        If its structure is damaged: what cannot be walked cannot be vouched for.
    """
    kind = image_kind(data)
    if kind == "tiff":
        _refuse_cut(Tags(data).ends_after(len(data)))
        yield from tag_units(data, _KIND, "tags")
        return
    try:
        pieces = [(locator, piece) for locator, piece in _WALKERS[kind](data) if piece.strip(b"\0")]
    except (IndexError, struct.error):
        msg = "damaged"
        raise UnreadableError(msg) from None
    for locator, piece in pieces:
        yield from units_of_piece(piece, _KIND, locator)
        if locator != "after the end" and (tiff := _TIFF_IN.search(piece[:64])):
            yield from tag_units(piece[tiff.start() :], _KIND, locator)
