"""Looks quickly whether a word of some may stand beside a place, before they are tried one by one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

_HEAD = 5  # first letters of a word that are looked for before the whole
_LONGEST_TOKEN = 32


def may_stand_near(
    spelling: str, place: tuple[int, int], words: frozenset[str], fillers: Iterable[frozenset[str]]
) -> bool:
    """Whether a word begins close to a place, with room for a filler between.

    Parameters
    ----------
    spelling : str
        Folded letters of a text.
    place : tuple of int
        Where it begins and ends among them.
    words : frozenset of str
        Those sought.
    fillers : iterable of frozenset of str
        What may stand between; any other word of a name may too.
    """
    longest = max((size for some in fillers for size in sizes(some)), default=0)
    reach = max(sizes(words), default=0) + max(longest, _LONGEST_TOKEN) + 2
    around = spelling[max(0, place[0] - reach) : place[1] + reach]
    return not all(
        heads.isdisjoint([around[at : at + size] for at in range(len(around) - size + 1)])
        for size, heads in _heads(words)
    )


@cache
def _heads(words: frozenset[str]) -> tuple[tuple[int, frozenset[str]], ...]:
    """The first letters of words, by how many they are."""
    by_size: dict[int, set[str]] = {}
    for word in words:
        by_size.setdefault(min(len(word), _HEAD), set()).add(word[:_HEAD])
    return tuple((size, frozenset(heads)) for size, heads in by_size.items() if size)


@cache
def sizes(words: frozenset[str]) -> tuple[int, ...]:
    """How many letters the words have, each number once."""
    return tuple(sorted({len(word) for word in words}))
