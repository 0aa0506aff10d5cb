"""Quotes that were left out: whose they are and why, in the reader's words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import invented_site
from incumbent.domain.quotes import LeftOut
from incumbent.site.edition import plan_site
from incumbent.site.left_out import left_out_on_page
from incumbent.site.pictures import Studio

NOTE = "which state loses its leader first"
OTHER = "it asks for another event than leaving office"


def told(reason: str, language: str, *unused: LeftOut):
    content = invented_site.content()
    content = replace(content, left_out=unused, translations={"ru": {NOTE: "кто уйдёт первым"}})
    site = plan_site(content, datetime(2020, 1, 1, tzinfo=UTC), Studio())
    edition = site.edition(language)
    said = edition.histories[0].headline.latest
    entry = {
        **said.entry,
        "forecast": {**said.forecast, "left_out": [{"id": "bets-2017-03", "reason": reason}]},
    }
    (shown,) = left_out_on_page(edition, replace(said, entry=entry))
    return shown


def test_a_quote_that_no_forecast_can_use_is_told_by_its_source_and_day():
    unused = LeftOut("bets-2017-03", OTHER, date(2017, 3, 2), "orlan", "some-bookmaker")
    assert told(OTHER, "en", unused).quote == "Some bookmaker, 2 March 2017"


def test_a_quote_the_desk_no_longer_has_is_told_in_plain_words():
    assert told(OTHER, "en").quote == "Bets 2017 03"


@pytest.mark.parametrize(
    ("language", "reason", "note"),
    [
        ("en", OTHER, NOTE),
        ("ru", "спрашивает о другом событии, а не об уходе с должности", "кто уйдёт первым"),
    ],
)
def test_the_author_s_note_stands_apart_and_in_the_reader_s_language(language, reason, note):
    shown = told(f"{OTHER}: {NOTE}", language)
    assert (shown.reason, shown.note, shown.translated) == (reason, note, True)


def test_a_reason_that_nobody_worded_is_marked_as_not_translated():
    assert not told("counted twice", "ru").translated
