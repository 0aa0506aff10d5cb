"""What a text shows at one look: kinds and traits of its characters, its words, its digits.

All of it is looked up when first asked for and kept, for many readings and matchers ask the same.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from incumbent.protection.anchors import DigitRuns, digit_runs
from incumbent.protection.fold import Stream, alnum_stream
from incumbent.protection.neighbours import (
    HEX_FIRST,
    HEX_INNER,
    HEX_LAST,
    Pairs,
    ends_of,
    pairs_of,
    places_of,
)
from incumbent.protection.tokens import Words, words_of
from incumbent.protection.traits import Kinds, Places, Traits, codes_of, kinds_of, traits_of


class Look:
    """What a text shows.

    Parameters
    ----------
    text : str
    twin : Look, optional
        Of the same text: what it has looked up need not be looked up again.
    """

    def __init__(self, text: str, twin: Look | None = None) -> None:
        self.text = text
        self._twin = twin

    @cached_property
    def codes(self) -> npt.NDArray[np.uint32]:
        """Code point of every character."""
        return self._twin.codes if self._twin else codes_of(self.text)

    @cached_property
    def kinds(self) -> Kinds:
        """Kind of every character."""
        return self._twin.kinds if self._twin else kinds_of(self.codes)

    @cached_property
    def ascii(self) -> bytes:
        """The text with a byte for each character; what is not ASCII is a byte beyond it."""
        return self._twin.ascii if self._twin else self.kinds.tobytes()

    @cached_property
    def traits(self) -> Traits:
        """Traits of every character."""
        return self._twin.traits if self._twin else traits_of(self.codes)

    @cached_property
    def present(self) -> int:
        """Every trait that some character has."""
        if self._twin:
            return self._twin.present
        return int(np.bitwise_or.reduce(self.traits)) if len(self.traits) else 0

    @cached_property
    def pairs(self) -> Pairs:
        """Flags of the neighbours before each character, and at the end."""
        return self._twin.pairs if self._twin else pairs_of(self.kinds)

    @cached_property
    def paired(self) -> int:
        """Every flag that some neighbours have."""
        return self._twin.paired if self._twin else int(np.bitwise_or.reduce(self.pairs))

    @cached_property
    def words(self) -> Words:
        """Folded words."""
        return self._twin.words if self._twin else words_of(self.text, self.codes)

    @cached_property
    def hex_runs(self) -> tuple[Places, Places]:
        """Starts and ends of the runs of two hexadecimal digits or more, or of one before an x, that are no word's."""
        return self._twin.hex_runs if self._twin else _hex_runs(self.codes, self.pairs)

    @cached_property
    def digits(self) -> DigitRuns:
        """Short runs of digits."""
        return self._twin.digits if self._twin else digit_runs(self.codes, self.traits, self.pairs)

    @cached_property
    def letters(self) -> Stream:
        """Folded letters, the words' one after the other."""
        return self._twin.letters if self._twin else self.words.letters()

    @cached_property
    def alnum(self) -> Stream:
        """Folded letters and digits."""
        return self._twin.alnum if self._twin else alnum_stream(self.text, codes=self.codes)


def _hex_runs(codes: npt.NDArray[np.uint32], pairs: Pairs) -> tuple[Places, Places]:
    """Runs of hexadecimal digits that no letter but an x touches, but for those of one digit before no x."""
    starts = places_of(pairs, HEX_FIRST)
    if not len(starts):
        return starts, starts
    following = codes[np.minimum(starts + 1, len(codes) - 1)] | 0x20
    starts = starts[(pairs[starts + 1] & HEX_INNER != 0) | (following == ord("x"))]
    ends = ends_of(pairs, starts, HEX_INNER)
    alone = (pairs[ends] & HEX_LAST) != 0
    return starts[alone], ends[alone]
