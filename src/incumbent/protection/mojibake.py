"""Reads text whose bytes were once taken for another encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import numpy as np

from incumbent.protection.neighbours import BYTES_SHOWN, ODD_PAIR, TURN, places_of
from incumbent.protection.traits import CYRILLIC_UPPER, Places, windows
from incumbent.protection.views import View, rewritten

_PAIRS = (  # the encoding it was taken for, and the one it was in
    ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("cp1251", "utf-8"), ("latin-1", "cp1251"), ("cp1252", "cp1251"),
    ("koi8-r", "cp1251"), ("cp1251", "koi8-r"), ("cp866", "cp1251"), ("cp1251", "cp866"), ("latin-1", "koi8-r"),
    ("cp437", "cp866"), ("cp866", "utf-8"), ("koi8-r", "utf-8"), ("mac-cyrillic", "utf-8"), ("cp437", "utf-8"),
    ("latin-1", "cp866"), ("cp1252", "koi8-r"), ("cp1250", "utf-8"),
)  # fmt: skip
_LOW_BYTES = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
)
# Each pattern is a trace that one wrong decoding leaves and that no language writes. What is taken once is not
# given back: parts of a long run might be put together in very many ways.
_TRACES = re.compile(
    "|".join(
        (
            rf"(?:[ÐÑÒÓØÙÚÛÃÂÄÅÏÎáâ][{_LOW_BYTES}]{{1,2}}[ -]?)+",  # UTF-8 as Latin-1
            "(?:[РСТУ][\u0080-\u00bf\u0400-\u04ff\u2010-\u2122][ -]?){3,}",  # UTF-8 as Windows-1251
            "(?:[пя][\u2219-\u2265\u2320-\u25a0\u00a0\u00a9\u00b0\u00b2\u00b7\u00f7ёЁ][ -]?){3,}",  # as KOI8-R
            "(?:[╨╤][\u0400-\u045f\u2500-\u25a0\u00a0-\u00bf][ -]?){3,}",  # as CP866
            "(?:[\u2013\u2014][\u0080-\u045f\u2018-\u22ff][ -]?){3,}",  # as Mac Cyrillic
            "[\u00c0-\u00ff\u00a8\u00b8]{4,}(?:[ -][\u00c0-\u00ff\u00a8\u00b8]{3,})*",  # Windows-1251 as Latin-1
            r"(?<![^\W\d_])[а-яё][А-ЯЁ]{3,}(?:[ -][а-яё][А-ЯЁ]{2,})*(?![^\W\d_])",  # KOI8-R for Windows-1251
            "(?:(?=[р-я]*[\u2500-\u25a0])[\u2500-\u25a0р-яЁё]{4,}+[ -]?)++",  # Windows-1251 as CP866
            (
                "(?:(?=[а-п]*[\u0402-\u040f\u0452-\u045f\u0490\u0491\u00a4-\u00ac\u00ae-\u00b7\u201a-\u2122])"
                "[а-п\u0402-\u040f\u0452-\u045f\u0490\u0491\u00a0-\u00ac\u00ae-\u00b7\u201a-\u2122]{4,}+[ -]?)++"
            ),  # CP866 as 1251
        )
    )
)
_FEWEST = 4  # characters of a trace
_CAPITALS = 3
_BEGINS = np.zeros(0x100, dtype=np.bool_)
_BEGINS[[ord(letter) for letter in "ÐÑÒÓØÙÚÛÃÂÄÅÏÎáâ"]] = True
_LOST = re.compile(r"(?<=[^\W\d_]{2})\?(?=[^\W\d_]{2})|(?<=[^\W\d_])\ufffd{1,2}(?=[^\W\d_])")
_READABLE = re.compile(r"[\u0400-\u04ff\u0600-\u06ff\u10d0-\u10ffA-Za-z\u00c0-\u024f\s.,:;!?«»()\"'’–—-]+")


def _own_number(fault: UnicodeError) -> tuple[bytes, int]:
    """What a Windows table leaves undefined passes as its own number, as browsers do."""
    if (
        not isinstance(fault, UnicodeEncodeError)
        or max(left := fault.object[fault.start : fault.end]) > "\xff"
    ):
        raise fault
    return left.encode("latin-1"), fault.end


codecs.register_error("incumbent-own-number", _own_number)


def _readings(text: str, rounds: int = 2) -> list[str]:
    """What a text may have been, misread once or as often as given."""
    found: list[str] = []
    for wrong, right in _PAIRS:
        try:
            read = text.encode(wrong, "incumbent-own-number").decode(right)
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if read == text or read in found:
            continue
        if _READABLE.fullmatch(read):
            found.append(read)
        elif rounds > 1 and _TRACES.fullmatch(read):
            found += [one for one in _readings(read, rounds - 1) if one not in found]
    return found


def _replaced(match: re.Match[str]) -> str | None:
    readings = _readings(match.group())
    return " " + " ".join(readings) + " " if readings else None


def mended(view: View) -> View | None:
    """The view with every likely misreading replaced by what it may have been; None without any."""
    spots = _suspicious(view)
    if not len(spots):
        return None
    return rewritten(view, _TRACES, _replaced, windows(spots, spots + 1, 60, len(view.text)))


def without_lost(view: View) -> View | None:
    """The view without the signs that stand for a letter lost inside a word: what is left is a slip away from it."""
    if b"?" not in view.ascii and "\ufffd" not in view.text:
        return None
    return rewritten(view, _LOST, lambda _: "")


def _suspicious(view: View) -> Places:
    """Places that a trace may stand at, by what stands side by side."""
    if len(view.text) < _FEWEST:
        return np.array([], dtype=np.int64)
    spots = [*_bytes_shown(view), *_case_turned(view)]
    if view.paired & ODD_PAIR:
        spots.append(places_of(view.pairs, ODD_PAIR) - 1)
    return np.sort(np.concatenate(spots)) if spots else np.array([], dtype=np.int64)


def _bytes_shown(view: View) -> Iterator[Places]:
    """Where UTF-8 may be shown as Latin-1, or Windows-1251 as Latin-1."""
    if not view.paired & BYTES_SHOWN:
        return
    codes, pairs = view.codes, places_of(view.pairs, BYTES_SHOWN) - 1
    told = _BEGINS.take(codes[pairs], mode="clip")
    row = (pairs[1:] == pairs[:-1] + 1) & (codes[pairs[:-1]] < 0x100) & (codes[pairs[1:]] < 0x100)
    if (row[1:] & row[:-1]).any():  # four in a row are Windows-1251; its next words may be shorter
        told[:-1] |= row
    yield pairs[told]


def _case_turned(view: View) -> Iterator[Places]:
    """Where capitals stand as no Russian writes them."""
    if not view.present & CYRILLIC_UPPER:
        return
    traits = view.traits
    capital = np.flatnonzero((traits & CYRILLIC_UPPER) != 0)
    if len(capital) < _CAPITALS:
        return
    if view.paired & TURN:
        row = capital[:-2][capital[2:] - capital[:-2] == 2]
        yield row[(view.pairs[row] & TURN) != 0]
    yield capital[:-2][(capital[2:] - capital[:-2] <= 4) & (view.codes[capital[:-2]] - 0x420 < 4)]
