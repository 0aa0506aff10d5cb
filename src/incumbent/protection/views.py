"""A decoded reading of a text, and where in the original each place of it lies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from incumbent.protection.fold import Stream, alnum_stream, letter_stream, spelled_words
from incumbent.protection.traits import Traits, codes_of, traits_of

_AROUND = 160  # characters kept on both sides of what was decoded: a whole name with its company fits in
BARRIER = "\0"
_MOSTLY = 0.6  # share of a text from which on the whole of it is kept
APART = "\n" + "\0" * 16 + "\n"  # between windows and units; nothing reads across it


class View:
    """One reading of a unit.

    Parameters
    ----------
    text : str
    parent : View, optional
        The reading it was made from.
    cuts : tuple of (out_start, out_end, in_start, in_end)
        Where a piece of this text came from in the parent's; pieces of equal length map one to one.
    places : tuple of (start, end)
        Where something was decoded, in this text.
    """

    def __init__(
        self,
        text: str,
        parent: View | None = None,
        cuts: tuple[tuple[int, int, int, int], ...] = (),
        places: tuple[tuple[int, int], ...] = (),
    ) -> None:
        self.text = text
        self.parent = parent
        self.cuts = cuts
        self.places = places

    @cached_property
    def codes(self) -> npt.NDArray[np.uint32]:
        """Code point of every character."""
        return codes_of(self.text)

    @cached_property
    def traits(self) -> Traits:
        """Traits of every character."""
        return traits_of(self.codes)

    @cached_property
    def present(self) -> int:
        """Every trait that some character has."""
        return int(np.bitwise_or.reduce(self.traits)) if len(self.traits) else 0

    @cached_property
    def letters(self) -> Stream:
        """Folded letters."""
        return letter_stream(self.text, codes=self.codes)

    @cached_property
    def alnum(self) -> Stream:
        """Folded letters and digits."""
        return alnum_stream(self.text, codes=self.codes)

    @cached_property
    def words(self) -> tuple[list[str], npt.NDArray[np.int64]]:
        """Folded words in order and where each begins (see `fold.spelled_words`)."""
        return spelled_words(self.text, codes=self.codes)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Span in the unit's own text that a span of this view came from."""
        if self.parent is None:
            return start, end
        return self.parent.origin(
            self._up(start, first=True), max(self._up(max(end - 1, start), first=False), 0)
        )

    def fresh(self) -> View:
        """The same text as a view of its own, nothing decoded in it yet."""
        return View(self.text, self, ((0, len(self.text), 0, len(self.text)),))

    @staticmethod
    def forward(cuts: list[tuple[int, int, int, int]], start: int, end: int) -> tuple[int, int]:
        """Where a span of the parent's text lies after the cuts."""

        def down(place: int) -> int:
            index = max(bisect_right(cuts, place, key=lambda cut: cut[2]) - 1, 0)
            out_start, out_end, in_start, _ = cuts[index]
            return min(out_start + max(place - in_start, 0), out_end)

        return (down(start), down(max(end - 1, start)) + 1) if cuts else (0, 0)

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


def rewritten(
    view: View,
    pattern: re.Pattern[str],
    replace: Replacement,
    within: Iterable[tuple[int, int]] | None = None,
) -> View | None:
    """The view with every match replaced; None where nothing changed.

    Parameters
    ----------
    view : View
    pattern : Pattern
    replace : callable
        Text for a match; None leaves the match as it is.
    within : iterable of (start, end), optional
        Where alone matches are looked for, in order.
    """
    changes: list[tuple[int, int, str]] = []
    for start, end in ((0, len(view.text)),) if within is None else within:
        for match in pattern.finditer(view.text, start, end):
            new = replace(match)
            if new is not None and new != match.group():
                changes.append((match.start(), match.end(), new))
    return changed(view, changes)


def changed(view: View, changes: list[tuple[int, int, str]]) -> View | None:
    """The view with pieces exchanged; None without any.

    Parameters
    ----------
    view : View
    changes : list of (start, end, text)
        In order, not overlapping.
    """
    if not changes:
        return None
    out: list[str] = []
    cuts: list[tuple[int, int, int, int]] = []
    places: list[tuple[int, int]] = []
    length = last = 0
    for start, end, new in changes:
        kept = view.text[last:start]
        if kept:
            cuts.append((length, length + len(kept), last, start))
            length += len(kept)
        if new:
            cuts.append((length, length + len(new), start, end))
        places.append((length, length + len(new)))
        out += [kept, new]
        length += len(new)
        last = end
    if rest := view.text[last:]:
        out.append(rest)
        cuts.append((length, length + len(rest), last, len(view.text)))
    moved = [view.forward(cuts, *place) for place in view.places]
    return View("".join(out), view, tuple(cuts), tuple(sorted([*places, *moved])))


def narrowed(view: View) -> View:
    """The view cut down to windows around what was decoded in it, where these are few."""
    if len(view.places) * 2 * _AROUND > _MOSTLY * len(view.text):
        return View(view.text, view, ((0, len(view.text), 0, len(view.text)),))
    spans: list[tuple[int, int]] = []
    for start, end in view.places:
        first, last = max(0, start - _AROUND), min(len(view.text), end + _AROUND)
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    pieces = [(start, end, view.text[start:end]) for start, end in spans]
    return joined(view, pieces, "", apart=spans) or view


def joined(
    view: View,
    pieces: Iterable[tuple[int, int, str]],
    between: str = " ",
    apart: Iterable[tuple[int, int]] = (),
) -> View | None:
    """A view of pieces of another; None without pieces.

    Parameters
    ----------
    view : View
    pieces : iterable of (start, end, text)
    between : str
        Stands after each piece.
    apart : iterable of (start, end)
        Windows; what does not lie in the same one stays apart.
    """
    out: list[str] = []
    cuts: list[tuple[int, int, int, int]] = []
    length = 0
    borders = {start for start, _ in apart}
    for start, end, text in pieces:
        after = (APART if out and start in borders else "", text, between)
        for new, new_start, new_end in zip(after, (start, start, end), (start, end, end), strict=True):
            if new:
                out.append(new)
                cuts.append((length, length + len(new), new_start, new_end))
                length += len(new)
    return View("".join(out), view, tuple(cuts)) if out else None


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

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Span in the unit's own text that a span of this view came from."""
        number = min(bisect_right(self._starts, start) - 1, len(self._views) - 1)
        offset = self._starts[number]
        return self._views[number].origin(start - offset, max(end - offset, start - offset))
