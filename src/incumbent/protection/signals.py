"""Reads letters that are written in the letters of flags, or in tags that nobody sees."""

from __future__ import annotations

import re

from incumbent.protection.views import View, rewritten

_FLAGS, _FIRST_TAG = 0x1F1E6, 0xE0020
_ROW = re.compile("(?:[\U0001f1e6-\U0001f1ff][ \u200b-\u200d\u2060]?){2,}|[\U000e0020-\U000e007e]+")
_PLAIN = {
    **{_FLAGS + at: chr(ord("a") + at) for at in range(26)},
    **{_FIRST_TAG + at: chr(0x20 + at) for at in range(0x5F)},
}


def signalled(view: View) -> View | None:
    """The view with such letters as plain ones; None where there is none."""
    if view.text.isascii() or not (view.codes >= _FLAGS).any():
        return None
    return rewritten(view, _ROW, _as_letters)


def _as_letters(match: re.Match[str]) -> str:
    return (
        re.sub(r"(?<=\w) (?=\w)", "", match.group().translate(_PLAIN))
        if match.group()[0] < "\U000e0000"
        else (f" {match.group().translate(_PLAIN)} ")
    )
