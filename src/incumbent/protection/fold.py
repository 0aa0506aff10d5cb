"""Reduces a text to the letters that names are compared by.

One fold serves patterns and texts. It is vectorised: every character is looked up in a table of folded
codes (0 drops it), so the offset of each kept letter in the text comes for free.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from incumbent.protection.characters import INVISIBLE, LATIN_SQUEEZE, SEVERAL, Codes, code_of, tables

Offsets = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_DOUBLE = re.compile(r"(.)\1+", re.DOTALL)


class _Comparable(dict[int, str]):
    """Letters of single characters exactly as `letter_stream` has them, filled as they are asked for."""

    def __missing__(self, number: int) -> str:
        letters = self[number] = spelled(letter_stream(chr(number), squeezed=False).codes)
        return letters


_COMPARABLE = _Comparable()


class _Parted(dict[int, str]):
    """The same, with a zero character for what visibly parts letters; the ends of lines stay."""

    def __missing__(self, number: int) -> str:
        parts = tables().letters[number] == 0
        letters = self[number] = "\0" if parts else _COMPARABLE[number]
        return letters


_PARTED = _Parted({ord("\n"): "\n"})


class Stream:
    """Folded letters of a text.

    Parameters
    ----------
    codes : ndarray of uint16, shape (n_letters,)
    offsets : callable giving ndarray of int, shape (n_letters,)
        Offset in the text of the character that each letter came from; never falls. Asked only for a hit.
    """

    def __init__(self, codes: Codes, offsets: Callable[[], Offsets]) -> None:
        self.codes = codes
        self._find_offsets = offsets

    @cached_property
    def offsets(self) -> Offsets:
        """Offset in the text of each letter's character."""
        return self._find_offsets()

    @cached_property
    def spelling(self) -> str:
        """The letters as a string, place by place."""
        return spelled(self.codes)

    def kept(self, which: Mask) -> Stream:
        """Some of the letters."""
        return Stream(self.codes.compress(which), lambda: self.offsets.compress(which))


PointCodes = npt.NDArray[np.uint32]


def _all_codes(text: str) -> PointCodes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _looked_up(text: str, table: Codes, codes: PointCodes | None) -> tuple[Codes, Offsets | None]:
    """Table values and, where characters had to be multiplied, the offset of each."""
    codes = _all_codes(text) if codes is None else codes
    values = table.take(codes)
    several = values == SEVERAL
    if not several.any():
        return values, None
    places = np.flatnonzero(several)
    found, which = np.unique(codes[places], return_inverse=True)
    latin = table is tables().letters
    spellings: list[Codes] = [_spelling(int(one), latin=latin) for one in found]
    sizes = np.array([len(one) for one in spellings], dtype=np.int64)[which]
    counts = np.ones(len(values), dtype=np.int64)
    counts[places] = sizes
    starts = places + np.cumsum(sizes - 1) - (sizes - 1)
    values = np.repeat(values, counts)
    for number, spelling in enumerate(spellings):
        for step, letter in enumerate(spelling):
            values[starts[which == number] + step] = letter
    return values, np.repeat(np.arange(len(codes)), counts)


def _spelling(number: int, *, latin: bool) -> Codes:
    """Codes of the letters that one character folds to."""
    folded = tables().several[number]
    letters = [LATIN_SQUEEZE.get(one, one) for one in folded if not one.isdigit()] if latin else folded
    return np.array([code_of(one) for one in letters], dtype=np.uint16)


def letter_stream(text: str, *, squeezed: bool = True, codes: PointCodes | None = None) -> Stream:
    """Letters by which names are compared: digits and all else dropped, Latin w=v, j=y=i, q=k.

    Parameters
    ----------
    text : str
    squeezed : bool
        Take the second of two equal neighbours away; letters with a visible gap between them both stay.
    codes : ndarray of uint32, optional
        The text's code points, where they are known already.
    """
    values, offsets = _looked_up(text, tables().letters, codes)
    kept = _first_of_each(values) if squeezed else values != INVISIBLE
    return _stream(values, kept & (values != 0), offsets)


def _first_of_each(values: Codes) -> Mask:
    """Which table values are not the same as the one seen before them."""
    kept = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=kept[1:])
    unseen = np.flatnonzero(values == INVISIBLE)
    if len(unseen):
        kept[unseen] = False
        apart = unseen[1:] - unseen[:-1] > 1
        before, after = unseen[np.append(True, apart)] - 1, unseen[np.append(apart, True)] + 1
        inside = (before >= 0) & (after < len(values))
        kept[after[inside]] = values[after[inside]] != values[before[inside]]
    return kept


def _stream(values: Codes, kept: Mask, offsets: Offsets | None) -> Stream:
    """The stream of the values that are kept."""
    places = np.flatnonzero(kept)
    return Stream(values.take(places), lambda: places if offsets is None else offsets.take(places))


def alnum_stream(text: str, *, codes: PointCodes | None = None) -> Stream:
    """Letters and digits, nothing squeezed: for addresses, handles, plates, documents and digits."""
    values, offsets = _looked_up(text, tables().alnum, codes)
    return _stream(values, values != 0, offsets)


def spelled(codes: Codes) -> str:
    """The letters of folded codes as a string."""
    return codes.astype("<u2").tobytes().decode("utf-16-le", "surrogatepass")


def folded_letters(text: str, *, squeezed: bool = True) -> str:
    """Letters of a text as a string; the same fold as `letter_stream`.

    Examples
    --------
    >>> folded_letters("Wójcik")
    'voicik'
    """
    if text.isalpha():  # one word: the same fold without the cost of arrays
        letters = text.translate(_COMPARABLE)
        return _DOUBLE.sub(r"\1", letters) if squeezed else letters
    return spelled(letter_stream(text, squeezed=squeezed).codes)


def folded_lists(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """Letters of each of many words, squeezed and not: the same fold as `folded_letters`, all at once.

    Parameters
    ----------
    words : iterable of str
        Without ends of lines.

    Examples
    --------
    >>> folded_lists(["Anna-Alla", "Otto"])
    (['anaala', 'oto'], ['annaalla', 'otto'])
    """
    letters = "\n".join(words).translate(_PARTED)
    squeezed = re.sub("([^\n])\\1+", "\\1", letters)
    return squeezed.replace("\0", "").split("\n"), letters.replace("\0", "").split("\n")


def folded_alnum(text: str) -> str:
    """Letters and digits of a text as a string; the same fold as `alnum_stream`."""
    if text.isascii():
        return "".join(one for one in text.lower() if one.isalnum())
    return spelled(alnum_stream(text).codes)


def squeezed_codes(text: str, codes: PointCodes | None = None) -> Stream:
    """Folded letters of a text squeezed, one 0 for all that parts them."""
    values, offsets = _looked_up(text, tables().letters, codes)
    return _stream(values, _first_of_each(values), offsets)
