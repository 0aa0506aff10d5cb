"""Finds e-mail addresses, handles, plates and documents by their letters and digits."""

from __future__ import annotations

import re
from codecs import encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from incumbent.protection.automaton import Pool
from incumbent.protection.characters import is_invisible
from incumbent.protection.fold import Stream, folded_alnum
from incumbent.protection.match import Hit
from incumbent.protection.person import Person
from incumbent.protection.views import View
from incumbent.protection.words import words

_AT = words(
    """at ät aet эт ат собака собачка sobaka sobachka arroba kukac zavinac malpa chiocciola klammeraffe
    nospam removethis remove spam domain datadomain datahost host server a d"""
)
_DOT = words("dot punkt point punto точка тчк дот tochka kropka ponto piste datatld tld")
_BEHIND_HOST = words(
    "user datauser name dataname local datalocal login mailbox u account"
)  # before the first part
_LONG = 10  # characters from which wide gaps are read across
_PLATE_LETTERS = str.maketrans("авекмнорстух", "abekmhopctyx")
_PLATE_SOUNDS = str.maketrans("вехнрсу", "vehnrsu")
_PLATE_BACK = str.maketrans("abekmhopctyx", "авекмнорстух")
_SITES = re.compile(
    r"^(?:https?://)?(?:www\.|m\.)?[\w.-]+\.[a-z]{2,}/(?:@|u/|user/|profile\.php\?id=)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, repr=False)
class _Meaning:
    person: int
    rule: str
    marked: bool = False  # counts only behind a sign of address: too short to stand alone


def _email_patterns(email: str) -> Iterable[str]:
    """An address with every usual spelling of its two signs."""
    local, _, domain = email.partition("@")
    before, after = ([folded_alnum(part) for part in side.split(".")] for side in (local, domain))
    ats, dots = (["", *map(folded_alnum, signs)] for signs in (_AT, _DOT))
    for at, dot in product(ats, dots):
        for inner in {"", dot}:
            yield inner.join(before) + at + dot.join(after)
    yield from ("".join(after) + word + "".join(before) for word in map(folded_alnum, _BEHIND_HOST))
    yield folded_alnum(email)[::-1]
    yield folded_alnum(encode(email, "rot13"))


def _document_patterns(document: str) -> Iterable[str]:
    """A document's number, with a word for "number" between series and number or without."""
    groups = re.findall(r"\w+", document)
    yield folded_alnum(document)
    if len(groups) > 1:
        for word in ("no", "номер", "number", "n", "н", "num", "nr", "ном"):
            yield folded_alnum("".join(groups[:-1]) + word + groups[-1])


def _plate_patterns(plate: str) -> Iterable[str]:
    """A plate in Cyrillic and Latin letters, with its region and without."""
    plain = folded_alnum(plate)
    for letters in {plain, *_mixed_scripts(plain)}:
        yield letters
        for region in (3, 2):
            if re.fullmatch(r"\D\d{3}\D{2}\d+", letters) and len(letters) == 6 + region:
                yield letters[:-region]
                yield letters[:-region] + "rus" + letters[-region:]
        yield letters + "rus"


def _mixed_scripts(plain: str) -> Iterable[str]:
    """A plate with each of its letters Cyrillic or Latin, by its look or by its sound."""
    tables = (_PLATE_LETTERS, _PLATE_BACK, _PLATE_SOUNDS)
    ways = [{letter, *(letter.translate(table) for table in tables)} for letter in plain]
    return ("".join(chosen) for chosen in product(*ways)) if sum(len(way) > 1 for way in ways) <= 6 else ()


def contact_patterns(person: Person, place: int) -> Iterable[tuple[str, _Meaning]]:
    """Folded characters and what they stand for."""
    email, handle, plate, document = (
        _Meaning(place, rule) for rule in ("email", "handle", "plate", "document")
    )
    for one in person.emails:
        yield from ((pattern, email) for pattern in _email_patterns(one))
    for one in person.handles:
        short = _SITES.sub("", one.strip()).strip("/@ ")
        letters = folded_alnum(short)
        yield letters, _Meaning(place, "handle", marked=True) if len(letters) < 5 else handle
        if len(whole := folded_alnum(one)) > len(letters):
            yield whole, handle
    for one in person.plates:
        yield from ((pattern, plate) for pattern in _plate_patterns(one))
    for one in person.documents:
        yield from ((pattern, document) for pattern in _document_patterns(one))


class ContactMatcher:
    """Finds contact patterns in texts.

    Parameters
    ----------
    people : sequence of Person
    pool : Pool
        Takes the patterns.
    """

    def __init__(self, people: Sequence[Person], pool: Pool) -> None:
        meanings: dict[str, set[_Meaning]] = defaultdict(set)
        for place, person in enumerate(people):
            for pattern, meaning in contact_patterns(person, place):
                if len(pattern) >= 3:
                    meanings[pattern].add(meaning)
        self._meanings = [tuple(found) for found in meanings.values()]
        self._patterns = pool.part(list(meanings))

    def find(self, view: View) -> list[Hit]:
        """Hits in a reading."""
        if not self._meanings:
            return []
        text, stream = view.text, view.alnum
        found: list[Hit] = []
        for number, start, end in self._patterns.met(stream.codes):
            for meaning in self._meanings[number]:
                if _stands_alone(text, stream, start, end, marked=meaning.marked):
                    span = int(stream.offsets[start]), int(stream.offsets[end - 1]) + 1
                    found.append(Hit(*span, meaning.person, meaning.rule))
        return found


def _between(text: str, stream: Stream, index: int) -> str:
    """Visible characters between a letter of the stream and the next; a space at the text's ends."""
    if index < 0 or index + 1 >= len(stream.offsets):
        return " "
    gap = text[int(stream.offsets[index]) + 1 : int(stream.offsets[index + 1])]
    return "".join(one for one in gap if not is_invisible(one)) if gap else ""


def _stands_alone(text: str, stream: Stream, start: int, end: int, *, marked: bool) -> bool:
    """Whether borders and gaps read as one contact."""
    before, after = _between(text, stream, start - 1), _between(text, stream, end - 1)
    if not before or not after or (marked and before[-1] not in "@/"):
        return False
    gaps = [gap for index in range(start, end - 1) if (gap := _between(text, stream, index))]
    if end - start >= _LONG:
        return all(len(gap) <= 14 for gap in gaps)
    return all(len(gap) <= 3 for gap in gaps) and (len(gaps) <= 5 or len(set(gaps)) == 1)
