"""Spellings that a vault does not hold, proposed by rule for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from incumbent.protection.fold import folded_letters
from incumbent.protection.inflect import is_cyrillic
from incumbent.protection.person import Person
from incumbent.protection.romanise import cyrillic_spellings

_MOST = 48
# Pairs that writers exchange when they bring Arabic, Persian and Caucasian names into Latin letters.
_EXCHANGES: tuple[tuple[str, ...], ...] = (
    ("q", "k", "g"), ("gh", "g"), ("kh", "h", "ch"), ("ou", "u", "oo", "o"), ("dh", "z", "d"), ("th", "s", "t"),
    ("ee", "i"), ("ei", "ay", "ai"), ("aw", "au", "ow"), ("j", "dj", "zh", "g"), ("sh", "ch", "s"), ("v", "w", "f"),
    ("y", "i", "j"), ("ah", "a", "eh"), ("al-", "al ", "el-", "el ", "al", "el"), ("e", "a"), ("iy", "i", "y"),
    ("ts", "z", "c"), ("b", "p"), ("aa", "a"),
)  # fmt: skip


def _exchanged(word: str) -> Iterable[str]:
    """The word with one kind of exchange made everywhere, and with any two kinds."""
    single = {
        re.sub(re.escape(old), new, word)
        for group in _EXCHANGES
        for old, new in product(group, group)
        if old != new and old in word
    }
    yield from single
    for once in sorted(single)[:40]:
        for group in _EXCHANGES:
            for old, new in product(group, group):
                if old != new and old in once:
                    yield once.replace(old, new)


def proposals(person: Person) -> list[str]:
    """Spellings of the person's protected words that no rule of the scanner reaches already.

    Parameters
    ----------
    person : Person

    Returns
    -------
    list of str
        For a person to confirm one by one; nothing is added by itself.
    """
    held = {folded_letters(alias) for alias in person.aliases}
    found: dict[str, str] = {}
    for alias in person.aliases:
        small = alias.lower()
        made = _exchanged(small) if not is_cyrillic(small) else ()
        if small.isascii():
            made = (*made, *cyrillic_spellings(small, 8))
        for spelt in made:
            if (folded := folded_letters(spelt)) not in held and len(folded) >= 5:
                found.setdefault(folded, spelt)
    return [spelt.title() for spelt in found.values()][:_MOST]
