"""Takes what a reader cannot see out of a text, and remembers where each character stood."""

from __future__ import annotations

import re
from bisect import bisect_right

from incumbent.protection.characters import BLOCK_JOINT, INLINE_JOINT

_UNSEEN = re.compile(
    f"[{INLINE_JOINT}{BLOCK_JOINT}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef]+"
)


class CleanText:
    """A text without invisible characters; block joints are spaces.

    Parameters
    ----------
    original : str
    """

    def __init__(self, original: str) -> None:
        self._starts: list[int] = [0]
        self._shifts: list[int] = [0]
        pieces: list[str] = []
        last = length = 0
        for match in _UNSEEN.finditer(original):
            between = " " if BLOCK_JOINT in match.group() else ""
            pieces += [original[last : match.start()], between]
            length += match.start() - last + len(between)
            last = match.end()
            self._starts.append(length)
            self._shifts.append(last - length)
        pieces.append(original[last:])
        self.text = "".join(pieces) if len(pieces) > 1 else original

    def origin(self, place: int) -> int:
        """Offset in the original of a character of the clean text."""
        return place + self._shifts[bisect_right(self._starts, place) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Span in the original of a span of the clean text."""
        return self.origin(start), self.origin(max(end - 1, start)) + 1
