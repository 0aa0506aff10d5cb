"""Which quotes a forecast left out, and why, as readers are told it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from incumbent.domain.quotes import Poll, Quote
from incumbent.site.edition import Edition
from incumbent.site.history import Said
from incumbent.site.source_names import naming
from incumbent.site.wording import Words

REASONS = {
    r"expired: its deadline (?P<day>[\d-]{10}) had passed": "its last day, %(day)s, had passed",
    r"a newer quote of the same source answers the same question": (
        "a newer quote of the same source answers the same question"
    ),
    r"does not say how many are against": "does not say how many are against",
    r"names a vote .*over \((?P<gate>.+)\)": (
        "names a vote that is over or was not announced by then (%(gate)s)"
    ),
    r"lists only some periods of exit, so its margin cannot be removed": (
        "lists only some periods of exit, so its margin cannot be removed"
    ),
    r"it asks for another event than leaving office: (?P<note>.+)": (
        "it asks for another event than leaving office: %(note)s"
    ),
}
"""Reasons as the record holds them, and as readers are told them."""


@dataclass(frozen=True, slots=True)
class LeftOutOnPage:
    """One quote that was not used.

    Parameters
    ----------
    quote : str
        Whose, with its day; its id where the desk no longer has it.
    reason : str
    translated : bool
        False where the reason stands as the record holds it, in English.
    """

    quote: str
    reason: str
    translated: bool


def left_out_on_page(edition: Edition, said: Said) -> tuple[LeftOutOnPage, ...]:
    """The quotes that a forecast left out, in the order of their days."""
    known = {quote.provenance.fact_id: quote for quote in edition.content.quotes}
    left_out = said.forecast["left_out"]
    ordered = sorted(left_out, key=lambda item: (_day(known.get(item["id"])), item["id"]))
    return tuple(
        LeftOutOnPage(
            _told(known.get(item["id"]), item["id"], edition), *_reason(item["reason"], edition.words)
        )
        for item in ordered
    )


def _day(quote: Quote | None) -> date:
    return date.min if quote is None else quote.provenance.observed_on


def _told(quote: Quote | None, fact_id: str, edition: Edition) -> str:
    if quote is None:
        return fact_id
    name = naming(edition.content.settings)(_source_of(quote))
    return f"{name}, {edition.words.day(quote.provenance.observed_on)}"


def _source_of(quote: Quote) -> str:
    return quote.pollster if isinstance(quote, Poll) else quote.source_id


def _reason(stored: str, words: Words) -> tuple[str, bool]:
    """The reason in the reader's language; one that nobody worded stays as it is stored."""
    for pattern, told in REASONS.items():
        if found := re.fullmatch(pattern, stored):
            return words.gettext(told) % dict(_values(found, words)), True
    return stored, words.language == "en"


def _values(found: re.Match[str], words: Words) -> Iterator[tuple[str, str]]:
    for name, value in found.groupdict().items():
        yield name, words.day(date.fromisoformat(value)) if name == "day" else value
