"""Finds the few places of a text where given numbers stand, so that slow patterns look nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from incumbent.protection.traits import DIGIT, UNSEEN, Places, runs, windows
from incumbent.protection.views import View

_LONGEST = 9
Numbers = npt.NDArray[np.int64]


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
        starts, ends, values = digit_runs(view)
        found = np.isin(values, self._wanted)
        return starts[found], ends[found]

    def windows(self, view: View, around: int) -> list[tuple[int, int]]:
        """Windows of the text around every such run."""
        starts, ends = self.places(view)
        return windows(starts, ends, around, len(view.text))


_last: list[tuple[View, tuple[Places, Places, Numbers]]] = []


def digit_runs(view: View) -> tuple[Places, Places, Numbers]:
    """Starts, ends and values of all short runs of digits; the last view's are kept, several ask for them."""
    if _last and _last[0][0] is view:
        return _last[0][1]
    seen = np.flatnonzero((view.traits & UNSEEN) == 0)
    starts, ends = runs((view.traits[seen] & DIGIT) != 0)
    short = ends - starts <= _LONGEST
    starts, ends = starts[short], ends[short]
    values = _values(view.codes[seen], starts, ends)
    _last[:] = [(view, (seen[starts], seen[ends - 1] + 1, values))]
    return _last[0][1]


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
