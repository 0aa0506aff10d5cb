"""Spells a word by a table of renderings, several for a piece of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from math import prod


def ways(word: str, table: Mapping[str, str], longest: int) -> list[list[str]]:
    """Renderings of each piece of the word, long pieces first; unknown letters stand for themselves.

    Parameters
    ----------
    word : str
    table : mapping of str to str
        A piece and its renderings, parted by spaces, the usual first; "-" is nothing. A piece that ends in `$`
        is one at the end of the word.
    longest : int
        Letters of the longest piece.
    """
    found: list[list[str]] = []
    at = 0
    while at < len(word):
        for size in range(min(longest, len(word) - at), 0, -1):
            piece = word[at : at + size]
            if at + size == len(word) and piece + "$" in table:
                piece += "$"
            if piece in table:
                found.append(["" if way == "-" else way for way in table[piece].split(" ")])
                at += size
                break
        else:
            found.append([word[at]])
            at += 1
    return found


def bounded(choices: list[list[str]], most: int) -> Iterable[str]:
    """Products of the choices, the least usual dropped until there are few enough."""
    while prod(map(len, choices)) > most:
        widest = max(choices, key=len)
        widest.pop()
    return ("".join(chosen) for chosen in product(*choices))
