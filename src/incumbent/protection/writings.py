"""How other alphabets write a name, by its sounds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from incumbent.protection.lattice import bounded, ways
from incumbent.protection.pinyin import is_chinese, palladius, pinyin
from incumbent.protection.sounds import UNWRITTEN, script_of, sounds_of, tables, without_accents

ENGLISH = "english"  # Latin letters as English has them: for names of other languages in Latin letters
ALPHABETS = ("latin", "cyrillic", "greek", "georgian", "armenian", "hebrew", "arabic")
LONGEST_PIECE = 4
_ROWS, _WRITINGS = 12, 24  # of a name that is to be written in letters most readers of it know
_FEW_ROWS, _FEW_WRITINGS = 4, 8
_KNOWN = frozenset({"latin", "cyrillic"})
_UNWRITTEN = {"latin": "a - e u i o ou", "english": "a - e u i o", "cyrillic": "а - у и э о е"}
# Vowels that a writer may hear instead: few, for a name is known by them too.
_LOOSE = {
    "latin": {
        "a": "e",
        "e": "a i",
        "i": "e",
        "o": "u ou",
        "u": "o",
        "aj": "ai ei e a ae",
        "ej": "ei ai e i",
        "ai": "ai ei e i",
    },
    "cyrillic": {
        "a": "э е",
        "e": "а и",
        "i": "е",
        "o": "у",
        "u": "о",
        "aj": "ай ей аи эй е",
        "ej": "ей эй ай е",
        "ai": "ай ей е",
    },
}
_OTHER_KANA = {
    here: here + step
    for start, step in ((0x3041, 0x60), (0x30A1, -0x60))
    for here in range(start, start + 86)
}


@cache
def written_in(alphabet: str) -> dict[str, str]:
    """How each sound is written in an alphabet, several ways parted by spaces."""
    return {UNWRITTEN: _UNWRITTEN.get(alphabet, "-"), **tables("writings.txt")[alphabet]}


@cache
def loosely_written_in(alphabet: str) -> dict[str, str]:
    """How each sound is written in an alphabet by whoever hears its vowels otherwise."""
    exact = written_in(alphabet)
    more = _LOOSE.get("latin" if alphabet == ENGLISH else alphabet, {})
    return {
        **exact,
        **{sound: f"{exact[sound]} {ways_}" if sound in exact else ways_ for sound, ways_ in more.items()},
    }


def written(word: str, alphabet: str) -> Iterable[str]:
    """Ways in which a word of another alphabet is written.

    Parameters
    ----------
    word : str
        Small letters.
    alphabet : str
        One of `ALPHABETS`.
    """
    rows, most = (_ROWS, _WRITINGS) if alphabet in _KNOWN else (_FEW_ROWS, _FEW_WRITINGS)
    for row in sounds_of(word, rows)[: 2 * rows]:
        yield from bounded(ways(row, written_in(alphabet), LONGEST_PIECE), most)


def foreign_spellings(word: str) -> dict[str, frozenset[str]]:
    """Spellings of a word in each alphabet but its own; `romanise` writes Cyrillic ones in Latin letters.

    Parameters
    ----------
    word : str
        Small letters.
    """
    if is_chinese(word):
        latin = pinyin(word)
        return {"latin": latin, "cyrillic": frozenset(one for spelt in latin for one in palladius(spelt))}
    own = script_of(word)
    others = (
        {name for name in ALPHABETS if name != own and (own, name) != ("cyrillic", "latin")} if own else ()
    )
    found = {name: frozenset(written(word, name)) for name in others}
    if own == "latin":
        found["cyrillic"] |= frozenset(palladius(without_accents(word)))
    if own == "kana":
        found["kana"] = frozenset({word.translate(_OTHER_KANA)})
    return found
