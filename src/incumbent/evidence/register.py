"""Where two registers of who leads which state disagree: listed for a human, never settled here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incumbent.domain.holders import HolderStatement, StatedDate
from incumbent.domain.months import day_printed
from incumbent.domain.vocabulary import DatePrecision

_CLOSE_ENOUGH = 80.0  # rapidfuzz ratio: "lukashenka" and "lukashenko" are one name
_NO_PARTS = str.maketrans("øØłŁđĐı", "oOlLdDi")  # letters that Unicode does not take apart
_SAME_START_DAYS = 31  # an election, a swearing-in and a first session lie within a month


class Disagreement(StrEnum):
    """In what two registers differ."""

    NOBODY_STATED = "nobody stated"
    NOBODY_CODED = "nobody coded"
    OTHER_PERSON = "other person"
    OTHER_START = "other start"
    SPELLING = "other spelling"
    NO_LABEL = "no label"
    SEVERAL_HOLDERS = "several holders of one office"
    UNKNOWN_COUNTRY = "unknown country"


@dataclass(frozen=True, slots=True)
class CodedHolder:
    """Who leads a state by the coding followed (REIGN, continued from the CIA's lists).

    Parameters
    ----------
    gwcode : int
    country, leader : str
    start_date : date
    """

    gwcode: int
    country: str
    leader: str
    start_date: date


@dataclass(frozen=True, slots=True)
class RegisterNote:
    """One thing for a human to look at.

    Parameters
    ----------
    kind : Disagreement
    gwcode : int or None
    country : str
    coded, stated : str
        What either register says.
    """

    kind: Disagreement
    gwcode: int | None
    country: str
    coded: str
    stated: str


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What two registers agree on, and where they do not.

    Parameters
    ----------
    agreed : tuple of (CodedHolder, HolderStatement)
        Same person by name; the dates may still be noted.
    notes : tuple of RegisterNote
        By country.
    """

    agreed: tuple[tuple[CodedHolder, HolderStatement], ...]
    notes: tuple[RegisterNote, ...]


def reconcile(
    coded: Iterable[CodedHolder],
    statements: Iterable[HolderStatement],
    gwcode_of: Mapping[str, int],
    collective: frozenset[int] = frozenset(),
) -> Reconciled:
    """Compare who leads by the coding with who is stated to hold an office.

    Parameters
    ----------
    coded : iterable of CodedHolder
        One for each state.
    statements : iterable of HolderStatement
        Those not current are passed over.
    gwcode_of : mapping of country id to Gleditsch & Ward number
    collective : frozenset of int
        States whose offices have several holders by law (Switzerland, San Marino, Andorra, Bosnia).
    """
    by_state: dict[int, list[HolderStatement]] = {}
    notes: list[RegisterNote] = []
    for statement in statements:
        if not statement.is_current:
            continue
        gwcode = gwcode_of.get(statement.country_id or "")
        if gwcode is None:
            notes.append(_note(Disagreement.UNKNOWN_COUNTRY, None, [statement]))
        else:
            by_state.setdefault(gwcode, []).append(statement)
    by_code = {holder.gwcode: holder for holder in coded}
    agreed: list[tuple[CodedHolder, HolderStatement]] = []
    for gwcode in sorted(by_code.keys() | by_state.keys()):
        holder, stated = by_code.get(gwcode), by_state.get(gwcode, [])
        match = None if holder is None else _same_person(holder, stated)
        if holder is not None and match is not None:
            agreed.append((holder, match))
        notes += _notes_on(holder, stated, match)
        if gwcode not in collective:
            notes += _several(holder, stated)
    return Reconciled(tuple(agreed), tuple(sorted(notes, key=lambda note: (note.country, note.kind))))


def _notes_on(
    holder: CodedHolder | None, stated: Sequence[HolderStatement], match: HolderStatement | None
) -> list[RegisterNote]:
    unlabelled = [statement for statement in stated if statement.person is None]
    notes = [_note(Disagreement.NO_LABEL, holder, [one]) for one in unlabelled]
    if holder is None:
        return [*notes, _note(Disagreement.NOBODY_CODED, holder, stated)]
    if not stated:
        return [*notes, _note(Disagreement.NOBODY_STATED, holder, stated)]
    if match is None:
        return [*notes, _note(Disagreement.OTHER_PERSON, holder, stated)]
    if not _words(holder.leader) & _words(match.person or ""):
        notes.append(_note(Disagreement.SPELLING, holder, [match]))
    if match.start is not None and not _same_start(holder.start_date, match.start):
        notes.append(_note(Disagreement.OTHER_START, holder, [match]))
    return notes


def _several(holder: CodedHolder | None, stated: Sequence[HolderStatement]) -> list[RegisterNote]:
    offices: dict[str, list[HolderStatement]] = {}
    for statement in stated:
        offices.setdefault(statement.office_id, []).append(statement)
    crowded = [held for held in offices.values() if len({one.person_id for one in held}) > 1]
    return [_note(Disagreement.SEVERAL_HOLDERS, holder, held) for held in crowded]


def _note(kind: Disagreement, holder: CodedHolder | None, stated: Sequence[HolderStatement]) -> RegisterNote:
    told = "; ".join(_told(statement) for statement in stated)
    country = holder.country if holder else next((s.country for s in stated if s.country), "")
    coded = "" if holder is None else f"{holder.leader} since {holder.start_date}"
    return RegisterNote(kind, holder.gwcode if holder else None, country or "", coded, told)


def _told(statement: HolderStatement) -> str:
    who = statement.person or statement.person_id
    since = "" if statement.start is None else f" since {_printed(statement.start)}"
    return f"{who}, {statement.office or statement.office_id}{since}"


def _printed(stated: StatedDate) -> str:
    if stated.value is None:
        return "an unknown day"
    return day_printed(stated.value, stated.precision or DatePrecision.DAY)


def _same_person(holder: CodedHolder, stated: Sequence[HolderStatement]) -> HolderStatement | None:
    """The statement that shares most of the coded name; of the family name first, where it is marked."""
    for wanted in (_family_name(holder.leader), _words(holder.leader)):
        shared = [(_shared(wanted, _words(one.person or "")), one) for one in stated]
        best = max(shared, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] > 0:
            return best[1]
    return None


def _shared(wanted: frozenset[str], names: frozenset[str]) -> float:
    """Sum of the closeness of each wanted word to its nearest; words that are not close add nothing."""
    from rapidfuzz import fuzz

    nearest = [max((fuzz.ratio(word, name) for name in names), default=0.0) for word in wanted]
    return sum(closeness for closeness in nearest if closeness >= _CLOSE_ENOUGH)


def _family_name(name: str) -> frozenset[str]:
    """The words in capitals, as the CIA's lists print it; every word where none is."""
    return _words(" ".join(re.findall(r"\b[^\W\d_a-z]{2,}\b", _bare(name)))) or _words(name)


def _words(name: str) -> frozenset[str]:
    """Words of more than two letters, without accents; all words of a name that has no longer ones."""
    words = re.findall(r"[^\W\d_]+", _bare(name))
    return frozenset(word.casefold() for word in [w for w in words if len(w) > 2] or words)


def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.translate(_NO_PARTS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _same_start(coded: date, stated: StatedDate) -> bool:
    """Compared only as far as the stated date is known."""
    if stated.value is None:
        return True
    if stated.precision is DatePrecision.YEAR:
        return abs(coded.year - stated.value.year) == 0
    if stated.precision is DatePrecision.MONTH:
        return (coded.year, coded.month) == (stated.value.year, stated.value.month)
    return abs((coded - stated.value).days) <= _SAME_START_DAYS
