"""What kinds of characters a text has, and where they stand together: a quick look before a slow one.

Every character is looked up once in a table of traits; runs and neighbours are then found by vector operations.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from incumbent.protection.characters import is_invisible, lookalikes
from incumbent.protection.misread import shown_letters

Traits = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

LOWER = 1  # ASCII a-z
UPPER = 2  # ASCII A-Z
DIGIT = 4  # decimal digit of any script
PACKED_SIGN = 8  # + / - _ of base64
HEX = 16  # 0-9 a-f A-F
CYRILLIC_LOWER = 32
CYRILLIC_UPPER = 64
HIGH = 128  # what a byte above 0x7F becomes in a Latin table
SIGN = 256  # a sign that stands for a letter in leet
UNSEEN = 512  # invisible, inline joints too
LOOKS_LATIN = 1024  # a common Cyrillic letter that looks like a Latin one
RARE = 2048  # a letter of another script that looks like a Latin or Russian one
ODD = 4096  # left over by a wrong decoding: boxes, rare Cyrillic capitals, typographic signs
LATIN = 8192  # any Latin letter
LETTER = 16384  # a letter of any script
WORD = 32768  # what stands in words: letters, digits, the underscore
MAY_BE_DIGIT = 1 << 16  # a letter that looks like a digit
SHOWN_FIRST, SHOWN_NEXT = 1 << 17, 1 << 20  # what an accented letter is shown as in another encoding
NORTHERN = 1 << 18  # letters of Iceland: Turkish ones, where cp1254 was taken for Latin-1
FORCED = 1 << 19  # forces text to be shown from right to left
LETTERS = LOWER | UPPER | CYRILLIC_LOWER | CYRILLIC_UPPER | LATIN | RARE
PACKED = LOWER | UPPER | DIGIT | PACKED_SIGN


DIGITS_MEANT = dict(zip("OoОоlI|ЗзSBZбDQ", "000011133582600", strict=True))
TURKISH = dict(zip("ðþÐÞ", "ğşĞŞ", strict=True))  # and ý for ı: both fold to i
_ASCII = 0x80


def _mark(table: Traits, trait: int, *ranges: tuple[int, int] | str) -> None:
    for one in ranges:
        if isinstance(one, str):
            for character in one:
                table[ord(character)] |= trait
        else:
            table[one[0] : one[1] + 1] |= trait


@cache
def _table() -> Traits:
    import unicodedata

    table = np.zeros(0x110000, dtype=np.uint32)
    _mark(table, LOWER | LATIN, (0x61, 0x7A))
    _mark(table, UPPER | LATIN, (0x41, 0x5A))
    _mark(table, LATIN, (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F), (0x1E00, 0x1EFF))
    _mark(table, PACKED_SIGN, "+/-_")
    _mark(table, HEX, "0123456789abcdefABCDEF")
    _mark(table, CYRILLIC_LOWER, (0x430, 0x45F), "ґӏәғқңөұүһӣӯҳҷ")
    _mark(table, CYRILLIC_UPPER, (0x400, 0x42F), "ҐӀӘҒҚҢӨҰҮҺӢӮҲҶ")
    _mark(table, HIGH, (0x80, 0xFF), "ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™")
    _mark(table, SIGN, "@$!|€£¥§+¢*")
    _mark(table, LOOKS_LATIN, "авекмнорстухАВЕКМНОРСТУХіІјЈѕЅԁԀԛԚԝԜѵѴһҺӏӀүҮғ")
    _mark(table, ODD, (0x2500, 0x25A0), (0x402, 0x407), (0x409, 0x40F), (0x452, 0x453), (0x455, 0x455))
    _mark(
        table,
        ODD,
        (0x459, 0x45F),
        (0x2219, 0x2265),
        (0x2320, 0x2321),
        (0xA4, 0xA8),
        (0xAC, 0xAC),
        (0xAE, 0xBA),
        "Ґґ†‡€‰‹›•™–—",
    )
    for number in (*range(0xA0), *range(0x2000, 0x2100), *range(0xFE00, 0xFF00), *range(0xE0000, 0xE0200)):
        if is_invisible(chr(number)):
            table[number] |= UNSEEN
    for number in range(0x30, 0x1FBFA):
        if unicodedata.category(chr(number)) == "Nd":
            table[number] |= DIGIT
    for similar in lookalikes():
        if similar.isalpha() and not table[ord(similar)] & LETTERS:
            table[ord(similar)] |= RARE
    _mark(table, RARE, (0x370, 0x3FF), "ԁԛԝѵүѕјһ")
    _mark(table, MAY_BE_DIGIT, "".join(DIGITS_MEANT))
    _mark(table, SHOWN_FIRST, "".join(shown[0] for shown in shown_letters()))
    _mark(table, SHOWN_NEXT, "".join(shown[1:] for shown in shown_letters()))
    _mark(table, NORTHERN, "".join(TURKISH))
    _mark(table, FORCED, "\u202e\u202b\u2067")
    table[ord("_")] |= WORD
    for number in range(0x30, 0x323B0):
        if (character := chr(number)).isalnum():
            table[number] |= WORD | LETTER if character.isalpha() else WORD
    return table


@cache
def _kinds() -> tuple[Kinds, Traits]:
    """The kind of every character, and the traits of every kind: ASCII characters are a kind each."""
    table = _table()
    traits, kinds = np.unique(table[_ASCII:], return_inverse=True)
    every = np.concatenate([np.arange(_ASCII), _ASCII + kinds])
    if (most := int(every.max())) > np.iinfo(np.uint8).max:
        msg = f"there are {most} kinds of characters: a byte must hold them"
        raise AssertionError(msg)
    return every.astype(np.uint8), np.concatenate([table[:_ASCII], traits])


def kinds_of(codes: npt.NDArray[np.uint32]) -> Kinds:
    """Kind of every character: an ASCII one is its own, the others are told apart by their traits."""
    return _kinds()[0].take(codes)


def traits_of_kinds() -> Traits:
    """Traits of the characters of each kind."""
    return _kinds()[1]


def codes_of(text: str) -> npt.NDArray[np.uint32]:
    """Code point of every character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def traits_of(codes: npt.NDArray[np.uint32]) -> Traits:
    """Traits of every character."""
    return _table().take(codes)


