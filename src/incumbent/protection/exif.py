"""The texts and places in EXIF data and TIFF files."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from incumbent.protection.texts import units_of_piece
from incumbent.protection.units import Unit

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_FOLDERS = {0x8769, 0x8825, 0xA005, 0x014A}  # EXIF, GPS, interoperability, sub-files
_GPS = 0x8825
_MOST_FOLDERS = 64
_MOST_VALUE = 4_000_000
_PIXELS = {0x0111, 0x0117, 0x0144, 0x0145}
_MOST_SPREAD = 65_536


class Tags:
    """Values of a TIFF structure by folder and tag.

    Parameters
    ----------
    data : bytes
        From the byte order mark on.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._order = "<" if data[:2] == b"II" else ">"
        self.values: list[tuple[int, int, bytes, int]] = []  # folder, tag, bytes, type
        self._end = 8  # where the last value ends
        if data[:2] in (b"II", b"MM") and len(data) >= 8:
            self._walk()

    def _unpack(self, form: str, at: int) -> tuple[int, ...]:
        size = struct.calcsize(self._order + form)
        return struct.unpack(self._order + form, self._data[at : at + size].ljust(size, b"\0"))

    def _walk(self) -> None:
        waiting = [(0, self._unpack("I", 4)[0])]
        seen: set[int] = set()
        while waiting and len(seen) < _MOST_FOLDERS:
            folder, at = waiting.pop()
            if at in seen or not 0 < at < len(self._data) - 1:
                continue
            seen.add(at)
            (count,) = self._unpack("H", at)
            for index in range(min(count, 4096)):
                waiting += self._entry(folder, at + 2 + 12 * index)
            waiting.append((folder, self._unpack("I", at + 2 + 12 * count)[0]))

    def _entry(self, folder: int, at: int) -> list[tuple[int, int]]:
        """Keep one value; the folders it points to are given back."""
        tag, kind, count = self._unpack("HHI", at)
        size = _SIZES.get(kind, 1) * count
        place = at + 8 if size <= 4 else self._unpack("I", at + 8)[0]
        self._end = max(self._end, place + size)
        value = self._data[place : place + min(size, _MOST_VALUE)]
        self.values.append((folder, tag, value, kind))
        if tag not in _FOLDERS:
            return []
        return [(tag, self._unpack("I", place + 4 * index)[0]) for index in range(min(count, 32))]

    def ends_after(self, length: int) -> bool:
        """Whether a value or the pixels lie beyond a file's length: it was cut."""
        parts = {tag: (value, kind) for folder, tag, value, kind in self.values if folder == 0}
        for starts, sizes in ((0x0111, 0x0117), (0x0144, 0x0145)):
            if starts in parts and sizes in parts:
                ends = [
                    start + size
                    for start, size in zip(
                        self._numbers(*parts[starts]), self._numbers(*parts[sizes]), strict=False
                    )
                ]
                self._end = max([self._end, *ends])
        return self._end > length or not self.values

    def _numbers(self, value: bytes, kind: int) -> tuple[int, ...]:
        form, size = ("H", 2) if kind == 3 else ("I", 4)
        return struct.unpack(f"{self._order}{len(value) // size}{form}", value[: len(value) // size * size])

    def position(self) -> str:
        """The GPS position as decimal degrees in words, empty where there is none."""
        gps = {tag: value for folder, tag, value, _ in self.values if folder == _GPS}
        found: list[str] = []
        for reference, tag, away in ((1, 2, b"S"), (3, 4, b"W"), (19, 20, b"S"), (21, 22, b"W")):
            if len(gps.get(tag, b"")) >= 24:
                parts = struct.unpack(self._order + "6I", gps[tag][:24])
                degrees = sum(
                    above / below / scale
                    for above, below, scale in zip(parts[0::2], parts[1::2], (1, 60, 3600), strict=True)
                    if below
                )
                found.append(f"{-degrees if gps.get(reference, b'')[:1] == away else degrees:.6f}")
        return " ".join(found)


def tag_units(data: bytes, kind: str, locator: str) -> Iterator[Unit]:
    """Units of EXIF data: every value in each encoding, and the position."""
    tags = Tags(data)
    if position := tags.position():
        yield Unit(position, kind, f"{locator} position")
    values = [value for _, tag, value, form in tags.values if form in (1, 2, 6, 7) and tag not in _PIXELS]
    yield from units_of_piece(b"\n".join(values), kind, locator)
    wide = [value for value in values if b"\0" in value[:-1] or b"\4" in value]
    for value in wide:
        body = value[8:] if value[:7] == b"UNICODE" else value
        for encoding in ("utf-16-le", "utf-16-be"):
            yield Unit(body[:_MOST_SPREAD].decode(encoding, "replace").replace("\0", " "), kind, locator)
