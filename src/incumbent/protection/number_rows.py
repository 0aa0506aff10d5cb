"""Where number words stand that may be digits of a number or parts of a date."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from incumbent.protection.tokens import Listed, Mask, Words
from incumbent.protection.traits import DIGIT, Places
from incumbent.protection.views import View

_LONGEST_ROW = 4  # words between a month and a number word of the same date
_WIDEST_ROW = 3  # steps from the first of three number words to the last: another word may stand between
_NEAR, _AROUND = 3, 24  # characters from a number word to the next digit, and in which many stand
_MANY = 5  # digits around a word that may be one of theirs


def _beside_months(words_: Words, known: Mask, months: Listed, fills: frozenset[str]) -> list[int]:
    """Which number words are in a row of such words, and of what may stand in a date, that a month begins or ends."""
    counted = np.concatenate([np.zeros(_LONGEST_ROW + 1, dtype=np.int32), np.cumsum(known, dtype=np.int32)])
    counted = np.append(counted, np.repeat(counted[-1:], _LONGEST_ROW))
    met = np.flatnonzero(months.met(words_))
    few = counted[met + 2 * _LONGEST_ROW + 1] == counted[met]
    found: list[int] = []
    for month in met[~few].tolist():
        for step in (1, -1):
            for at in range(month + step, month + step * (_LONGEST_ROW + 1), step):
                if not 0 <= at < len(known):
                    break
                if known[at]:
                    found.append(at)
                elif words_.spelling[words_.starts[at] : words_.ends[at]] not in fills:
                    break
    return found


def _among_digits(view: View, found: Places) -> Places:
    """Which of the words stand right beside a digit, and among many."""
    if not view.present & DIGIT:
        return found[:0]
    words_ = view.words
    starts = words_.places[found]
    ends = words_.stream.offsets[words_.ends[found] - 1] + 1
    beside = np.concatenate(
        [starts[:, None] - 1 - np.arange(_NEAR), ends[:, None] + np.arange(_NEAR)], axis=1
    )
    near = (view.traits.take(beside, mode="clip") & DIGIT != 0).any(axis=1)
    spans = zip(starts[near].tolist(), ends[near].tolist(), strict=True)
    return found[near][[stands_among_digits(view.text, *span) for span in spans]]


def row_starts(view: View, numbers: Listed, months: Listed, fills: Iterable[str]) -> list[int]:
    """Where number words begin that stand in a row, beside a month, or among digits.

    Parameters
    ----------
    view : View
    numbers, months : Listed
        Number words, and the months' names that may stand beside them.
    fills : iterable of str
        Folded words that may stand between a month and a number.
    """
    words_ = view.words
    if len(words_.starts) < 1:
        return []
    known = numbers.met(words_)
    found = np.flatnonzero(known)
    if not len(found):
        return []
    row = np.flatnonzero(found[2:] - found[:-2] <= _WIDEST_ROW)
    spots = {*row.tolist(), *(row + 1).tolist(), *(row + 2).tolist()}
    chosen = {
        *found[list(spots)].tolist(),
        *_beside_months(words_, known, months, frozenset(fills)),
        *_among_digits(view, found).tolist(),
    }
    return words_.places[sorted(chosen)].tolist()


def stands_among_digits(text: str, start: int, end: int) -> bool:
    """Whether a place of a text stands right beside a digit, and among many."""
    beside = text[max(0, start - _NEAR) : start] + text[end : end + _NEAR]
    around = text[max(0, start - _AROUND) : end + _AROUND]
    return any(one.isdigit() for one in beside) and sum(one.isdigit() for one in around) >= _MANY
