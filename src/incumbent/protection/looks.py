"""Reads words whose letters were exchanged for ones that look alike, and digits that stand for letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import numpy.typing as npt

from incumbent.protection.characters import lookalikes
from incumbent.protection.neighbours import (
    LEET,
    LETTER_UNSEEN,
    MEANT,
    MIXED,
    SIMILAR_FIRST,
    SIMILAR_INNER,
    SIMILAR_LAST,
    ends_of,
    places_of,
)
from incumbent.protection.romanise import english
from incumbent.protection.traits import (
    CYRILLIC_LOWER,
    CYRILLIC_UPPER,
    DIGIT,
    DIGITS_MEANT,
    LATIN,
    LETTER,
    RARE,
    SIGN,
    UNSEEN,
    WORD,
    Places,
    beside,
    codes_of,
    runs,
    runs_around,
    traits_of,
    windows,
)
from incumbent.protection.views import APART, Cuts, View, narrowed, rewritten, whole_words


@dataclass(frozen=True, slots=True)
class Table:
    """Which letter each character is read as."""

    codes: npt.NDArray[np.uint32]
    several: dict[int, str]  # all of it, where some character is read as several letters


_SEVERAL = 0xFFFFFFFF
_SIZE = 0x20000  # no character beyond looks like a letter


def _table(letters: Mapping[str, str]) -> Table:
    codes = np.arange(_SIZE, dtype=np.uint32)
    for sign, letter in letters.items():
        codes[ord(sign)] = ord(letter) if len(letter) == 1 else _SEVERAL
    several = any(len(letter) != 1 for letter in letters.values())
    return Table(codes, {ord(sign): letter for sign, letter in letters.items()} if several else {})


_AROUND = 48
_CYRILLIC_LOOKS = {
    "a": "а", "b": "ь", "B": "в", "c": "с", "C": "с", "d": "ԁ", "e": "е", "g": "д", "H": "н", "h": "н",
    "i": "і",
    "k": "к", "K": "к", "m": "м", "M": "м", "n": "п", "N": "и", "o": "о", "O": "о", "p": "р", "P": "р",
    "r": "г",
    "R": "я", "s": "ѕ", "t": "т", "T": "т", "u": "и", "w": "ш", "W": "ш", "x": "х", "X": "х", "y": "у",
    "Y": "у",
    "A": "а", "E": "е", "I": "і", "3": "з", "0": "о", "4": "ч", "6": "б", "ɑ": "а", "α": "а", "ο": "о",
    "Ο": "о",
    "ε": "е", "ρ": "р", "Ρ": "р", "ν": "у", "υ": "у", "κ": "к", "Κ": "к", "τ": "т", "Τ": "т", "Μ": "м",
    "Η": "н",
    "Β": "в", "β": "в", "χ": "х", "Χ": "х", "λ": "л", "Λ": "л", "Δ": "д", "δ": "д", "Γ": "г", "γ": "у",
    "π": "п",
    "Π": "п", "Φ": "ф", "φ": "ф", "Α": "а", "Ε": "е", "ω": "ш", "ı": "і", "ᴦ": "г", "ᴨ": "п", "ᴧ": "л",
    "ᴙ": "я",
    "ᴎ": "и", "ո": "п", "օ": "о", "ѵ": "у", "ʀ": "я", "ɴ": "н", "ʜ": "н", "ᴍ": "м", "ᴛ": "т", "ᴋ": "к",
    "ʙ": "в",
    "в": "в", "ᴀ": "а", "ᴇ": "е", "ᴏ": "о", "ᴄ": "с", "ᴘ": "р", "ʏ": "у", "ꓮ": "а", "ꓰ": "е", "ꓳ": "о",
    "ꓖ": "о",
    "ԛ": "q", "ѕ": "ѕ", "ϲ": "с", "ⲟ": "о", "ⅽ": "с", "ɯ": "ш", "μ": "м", "η": "п", "ʍ": "м",
}  # fmt: skip
_LEET_LATIN = (
    {"0": "o", "3": "e", "4": "a", "5": "s", "6": "b", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s", "€": "e",
     "£": "l", "¥": "y", "+": "t", "§": "s", "¢": "c", "2": "z"}
)  # fmt: skip
_LEET_CYRILLIC = (
    {"0": "о", "3": "з", "4": "ч", "6": "б", "9": "я", "@": "а", "€": "е", "$": "с", "8": "в", "7": "т", "5": "с",
     "1": "л", "2": "г", "|": "л", "!": "и", "*": "ж"}
)  # fmt: skip
_LEET_CYRILLIC_TOO = (
    {"0": "о", "3": "е", "4": "а", "6": "б", "9": "д", "@": "а", "€": "е", "$": "с", "8": "в", "7": "т", "5": "п",
     "1": "и", "2": "з", "|": "и", "!": "и", "*": "ж"}
)  # fmt: skip
_LEET_TOKEN = re.compile(
    r"(?<![\w@$!|€£¥§+¢*])(?=[\w@$!|€£¥§+¢*]*[^\W\d_])(?=[^\W\d_]*[0-9@$!|€£¥§+¢*])[\w@$!|€£¥§+¢*]{4,40}"
)
_NO_STROKES = {"ʟ": "l", "ɪ": "i", "ι": "i", "і": "i", "ї": "i"}  # these cannot be taken for each other
_LONGEST_TOKEN = 40
_ROUND = re.compile(r"(?<=[\w@$!|])(?:\(\)|\[\])(?=[\w@$!|])")  # brackets that stand for an o


@cache
def _to_latin(stroke: str = "i") -> Table:
    """Lookalike → Latin letter; what looks like a mere stroke is read as `i` or as `l`."""
    strokes = {similar: stroke if letter in "il" else letter for similar, letter in lookalikes().items()}
    return _table(strokes | _NO_STROKES)


@cache
def _to_cyrillic() -> Table:
    return _table(_CYRILLIC_LOOKS)


@cache
def _by_sound() -> Table:
    return _table(english() | {letter.upper(): latin for letter, latin in english().items()})


@cache
def _leet() -> tuple[Table, ...]:
    strokes = (("i", "i", "i"), ("l", "l", "l"), ("l", "i", "l"), ("i", "i", "l"))
    latin = (_LEET_LATIN | dict(zip("1!|", read, strict=True)) for read in strokes)
    return tuple(_table(letters) for letters in (*latin, _LEET_CYRILLIC, _LEET_CYRILLIC_TOO))


@cache
def _digits() -> Table:
    return _table(DIGITS_MEANT)


def _mixed(view: View) -> Places:
    """Offsets where scripts change inside a word, and letters of rare scripts."""
    spots: list[Places] = []
    cyrillic = CYRILLIC_LOWER | CYRILLIC_UPPER
    if view.paired & MIXED:
        spots.append(places_of(view.pairs, MIXED))
    if view.paired & LETTER_UNSEEN and view.present & LATIN and view.present & cyrillic:
        latin, other = (view.traits & LATIN) != 0, (view.traits & cyrillic) != 0
        before, after = beside((view.traits & UNSEEN) != 0)
        spots.append(after[(latin[after] & other[before]) | (other[after] & latin[before])])
    if view.present & RARE:
        spots.append(np.flatnonzero((view.traits & RARE) != 0))
    return np.sort(np.concatenate(spots)) if spots else np.array([], dtype=np.int64)


def _wholly_similar(view: View) -> list[tuple[int, int]]:
    """Words of four letters or more written wholly in Cyrillic letters that look Latin."""
    if not view.paired & SIMILAR_FIRST:
        return []
    pairs = view.pairs
    first, inner = (pairs & SIMILAR_FIRST) != 0, (pairs & SIMILAR_INNER) != 0
    starts = np.flatnonzero(first[:-3] & inner[1:-2] & inner[2:-1] & inner[3:])
    if not len(starts):
        return []
    ends = ends_of(pairs, starts, SIMILAR_INNER)
    whole = (pairs[ends] & SIMILAR_LAST) != 0
    return list(zip(starts[whole].tolist(), ends[whole].tolist(), strict=True))


def _translated(view: View, spans: list[tuple[int, int]], tables: Iterable[Table]) -> Iterable[View]:
    """Readings of windows of a view by tables; a letter may be read as several."""
    text = APART.join(view.text[start:end] for start, end in spans)
    codes = np.minimum(codes_of(text), _SIZE - 1)
    numbers = _plain_numbers(codes)
    earlier: list[npt.NDArray[np.uint32]] = []
    for table in tables:
        read = table.codes.take(codes)
        read[numbers] = codes[numbers]
        if not table.several and any(np.array_equal(read, one) for one in earlier):
            continue  # the tables differ in letters that do not stand here
        earlier.append(read)
        if table.several and (read == _SEVERAL).any():
            new = text.translate(table.several)
            yield View(new, view, partial(_letter_by_letter, view.text, spans, table.several))
        else:
            yield View(read.tobytes().decode("utf-32-le", "surrogatepass"), view, lambda: _one_to_one(spans))


def _plain_numbers(codes: npt.NDArray[np.uint32]) -> Places:
    """Places of ASCII digits that stand for themselves: numbers that touch no letter and no spaced letter."""
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    if not digit.any():
        return np.array([], dtype=np.int64)
    starts, ends = runs(digit)
    letter = np.append(traits_of(codes) & (LETTER | SIGN) != 0, [False, False, False])
    apart = ~letter[starts - 1] & ~letter[ends]
    spaced = letter[starts - 2] & ~letter[starts - 3] | letter[ends + 1] & ~letter[ends + 2]
    plain = apart & ((ends - starts > 1) | ~spaced)
    steps = np.zeros(len(codes) + 1, dtype=np.int8)
    steps[starts[plain]] += 1
    steps[ends[plain]] -= 1
    return np.flatnonzero(np.cumsum(steps[:-1], dtype=np.int8))


def _one_to_one(spans: list[tuple[int, int]]) -> Cuts:
    ours = np.array(spans, dtype=np.int64)
    lengths = ours[:, 1] - ours[:, 0]
    starts = np.cumsum(lengths + len(APART)) - lengths - len(APART)
    return Cuts(starts, starts + lengths, ours[:, 0], ours[:, 1])


def _letter_by_letter(text: str, spans: list[tuple[int, int]], table: Mapping[int, str]) -> Cuts:
    sizes: list[int] = []
    places: list[int] = []
    for start, end in spans:
        sizes += [len(one.translate(table)) for one in text[start:end]]
        places += range(start, end)
        sizes[-1] += len(APART)
    ends = np.cumsum(np.array(sizes, dtype=np.int64))
    ours = np.array(places, dtype=np.int64)
    return Cuts(ends - np.array(sizes, dtype=np.int64), ends, ours, ours + 1)


def lookalike_views(view: View) -> Iterable[View]:
    """Readings of words of mixed scripts: in Latin letters, in Cyrillic ones, and by sound."""
    spots = _mixed(view)
    if len(spots):
        around = whole_words(view.text, windows(spots, spots, _AROUND, len(view.text)))
        yield from _translated(view, around, (_to_latin(), _to_latin("l"), _to_cyrillic(), _by_sound()))
    if whole := _wholly_similar(view):
        yield from _translated(view, whole, (_to_latin(), _to_latin("l")))


def _may_be_leet(token: str) -> bool:
    """Whether a token has three letters or more, and digits that stand between or for letters."""
    letters = sum(one.isalpha() for one in token)
    return letters >= 3 and letters * 3 >= len(token)


def _leet_words(view: View) -> list[tuple[int, int]]:
    """Words in which a letter stands beside a digit or a sign, if three letters or more stand in them."""
    if not view.paired & LEET:
        return []
    letter, any_ = (view.traits & LETTER) != 0, (view.traits & (WORD | SIGN)) != 0
    starts, ends = runs_around(any_, places_of(view.pairs, LEET) - 1)
    letters = np.concatenate([[0], np.cumsum(letter, dtype=np.int32)])
    count = letters[ends] - letters[starts]
    likely = (ends - starts >= 4) & (count >= 3) & (count * 3 >= np.minimum(ends - starts, _LONGEST_TOKEN))
    return list(zip(starts[likely].tolist(), ends[likely].tolist(), strict=True))


_DIGIT_TOKEN = re.compile(r"[+(]?[\dOoОоlI|ЗзSBZбDQ][\dOoОоlI|ЗзSBZбDQ ()-]{6,24}[\dOoОоlI|ЗзSBZбDQ]")


_NUMBERS_ONLY = re.compile(r"[\d+() -]*")


def _digits_meant(view: View) -> Iterable[View]:
    """Readings of numbers in which letters stand for digits."""
    if not view.paired & MEANT:
        return
    spots = places_of(view.pairs, MEANT) - 1
    spans = [
        match.span()
        for start, end in windows(spots, spots + 1, 24, len(view.text))
        for match in _DIGIT_TOKEN.finditer(view.text, start, end)
        if not _NUMBERS_ONLY.fullmatch(token := match.group()) and sum(one.isdigit() for one in token) >= 5
    ]
    if spans:
        yield from _translated(view, spans, (_digits(),))


def leet_views(view: View) -> Iterable[View]:
    """Readings of words with digits or signs in them, in Latin and in Cyrillic letters."""
    brackets = b"()" in view.ascii or b"[]" in view.ascii
    if brackets and (round_ := rewritten(view, _ROUND, lambda _: "0")) is not None:
        yield from leet_views(narrowed(round_))
    if not view.present & (DIGIT | SIGN):
        return
    yield from _digits_meant(view)
    tokens = [
        match.span()
        for start, end in _leet_words(view)
        if (match := _LEET_TOKEN.match(view.text, start))
        and (match.end() == end or _may_be_leet(match.group()))
    ]
    if not tokens:
        return
    found = np.array(tokens, dtype=np.int64)
    around = whole_words(view.text, windows(found[:, 0], found[:, 1], 24, len(view.text)))
    yield from _translated(view, around, _leet())
