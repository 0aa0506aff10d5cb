"""Finds the folded words of a text and gives each a number, so that lists of words are met at once.

A number is a hash: words that are alike have the same one; a word met by its number is compared by its letters
where that matters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from incumbent.protection.fold import Codes, Offsets, PointCodes, folded_letters, spelled, squeezed_codes

Numbers = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]

_BASE = 0x9E3779B97F4A7C15  # odd, so it has an inverse modulo 2 ** 64
_INVERSE = pow(_BASE, -1, 1 << 64)
_HEADS = 1 << 16


def _powers(base: int, count: int) -> Numbers:
    return np.cumprod(np.full(count, base, dtype=np.uint64), dtype=np.uint64)


class _Powers:
    """Powers of the base and of its inverse, as many as the longest text so far needed."""

    up: Numbers = _powers(_BASE, 1)
    down: Numbers = _powers(_INVERSE, 1)

    @classmethod
    def upto(cls, count: int) -> tuple[Numbers, Numbers]:
        if len(cls.up) < count:
            cls.up, cls.down = _powers(_BASE, count * 2), _powers(_INVERSE, count * 2)
        return cls.up[:count], cls.down[:count]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text: letters folded as in `fold.letter_stream`, parted by anything visible.

    Parameters
    ----------
    codes : ndarray of uint16
        Folded letters, 0 between words.
    offsets : ndarray of int
        Offset in the text of each code.
    starts, ends : ndarray of int, shape (n_words,)
        Where in `codes` each word begins and ends.
    """

    codes: Codes
    offsets: Offsets
    starts: Offsets
    ends: Offsets

    @property
    def places(self) -> Offsets:
        """Offset in the text of each word's first letter."""
        return self.offsets[self.starts]

    def numbers(self) -> Numbers:
        """A number for each word."""
        up, down = _Powers.upto(len(self.codes))
        sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(self.codes * up, dtype=np.uint64)])
        return (sums[self.ends] - sums[self.starts]) * down[self.starts]

    def among(self, chosen: Offsets) -> set[str]:
        """The different words at the chosen places of the list."""
        text = spelled(self.codes)
        pairs = zip(self.starts[chosen].tolist(), self.ends[chosen].tolist(), strict=True)
        return {text[start:end] for start, end in pairs}


def words_of(text: str, codes: PointCodes | None = None) -> Words:
    """The words of a text.

    Parameters
    ----------
    text : str
    codes : ndarray of uint32, optional
        The text's code points, where they are known already.
    """
    letters, offsets = squeezed_codes(text, codes)
    seen = np.concatenate([[False], letters != 0, [False]])
    bounds = np.flatnonzero(seen[1:] != seen[:-1])
    return Words(letters, offsets, bounds[0::2], bounds[1::2])


class Listed:
    """A list of words to be met.

    Parameters
    ----------
    words : iterable of str
        Unfolded or folded: they are folded here.
    """

    def __init__(self, words: Iterable[str]) -> None:
        folded = sorted({letters for word in words if (letters := folded_letters(word))})
        self.words = frozenset(folded)
        self._numbers = np.unique(words_of(" ".join(folded)).numbers()) if folded else np.zeros(0, np.uint64)
        self._rough = np.zeros(_HEADS, dtype=np.bool_)
        self._rough[self._numbers >> np.uint64(48)] = True

    def met(self, numbers: Numbers) -> Mask:
        """Which words, by their numbers, are in the list."""
        found = self._rough[numbers >> np.uint64(48)]
        likely = np.flatnonzero(found)
        if len(likely):
            at = np.minimum(np.searchsorted(self._numbers, numbers[likely]), len(self._numbers) - 1)
            found[likely] = self._numbers[at] == numbers[likely]
        return found


def head_numbers(words: Words, chosen: Offsets, at: int, *, from_end: bool = False) -> npt.NDArray[np.int64]:
    """A small number for three letters of each chosen word: `at` letters from its start, or its last three."""
    first = words.ends[chosen] - 3 if from_end else words.starts[chosen] + at
    one, two, three = (words.codes[first + step].astype(np.int64) for step in range(3))
    return (one * 961 + two * 31 + three) % _HEADS


class Thirds:
    """Which groups of three letters begin or end the words of a list."""

    def __init__(self, words: Iterable[str]) -> None:
        long = [word for word in words if len(word) >= 3]
        self._heads, self._tails = np.zeros(_HEADS, dtype=np.bool_), np.zeros(_HEADS, dtype=np.bool_)
        for table, pieces in ((self._heads, (w[:3] for w in long)), (self._tails, (w[-3:] for w in long))):
            table[[(ord(a) * 961 + ord(b) * 31 + ord(c)) % _HEADS for a, b, c in set(pieces)]] = True

    def met(self, words: Words, least: int) -> Offsets:
        """Places in the list of words of at least `least` letters that begin or end alike."""
        long = np.flatnonzero(words.ends - words.starts >= least)
        heads = self._heads[head_numbers(words, long, 0)]
        return long[heads | self._tails[head_numbers(words, long, 0, from_end=True)]]
