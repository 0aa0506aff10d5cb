"""Finds the folded words of a text, and which of them are in a list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from incumbent.protection.characters import Codes
from incumbent.protection.fold import Offsets, PointCodes, Stream, folded_letters, spelled, squeezed_codes

Mask = npt.NDArray[np.bool_]

_ROUGH = 1 << 16
_BITS = 18  # of a word's key
_MIX = tuple(np.uint32(one) for one in (0x9E35, 0x85EBCB, 0x27D4EB2F, 0x9E3779B1))  # odd: no bit is lost
_BY_LENGTH = 7919  # parts words of different length that have the same letters


class Words:
    """Words of a text: letters folded as in `fold.letter_stream`, parted by anything visible.

    Parameters
    ----------
    stream : Stream
        Folded letters, 0 between words.
    """

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.codes: Codes = stream.codes
        parted, size = np.flatnonzero(self.codes == 0), len(self.codes)
        starts, ends = np.append(0, parted + 1), np.append(parted, size)
        whole = starts < ends
        self.starts: Offsets = starts[whole]
        self.ends: Offsets = ends[whole]

    @cached_property
    def places(self) -> Offsets:
        """Offset in the text of each word's first letter."""
        return self.stream.offsets[self.starts]

    @cached_property
    def spelling(self) -> str:
        """All letters, a zero character between words."""
        return spelled(self.codes)

    @cached_property
    def keys(self) -> npt.NDArray[np.uint32]:
        """A number for each word, of three of its letters and its length; few words have the same."""
        codes, last = self.codes, self.ends - 1
        places = (self.starts, (self.starts + self.ends) >> 1, last)
        first, middle, end = (codes.take(place, mode="clip").astype(np.uint32) for place in places)
        mixed = first * _MIX[0] + middle * _MIX[1] + end * _MIX[2] + (last - self.starts).astype(np.uint32)
        return ((mixed * _MIX[3]) >> np.uint32(32 - _BITS)).astype(np.uint32)

    def letters(self) -> Stream:
        """Letters of all words, one after the other."""
        return self.stream.kept(self.codes != 0)

    def among(self, chosen: Offsets) -> set[str]:
        """The different words at the chosen places of the list."""
        text = self.spelling
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
    return Words(squeezed_codes(text, codes))


class Listed:
    """A list of words to be met.

    Parameters
    ----------
    words : iterable of str
        Unfolded or folded: they are folded here.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(letters for word in words if (letters := folded_letters(word)))
        self._rough = np.zeros(1 << _BITS, dtype=np.bool_)
        self._rough[words_of(" ".join(self.words)).keys] = True

    def met(self, words: Words) -> Mask:
        """Which words of a text are in the list."""
        found = self._rough.take(words.keys)
        likely = np.flatnonzero(found)
        pairs = zip(words.starts[likely].tolist(), words.ends[likely].tolist(), strict=True)
        text, known = words.spelling if len(likely) else "", self.words
        found[likely] = [text[start:end] in known for start, end in pairs]
        return found


def _third_keys(codes: Codes, first: Offsets, lengths: Offsets) -> Codes:
    """A small number for each three letters and the length of the word they stand in."""
    return (
        codes.take(first) * 961
        + codes.take(first + 1) * 31
        + codes.take(first + 2)
        + lengths.astype(np.uint16) * _BY_LENGTH
    )


class Thirds:
    """Which groups of three letters begin or end the words of a list, and words one letter longer or shorter."""

    def __init__(self, words: Iterable[str]) -> None:
        listed = words_of(" ".join(word for word in words if len(word) >= 3))
        lengths = listed.ends - listed.starts
        self._heads, self._tails = np.zeros(_ROUGH, dtype=np.bool_), np.zeros(_ROUGH, dtype=np.bool_)
        for table, first in ((self._heads, listed.starts), (self._tails, listed.ends - 3)):
            for more in (-1, 0, 1):
                table[_third_keys(listed.codes, first, lengths + more)] = True

    def met(self, words: Words, least: int) -> Offsets:
        """Places in the list of words of at least `least` letters that begin or end alike."""
        lengths = words.ends - words.starts
        long = np.flatnonzero(lengths >= least)
        lengths = lengths[long]
        heads = self._heads.take(_third_keys(words.codes, words.starts[long], lengths))
        return long[heads | self._tails.take(_third_keys(words.codes, words.ends[long] - 3, lengths))]
