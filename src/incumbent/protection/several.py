"""Several readings of one unit as one text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from incumbent.protection.neighbours import Pairs, pairs_of
from incumbent.protection.traits import Kinds, Traits, codes_of, kinds_of, traits_of
from incumbent.protection.views import APART, View

_APART_CODES = codes_of(APART)
_Array = TypeVar("_Array", bound=npt.NDArray[Any])


def _between(arrays: Sequence[_Array], apart: _Array) -> list[_Array]:
    return [one for array in arrays for one in (array, apart)][:-1]


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
        self._starts = [0, *accumulate(len(view.text) + len(APART) for view in views)]

    @cached_property
    def codes(self) -> npt.NDArray[np.uint32]:
        """Code point of every character."""
        return np.concatenate(_between([view.codes for view in self._views], _APART_CODES))

    @cached_property
    def kinds(self) -> Kinds:
        """Kind of every character."""
        return np.concatenate(_between([view.kinds for view in self._views], kinds_of(_APART_CODES)))

    @cached_property
    def pairs(self) -> Pairs:
        """Flags of the neighbours before each character, and at the end: what stands between ends lines."""
        apart = pairs_of(kinds_of(_APART_CODES))[1:-1]
        return np.concatenate(_between([view.pairs for view in self._views], apart))

    @cached_property
    def traits(self) -> Traits:
        """Traits of every character."""
        return np.concatenate(_between([view.traits for view in self._views], traits_of(_APART_CODES)))

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Span in the unit's own text that a span of this view came from."""
        number = min(bisect_right(self._starts, start) - 1, len(self._views) - 1)
        offset = self._starts[number]
        return self._views[number].origin(start - offset, max(end - offset, start - offset))
