"""A decoded reading of a text, and where in the original each place of it lies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from incumbent.protection.look import Look
from incumbent.protection.traits import Places, windows

_AROUND = 160  # characters kept on both sides of what was decoded: a whole name with its company fits in
_LONGEST_WORD = 40
BARRIER = "\0"
APART = "\n" + "\0" * 16 + "\n"  # between windows and readings; nothing reads across it
UNITS_APART = "\n" + "\0" * (_AROUND + 10) + "\n"  # so wide that no window reaches into the next unit
_NOWHERE = np.zeros((0, 2), dtype=np.int64)

Spans = npt.NDArray[np.int64]  # shape (n, 2): start and end of each
Change = tuple[int, int, str]


class Cuts(NamedTuple):
    """Where each piece of a text came from in its parent's; pieces of equal length map one to one."""

    out_starts: Places
    out_ends: Places
    in_starts: Places
    in_ends: Places

    def up(self, place: int, *, first: bool) -> int:
        """Offset in the parent's text of a character, or the offset after it."""
        if not len(self.out_starts):
            return place if first else place + 1
        index = max(int(np.searchsorted(self.out_starts, place, side="right")) - 1, 0)
        out_start, out_end, in_start, in_end = (int(one[index]) for one in self)
        if out_end - out_start == in_end - in_start:
            moved = in_start + min(max(place - out_start, 0), in_end - in_start)
            return moved if first else min(moved + 1, in_end)
        return in_start if first else in_end


class View(Look):
    """One reading of a unit.

    Parameters
    ----------
    text : str
    parent : View, optional
        The reading it was made from.
    cuts : callable giving Cuts, optional
        Asked only when something was found; without one the text is the parent's.
    places : ndarray of int, shape (n_places, 2)
        Where something was decoded, in this text.
    exchanged : sequence of (start, end, text)
        What in the parent's text was exchanged for what.
    """

    def __init__(
        self,
        text: str,
        parent: View | None = None,
        cuts: Callable[[], Cuts] | None = None,
        places: Spans = _NOWHERE,
        exchanged: Sequence[Change] = (),
    ) -> None:
        super().__init__(text, parent if parent is not None and parent.text is text else None)
        self.parent = parent
        self.places = places
        self.exchanged = exchanged
        self._lay = cuts

    @cached_property
    def _cuts(self) -> Cuts | None:
        return self._lay() if self._lay else None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Span in the unit's own text that a span of this view came from."""
        if self.parent is None:
            return start, end
        last = max(end - 1, start)
        if (cuts := self._cuts) is None:
            return self.parent.origin(start, last + 1)
        return self.parent.origin(cuts.up(start, first=True), max(cuts.up(last, first=False), 0))

    def fresh(self) -> View:
        """The same text as a view of its own, nothing decoded in it yet."""
        return View(self.text, self)


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
    changes: list[Change] = []
    for start, end in ((0, len(view.text)),) if within is None else within:
        for match in pattern.finditer(view.text, start, end):
            new = replace(match)
            if new is not None and new != match.group():
                changes.append((*match.span(), new))
    return changed(view, changes)


def rewritten_at(
    view: View, pattern: re.Pattern[str], replace: Replacement, tries: Iterable[tuple[int, int]]
) -> View | None:
    """The view with every match replaced that begins at one of the given places; None where nothing changed.

    Parameters
    ----------
    view : View
    pattern : Pattern
    replace : callable
        Text for a match; None leaves the match as it is.
    tries : iterable of (start, stop)
        In order: where a match may begin, and what it may not reach beyond.
    """
    changes: list[Change] = []
    text, end = view.text, 0
    for start, stop in tries:
        if start >= end and (match := pattern.match(text, start, stop)):
            end = match.end()
            if (new := replace(match)) is not None and new != match.group():
                changes.append((start, end, new))
    return changed(view, changes)