def runs(mask: Mask) -> tuple[Places, Places]:
    """Starts and ends of the runs where a mask is true."""
    edges = np.flatnonzero(mask[1:] != mask[:-1]) + 1
    ends_open = [len(mask)] if len(mask) and mask[-1] else []
    starts_open = [0] if len(mask) and mask[0] else []
    bounds = np.concatenate(
        [np.array(starts_open, dtype=np.int64), edges, np.array(ends_open, dtype=np.int64)]
    )
    return bounds[0::2], bounds[1::2]


def long_runs(mask: Mask, least: int) -> tuple[Places, Places]:
    """Starts and ends of runs of at least `least` characters."""
    starts, ends = runs(mask)
    enough = ends - starts >= least
    return starts[enough], ends[enough]


def beside(mask: Mask) -> tuple[Places, Places]:
    """Places of the characters before and after each run of a mask that does not touch the text's ends."""
    starts, ends = runs(mask)
    inside = (starts > 0) & (ends < len(mask))
    return starts[inside] - 1, ends[inside]


def runs_around(mask: Mask, places: Places) -> tuple[Places, Places]:
    """Starts and ends of the different runs of a mask that hold the given places, which are in order."""
    breaks = np.flatnonzero(~mask)
    at = np.searchsorted(breaks, places)
    at = at[np.append(True, at[1:] != at[:-1])] if len(at) else at
    return np.append(-1, breaks)[at] + 1, np.append(breaks, len(mask))[at]


def windows(starts: Places, ends: Places, around: int, length: int) -> list[tuple[int, int]]:
    """Places widened by `around` on both sides and merged where they meet."""
    if not len(starts):
        return []
    first, last = np.maximum(starts - around, 0), np.maximum.accumulate(np.minimum(ends + around, length))
    apart = np.flatnonzero(first[1:] > last[:-1]) + 1
    begins = first[np.concatenate([[0], apart])]
    stops = last[np.concatenate([apart - 1, [len(last) - 1]])]
    return list(zip(begins.tolist(), stops.tolist(), strict=True))
