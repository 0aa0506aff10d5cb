"""Several readings of one unit as one text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from incumbent.protection.anchors import DigitRuns
from incumbent.protection.look import Look
from incumbent.protection.neighbours import Pairs
from incumbent.protection.traits import Kinds, Traits
from incumbent.protection.views import APART, View


class Several(View):
    """Readings of one unit, one after the other, as one text that is scanned at once.

    Parameters
    ----------
    views : sequence of View
        At least one.
    """

    def __init__(self, views: Sequence[View]) -> None:
        super().__init__(APART.join(view.text for view in views))
        self._views = views
        self._first = views[0]  # the longest, and looked at already
        self._rest = Look(APART + APART.join(view.text for view in views[1:])) if len(views) > 1 else None
        self._starts = [0, *accumulate(len(view.text) + len(APART) for view in views)]

    @cached_property
    def codes(self) -> npt.NDArray[np.uint32]:
        """Code point of every character."""
        return np.concatenate([self._first.codes, self._rest.codes]) if self._rest else self._first.codes

    @cached_property
    def kinds(self) -> Kinds:
        """Kind of every character."""
        return np.concatenate([self._first.kinds, self._rest.kinds]) if self._rest else self._first.kinds

    @cached_property
    def traits(self) -> Traits:
        """Traits of every character."""
        return np.concatenate([self._first.traits, self._rest.traits]) if self._rest else self._first.traits

    @cached_property
    def pairs(self) -> Pairs:
        """Flags of the neighbours before each character, and at the end: the rest begins with the end of a line."""
        return np.concatenate([self._first.pairs, self._rest.pairs[1:]]) if self._rest else self._first.pairs

    @cached_property
    def digits(self) -> DigitRuns:
        """Short runs of digits: none goes on from one reading to the next."""
        if self._rest is None:
            return self._first.digits
        first, rest, size = self._first.digits, self._rest.digits, len(self._first.text)
        moved = DigitRuns(rest.starts + size, rest.ends + size, rest.values)
        return DigitRuns(*(np.concatenate(pair) for pair in zip(first, moved, strict=True)))

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Span in the unit's own text that a span of this view came from."""
        number = min(bisect_right(self._starts, start) - 1, len(self._views) - 1)
        offset = self._starts[number]
        return self._views[number].origin(start - offset, max(end - offset, start - offset))
