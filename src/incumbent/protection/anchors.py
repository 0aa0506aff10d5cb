"""Finds the few places of a text where given numbers stand, so that slow patterns look nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from incumbent.protection.neighbours import DIGIT_EDGE, DIGIT_UNSEEN, Pairs, places_of
from incumbent.protection.traits import DIGIT, UNSEEN, Mask, Places, Traits, beside, runs

_LONGEST = 9
_ZERO = ord("0")
_TENS = 10 ** np.arange(_LONGEST + 1, dtype=np.int64)
_SMALL = 20_000  # numbers below are looked up in a table
Numbers = npt.NDArray[np.int64]


class DigitRuns(NamedTuple):
    """Runs of at most nine digits of a text: where they are, and their values with a one before them."""

    starts: Places
    ends: Places
    values: Numbers

    def chosen(self, which: Mask) -> DigitRuns:
        """Some of the runs."""
        return DigitRuns(self.starts[which], self.ends[which], self.values[which])


class NumberAnchors:
    """A set of numbers to be met.

    Parameters
    ----------
    written : iterable of str
        The runs looked for, each in ASCII digits, at most nine of them.
    """

    def __init__(self, written: Iterable[str]) -> None:
        values = np.array(sorted({int(run) + 10 ** len(run) for run in written}), dtype=np.int64)
        self._small = table_of(values[values < _SMALL], _SMALL)
        self._large = values[values >= _SMALL]

    def met(self, runs_: DigitRuns) -> Mask:
        """Which runs are among the numbers."""
        found = self._small[np.minimum(runs_.values, _SMALL)]
        if len(self._large):
            large = np.flatnonzero(runs_.values >= _SMALL)
            at = np.minimum(np.searchsorted(self._large, runs_.values[large]), len(self._large) - 1)
            found[large] = self._large[at] == runs_.values[large]
        return found


def table_of(values: Numbers, size: int) -> Mask:
    """Which numbers up to `size` are among the values, to be looked up."""
    table = np.zeros(size + 1, dtype=np.bool_)
    table[values] = True
    return table


def digit_runs(codes: npt.NDArray[np.uint32], traits: Traits, pairs: Pairs) -> DigitRuns:
    """All short runs of digits in a text; what is not seen does not part them.

    Parameters
    ----------
    codes, traits, pairs : ndarray
        Code points and traits of the text's characters, and flags of its neighbours.
    """
    edges = places_of(pairs, DIGIT_EDGE)
    seen = None
    if len(edges) and (pairs[edges] & DIGIT_UNSEEN).any() and _parted(traits):
        seen = np.flatnonzero((traits & UNSEEN) == 0)
    starts, ends = (edges[0::2], edges[1::2]) if seen is None else runs(traits[seen] & DIGIT != 0)
    short = ends - starts <= _LONGEST
    starts, ends = starts[short], ends[short]
    values = _values(codes if seen is None else codes[seen], starts, ends)
    return (
        DigitRuns(starts, ends, values)
        if seen is None
        else DigitRuns(seen[starts], seen[ends - 1] + 1, values)
    )


def _parted(traits: Traits) -> bool:
    """Whether something that is not seen stands between two digits."""
    before, after = beside((traits & UNSEEN) != 0)
    return bool((traits[before] & traits[after] & DIGIT).any())


def _values(codes: npt.NDArray[np.uint32], starts: Places, ends: Places) -> Numbers:
    """Value of each run with a one before it, so that leading zeros count."""
    if not len(starts):
        return np.ones(0, dtype=np.int64)
    lengths = (ends - starts)[:, None]
    steps = np.arange(int(lengths.max()))
    inside = steps < lengths
    at = np.where(inside, codes.take(starts[:, None] + steps, mode="clip").astype(np.int64), _ZERO)
    powers = _TENS[np.where(inside, lengths - 1 - steps, 0)]
    return (_digit_values(at) * powers).sum(axis=1) + _TENS[lengths[:, 0]]


def _digit_values(codes: Numbers) -> Numbers:
    """Values of decimal digits: scripts keep theirs in blocks of ten."""
    if (codes < 0x80).all():
        return codes - 48
    import unicodedata

    digits = [unicodedata.digit(chr(code), 0) for code in codes.ravel().tolist()]
    return np.array(digits, dtype=np.int64).reshape(codes.shape)
