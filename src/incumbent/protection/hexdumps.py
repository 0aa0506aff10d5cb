"""Texts written in hexadecimal digits: in pairs, in longer groups, as a dump of bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from incumbent.protection.blobs import packed_text
from incumbent.protection.decode import is_utf_8
from incumbent.protection.traits import Places, windows
from incumbent.protection.views import View, rewritten, rewritten_at

_PREFIX = r"(?:0[xX]|\\x)?"
_PAIR = rf"{_PREFIX}[0-9a-fA-F]{{2}}"
_GROUP = r"(?:0[xX]|\\x|[uU]\+)?[0-9a-fA-F]{4}(?:[0-9a-fA-F]{4}){0,3}"
HEX = re.compile(
    rf"(?<![0-9A-Za-z])(?:{_PAIR}(?:[\s:,;-]{{0,2}}{_PAIR}){{5,}}|{_GROUP}(?:[\s:,;-]{{1,2}}{_GROUP}){{2,}})"
    r"(?![0-9A-Za-z])"
)
_ADDRESS = r"[ \t]*[0-9a-fA-F]{4,16}:?[ \t]{1,3}"
_BYTES = r"(?:(?:[0-9a-fA-F]{2}){1,4}(?:[ \t]{1,2}|(?=\r?$))){1,16}"
_LINE = rf"{_ADDRESS}{_BYTES}[^\n]{{0,40}}"
DUMP = re.compile(rf"^{_LINE}(?:\n{_LINE})*", re.MULTILINE)
_BYTES_OF_LINE = re.compile(rf"{_ADDRESS}({_BYTES})")
_MOST_DIGITS = 32  # of one line of a dump; what follows is the same as characters
_DECIMAL = re.compile(r"\d\.$")
_MARKS = re.compile(r"0[xX]|\\x|[uU]\+|[\s:,;-]")
_FEWEST_LETTERS = 3
_FEWEST_RUNS = 3
_LONGEST_CHANCE = 8  # digits that digits do not stand for by chance
_NUMBER = re.compile(r"\+?[0-9 ()-]+")
_LONGEST_LINE = 140  # characters of a dump's line

Mask = npt.NDArray[np.bool_]


def from_hex(match: re.Match[str]) -> str | None:
    """Readable text of hexadecimal digits; None where they are none."""
    run = match.group()
    if run.isdigit() and _DECIMAL.search(match.string, max(0, match.start() - 2), match.start()):
        return None
    return _of_digits(_MARKS.sub("", run))


def from_dump(match: re.Match[str]) -> str | None:
    """Readable text of a dump's lines: each an address, bytes, and perhaps the same as characters."""
    rows = (found[1] for line in match.group().split("\n") if (found := _BYTES_OF_LINE.match(line)))
    return _of_digits("".join("".join(row.split())[:_MOST_DIGITS] for row in rows))


def _of_digits(digits: str) -> str | None:
    if len(digits) % 2:
        return None
    data = bytes.fromhex(digits)
    turned = _swapped(data).rstrip(b"\0")
    ways = (turned, data) if is_utf_8(turned) and not is_utf_8(data) else (data, turned)
    text = packed_text(ways[0]) or packed_text(ways[1])
    if text is None or (digits.isdigit() and not (_is_number(text) or _has_letters(text))):
        return None
    return f" {text} "


def _has_letters(text: str) -> bool:
    return sum(one.isalpha() for one in text) >= _FEWEST_LETTERS


def _is_number(text: str) -> bool:
    """Whether a text is nothing but the digits of a long number."""
    return len(text) >= _LONGEST_CHANCE and _NUMBER.fullmatch(text) is not None


def _swapped(data: bytes) -> bytes:
    """The bytes of words of two that were written the other way round."""
    turned = bytearray(data[: len(data) // 2 * 2])
    turned[::2], turned[1::2] = turned[1::2], turned[::2]
    return bytes(turned)


def _is_decimal(text: str, starts: Places, ends: Places, place: int) -> bool:
    """Whether a run of digits is the fraction of a number, and no other run goes on with it."""
    start, end = int(starts[place]), int(ends[place])
    if place + 1 < len(starts) and int(starts[place + 1]) - end <= 2:
        return False
    return text[start:end].isdigit() and _DECIMAL.search(text, max(0, start - 2), start) is not None


def _rows(lengths: Places, gaps: Places) -> Mask:
    """Which runs stand in a row of pairs, or of groups of four, long enough for a word."""
    found = np.zeros(len(lengths), dtype=np.bool_)
    near = (lengths[1:] == 2) & (lengths[:-1] == 2) & (gaps <= 4)
    row = np.flatnonzero(near[3:] & near[2:-1] & near[1:-2] & near[:-3])  # five pairs or more
    found[row] = True
    found[row + 1] = True
    grouped = (lengths % 4 == 0) & (lengths <= 16)
    near = grouped[1:] & grouped[:-1] & (gaps <= 4)
    row = np.flatnonzero(near[1:] & near[:-1])
    found[row] = True
    found[row + 2] = True
    return found


def _beginnings(view: View) -> Places:
    """Where runs of hexadecimal digits begin, and the marks before them."""
    codes, starts = view.codes, view.hex_runs[0]
    two, one = codes[np.maximum(starts - 2, 0)], codes[np.maximum(starts - 1, 0)]
    escaped = (two == ord("\\")) & (one == ord("x")) | ((two | 0x20) == ord("u")) & (one == ord("+"))
    return np.sort(np.concatenate([starts, starts[escaped & (starts > 1)] - 2]))


def tries_within(places: Places, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places, which are in order, that lie in one of the spans, with its end."""
    for start, stop in spans:
        first, last = np.searchsorted(places, (start, stop))
        yield from ((place, stop) for place in places[first:last].tolist())


def unhexed(view: View) -> View | None:
    """The view with runs of hexadecimal bytes replaced by the text in them; None where there is none."""
    starts, ends = view.hex_runs
    signs = (ends - starts == 1) & ((view.codes[np.minimum(ends, len(view.codes) - 1)] | 0x20) == ord("x"))
    starts, ends = starts[~signs], ends[~signs]  # 0x
    if not len(starts):
        return None
    lengths, gaps = ends - starts, starts[1:] - ends[:-1]
    whole = lengths >= 12
    for place in np.flatnonzero(whole).tolist():
        whole[place] = not _is_decimal(view.text, starts, ends, place)
    if len(starts) >= _FEWEST_RUNS:
        whole |= _rows(lengths, gaps)
    spans = windows(starts[whole], ends[whole], 40, len(view.text)) if whole.any() else []
    return rewritten_at(view, HEX, from_hex, tries_within(_beginnings(view), spans)) if spans else None


def undumped(view: View) -> View | None:
    """The view with dumps of bytes replaced by the text in them; None where there is none."""
    starts, ends = view.hex_runs
    if len(starts) < _FEWEST_RUNS:
        return None
    lengths, near = ends - starts, starts[1:] - ends[:-1] <= 4
    before = view.codes[np.maximum(starts[:-2], 1) - 1]
    begins = (starts[:-2] == 0) | (before == 10) | (before == 32) | (before == 9)
    begins &= (lengths[:-2] >= 4) & (lengths[:-2] <= 16) & near[:-1] & near[1:]
    begins &= (lengths[1:-1] % 2 == 0) & (lengths[1:-1] <= 8) & (lengths[2:] % 2 == 0) & (lengths[2:] <= 8)
    if not begins.any():
        return None
    first = starts[:-2][begins]
    return rewritten(view, DUMP, from_dump, windows(first, first + _LONGEST_LINE, 20, len(view.text)))
