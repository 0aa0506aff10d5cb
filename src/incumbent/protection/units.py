"""The readings in which a text must be scanned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from incumbent.protection.accents import unaccented
from incumbent.protection.blobs import unpacked
from incumbent.protection.decode import decoded
from incumbent.protection.hexdumps import undumped, unhexed
from incumbent.protection.looks import leet_views, lookalike_views
from incumbent.protection.markup import (
    forces_direction,
    hides,
    inside_tags,
    lines_turned,
    turned,
    unhidden,
    unmarked,
    untagged,
)
from incumbent.protection.mojibake import mended, without_lost
from incumbent.protection.old_packings import unpacked_as_once
from incumbent.protection.scripts import (
    concatenated,
    contents_joined,
    numbered,
    numbers_joined,
    unmasked,
    unpunycoded,
    values_joined,
)
from incumbent.protection.several import Several
from incumbent.protection.signals import signalled
from incumbent.protection.typeset import entities_expanded, untexed
from incumbent.protection.views import View, narrowed

DEPTH = 4  # layers of decoding after which what still changes is refused; each may lay tags bare

Reading = Callable[[View], View | None]


class TooDeepError(Exception):
    """A unit is still encoded after as many rounds as are allowed."""


@dataclass(frozen=True, slots=True, repr=False)
class Unit:
    """A piece of text from an artefact.

    Parameters
    ----------
    text : str
    kind : str
        Kind of artefact, as in the public report.
    locator : str
        Which part of the file.
    plain : bool
        The text is a guess: whole names are looked for as they are written, and nothing else.
    """

    text: str
    kind: str
    locator: str = ""
    plain: bool = False


_ESCAPES: tuple[Reading, ...] = (decoded, unmasked, unpacked, unhexed, undumped, unpunycoded, turned)
_SCRIPT_KINDS = frozenset(
    {"html", "html_script", "js", "json", "sourcemap", "css", "svg", "html_attr", "atom"}
)
_STYLED_KINDS = frozenset({"html", "css", "svg", "html_attr"})
_TEX_KINDS = frozenset({"text", "markdown", "html", "atom", "json"})
_ENTITY_KINDS = frozenset({"html", "svg", "atom"})
_VALUE_KINDS = frozenset({"json", "sourcemap", "html_script", "js", "html_attr"})


def _once(
    kind: str, raw: View, whole: View, parts: tuple[View, View] | None
) -> Iterator[tuple[Reading, View]]:
    """Readings of the unit itself that no decoding leads to, and the view each is of."""
    if parts and hides(parts[1]):
        yield unhidden, raw
    if parts and forces_direction(parts[1]):
        yield lines_turned, parts[0]
    yield numbered, whole
    yield signalled, whole
    yield unpacked_as_once, raw
    if kind == "markdown":
        yield unmarked, raw
    if kind in _SCRIPT_KINDS:
        yield concatenated, raw
    if kind in _VALUE_KINDS:
        yield values_joined, raw
        yield numbers_joined, raw
    if kind in _STYLED_KINDS:
        yield contents_joined, raw
    if kind in _TEX_KINDS:
        yield untexed, raw
    if kind in _ENTITY_KINDS:
        yield entities_expanded, raw


def _unescaped(view: View) -> View | None:
    """One round: every kind of escape decoded once; its places are what this round decoded."""
    start = current = view.fresh()
    for reading in _ESCAPES:
        current = reading(current) or current
    return current if current is not start else None


def _chain(view: View) -> Iterator[View]:
    """Readings of a view round by round, cut down to what each round decoded, without tags too.

    Raises
    ------
    TooDeepError
        If something is still encoded after `DEPTH` rounds.
    """
    for _ in range(DEPTH):
        new = _unescaped(view)
        if new is None:
            return
        short = narrowed(new)
        yield from (short, *_mended(short))
        if (bare := untagged(short, loose=True)) is not None:
            yield narrowed(bare)
        view = new
    if decoded(view) is not None or unpacked(view) is not None:
        raise TooDeepError


def _mended(view: View) -> Iterator[View]:
    """What misread text may have been, misread once or twice; a guess, so nothing else rests on it."""
    for reading in (mended, unaccented, without_lost):
        read = view
        for _ in range(2):
            new = reading(read.fresh())
            if new is None:
                break
            read = narrowed(new)
            yield read


def readings(unit: Unit) -> View:
    """The unit's text outside tags, then inside them, then every decoded reading to a fixpoint, as one text.

    Raises
    ------
    TooDeepError
        If something is still encoded after `DEPTH` rounds.
    """
    raw = View(unit.text)
    bare = untagged(raw)
    inside = inside_tags(raw, bare) if bare else None
    # Text and tags apart are the whole of it once: nobody reads a name half of which stands in a tag.
    parts = (bare, inside) if bare and inside else None
    whole = Several(parts) if parts else raw
    if unit.plain:
        return whole
    made = [whole, *_mended(whole), *_chain(whole)]
    for reading, of in _once(unit.kind, raw, whole, parts):
        if (view := reading(of)) is not None:
            short = narrowed(view)
            made += [short, *_chain(short)]
            if (rest := untagged(short)) is not None:
                made.append(narrowed(rest))
    if inside and (rest := untagged(inside, loose=True)) is not None:
        made.append(narrowed(rest))  # markup inside scripts and attributes
    known = _together(made)
    return _together([known, *lookalike_views(known), *leet_views(known)])


def _together(views: Sequence[View]) -> View:
    return views[0] if len(views) == 1 else Several(views)
