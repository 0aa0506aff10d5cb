"""Every text that bytes of unknown encoding may hold."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from incumbent.protection.decode import from_bytes
from incumbent.protection.units import Unit

MOST_INFLATED = 64_000_000
_RATIO = 400  # a stream that grows more than this, and beyond a megabyte, is a bomb


class UnreadableError(Exception):
    """A file that cannot be looked into; its message is a class of reason, never content."""


def inflate(data: bytes, wbits: int = 47, most: int = MOST_INFLATED) -> bytes:
    """A zlib, gzip or raw stream inflated within bounds, to its end.

    Raises
    ------
    UnreadableError
        If it grows beyond bounds or is damaged.
    """
    engine = zlib.decompressobj(wbits=wbits)
    try:
        out = engine.decompress(data, most + 1)
    except zlib.error:
        msg = "damaged"
        raise UnreadableError(msg) from None
    if len(out) > most or (len(out) > 1_000_000 and len(out) > _RATIO * len(data)):
        msg = "grows-too-much"
        raise UnreadableError(msg)
    if not engine.eof:
        msg = "damaged"
        raise UnreadableError(msg)
    return out


def readings_of_bytes(data: bytes) -> Iterator[str]:
    """The bytes as UTF-8, as Windows-1251 where they are not, and as UTF-16 where zeros tell of it."""
    if not data:
        return
    text = from_bytes(data) if b"\0" not in data else None
    yield (
        text
        if text is not None
        else data.decode("utf-8", "replace").replace("\ufffd", " ").replace("\0", " ")
    )
    if any(byte > 0x7F for byte in data[:200_000]):
        yield data.decode("cp1251", "replace").replace("\0", " ")
    if b"\0" in data or b"\4" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            for start in (0, 1):
                yield data[start:].decode(encoding, "replace").replace("\0", " ")


def units_of_piece(data: bytes, kind: str, locator: str) -> Iterator[Unit]:
    """Units of a piece of a file that holds text somewhere, in each encoding it may be in."""
    for text in dict.fromkeys(readings_of_bytes(data)):
        yield Unit(text, kind, locator)
