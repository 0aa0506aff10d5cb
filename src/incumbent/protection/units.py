"""The readings in which a text must be scanned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from incumbent.protection.blobs import unhexed, unpacked
from incumbent.protection.decode import decoded
from incumbent.protection.markup import untagged
from incumbent.protection.views import View

DEPTH = 4  # rounds of decoding after which what still changes is refused
_BUDGET = 24  # readings of one unit


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
    """

    text: str
    kind: str
    locator: str = ""


_READINGS: tuple[Callable[[View], View | None], ...] = (untagged, decoded, unpacked, unhexed)


def readings(unit: Unit) -> Iterator[View]:
    """The unit's text and every decoded reading of it, to a fixpoint.

    Raises
    ------
    TooDeepError
        If something is still encoded after `DEPTH` rounds.
    """
    first = View(unit.text)
    yield first
    seen = {unit.text}
    waiting = [(first, 0)]
    while waiting:
        view, depth = waiting.pop(0)
        for reading in _READINGS:
            new = reading(view)
            if new is None or new.text in seen:
                continue
            if depth >= DEPTH or len(seen) > _BUDGET:
                raise TooDeepError
            seen.add(new.text)
            yield new
            waiting.append((new, depth + 1))
