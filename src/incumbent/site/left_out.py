"""Which quotes a forecast left out, and why, as readers are told it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from incumbent.domain.quotes import Poll, Quote
from incumbent.site.edition import Edition
from incumbent.site.history import Said
from incumbent.site.left_out_reasons import REASONS
from incumbent.site.source_names import naming
from incumbent.site.wording import Words

NOTE = "note"
"""The part of a reason that is the author's own; it is told behind the reason."""


@dataclass(frozen=True, slots=True)
class LeftOutOnPage:
    """One quote that was not used.

    Parameters
    ----------
    quote : str
        Whose, with its day; its id in plain words where the desk no longer has it.
    reason : str
    translated : bool
        False where the reason stands as the record holds it, in English.
    note : str
        What the author says of it, in the reader's language where it is translated; may be empty.
    """

    quote: str
    reason: str
    translated: bool
    note: str


def left_out_on_page(edition: Edition, said: Said) -> tuple[LeftOutOnPage, ...]:
    """The quotes that a forecast left out, in the order of their days."""
    known = _known(edition)
    left_out = said.forecast["left_out"]
    ordered = sorted(left_out, key=lambda item: (known.get(item["id"], _UNKNOWN)[1], item["id"]))
    return tuple(
        LeftOutOnPage(_told(known.get(item["id"]), item["id"], edition), *_reason(item["reason"], edition))
        for item in ordered
    )


_UNKNOWN = ("", date.min)


def _known(edition: Edition) -> dict[str, tuple[str, date]]:
    """Who said what the desk holds, and on which day, by its id."""
    unused = {
        item.fact_id: (item.source_id, item.known_at)
        for item in edition.content.left_out
        if item.source_id is not None and item.known_at is not None
    }
    used = {
        quote.provenance.fact_id: (_source_of(quote), quote.provenance.observed_on)
        for quote in edition.content.quotes
    }
    return unused | used


def _told(known: tuple[str, date] | None, fact_id: str, edition: Edition) -> str:
    name_of = naming(edition.content.settings)
    if known is None:
        return name_of(fact_id)
    return f"{name_of(known[0])}, {edition.words.day(known[1])}"


def _source_of(quote: Quote) -> str:
    return quote.pollster if isinstance(quote, Poll) else quote.source_id


def _reason(stored: str, edition: Edition) -> tuple[str, bool, str]:
    """The reason in the reader's language; one that nobody worded stays as it is stored."""
    words = edition.words
    own_words = edition.content.translations.get(words.language, {})
    for pattern, told in REASONS.items():
        if found := re.fullmatch(pattern, stored):
            note = found.groupdict().get(NOTE) or ""
            return words.gettext(told) % dict(_values(found, words)), True, own_words.get(note, note)
    return stored, words.language == "en", ""


def _values(found: re.Match[str], words: Words) -> Iterator[tuple[str, str]]:
    for name, value in found.groupdict().items():
        yield name, words.day(date.fromisoformat(value)) if name == "day" else value or ""
