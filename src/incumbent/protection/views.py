"""A decoded reading of a text, and where in the original each place of it lies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_AROUND = 160  # characters kept on both sides of what was decoded: a whole name with its company fits in
_MOSTLY = 0.6  # share of a text from which on the whole of it is kept
APART = "\n" + "¦" * 30 + "\n"  # stands between kept windows; no name reads across it


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """One reading of a unit.

    Parameters
    ----------
    text : str
    parent : View, optional
        The reading it was made from.
    cuts : tuple of (out_start, out_end, in_start, in_end)
        Where a piece of this text came from in the parent's; pieces of equal length map one to one.
    """

    text: str
    parent: View | None = None
    cuts: tuple[tuple[int, int, int, int], ...] = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Span in the unit's own text that a span of this view came from."""
        if self.parent is None:
            return start, end
        return self.parent.origin(
            self._up(start, first=True), max(self._up(max(end - 1, start), first=False), 0)
        )

    def _up(self, place: int, *, first: bool) -> int:
        index = max(bisect_right(self.cuts, place, key=lambda cut: cut[0]) - 1, 0)
        if not self.cuts:
            return place if first else place + 1
        out_start, out_end, in_start, in_end = self.cuts[index]
        if out_end - out_start == in_end - in_start:
            moved = in_start + min(max(place - out_start, 0), in_end - in_start)
            return moved if first else min(moved + 1, in_end)
        return in_start if first else in_end


Replacement = Callable[[re.Match[str]], str | None]


def rewritten(view: View, pattern: re.Pattern[str], replace: Replacement) -> View | None:
    """The view with every match replaced; None where nothing changed.

    Parameters
    ----------
    view : View
    pattern : Pattern
    replace : callable
        Text for a match; None leaves the match as it is.
    """
    changes: list[tuple[int, int, str]] = []
    for match in pattern.finditer(view.text):
        new = replace(match)
        if new is not None and new != match.group():
            changes.append((match.start(), match.end(), new))
    return changed(view, changes)


def changed(view: View, changes: list[tuple[int, int, str]]) -> View | None:
    """The view with pieces exchanged, cut down to the windows around them where these are few.

    Parameters
    ----------
    view : View
    changes : list of (start, end, text)
        In order, not overlapping.
    """
    if not changes:
        return None
    whole = len(changes) * 2 * _AROUND > _MOSTLY * len(view.text)
    out: list[str] = []
    cuts: list[tuple[int, int, int, int]] = []
    length = 0

    def put(text: str, start: int, end: int) -> None:
        nonlocal length
        if text:
            out.append(text)
            cuts.append((length, length + len(text), start, end))
            length += len(text)

    kept_to = 0
    for number, (start, end, new) in enumerate(changes):
        window = kept_to if whole else max(kept_to, start - _AROUND)
        if window > kept_to:
            put(APART, kept_to, kept_to)
        put(view.text[window:start], window, start)
        put(new, start, end)
        following = changes[number + 1][0] if number + 1 < len(changes) else len(view.text)
        kept_to = following if whole else min(following, end + _AROUND)
        put(view.text[end:kept_to], end, kept_to)
    return View("".join(out), view, tuple(cuts))


def joined(view: View, pieces: Iterable[tuple[int, int, str]], between: str = " ") -> View | None:
    """A view of pieces of another with the same text between them; None without pieces."""
    out: list[str] = []
    cuts: list[tuple[int, int, int, int]] = []
    length = 0
    for start, end, text in pieces:
        if not text:
            continue
        out += [text, between]
        cuts += [
            (length, length + len(text), start, end),
            (length + len(text), length + len(text) + len(between), end, end),
        ]
        length += len(text) + len(between)
    return View("".join(out), view, tuple(cuts)) if out else None