class _Edits:
    """Pieces exchanged in a text: where they stood and where the new ones stand."""

    def __init__(self, changes: Sequence[Change], length: int) -> None:
        self.starts = np.array([start for start, _, _ in changes], dtype=np.int64)
        self.ends = np.array([end for _, end, _ in changes], dtype=np.int64)
        sizes = np.array([len(new) for _, _, new in changes], dtype=np.int64)
        self._shifts = np.cumsum(sizes - (self.ends - self.starts))
        self._length = length
        self.out_ends = self.ends + self._shifts
        self.out_starts = self.out_ends - sizes

    def moved(self, spans: Spans) -> Spans:
        """Where spans of the old text lie in the new one."""
        last = self._down(np.maximum(spans[:, 1] - 1, spans[:, 0])) + 1
        return np.stack([self._down(spans[:, 0]), last], axis=1)

    def _down(self, places: Places) -> Places:
        index = np.searchsorted(self.starts, places, side="right") - 1
        at = np.maximum(index, 0)
        inside = (index >= 0) & (places < self.ends[at])
        within = np.minimum(self.out_starts[at] + places - self.starts[at], self.out_ends[at])
        return np.where(inside, within, places + np.where(index >= 0, self._shifts[at], 0))

    def cuts(self) -> Cuts:
        """Exchanged pieces and those kept between them."""
        zero = np.zeros(1, dtype=np.int64)
        total = self._length + int(self._shifts[-1])
        kept_out = np.concatenate([zero, self.out_ends]), np.append(self.out_starts, total)
        kept_in = np.concatenate([zero, self.ends]), np.append(self.starts, self._length)
        pairs = zip(
            (*kept_out, *kept_in), (self.out_starts, self.out_ends, self.starts, self.ends), strict=True
        )
        every = [np.insert(np.append(new, kept[-1]), slice(0, len(new)), kept[:-1]) for kept, new in pairs]
        full = every[0] < every[1]
        return Cuts(*(one[full] for one in every))


def changed(view: View, changes: Sequence[Change]) -> View | None:
    """The view with pieces exchanged; None without any.

    Parameters
    ----------
    view : View
    changes : sequence of (start, end, text)
        In order, not overlapping.
    """
    if not changes:
        return None
    text, out, last = view.text, list[str](), 0
    for start, end, new in changes:
        out += (text[last:start], new)
        last = end
    out.append(text[last:])
    edits = _Edits(changes, len(text))
    places = np.stack([edits.out_starts, edits.out_ends], axis=1)
    if len(view.places):
        places = np.concatenate([places, edits.moved(view.places)])
        places = places[np.lexsort((places[:, 1], places[:, 0]))]
    return View("".join(out), view, edits.cuts, places, changes)


def whole_words(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans widened so that none begins or ends inside a word, where a name would seem to stand alone."""
    return [(_word_border(text, start, -1), _word_border(text, end, 1)) for start, end in spans]


def _word_border(text: str, place: int, step: int) -> int:
    for _ in range(_LONGEST_WORD):
        if not 0 < place < len(text) or not (text[place - 1].isalnum() and text[place].isalnum()):
            break
        place += step
    return place


def narrowed(view: View) -> View:
    """The view cut down to windows around what was decoded in it.

    How much of the text that is has no say: what is read in a unit must not hang on its neighbours.
    """
    spans = whole_words(view.text, windows(view.places[:, 0], view.places[:, 1], _AROUND, len(view.text)))
    return View(view.text, view) if spans == [(0, len(view.text))] else joined(view, spans) or view


def joined(
    view: View, spans: Sequence[tuple[int, int]], texts: Sequence[str] | None = None, between: str = APART
) -> View | None:
    """A view of pieces of another; None without pieces.

    Parameters
    ----------
    view : View
    spans : sequence of (start, end)
    texts : sequence of str, optional
        What is read in each; what stands there if not given.
    between : str
        Stands between the pieces.
    """
    if not spans:
        return None
    pieces = [view.text[start:end] for start, end in spans] if texts is None else texts

    def cuts() -> Cuts:
        lengths = np.array([len(piece) for piece in pieces], dtype=np.int64)
        starts = np.cumsum(lengths + len(between)) - lengths - len(between)
        ours = np.array(spans, dtype=np.int64)
        return Cuts(starts, starts + lengths, ours[:, 0], ours[:, 1])

    return View(between.join(pieces), view, cuts)


_BORDER = re.compile(f"{BARRIER}+")


def with_borders(view: View, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans and the borders between units, in order: joined pieces of two units stay apart."""
    if BARRIER not in view.text:
        return spans
    return sorted([*spans, *(match.span() for match in _BORDER.finditer(view.text))])
