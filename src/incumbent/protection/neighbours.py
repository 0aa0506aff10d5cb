"""Which kinds of characters stand side by side in a text: most disguises show in two neighbours.

Every pair of neighbours is looked up once. A reading looks further only where its kind of pair stands.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from incumbent.protection.traits import (
    CYRILLIC_LOWER,
    CYRILLIC_UPPER,
    DIGIT,
    HEX,
    HIGH,
    LATIN,
    LETTER,
    LETTERS,
    LOOKS_LATIN,
    LOWER,
    MAY_BE_DIGIT,
    ODD,
    PACKED,
    SHOWN_FIRST,
    SHOWN_NEXT,
    SIGN,
    UNSEEN,
    UPPER,
    WORD,
    Kinds,
    Mask,
    Places,
    traits_of_kinds,
)

Pairs = npt.NDArray[np.uint32]

MIXED = 1  # a Latin and a Cyrillic letter
SIMILAR_FIRST = 2  # a letter that looks Latin begins a word
SIMILAR_INNER = 4  # two letters that look Latin
SIMILAR_LAST = 8  # a letter that looks Latin ends a word
LEET = 16  # a letter and a digit or sign
MEANT = 32  # a digit and a letter that looks like one
BYTES_SHOWN = 64  # two that bytes above 0x7F are shown as
ODD_PAIR = 128  # one left over by a wrong decoding, and it or a Cyrillic letter
ACCENT_SHOWN = 256  # two that an accented letter's bytes may be shown as
CAPITAL_PACKED = 512  # a capital letter behind another sign of base64
HEX_FIRST, HEX_INNER, HEX_LAST = 1024, 2048, 4096  # hexadecimal digits, apart from letters but an x
ESCAPE = 8192  # a sign that begins an escape, and what may follow it
DIGIT_EDGE = 16384  # a digit and something else
DIGIT_UNSEEN = 32768  # something not seen behind a digit
TURN = 1 << 16  # a Cyrillic capital behind a small letter
DASHES = 1 << 17
ACCENT_BESIDE = 1 << 19  # an ASCII letter and what an accented letter's bytes may be shown as
LETTER_UNSEEN = 1 << 18  # something not seen behind a Latin or Cyrillic letter

_KINDS = 256
_END = ord("\n")  # what a text's ends are like
_MAY_FOLLOW = {
    "&": "#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "%": "0123456789abcdefABCDEFu",
    "\\": "0123456789abcdefABCDEFuxUnrt\\",
    "#": "0123456789",
    "+": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/",
    "=": "0123456789ABCDEF\r\n",
}


@cache
def _table() -> Pairs:
    """Flags of every two kinds: the first one's number is the higher byte of the place."""
    traits = np.zeros(_KINDS, dtype=np.uint32)
    known = traits_of_kinds()
    traits[: len(known)] = known
    beyond = np.arange(_KINDS) > ord("\x7f")
    ascii_x = np.isin(np.arange(_KINDS), [ord("x"), ord("X")])

    def have(trait: int) -> Mask:
        return (traits & trait) != 0

    letters, similar, digit, unseen = have(LETTERS), have(LOOKS_LATIN), have(DIGIT), have(UNSEEN)
    cyrillic, high = have(CYRILLIC_LOWER | CYRILLIC_UPPER), have(HIGH) | (have(LATIN) & beyond)
    hex_, parting = have(HEX), ~have(HEX) & (~letters | ascii_x)
    table = np.zeros((_KINDS, _KINDS), dtype=np.uint32)

    def mark(flag: int, first: Mask, second: Mask, *, either: bool = False) -> None:
        table[np.outer(first, second)] |= np.uint32(flag)
        if either:
            mark(flag, second, first)

    mark(MIXED, have(LATIN), cyrillic, either=True)
    mark(SIMILAR_FIRST, ~(letters | similar), similar)
    mark(SIMILAR_INNER, similar, similar)
    mark(SIMILAR_LAST, similar, ~(letters | similar))
    mark(LEET, have(LETTER), have(WORD | SIGN) & ~have(LETTER), either=True)
    mark(MEANT, have(MAY_BE_DIGIT), digit, either=True)
    mark(BYTES_SHOWN, high, high)
    mark(ODD_PAIR, have(ODD), cyrillic | have(ODD), either=True)
    mark(ACCENT_BESIDE, have(LOWER | UPPER), have(SHOWN_FIRST | SHOWN_NEXT), either=True)
    mark(ACCENT_SHOWN, have(SHOWN_FIRST), have(SHOWN_NEXT))
    mark(CAPITAL_PACKED, have(PACKED), have(UPPER))
    mark(HEX_FIRST, parting, hex_)
    mark(HEX_INNER, hex_, hex_)
    mark(HEX_LAST, hex_, parting)
    mark(DIGIT_EDGE, digit, ~digit, either=True)
    mark(DIGIT_UNSEEN, digit, unseen)
    mark(TURN, have(CYRILLIC_LOWER), have(CYRILLIC_UPPER))
    mark(LETTER_UNSEEN, have(LATIN) | cyrillic, unseen)
    for sign, followers in _MAY_FOLLOW.items():
        table[ord(sign), [ord(one) for one in followers]] |= np.uint32(ESCAPE)
    table[ord("-"), ord("-")] |= np.uint32(DASHES)
    return table.ravel()


def pairs_of(kinds: Kinds) -> Pairs:
    """Flags of the neighbours before each character of a text and at its end, from the kinds of its characters.

    The ends of a text are like ends of a line.

    Returns
    -------
    ndarray of uint32, shape (n_characters + 1,)
    """
    wide = np.empty(len(kinds) + 2, dtype=np.uint16)
    wide[0] = wide[-1] = _END
    wide[1:-1] = kinds
    return _table().take((wide[:-1] << 8) | wide[1:])


def ends_of(pairs: Pairs, starts: Places, inner: int) -> Places:
    """Where the runs that begin at the given places end: each two neighbours inside a run have the flag `inner`."""
    breaks = np.flatnonzero((pairs & np.uint32(inner)) == 0)
    return breaks[np.searchsorted(breaks, starts, side="right")]


def places_of(pairs: Pairs, flag: int) -> Places:
    """Where the second character of each pair with a flag stands."""
    return np.flatnonzero((pairs & np.uint32(flag)) != 0)
