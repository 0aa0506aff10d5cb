"""Puts small units of one kind together, so that the cost of a scan does not grow with their number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import accumulate

from incumbent.protection.match import Hit
from incumbent.protection.units import Unit
from incumbent.protection.views import BARRIER, UNITS_APART

_FULL = 100_000  # characters from which a batch is scanned
_ALONE = 160_000  # a unit of so many characters is a batch of its own
_MOST_KNOWN = 50_000  # units that are remembered as clean
_LONGEST_PACKED = 1_500_000  # characters of a packed run that are read on across a border
_PACKED_REST = re.compile(
    r"[A-Za-z0-9+/_=-]*(?:\r?\n[ \t]*[A-Za-z0-9+/_=-]{32,})*+(?:\r?\n[A-Za-z0-9+/]+=*)?"
)
_Alike = tuple[str, bool]  # kind of the units that are scanned together, and whether they are plain
_OVERLAP = 2_000  # characters that neighbouring parts of a very long unit share


class Batch:
    """Units of one kind as one text.

    Parameters
    ----------
    units : sequence of Unit
    files : sequence of str
        The file of each unit.
    """

    def __init__(self, units: Sequence[Unit], files: Sequence[str]) -> None:
        self.units = units
        self.files = files
        self._starts = [0, *accumulate(len(unit.text) + len(UNITS_APART) for unit in units)]
        whole = UNITS_APART.join(unit.text for unit in units)
        self.whole = Unit(whole, units[0].kind, plain=units[0].plain)

    def within(self, hit: Hit) -> tuple[int, Hit] | None:
        """The number of the unit that a hit lies in and the hit in its offsets; None where it lies between."""
        number = bisect_right(self._starts, hit.start) - 1
        start = self._starts[number]
        if number >= len(self.units) or hit.start - start >= len(self.units[number].text):
            return None
        end = min(hit.end - start, len(self.units[number].text))
        return number, Hit(hit.start - start, end, hit.person, hit.rule, hit.warns)

    def parts(self) -> Iterable[Batch]:
        """Two halves."""
        half = len(self.units) // 2
        yield Batch(self.units[:half], self.files[:half])
        yield Batch(self.units[half:], self.files[half:])


def _mark(unit: Unit) -> bytes:
    return blake2b(
        f"{unit.kind}\0{unit.plain}\0{unit.text}".encode("utf-8", "surrogatepass"), digest_size=16
    ).digest()


def _pieces(text: str) -> Iterable[tuple[int, int]]:
    """Overlapping parts of a very long text; what is packed is parted nowhere unless it is very long itself."""
    start = 0
    while start < len(text):
        end = min(start + _FULL, len(text))
        rest = _PACKED_REST.match(text, end, end + _LONGEST_PACKED) if end < len(text) else None
        end = rest.end() if rest else end
        yield max(0, start - _OVERLAP), end
        start = end


class Batches:
    """Collects units until a batch of their kind is full.

    Parameters
    ----------
    clean : set of bytes
        Marks of units in which nothing was found: they are passed over. Filled by `nothing_in`.
    """

    def __init__(self, clean: set[bytes]) -> None:
        self._clean = clean
        self._waiting: dict[_Alike, list[tuple[Unit, str]]] = defaultdict(list)
        self._sizes: dict[_Alike, int] = defaultdict(int)

    def add(self, unit: Unit, file: str) -> Iterable[Batch]:
        """Batches that are full now."""
        if _mark(unit) in self._clean:
            return
        if BARRIER in unit.text:
            unit = replace(unit, text=unit.text.replace(BARRIER, "\ufffd"))
        if len(unit.text) > _ALONE:
            for start, end in _pieces(unit.text):
                yield Batch([replace(unit, text=unit.text[start:end])], [file])
            return
        alike = (unit.kind, unit.plain)
        self._waiting[alike].append((unit, file))
        self._sizes[alike] += len(unit.text) + len(UNITS_APART)
        if self._sizes[alike] > _FULL:
            yield self._taken(alike)

    def nothing_in(self, unit: Unit) -> None:
        """Remember that nothing was found in a unit: the same text of the same kind need not be scanned again."""
        if len(unit.text) <= _ALONE and len(self._clean) < _MOST_KNOWN:
            self._clean.add(_mark(unit))

    def rest(self) -> Iterable[Batch]:
        """What is still waiting."""
        for alike in list(self._waiting):
            yield self._taken(alike)

    def _taken(self, alike: _Alike) -> Batch:
        self._sizes.pop(alike)
        waiting = self._waiting.pop(alike)
        return Batch([unit for unit, _ in waiting], [file for _, file in waiting])
