"""The code pages in which a file may be read that is not wholly UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from incumbent.protection.decode import is_utf_8

_HIGH = bytes(range(0x80, 0x100))
_SELDOM = 0.2  # share of bytes beyond ASCII up to which a text may be a Western one with accents
_FEW_BROKEN = 2  # of the bytes beyond ASCII, at least one in so many is part of a whole character
_OFTEN = "оеаинтсрвл"
_DECISIVE = 2  # times as many of these letters as in Windows-1251 tell of another page
_WESTERN = ("cp1252", "cp1254")
_CYRILLIC = ("cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic")
_OTHERS = (
    *_CYRILLIC, "cp1256", "iso8859-6", "cp1250", "iso8859-2", "cp1257",
    "cp1253", "cp1255", "cp852", "cp857", "mac-roman",
)  # fmt: skip


def text_of_bytes(data: bytes) -> str:
    """Text of bytes in the encoding that is likeliest: UTF-8 even with some bytes broken, else a Cyrillic page."""
    if is_utf_8(data):
        return data.decode()
    if (kept := _mostly_utf_8(data)) is not None:
        return kept
    counts = {page: _often(data, page) for page in _CYRILLIC}
    likeliest = max(counts, key=counts.__getitem__)
    page = likeliest if counts[likeliest] > _DECISIVE * counts["cp1251"] else "cp1251"
    return data.decode(page, "replace")


def _often(data: bytes, page: str) -> int:
    """How many bytes are Russian letters that stand often, in a code page."""
    return len(data) - len(data.translate(None, _OFTEN.encode(page)))


def _mostly_utf_8(data: bytes) -> str | None:
    """Text of bytes that are UTF-8 but for a few; None for others."""
    kept = data.decode("utf-8", "ignore")
    high = len(data) - len(data.translate(None, _HIGH))
    return kept if len(data) - len(kept.encode()) < high / _FEW_BROKEN else None


def likely_readings(data: bytes) -> Iterator[tuple[str, str]]:
    """Code page and text of what a browser is likely to show of bytes that are not UTF-8.

    One broken byte does not make a page of another code page, and one accent does not make it Cyrillic.
    """
    if (kept := _mostly_utf_8(data)) is not None:
        yield "utf-8", kept
    high = len(data) - len(data.translate(None, _HIGH))
    if high < len(data) * _SELDOM:
        yield from ((page, data.decode(page, "replace")) for page in _WESTERN)


def other_readings(data: bytes) -> Iterator[tuple[str, str]]:
    """Code page and text of bytes that are not UTF-8, in every other page that names are written in.

    All but one are no text at all, so only whole names may be looked for in them. A page that leaves a byte of
    these undefined is read all the same: one broken byte hides nothing.
    """
    if b"\0" not in data:
        yield from ((page, data.decode(page, "replace")) for page in _OTHERS)
