"""Finds the few places of a text where given numbers stand, so that slow patterns look nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from incumbent.protection.traits import DIGIT, UNSEEN, Places, runs, windows
from incumbent.protection.views import View

_LONGEST = 9


class NumberAnchors:
    """Places of runs of digits.

    Parameters
    ----------
    written : iterable of str
        The runs looked for, each in ASCII digits, at most nine of them.
    """

    def __init__(self, written: Iterable[str]) -> None:
        self._wanted = np.array(sorted({int(run) + 10 ** len(run) for run in written}), dtype=np.int64)

    def places(self, view: View) -> tuple[Places, Places]:
        """Starts and ends of every such run."""
        nowhere = np.array([], dtype=np.int64)
        if not len(self._wanted) or not view.present & DIGIT:
            return nowhere, nowhere
        seen = np.flatnonzero((view.traits & UNSEEN) == 0)
        starts, ends = runs((view.traits[seen] & DIGIT) != 0)
        short = ends - starts <= _LONGEST
        starts, ends = starts[short], ends[short]
        found = np.isin(_values(view.codes[seen], starts, ends), self._wanted)
        return seen[starts[found]], seen[ends[found] - 1] + 1

    def windows(self, view: View, around: int) -> list[tuple[int, int]]:
        """Windows of the text around every such run."""
        starts, ends = self.places(view)
        return windows(starts, ends, around, len(view.text))


Numbers = npt.NDArray[np.int64]


def _values(codes: npt.NDArray[np.uint32], starts: Places, ends: Places) -> Numbers:
    """Value of each run with a one before it, so that leading zeros count."""
    values = np.ones(len(starts), dtype=np.int64)
    for step in range(_LONGEST):
        inside = starts + step < ends
        if not inside.any():
            break
        at = codes[starts[inside] + step].astype(np.int64)
        values[inside] = values[inside] * 10 + _digit_values(at)
    return values


def _digit_values(codes: Numbers) -> Numbers:
    """Values of decimal digits: scripts keep theirs in blocks of ten."""
    if (codes < 0x80).all():
        return codes - 48
    import unicodedata

    return np.array([unicodedata.digit(chr(code), 0) for code in codes.tolist()], dtype=np.int64)
