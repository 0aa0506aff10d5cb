"""Reduces a text to the letters that names are compared by.

One fold serves patterns and texts. It is vectorised: every character is looked up in a table of folded
codes (0 drops it), so the offset of each kept letter in the text comes for free.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint16]
Offsets = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

INLINE_JOINT = "\x1f"  # stands where an inline tag was taken out: invisible, yet a possible word border
BLOCK_JOINT = "\x1e"  # stands where a block, cell or line ended

_SIZE = 0x110000
_SEVERAL = 0xFFFF  # the character folds to more than one letter
_INVISIBLE = 0xFFFE  # the character is not seen at all
_UNSEEN_LETTERS = (
    "\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u0640\u2800"  # fillers, grapheme joiner, tatweel
)

_SAME = {
    "й": "и", "ё": "е", "ѐ": "е", "ѝ": "и", "ў": "у", "ї": "и", "і": "и", "ӥ": "и", "ӣ": "и", "ӯ": "у",
    "ґ": "г",
    "є": "е", "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "ҳ": "х",
    "ҷ": "ч",
    "җ": "ж", "ѓ": "г", "ќ": "к", "ј": "и", "ӏ": "1", "Ӏ": "1",
    "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ə": "e", "ɨ": "i", "ŀ": "l", "ƙ": "k",
    "ɓ": "b", "ɗ": "d", "ɠ": "g", "ɦ": "h", "ƥ": "p", "ƭ": "t", "ƈ": "c", "ƴ": "y", "ƒ": "f", "ɲ": "n", "ĸ": "k", "ʒ": "z",
    "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ß": "ss", "ŋ": "ng", "ſ": "s",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه",
    "ۀ": "ه",
    "ہ": "ه", "ھ": "ه", "ؤ": "و", "ئ": "ي", "ء": "", "گ": "ك", "پ": "ب", "ς": "σ",
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
}  # fmt: skip
_MATHEMATICAL = (0x1D400, 0x1D6A4)  # alphabets of 26 letters one after the other
_LATIN_SQUEEZE = {"w": "v", "j": "i", "y": "i", "q": "k"}


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


def is_invisible(character: str) -> bool:
    """Whether a reader cannot see the character: formats, joiners, marks, fillers, our inline joint."""
    category = unicodedata.category(character)
    return category in ("Cf", "Mn", "Me", "Cs") or character in _UNSEEN_LETTERS or character == INLINE_JOINT


def plain(character: str) -> str:
    """Folded letters and ASCII digits of one character; nothing where it is neither."""
    folded: list[str] = []
    for part in unicodedata.normalize("NFKD", character).casefold():
        for piece in unicodedata.normalize("NFKD", _SAME.get(part, part)):
            if _is_mark(piece):
                continue
            if (digit := unicodedata.digit(piece, None)) is not None:
                folded.append(str(digit))
            elif piece.isalpha():
                folded.append(_SAME.get(piece, piece))
    return "".join(folded)


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
        parts = _tables().letters[number] == 0
        letters = self[number] = "\0" if parts else _COMPARABLE[number]
        return letters


_PARTED = _Parted({ord("\n"): "\n"})


@cache
def alike(character: str) -> str:
    """Folded letters of one character as they are compared: squeezed Latin."""
    return "".join(_LATIN_SQUEEZE.get(one, one) for one in plain(character))


def _code(letter: str) -> int:
    """A letter's code: itself in the basic plane, folded into the private area beyond it."""
    number = ord(letter)
    return number if number < 0xE000 else 0xE000 + number % 0x1E00


@dataclass(frozen=True, slots=True)
class _Tables:
    letters: Codes  # squeezed letters, digits dropped
    alnum: Codes  # plain letters and digits
    several: dict[int, str]


def _all_codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


@cache
def _tables() -> _Tables:
    letters = np.zeros(_SIZE, dtype=np.uint16)
    alnum = np.zeros(_SIZE, dtype=np.uint16)
    several: dict[int, str] = {}
    for number in _assigned():
        character = chr(number)
        if is_invisible(character):
            letters[number] = _INVISIBLE
            continue
        folded = plain(character)
        if len(folded) == 1:
            alnum[number] = _code(folded)
            letters[number] = 0 if folded.isdigit() else _code(_LATIN_SQUEEZE.get(folded, folded))
        elif folded:
            alnum[number] = _SEVERAL
            letters[number] = 0 if unicodedata.category(character) == "So" else _SEVERAL  # №, ™: no letters
            several[number] = folded
    for number in range(
        *_MATHEMATICAL
    ):  # holes of the blocks are written too: they show as the letter or a box
        if unicodedata.category(chr(number)) == "Cn":
            folded = chr(ord("a") + (number - _MATHEMATICAL[0]) % 26)
            alnum[number], letters[number] = _code(folded), _code(_LATIN_SQUEEZE.get(folded, folded))
    for start, stop in ((0x3400, 0xA000), (0xAC00, 0xD7B0)):  # large blocks that fold to themselves
        letters[start:stop] = alnum[start:stop] = np.arange(start, stop)
    letters[ord("Ӏ")] = letters[ord("ӏ")] = _code("ӏ")  # the Chechen palochka is a letter, written 1 as well
    return _Tables(letters, alnum, several)


def _assigned() -> list[int]:
    """Code points worth a look: the first planes without the large blocks that fold to themselves."""
    return [
        number
        for start, stop in (
            (0, 0x3400),
            (0xA000, 0xAC00),
            (0xD7B0, 0xE000),
            (0xF900, 0x18000),
            (0x1B000, 0x1FC00),
        )
        for number in range(start, stop)
        if unicodedata.category(chr(number)) != "Cn"
    ] + list(range(0xE0000, 0xE01F0))


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


def _looked_up(text: str, table: Codes, codes: PointCodes | None) -> tuple[Codes, Offsets | None]:
    """Table values and, where characters had to be multiplied, the offset of each."""
    codes = _all_codes(text) if codes is None else codes
    values = table.take(codes)
    several = values == _SEVERAL
    if not several.any():
        return values, None
    places = np.flatnonzero(several)
    found, which = np.unique(codes[places], return_inverse=True)
    latin = table is _tables().letters
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
    folded = _tables().several[number]
    letters = [_LATIN_SQUEEZE.get(one, one) for one in folded if not one.isdigit()] if latin else folded
    return np.array([_code(one) for one in letters], dtype=np.uint16)


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
    values, offsets = _looked_up(text, _tables().letters, codes)
    kept = _first_of_each(values) if squeezed else values != _INVISIBLE
    return _stream(values, kept & (values != 0), offsets)


def _first_of_each(values: Codes) -> Mask:
    """Which table values are not the same as the one seen before them."""
    kept = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=kept[1:])
    unseen = np.flatnonzero(values == _INVISIBLE)
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
    values, offsets = _looked_up(text, _tables().alnum, codes)
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


@cache
def lookalikes() -> dict[str, str]:
    """Letter of another script → the Latin letter it looks like (Unicode TR39)."""
    lines = files("incumbent.protection").joinpath("lookalikes.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {similar: letter for letter, similars in pairs for similar in similars}


def squeezed_codes(text: str, codes: PointCodes | None = None) -> Stream:
    """Folded letters of a text squeezed, one 0 for all that parts them."""
    values, offsets = _looked_up(text, _tables().letters, codes)
    return _stream(values, _first_of_each(values), offsets)
