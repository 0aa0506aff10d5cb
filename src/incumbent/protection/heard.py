"""Finds family names that are written by their sound, whatever scheme or vowels the writer chose.

Every word is looked at by its consonants first: their weights are added, so that two words with the same consonants
have the same sum. Only those whose sum a protected name can have are compared sound by sound.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from incumbent.protection.fold import folded_letters
from incumbent.protection.lattice import ways
from incumbent.protection.match import SLIP, Hit
from incumbent.protection.sounds import VOWELLESS, Heard, script_of, sounds_of
from incumbent.protection.views import BARRIER, View
from incumbent.protection.word_of_its_own import word_of_its_own
from incumbent.protection.writings import ALPHABETS, ENGLISH, LONGEST_PIECE, loosely_written_in

_VOWELS = frozenset("aeiouаеиоуыэюяьъαεηιουωაეიოუაեէըիոօւյאהויاوي")
_ANY_VOWEL = "a"
_LEAST = 6  # letters of a word that is looked at
_FEWEST = 4  # consonants of a name that its sound tells
_FAINT = frozenset("aeiouyöüəjʹ*")
_FEWEST_TOGETHER, _FEWEST_IN_COMPANY = (
    3,
    2,
)  # of one that another word of the name must stand beside, and of that
_WORDS_APART, _FAR_APART = 4, 30  # words and characters that may stand between the two
_SURE = 5  # consonants that tell it where vowels are not written
_ROWS = 12
_MOST_SUMS = 1500
_FEW_SUMS = 64
_MOST_SEEN = 60_000
_LOW = np.uint32((1 << 20) - 1)  # bits of a sum by which a word is looked at first
_ARTICLES = {
    "latin": ("", "al", "el", "ul"),
    "cyrillic": ("", "аль", "ал", "эль", "ель"),
    "arabic": ("", "ال", "وال", "بال", "لل", "و", "ب", "ل"),
}
_ARTICLE = "(?:al|el|ul|il|аль|эль|ал)"
_ARTICLE_BEFORE = re.compile(rf"(?<![^\W\d_]){_ARTICLE}[\s'’ʼ-]{{1,2}}$", re.IGNORECASE)
_ARTICLE_WITHIN = re.compile(_ARTICLE, re.IGNORECASE)
_ENDINGS = {
    "latin": frozenset(["", "a", "u", "om", "im", "em", "e", "i", "oi", "ov", "ev", "ova", "ovi", "s", "es", "as", "is"]),
    "cyrillic": frozenset(["", "а", "у", "ом", "ым", "ем", "е", "ы", "и", "ой", "ои", "ою", "ов", "ам", "ах", "ами", "я", "ю", "ови"]),
    "georgian": frozenset(["", "ი", "მა", "ის", "ს"]),
}  # fmt: skip

Weights = npt.NDArray[np.uint64]
Ways = tuple[tuple[str, ...], ...]


@cache
def _weights() -> Weights:
    """A weight for every letter, none for vowels: sums of few of them hardly ever agree by chance."""
    numbers = np.arange(1 << 16, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    numbers ^= numbers >> np.uint64(31)
    numbers[[0, *map(ord, _VOWELS)]] = 0
    return numbers


@cache
def _low_weights() -> npt.NDArray[np.uint32]:
    """The lower half of each weight: their sums are the lower halves of the sums."""
    return _weights().astype(np.uint32)


@cache
def _sum(letters: str) -> np.uint64:
    """Sum of the weights of a rendering's letters."""
    return _weights()[[ord(letter) for letter in letters]].sum(dtype=np.uint64)


@dataclass(frozen=True, slots=True, repr=False)
class _Sounding:
    """A name as one alphabet may write it: renderings of each sound, and the person."""

    ways: Ways
    alphabet: str
    person: int
    sure: bool
    company: tuple[str, ...]

    def bare(self) -> Ways:
        """The renderings with all vowels as one, which have the same sums of consonants."""
        return tuple(tuple(sorted({_bare(way) for way in choices})) for choices in self.ways)

    def spells(self, word: str) -> bool:
        """Whether a folded word is a spelling, perhaps with an ending."""
        places = {0}
        for choices in self.ways:
            places = {end for at in places for way in choices for end in _steps(word, at, way)}
            if not places:
                return False
        return any(word[at:] in _ENDINGS.get(self.alphabet, ("",)) for at in places)


