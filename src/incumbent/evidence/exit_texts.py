"""Why did a leader leave, by the dated texts of the CIA record.

Archigos gives reasons to 2015 and the coup list to 2022; after them a text decides if one of its sentences
names the leader, says that he died, was overthrown or resigned, and either prints a date near the exit or
was first shown soon after it. Force goes before death (a leader who was killed did not die in bed), and
both before a resignation. An exit of which no text speaks stays unknown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl
from rapidfuzz import fuzz

from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.vocabulary import Cause
from incumbent.evidence.published import faults_where, read_published

COLUMNS: dict[str, type[pl.DataType]] = {
    "gwcode": pl.Int64,
    "role": pl.String,
    "valid_from": pl.String,
    "text": pl.String,
}
SHOWN_WITHIN_DAYS = 120
SAME_EXIT_DAYS = 45
SAME_NAME = 80
"""Of 100, by edit distance: Assad is ASAD."""
_SHORTEST_NAME = 3
_REASONS: tuple[tuple[Cause, re.Pattern[str]], ...] = (
    (
        Cause.IRREGULAR,
        re.compile(
            r"\b(?:coup|ousted|overthr[eo]w\w*|deposed|assassinat\w+|seized power|"
            r"died of injuries .* clashes|fled the country)\b",
            re.IGNORECASE,
        ),
    ),
    (Cause.DEATH, re.compile(r"\b(?:died|death of|following his death|passed away)\b", re.IGNORECASE)),
    (
        Cause.REGULAR,
        re.compile(
            r"\b(?:resign\w*|no[- ]confidence|stepp\w+ down|impeached|lost the|dismissed|term ended)\b",
            re.IGNORECASE,
        ),
    ),
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})(?: (\d{{4}}))?", re.IGNORECASE)
_WHO_DIED = re.compile(r"\b(?:assassination|death)(?: of)? (?=[A-Z])")
_SENTENCES = re.compile(r"\s*(?:;|\+\+|\bnote(?: \d)?\s*[-:])\s*", re.IGNORECASE)
_IN_OFFICE = re.compile(r"\([^()]*\bsince\b[^()]*\)")
_MEND = "Compare with the published file, or fetch it again with `incumbent data pull`."


@dataclass(frozen=True, slots=True)
class ExitTexts:
    """Sentences that give a reason, by state.

    Parameters
    ----------
    sentences : mapping of state to (first shown, sentence, reason), earliest first
    """

    sentences: dict[int, list[tuple[date, str, Cause]]]

    def cause_of(self, gwcode: int, leader: str, end: date) -> Cause | None:
        """Why the leader left on a day, None if no text says so."""
        named = [
            cause
            for shown, sentence, cause in self.sentences.get(gwcode, [])
            if shown >= end - timedelta(days=SAME_EXIT_DAYS)
            and _speaks_of(sentence, leader)
            and _dated_near(sentence, end, shown)
        ]
        return next((cause for cause, _ in _REASONS if cause in named), None)


def read_exit_texts(content: bytes, file: str) -> ExitTexts:
    """The sentences of the CIA record's executive texts that say how somebody left.

    Raises
    ------
    FaultsFoundError
        Renamed columns, dates that do not exist.
    """
    table = read_published(content, file, COLUMNS).with_columns(
        shown=pl.col("valid_from").str.to_date("%Y-%m-%d", strict=False)
    )
    if faults := faults_where(
        table, pl.col("shown").is_null(), file, "valid_from", "an ISO date that exists", _MEND
    ):
        raise FaultsFoundError(faults)
    found: defaultdict[int, list[tuple[date, str, Cause]]] = defaultdict(list)
    seen: set[tuple[int, str]] = set()
    usable = table.filter(pl.col("gwcode").is_not_null() & pl.col("text").is_not_null()).sort("shown")
    for state, shown, text in usable.select("gwcode", "shown", "text").iter_rows():
        for sentence, cause in _reasons(text):
            if (state, sentence) not in seen:
                seen.add((state, sentence))
                found[state].append((shown, sentence, cause))
    return ExitTexts(dict(found))


def _reasons(text: str) -> Iterator[tuple[str, Cause]]:
    """Each sentence with the gravest reason it gives."""
    for sentence in _SENTENCES.split(_IN_OFFICE.sub("", text)):
        for cause, words in _REASONS:
            if words.search(sentence):
                yield sentence, cause
                break


def _speaks_of(sentence: str, leader: str) -> bool:
    """True if a word of the sentence, in capitals there, names the leader: of who died, if it says so."""
    told = _WHO_DIED.split(sentence)[-1]
    names = [name for name in re.findall(r"[^\W\d_]+", leader.lower()) if len(name) >= _SHORTEST_NAME]
    words = [word.lower() for word in re.findall(r"[^\W\d_]{3,}", told) if word.isupper()]
    return any(fuzz.ratio(name, word) >= SAME_NAME for name in names for word in words)


def _dated_near(sentence: str, end: date, shown: date) -> bool:
    """True if a date in the sentence lies near the end, or it has none and was first shown soon after."""
    days = [
        date(int(year) if year else end.year, _MONTHS.index(month.lower()) + 1, min(int(day), 28))
        for day, month, year in _DATE.findall(sentence)
    ]
    if days:
        return any(abs((day - end).days) <= SAME_EXIT_DAYS for day in days)
    return -7 <= (shown - end).days <= SHOWN_WITHIN_DAYS
