"""Decides whether letters so far apart read as one name, and where a word begins and ends.

The letters of a name are looked for in a stream without anything between them; what was between decides here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from incumbent.protection.characters import BLOCK_JOINT, alike, is_invisible
from incumbent.protection.fold import Stream

LONG_ENOUGH_TO_GLUE = 9  # letters from which a pattern needs no word border (PROTECTION §3.5)
_LONG_ENOUGH_TO_SPLIT = 7
_WIDEST_BETWEEN_PARTS = 24
_LINE_END = re.compile(rf"[-‐‑¬\u00ad]?[ \t{BLOCK_JOINT}]*(?:\r?\n|{BLOCK_JOINT})[\s{BLOCK_JOINT}>*#/]*")
_APOSTROPHES = frozenset("'`´ʹʺʻʼʽʾʿˈ‘’‛′\u02c8\u02bb")  # inside names they come and go
_SOFT_LINE = re.compile("\u00ad\r?\n")
_SINGLE = re.compile(
    r"[^\w\s]|_|[\v\f\x1c\x1d\x85\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]"
)  # a sign, or a space that nobody types


def _visible(gap: str, before: str) -> str:
    """What a reader sees of a gap: without invisible characters and doubles of the letter before."""
    return "".join(
        character
        for character in _SOFT_LINE.sub("-\n", gap)
        if not is_invisible(character)
        and character not in _APOSTROPHES
        and not (character.isalpha() and alike(character)[:1] in alike(before))
    )


def gap_after(text: str, stream: Stream, index: int) -> str:
    """The visible characters between a letter of the stream and the next."""
    here = int(stream.offsets[index])
    there = int(stream.offsets[index + 1]) if index + 1 < len(stream.offsets) else len(text)
    return "" if there - here <= 1 else _visible(text[here + 1 : there], text[here])


def touches(text: str, stream: Stream, index: int) -> bool:  # noqa: PLR0911  one question after another
    """Whether a letter and the next one stand in one word; false at the ends of the text."""
    if index < 0 or index + 1 >= len(stream.offsets):
        return False
    here, there = int(stream.offsets[index]), int(stream.offsets[index + 1])
    if there == here:
        return True
    if there - here == 1 and (one := text[here : there + 1]).islower() and one.isascii():
        return True
    if there - here > 1:
        between = text[here + 1 : there]
        if any(_is_format(one) or one in _APOSTROPHES for one in between) or _visible(between, text[here]):
            return False
    first, second = text[here], text[there]
    if _is_syllabic(first) or _is_syllabic(second):
        return False  # no spaces between words
    if first.islower() and second.isupper():
        return False  # camelCase
    return not _scripts_differ(first, second)


def _is_syllabic(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"


def _is_format(character: str) -> bool:
    return (
        character in "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f" or "\u202a" <= character <= "\u202e"
    )


def _scripts_differ(first: str, second: str) -> bool:
    return first.isascii() != second.isascii() and ("\u0400" <= max(first, second) <= "\u052f")


def _fits_in_part(text: str, stream: Stream, start: int, end: int, *, whole: bool) -> bool:  # noqa: PLR0911  one question after another
    """Whether the gaps inside one word of a name are ones that a reader reads across.

    In a whole name one word may be parted once, as syllables of Chinese names are.
    """
    offsets = stream.offsets[start:end]
    if int(offsets[-1]) - int(offsets[0]) == end - start - 1:
        return True
    gaps = [gap_after(text, stream, index) for index in range(start, end - 1)]
    gaps = [re.sub(r"([^\n])\1+", r"\1", gap) for gap in gaps]
    visible = [gap for gap in gaps if gap and not _LINE_END.fullmatch(gap)]
    breaks = [gap for gap in gaps if gap and _LINE_END.fullmatch(gap)]
    if any(gap[0] not in "-‐‑¬" for gap in breaks) and (
        end - start < _LONG_ENOUGH_TO_SPLIT - 1 or len(breaks) > 2
    ):
        return len(breaks) == len(gaps)  # one letter a line
    if not visible:
        return True
    if len(set(visible)) > 1:
        return False
    if end - start <= 3 and visible[0] in "-.":
        return True
    if visible[0].isspace() and all(_is_syllabic(text[place]) for place in offsets.tolist()):
        return True
    if len(visible) == len(gaps):
        return end - start >= 4 and len(visible[0]) <= 3
    if whole and len(visible) == 1 and visible[0] in " -":
        return True
    return end - start >= _LONG_ENOUGH_TO_SPLIT and _SINGLE.fullmatch(visible[0]) is not None


def _fits_between_parts(gap: str) -> bool:
    return len(gap.strip(" \t\r\n\x1e")) <= _WIDEST_BETWEEN_PARTS // 2 and len(gap) <= 400


def is_letter_spaced(text: str, stream: Stream, start: int, end: int) -> bool:
    """Whether something visible stands after every letter but the last."""
    return end - start > 2 and all(gap_after(text, stream, index) for index in range(start, end - 1))


def fits(text: str, stream: Stream, bounds: Sequence[int]) -> bool:
    """Whether the letters between the bounds read as one name.

    Parameters
    ----------
    text : str
    stream : Stream
        Of that text.
    bounds : sequence of int
        Places in the stream where the parts begin, and the end of the last.
    """
    whole = len(bounds) > 2 and bounds[-1] - bounds[0] >= 8
    for start, end in itertools.pairwise(bounds):
        if not _fits_in_part(text, stream, start, end, whole=whole):
            return False
    return all(_fits_between_parts(gap_after(text, stream, bound - 1)) for bound in bounds[1:-1])


def word_end(text: str, stream: Stream, index: int, most: int = 8) -> int:
    """Place in the stream after the last letter of the word that goes on at `index`."""
    end = index
    while end < len(stream.offsets) and end - index <= most and touches(text, stream, end - 1):
        end += 1
    return end


def word_start(text: str, stream: Stream, index: int, most: int = 30) -> int:
    """Place in the stream of the first letter of the word that ends before `index`."""
    start = index - 1
    while start > 0 and index - start <= most and touches(text, stream, start - 1):
        start -= 1
    return start