@cache
def _bare(way: str) -> str:
    return "".join(_ANY_VOWEL if letter in _VOWELS else letter for letter in way)


def _sums_of(ways: Ways, alphabet: str) -> Weights:
    """Different sums of consonants that a spelling may have; a double letter is written once."""
    known = {"": np.zeros(1, dtype=np.uint64)}  # by the last letter so far
    for choices in ways:
        grown: dict[str, list[Weights]] = defaultdict(list)
        for last, totals in known.items():
            for way in choices:
                added = _sum(way[1:] if way[:1] == last else way)
                grown[way[-1] if way else last].append(totals + added)
        known = _bounded({last: np.concatenate(parts) for last, parts in grown.items()})
    ends = np.array([_sum(ending) for ending in _ENDINGS.get(alphabet, ("",))], dtype=np.uint64)
    return np.unique(np.concatenate(list(known.values()))[:, None] + ends)


def _bounded(known: dict[str, Weights]) -> dict[str, Weights]:
    """The different sums, and of very many the first; few may stand twice."""
    if sum(map(len, known.values())) <= _FEW_SUMS:
        return known
    kept: dict[str, Weights] = {}
    left = _MOST_SUMS
    for last in sorted(known):
        kept[last] = np.unique(known[last])[:left]
        left -= len(kept[last])
    return kept


def _steps(word: str, at: int, way: str) -> Iterable[int]:
    """Where a rendering that begins at a place ends; it may share its first letter with what stands before."""
    if word.startswith(way, at):
        yield at + len(way)
    if way and at and way[0] == word[at - 1] and word.startswith(way[1:], at):
        yield at + len(way) - 1


def _soundings(heard: Heard, fewest: int) -> Iterable[_Sounding]:
    """A name in every alphabet; in its own only where others may hear its vowels otherwise."""
    small, person, articled = heard.word.lower(), heard.person, heard.articled
    own = script_of(small)
    seen: set[tuple[str, Ways]] = set()
    for row in sounds_of(small, _ROWS)[: 2 * _ROWS]:
        consonants = sum(sound not in _FAINT for sound in row)
        if consonants < fewest:
            continue
        for alphabet in ALPHABETS:
            if alphabet == own and own != "latin":
                continue
            table = loosely_written_in(ENGLISH if alphabet == own else alphabet)
            folded = tuple(
                tuple(dict.fromkeys(map(_folded, choices))) for choices in ways(row, table, LONGEST_PIECE)
            )
            articles = _ARTICLES.get(alphabet, ("",)) if articled or alphabet == "arabic" else ("",)
            plain = {own, alphabet}.isdisjoint(VOWELLESS)
            sure = plain or consonants - row.count("v") >= _SURE
            if (alphabet, folded) not in seen:
                seen.add((alphabet, folded))
                yield _Sounding((articles, *folded), alphabet, person, sure, heard.company)


_folded = cache(folded_letters)  # of renderings of sounds


def _articled(text: str, start: int) -> bool:
    """Whether an Arabic article stands before a word or begins it."""
    before = _ARTICLE_BEFORE.search(text, max(0, start - 8), start)
    return before is not None or _ARTICLE_WITHIN.match(text, start) is not None


def _surety(name: _Sounding) -> bool:
    return name.sure


