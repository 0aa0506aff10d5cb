"""Finds the letters of a protected name in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from incumbent.protection.automaton import Automaton, Met
from incumbent.protection.expand import Company, Pattern, title_forms
from incumbent.protection.fold import Stream, folded_letters
from incumbent.protection.gaps import (
    LONG_ENOUGH_TO_GLUE,
    fits,
    gap_after,
    is_letter_spaced,
    touches,
    word_end,
    word_start,
)
from incumbent.protection.inflect import ARABIC_PREFIXES
from incumbent.protection.nearby import may_stand_near, sizes
from incumbent.protection.traits import CYRILLIC_LOWER, LOWER
from incumbent.protection.views import View
from incumbent.protection.word_forms import all_endings
from incumbent.protection.words import words

_PATRONYMIC = re.compile(
    "(?:[ое]в|и)ич(?:а|у|ем|ом|е|и)?$|(?:[ое]в|ич|инич)н(?:а|ы|е|у|ои|ою)$"
    "|(?:[oe][vf]|i)(?:ich|itch|ic|icz|itsch|its|itj|iti)(?:a|u|em|e|om)?$|(?:[oe]v|ich|inich)n(?:a|i|e|u|oi|oiu)$"
)
_FIELDS = frozenset(
    folded_letters(name)
    for name in words(
        """first last given family name surname firstname lastname givenname familyname forename middle patronymic
        имя фамилия отчество vorname nachname prenom nom imie nazwisko ad soyad nombre apellido"""
    )
)  # of forms and tables: they stand between the parts of a name
_FEW = 64
SLIP = "near"  # rule of a name with one slip of the pen
_PREFIXES = frozenset(ARABIC_PREFIXES)


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """A place in a text that stands for a person: offsets, the person's place in the vault, the rule."""

    start: int
    end: int
    person: int
    rule: str
    warns: bool = False


