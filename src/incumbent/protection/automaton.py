"""Meets many patterns of folded letters in one pass over a stream."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np

from incumbent.protection.characters import Codes
from incumbent.protection.fold import spelled

_OWN = 200  # letters that have a byte of their own; the rarer ones share what is left
_SHARED = 255 - _OWN
_SMALL = 20_000  # letters of all patterns up to which the quickest table holds them whole
_HEAD = 5  # letters by which a pattern is met first: few texts have them, and their table stays small

Met = tuple[int, int, int]  # number of a pattern, and where its letters begin and end in the stream


class Automaton:
    """An Aho-Corasick automaton over letters of one byte: scripts have few letters, so a table tells them.

    Of many patterns the first letters are looked for, and whole ones only where those stand.

    Parameters
    ----------
    patterns : sequence of str
        Folded; none is empty.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

        counts = Counter("".join(patterns))
        self._bytes = np.zeros(1 << 16, dtype=np.uint8)  # 0: in no pattern
        ordered = [letter for letter, _ in counts.most_common()]
        for place, letter in enumerate(ordered):
            self._bytes[ord(letter)] = 1 + place if place < _OWN else 1 + _OWN + place % _SHARED
        table = {ord(letter): chr(int(self._bytes[ord(letter)])) for letter in ordered}
        shared = set(ordered[_OWN:])
        self._in_doubt = {at: one for at, one in enumerate(patterns) if shared and not shared.isdisjoint(one)}
        encoded = "\0".join(patterns).translate(table).encode("latin-1").split(b"\0") if patterns else []
        self._longest = max(map(len, encoded), default=0)
        small = sum(map(len, encoded)) < _SMALL
        heads = [] if small else sorted({one[:_HEAD] for one in encoded})
        whole = Implementation.DFA if small else Implementation.ContiguousNFA
        self._heads = BytesAhoCorasick(heads, MatchKind.Standard, Implementation.DFA) if heads else None
        self._automaton = BytesAhoCorasick(encoded, MatchKind.Standard, whole) if encoded else None

    def __bool__(self) -> bool:
        return self._automaton is not None

    def met(self, codes: Codes) -> list[Met]:
        """Every place where a pattern stands, overlapping ones too, in no order."""
        if self._automaton is None or not len(codes):
            return []
        found = self._met(self._bytes.take(codes).tobytes())
        if not self._in_doubt:
            return found
        return [
            one
            for one in found
            if (meant := self._in_doubt.get(one[0])) is None or spelled(codes[one[1] : one[2]]) == meant
        ]

    def _met(self, letters: bytes) -> list[Met]:
        whole = self._automaton
        if whole is None:
            return []
        if self._heads is None:
            return whole.find_matches_as_indexes(letters, overlapping=True)
        starts = {start for _, start, _ in self._heads.find_matches_as_indexes(letters, overlapping=True)}
        found: list[Met] = []
        for first, last in _around(starts, self._longest):
            inside = whole.find_matches_as_indexes(letters[first:last], overlapping=True)
            found += [(number, first + start, first + end) for number, start, end in inside]
        return found


class Pool:
    """Patterns of several matchers that are met in one pass, for all of them look at the same letters."""

    def __init__(self) -> None:
        self._parts: list[Sequence[str]] = []
        self._automaton: Automaton | None = None
        self._last: tuple[Codes, list[list[Met]]] | None = None

    def part(self, patterns: Sequence[str]) -> Part:
        """A matcher's patterns, to be met together with those of the others."""
        self._parts.append(patterns)
        return Part(self, len(self._parts) - 1)

    def ready(self) -> None:
        """Make the automaton: no part is added any more."""
        self._automaton = Automaton([pattern for part in self._parts for pattern in part])

    def met(self, number: int, codes: Codes) -> list[Met]:
        """Where patterns of a part stand; letters just looked at are not looked at again."""
        if self._last is None or self._last[0] is not codes:
            self._last = codes, self._sorted(codes)
        return self._last[1][number]

    def _sorted(self, codes: Codes) -> list[list[Met]]:
        if self._automaton is None:
            self.ready()
        starts = [0, *accumulate(map(len, self._parts))]
        found: list[list[Met]] = [[] for _ in self._parts]
        for pattern, first, last in self._automaton.met(codes) if self._automaton else ():
            number = bisect_right(starts, pattern) - 1
            found[number].append((pattern - starts[number], first, last))
        return found


class Part:
    """One matcher's patterns in a pool."""

    def __init__(self, pool: Pool, number: int) -> None:
        self._pool = pool
        self._number = number

    def met(self, codes: Codes) -> list[Met]:
        """Every place where one of them stands, in no order."""
        return self._pool.met(self._number, codes)


def _around(starts: Iterable[int], longest: int) -> Iterable[tuple[int, int]]:
    """Stretches of a stream that hold every pattern beginning at one of the places, once."""
    first = last = 0
    for start in sorted(starts):
        if start >= last:
            if last:
                yield first, last
            first = start
        last = start + longest
    if last:
        yield first, last
