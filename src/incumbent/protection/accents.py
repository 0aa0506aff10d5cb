"""Reads accented Latin letters whose bytes were once taken for another encoding."""

from __future__ import annotations

import numpy as np

from incumbent.protection.misread import shown_letters
from incumbent.protection.neighbours import ACCENT_BESIDE, ACCENT_SHOWN, Pairs, places_of
from incumbent.protection.traits import LOWER, NORTHERN, TURKISH, UPPER
from incumbent.protection.views import View, changed

_TURKISH = str.maketrans(TURKISH)


def unaccented(view: View) -> View | None:
    """The view with accented letters in words of Latin letters as they were meant; None without any to mend."""
    found: dict[int, tuple[int, str]] = {}
    if view.paired & ACCENT_SHOWN and view.paired & ACCENT_BESIDE:
        found = _shown_at(view.text, _likely(view.pairs))
    if view.present & NORTHERN and view.present & (LOWER | UPPER):
        for at in np.flatnonzero((view.traits & NORTHERN) != 0).tolist():
            found.setdefault(at, (at + 1, view.text[at].translate(_TURKISH)))
    return changed(view, [(start, *found[start]) for start in sorted(found)])


def _likely(pairs: Pairs) -> list[int]:
    """Where two characters begin what a letter may be shown as, right beside an ASCII letter."""
    first = places_of(pairs, ACCENT_SHOWN) - 1
    beside = pairs[first] | pairs[first + 2] | pairs.take(first + 3, mode="clip")
    return first[beside & ACCENT_BESIDE != 0].tolist()


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
        if (letter := shown_letters().get(text[at : at + length])) is not None and at + length <= len(text):
            return at + length, letter
    return None
