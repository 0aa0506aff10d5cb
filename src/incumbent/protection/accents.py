"""Reads accented Latin letters whose bytes were once taken for another encoding."""

from __future__ import annotations

import string
from functools import cache

import numpy as np
import numpy.typing as npt

from incumbent.protection.traits import (
    CYRILLIC_LOWER,
    CYRILLIC_UPPER,
    HIGH,
    LATIN,
    LOWER,
    ODD,
    UPPER,
    Places,
)
from incumbent.protection.views import View, changed

_TAKEN_FOR = (
    "latin-1", "cp1252", "cp1254", "cp1250", "cp1251", "cp437", "cp850", "cp866", "mac-roman", "koi8-r",
)  # fmt: skip
_WESTERN = ("latin-1", "cp1252")
_LETTERS = (*range(0x80, 0x250), *range(0x1E00, 0x1F00))  # what is misread twice passes through signs
_TURKISH = str.maketrans("ðþÐÞ", "ğşĞŞ")  # and ý for ı: both fold to i
_ASCII_LETTER, _OTHER, _NORTH = 1, 2, 4
_SHOWN = (
    HIGH | ODD | LATIN | CYRILLIC_LOWER | CYRILLIC_UPPER
)  # what bytes of UTF-8 are shown as in old code pages


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
def _kinds() -> npt.NDArray[np.uint8]:
    """Which code points are ASCII letters, and which others a letter may be shown as."""
    begins, follows = _tables()
    kinds = np.where(begins | follows, _OTHER, 0).astype(np.uint8)
    kinds[[ord(one) for one in string.ascii_letters]] = _ASCII_LETTER
    kinds[list(_TURKISH)] |= _NORTH
    return kinds


def unaccented(view: View) -> View | None:
    """The view with accented letters in words of Latin letters as they were meant; None without any to mend."""
    codes = view.codes
    if len(codes) < 3 or not (view.present & (LOWER | UPPER) and view.present & (_SHOWN & ~LATIN)):
        return None
    kinds = _kinds().take(codes, mode="clip")
    edges = np.flatnonzero((kinds[1:] | kinds[:-1]) & (_ASCII_LETTER | _OTHER) == _ASCII_LETTER | _OTHER)
    found = _shown_at(view.text, _likely(codes, edges))
    if view.present & HIGH:
        for at in np.flatnonzero(kinds & _NORTH).tolist():
            found.setdefault(at, (at + 1, view.text[at].translate(_TURKISH)))
    return changed(view, [(start, *found[start]) for start in sorted(found)])


def _likely(codes: npt.NDArray[np.uint32], edges: Places) -> list[int]:
    """Where two or three characters before or after an edge may be what a letter is shown as."""
    begins, follows = _tables()
    found: set[int] = set()
    for step in (-2, -1, 1):
        pair = np.clip(edges + step, 0, len(codes) - 2)
        likely = begins.take(codes[pair], mode="clip") & follows.take(codes[pair + 1], mode="clip")
        found.update(pair[likely].tolist())
    return sorted(found)


def _shown_at(text: str, places: list[int]) -> dict[int, tuple[int, str]]:
    """End and letter of each place that shows one, and of those that follow it at once."""
    found: dict[int, tuple[int, str]] = {}
    done = 0
    for start in places:
        at = start
        while at >= done and (read := _letter_at(text, at)):
            found[at] = read
            at = done = read[0]
    return found


def _letter_at(text: str, at: int) -> tuple[int, str] | None:
    """The letter that is shown at a place as three characters or as two, after its end."""
    for length in (3, 2):
        if (letter := _shown().get(text[at : at + length])) is not None and at + length <= len(text):
            return at + length, letter
    return None
