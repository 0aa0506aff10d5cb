"""Reads accented Latin letters whose bytes were once taken for another encoding."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from incumbent.protection.traits import LATIN, windows
from incumbent.protection.views import View, rewritten

_TAKEN_FOR = (
    "latin-1", "cp1252", "cp1254", "cp1250", "cp1251", "cp437", "cp850", "cp866", "mac-roman", "koi8-r",
)  # fmt: skip
_WESTERN = ("latin-1", "cp1252")
_LETTERS = (*range(0x80, 0x250), *range(0x1E00, 0x1F00))  # what is misread twice passes through signs
_TURKISH = str.maketrans("ðþÐÞ", "ğşĞŞ")  # and ý for ı: both fold to i
_FIRST_NOT_ASCII = 0x80


@cache
def _shown() -> dict[str, str]:
    """What UTF-8 bytes of a letter are shown as, and the letter; what several tables show as one is the first's."""
    found: dict[str, str] = {}
    for page in _TAKEN_FOR:
        for number in _LETTERS:
            letter = chr(number)
            if letter.isalpha() or (number < 0xC0 and page in _WESTERN):
                found.setdefault("".join(_as_shown(one, page) for one in letter.encode()), letter)
    return found


def _as_shown(byte: int, page: str) -> str:
    """The character of a byte; what a table leaves undefined is shown by its own number, as browsers do."""
    try:
        return bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return chr(byte)


@cache
def _tables() -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which code points begin what a letter is shown as, and which follow."""
    begins, follows = np.zeros(1 << 16, dtype=np.bool_), np.zeros(1 << 16, dtype=np.bool_)
    for shown in _shown():
        begins[ord(shown[0])] = True
        follows[[ord(one) for one in shown[1:]]] = True
    return begins, follows


@cache
def _pattern() -> re.Pattern[str]:
    twos, threes = ("".join({one[0] for one in _shown() if len(one) == length}) for length in (2, 3))
    follows = re.escape("".join(map(chr, np.flatnonzero(_tables()[1]))))
    return re.compile(rf"[{re.escape(threes)}][{follows}]{{2}}|[{re.escape(twos)}][{follows}]|[ðþÐÞ]")


def _letter(match: re.Match[str]) -> str | None:
    shown = match.group()
    if len(shown) == 1:
        return shown.translate(_TURKISH)
    if (letter := _shown().get(shown)) is not None:
        return letter
    letter = _shown().get(shown[:2])
    return None if letter is None else letter + shown[2:]


def unaccented(view: View) -> View | None:
    """The view with accented letters in words of Latin letters as they were meant; None without any to mend."""
    codes = view.codes
    if len(codes) < 3 or not view.present & LATIN:
        return None
    begins, follows = (table.take(codes, mode="clip") for table in _tables())
    ascii_letter = (view.traits & LATIN != 0) & (codes < _FIRST_NOT_ASCII)
    pairs = np.flatnonzero(begins[:-1] & follows[1:])
    beside = np.zeros(len(pairs), dtype=np.bool_)
    for step in (-1, 2, 3):
        beside |= ascii_letter[np.clip(pairs + step, 0, len(codes) - 1)]
    north = np.flatnonzero((codes == 0xF0) | (codes == 0xFE) | (codes == 0xD0) | (codes == 0xDE))
    spots = np.sort(np.concatenate([pairs[beside], north]))
    if not len(spots):
        return None
    return rewritten(view, _pattern(), _letter, windows(spots, spots + 1, 4, len(view.text)))