class LetterMatcher:
    """Finds letter patterns in texts.

    Parameters
    ----------
    patterns : iterable of Pattern
        Read once: there are many, and what they share is kept once.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        meanings: dict[str, list[Pattern]] = defaultdict(list)
        shared: dict[tuple[object, ...], Pattern] = {}
        for one in patterns:
            key = (one.person, one.rule, one.inflects, id(one.company), one.reading)
            if (meaning := shared.get(key)) is None:
                meaning = shared[key] = replace(one, letters="")
            meanings[one.letters].append(meaning)
        self._meanings = [tuple(found) for found in meanings.values()]
        self._endings = all_endings()
        self._titles = title_forms()
        self._needs_border = np.array(
            [
                len(letters) < LONG_ENOUGH_TO_GLUE and all(one.company is None for one in found)
                for letters, found in meanings.items()
            ]
        )
        self._automaton = Automaton(list(meanings))

    def find(self, view: View) -> list[Hit]:
        """Hits in a reading, in no order."""
        return list(dict.fromkeys(self._find(view)))

    def _at_borders(self, view: View, found: list[Met]) -> list[Met]:
        """Raw hits without those that begin inside a word of small letters: a quick look at all at once."""
        if len(found) < _FEW:
            return found
        hits = np.array(found, dtype=np.int64)
        offsets, starts = view.letters.offsets, hits[:, 1]
        here, before = offsets[starts], offsets[np.maximum(starts - 1, 0)]
        small = view.traits & (LOWER | CYRILLIC_LOWER)
        inside = (here - before == 1) & (small[here] != 0) & (small[here] == small[before])
        kept = hits[~(inside & self._needs_border[hits[:, 0]])]
        return [(number, first, last) for number, first, last in kept.tolist()]

    def _find(self, view: View) -> Iterable[Hit]:
        text, stream = view.text, view.letters
        for number, first, last in self._at_borders(view, self._automaton.met(stream.codes)):
            alone: dict[tuple[bool, str], tuple[int, int] | None] = {}
            for pattern in self._meanings[number]:
                if pattern.company is None:
                    if (way := (pattern.inflects, pattern.reading)) not in alone:
                        alone[way] = self._bounds_alone(text, stream, first, last, pattern)
                    bounds = alone[way]
                else:
                    bounds = self._bounds_together(text, stream, first, last, pattern.company)
                if bounds is not None:
                    start, end = int(stream.offsets[bounds[0]]), int(stream.offsets[bounds[1] - 1]) + 1
                    yield Hit(start, end, pattern.person, pattern.rule, pattern.rule == "workplace")

    def _bounds_alone(
        self, text: str, stream: Stream, start: int, end: int, pattern: Pattern
    ) -> tuple[int, int] | None:
        if end - start < LONG_ENOUGH_TO_GLUE:
            if touches(text, stream, start - 1) and not self._is_prefixed(text, stream, start):
                return None
            stop = self._end(text, stream, start, end, inflects=pattern.inflects)
            if stop is None:
                return None
            end_of_word = stop
        else:
            end_of_word = end
        if pattern.reading == "small":
            return (start, end) if end == end_of_word and _is_small(text, stream, start, end) else None
        if pattern.reading == "keys":
            return (start, end_of_word) if _fits_keys(text, stream, start, end) else None
        if pattern.reading == "phrase":
            return (start, end_of_word) if _fits_phrase(text, stream, start, end) else None
        return (start, end_of_word) if fits(text, stream, (start, end)) else None

    def _is_prefixed(self, text: str, stream: Stream, start: int) -> bool:
        if not 0x600 <= int(stream.codes[start]) <= 0x6FF:
            return False
        return stream.spelling[word_start(text, stream, start) : start] in _PREFIXES

    def _end(self, text: str, stream: Stream, start: int, end: int, *, inflects: bool) -> int | None:
        """End of the word, or None when something other than an ending follows."""
        if not touches(text, stream, end - 1):
            return end
        stop = word_end(text, stream, end)
        if inflects and stream.spelling[end:stop] in self._endings:
            return stop
        return end if is_letter_spaced(text, stream, start, end) else None

    def _bounds_together(
        self, text: str, stream: Stream, start: int, end: int, company: Company
    ) -> tuple[int, int] | None:
        """The whole name around an anchor: its company before or after, with or without fillers."""
        stops = {end}
        if (stop := self._end(text, stream, start, end, inflects=True)) is not None:
            stops.add(stop)
        # An ending may stand between glued names: `sadulgova` and `zargan`.
        sizes = range(1, min(4, len(stream.codes) - end))
        stops.update(end + size for size in sizes if stream.spelling[end : end + size] in self._endings)
        for bounds in self._joined(text, stream, start, stops, company):
            first, last = bounds[0], bounds[-1]
            left_open = touches(text, stream, first - 1)
            right_open = touches(text, stream, last - 1)
            glued = all(touches(text, stream, bound - 1) for bound in bounds[1:-1])
            if (left_open or right_open) and (not glued or last - first < LONG_ENOUGH_TO_GLUE):
                continue
            if fits(text, stream, bounds):
                return first, last
        return None

    def _joined(
        self, text: str, stream: Stream, start: int, stops: set[int], company: Company
    ) -> Iterable[tuple[int, ...]]:
        if company.initials:
            yield from self._beside_initial(text, stream, start, stops, company.initials)
        fillers = (company.fillers, self._titles)
        if not may_stand_near(stream.spelling, (start, max(stops)), company.required, fillers):
            return  # a quick look, which most anchors do not pass
        for before, own in self._before(text, stream, start, company.required):
            for stop in stops:
                yield (before, own, stop)
        for middle, own in self._before(text, stream, start, company.fillers, between=True):
            for before, _ in self._before(text, stream, middle, company.required):
                for stop in stops:
                    yield (before, middle, own, stop)
        for stop in stops:
            for after in self._after(text, stream, stop, company.required):
                yield (start, stop, after)
            for middle in self._after(text, stream, stop, company.fillers, between=True):
                for after in self._after(text, stream, middle, company.required):
                    yield (start, stop, middle, after)

    @staticmethod
    def _beside_initial(
        text: str, stream: Stream, start: int, stops: set[int], initials: frozenset[str]
    ) -> Iterable[tuple[int, ...]]:
        """The bounds of an anchor with an initial and its full stop before or after it."""
        if start and stream.spelling[start - 1] in initials and _is_initial(text, stream, start - 1):
            yield from ((start - 1, start, stop) for stop in stops)
        for stop in stops:
            if (
                stop < len(stream.codes)
                and stream.spelling[stop] in initials
                and _is_initial(text, stream, stop)
            ):
                yield (start, stop, stop + 1)

    def _before(
        self, text: str, stream: Stream, end: int, words: frozenset[str], *, between: bool = False
    ) -> Iterable[tuple[int, int]]:
        """Places where one of the words ends right before `end`."""
        for size, words_ in self._by_size(words, between=between):
            if 0 < size <= end and stream.spelling[end - size : end] in words_:
                yield end - size, end
            elif (
                1 < size <= end + 1 <= len(stream.codes)
                and stream.spelling[end - size + 1 : end + 1] in words_
            ):
                yield end - size + 1, end  # glued, the words share the letter between them
        first = word_start(text, stream, end) if end else 0
        token = stream.spelling[first:end]
        if (between and self._is_filler(text, stream, first, token)) or any(
            token[:cut] in words and token[cut:] in self._endings for cut in range(3, len(token))
        ):
            yield first, end

    def _after(
        self, text: str, stream: Stream, start: int, words: frozenset[str], *, between: bool = False
    ) -> Iterable[int]:
        """Places where one of the words that begins at `start` ends."""
        for size, words_ in self._by_size(words, between=between):
            if start + size <= len(stream.codes) and stream.spelling[start : start + size] in words_:
                yield start + size
            elif (
                1 < size <= len(stream.codes) - start + 1
                and stream.spelling[start - 1 : start + size - 1] in words_
            ):
                yield start + size - 1
        stop = word_end(text, stream, start + 1, 30) if start < len(stream.codes) else start
        token = stream.spelling[start:stop]
        if (between and self._is_filler(text, stream, start, token)) or any(
            token[:cut] in words and token[cut:] in self._endings for cut in range(3, len(token))
        ):
            yield stop

    def _by_size(self, words: frozenset[str], *, between: bool) -> Iterable[tuple[int, frozenset[str]]]:
        """Lengths of words, and of the titles that may stand between the parts of any name."""
        yield from ((size, words) for size in sizes(words))
        if between:
            yield from ((size, self._titles) for size in sizes(self._titles))

    @staticmethod
    def _is_filler(text: str, stream: Stream, place: int, token: str) -> bool:
        """Whether a token is a patronymic of somebody, an initial, or the name of a field."""
        if token in _FIELDS:
            return True
        if len(token) == 1:
            after = int(stream.offsets[place]) + 1
            return text[after : after + 1] == "."
        return _PATRONYMIC.search(token) is not None


def _is_small(text: str, stream: Stream, start: int, end: int) -> bool:
    """Whether letters stand together and are small: a name glued to an initial, no other name in a sentence."""
    if touches(text, stream, start - 1) or touches(text, stream, end - 1):
        return False
    return text[int(stream.offsets[start]) : int(stream.offsets[end - 1]) + 1].islower() and all(
        not gap_after(text, stream, index) for index in range(start, end - 1)
    )


def _fits_keys(text: str, stream: Stream, start: int, end: int) -> bool:
    """Whether only keys that are letters on the other keyboard, or a space, stand between the letters."""
    gaps = {gap_after(text, stream, index) for index in range(start, end - 1)} - {""}
    return all(len(gap) <= 3 and all(one in "[]{};:'\",.<>`~ " for one in gap) for gap in gaps)


def _fits_phrase(text: str, stream: Stream, start: int, end: int) -> bool:
    """Whether no gap between the letters is wider than between the words of a phrase."""
    return all(len(gap_after(text, stream, index)) <= 4 for index in range(start, end - 1))


def _is_initial(text: str, stream: Stream, place: int) -> bool:
    """Whether a letter stands alone, capital, before a full stop."""
    at = int(stream.offsets[place])
    return text[at].isupper() and text[at + 1 : at + 2] == "." and not text[max(0, at - 1) : at].isalnum()