class SoundMatcher:
    """Finds words that sound like a protected name.

    Parameters
    ----------
    names : sequence of Heard
    free : set of str
        Folded words that are never taken for a name: pseudonyms, towns.
    """

    def __init__(self, names: Sequence[Heard], free: frozenset[str]) -> None:
        self._free = free
        self._known: list[_Sounding] = [
            sounding
            for heard in dict.fromkeys(names)
            for sounding in _soundings(heard, _FEWEST_TOGETHER if heard.company else _FEWEST)
        ]
        self._company: dict[tuple[tuple[str, ...], str], list[_Sounding]] = {}
        sums_of = cache(_sums_of)  # the soundings of one name differ in their vowels, which count for nothing
        sums = [sums_of(sounding.bare(), sounding.alphabet) for sounding in self._known]
        every = np.concatenate([np.zeros(0, dtype=np.uint64), *sums])
        order = np.argsort(every, kind="stable")
        self._sums = every[order]
        self._of = np.repeat(np.arange(len(sums), dtype=np.int32), [len(one) for one in sums])[order]
        self._likely = np.zeros(int(_LOW) + 1, dtype=np.bool_)
        self._likely[self._sums & np.uint64(_LOW)] = True
        self._checked: dict[str, list[_Sounding]] = {}

    def find(self, view: View) -> list[Hit]:
        """Hits in a reading."""
        words = view.words
        if not len(self._sums) or not len(words.starts):
            return []
        long = words.ends - words.starts >= _LEAST
        low_sums = np.add.reduceat(_low_weights().take(words.codes), words.starts)
        chosen = np.flatnonzero(long & self._likely.take(low_sums & _LOW))
        if not len(chosen):
            return []
        sums = np.array(
            [_sum(words.spelling[words.starts[one] : words.ends[one]]) for one in chosen.tolist()]
        )
        left, right = (np.searchsorted(self._sums, sums, side=side) for side in ("left", "right"))
        met = left < right
        if len(self._checked) > _MOST_SEEN:
            self._checked.clear()
        found: list[Hit] = []
        for place, low, high in zip(*(one[met].tolist() for one in (chosen, left, right)), strict=True):
            first, last = int(words.starts[place]), int(words.ends[place])
            offsets = words.stream.offsets
            for name in self._names(words.spelling[first:last], low, high):
                start, end = int(offsets[first]), int(offsets[last - 1]) + 1
                if name.company:
                    found += self._together(view, place, name)
                    continue
                doubted = not name.sure and not _articled(view.text, start)
                own = word_of_its_own(words.spelling[first:last])
                if doubted and (own or view.text[start].islower()):
                    continue  # a few consonants of a word in small letters are nobody's name
                found.append(Hit(start, end, name.person, SLIP, doubted or own))
        return found

    def _names(self, word: str, low: int, high: int) -> list[_Sounding]:
        """What a word sounds like, once a person and surest first; its sum is the one at some places of the sums."""
        if word not in self._checked:
            of: list[int] = [] if word in self._free else self._of[low:high].tolist()
            likely: list[_Sounding] = [self._known[one] for one in of]
            met = [name for name in likely if name.spells(word)]
            met.sort(key=_surety)
            self._checked[word] = list({(name.person, name.company): name for name in met}.values())
        return self._checked[word]

    def _together(self, view: View, place: int, family: _Sounding) -> Iterable[Hit]:
        """A whole name: a word that sounds like the family name, with another word of the name close by."""
        words, offsets = view.words, view.words.stream.offsets

        def span(at: int) -> tuple[int, int]:
            return int(offsets[words.starts[at]]), int(offsets[words.ends[at] - 1]) + 1

        start, end = span(place)
        known = self._company_of(family)
        for at in range(max(0, place - _WORDS_APART), min(len(words.starts), place + _WORDS_APART + 1)):
            first, last = span(at)
            if at == place or max(start - last, first - end) > _FAR_APART:
                continue
            between = view.text[min(end, last) : max(start, first)]
            word = words.spelling[words.starts[at] : words.ends[at]]
            if BARRIER not in between and any(one.spells(word) for one in known):
                yield Hit(min(start, first), max(end, last), family.person, "name")
                return

    def _company_of(self, family: _Sounding) -> list[_Sounding]:
        """The other words of a name, as the same alphabet writes them."""
        key = family.company, family.alphabet
        if key not in self._company:
            heard = (Heard(word, False, family.person) for word in family.company)
            spelt = (sounding for one in heard for sounding in _soundings(one, _FEWEST_IN_COMPANY))
            self._company[key] = [one for one in spelt if one.alphabet == family.alphabet]
        return self._company[key]
