"""Finds family names with one slip of the pen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from incumbent.protection.fold import spelled
from incumbent.protection.gaps import touches
from incumbent.protection.match import SLIP, Hit
from incumbent.protection.tokens import Thirds
from incumbent.protection.views import View
from incumbent.protection.word_of_its_own import word_of_its_own

_SHORTEST = 6
_VOWELS = frozenset("аеиоуыэюяaeiouєіїäöüαεηιουω")
_LONG = 9  # letters from which another first letter is a slip too
_MOST_SEEN = 60_000


def _squeezed(word: str) -> str:
    return "".join(letter for index, letter in enumerate(word) if not index or letter != word[index - 1])


def _sounds(word: str) -> list[bool]:
    """Which letters are vowels."""
    return [letter in _VOWELS for letter in word]


def _deletions(word: str) -> Iterable[str]:
    return (word[:index] + word[index + 1 :] for index in range(len(word)))


class FuzzyMatcher:
    """Finds words one edit away from a protected form.

    Parameters
    ----------
    forms : mapping of str to set of int
        Folded form → places of its people.
    free : set of str
        Folded words that are never taken for a slip: pseudonyms, towns.
    doubled : mapping of str to set of str
        Form → the same with its doubles: a letter left out may leave a new double behind.
    lengths : mapping of str to int
        Form → letters of the name itself: a short one is a letter away from names of other people.
    """

    def __init__(
        self,
        forms: Mapping[str, set[int]],
        free: frozenset[str],
        doubled: Mapping[str, set[str]],
        lengths: Mapping[str, int],
    ) -> None:
        self._lengths = lengths
        self._forms = {form: people for form, people in forms.items() if len(form) >= _SHORTEST}
        self._free = free
        self._near: dict[str, set[str]] = defaultdict(set)
        for form in self._forms:
            self._near[form].add(form)
            for shorter in _deletions(form):
                self._near[shorter].add(form)
        self._slips: dict[str, str] = {}
        for form in self._forms:
            for whole in doubled.get(form, ()):
                self._slips.update({_squeezed(shorter): form for shorter in _deletions(whole)})
        self._thirds = Thirds([*self._forms, *self._slips])
        self._longest = max(map(len, (*self._near, *self._slips)), default=0)
        self._checked: dict[str, str] = {}

    def find(self, view: View) -> list[Hit]:
        """Hits in a reading."""
        if not self._forms:
            return []
        if len(self._checked) > _MOST_SEEN:
            self._checked.clear()
        slips: dict[str, str] = {}
        # One edit leaves the beginning or the end of a long word alone.
        for word in view.words.among(self._thirds.met(view.words, _SHORTEST)):
            form = self._checked.get(word)
            if form is None:
                form = self._checked[word] = self._form_of(word)
            if form:
                slips[word] = form
        return [hit for word, form in slips.items() for hit in self._places(view, word, form)]

    def _form_of(self, word: str) -> str:
        """The protected form a word is one edit away from, or nothing."""
        from rapidfuzz.distance import OSA

        if len(word) > self._longest + 1 or word in self._forms or word in self._free:
            return ""
        if word in self._slips:
            return self._slips[word]
        near = set(self._near.get(word, ()))
        for shorter in _deletions(word):
            near |= self._near.get(shorter, set())
        for form in sorted(near):
            if OSA.distance(word, form, score_cutoff=1) == 1 and not self._is_other_name(word, form):
                return form
        return ""

    def _is_other_name(self, word: str, form: str) -> bool:
        """Whether the words differ in the last letter only, another case or name, or a short one in the first."""
        if word[:-1] == form or form[:-1] == word:
            return True
        return self._lengths[form] < _LONG and word[1:] == form[1:]

    def _may_be_other_name(self, word: str, form: str) -> bool:
        """Whether a person must decide.

        A letter more, or another one like it, makes a short name somebody else's; a word that stands in a
        dictionary is a name or a word of its own.
        """
        if word_of_its_own(word):
            return True
        if self._lengths[form] > _SHORTEST or len(word) < len(form) or sorted(word) == sorted(form):
            return False
        return len(word) > len(form) or _sounds(word) == _sounds(form)

    def _places(self, view: View, word: str, form: str) -> Iterable[Hit]:
        text, stream = view.text, view.letters
        letters = spelled(stream.codes)
        start = letters.find(word)
        while start >= 0:
            end = start + len(word)
            if not touches(text, stream, start - 1) and not touches(text, stream, end - 1):
                span = int(stream.offsets[start]), int(stream.offsets[end - 1]) + 1
                warns = self._may_be_other_name(word, form)
                yield from (Hit(*span, person, SLIP, warns) for person in self._forms[form])
            start = letters.find(word, start + 1)
