"""Quotes that were left out: whose they are and why, in the reader's words."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import incumbent
import invented_site
from incumbent.domain.quotes import LeftOut
from incumbent.site.edition import plan_site
from incumbent.site.left_out import left_out_on_page
from incumbent.site.left_out_reasons import REASONS
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


def _sentences(branch: ast.AST) -> Iterator[str]:
    """What a branch says before it refuses, with a day wherever a value is put in."""
    for node in ast.walk(branch):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "msg":
            said = node.value.values if isinstance(node.value, ast.JoinedStr) else [node.value]
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "2030-03-17" for part in said
            )


def _reasons() -> set[str]:
    """Every reason with which fusion leaves a quote out, read from where it is raised."""
    folder = Path(incumbent.__file__).parent / "model"
    found: set[str] = set()
    for file in sorted(folder.glob("*.py")):
        for branch in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(branch, ast.If) and "raise UnusableError(msg)" in ast.unparse(branch):
                found |= set(_sentences(ast.Module(branch.body, [])))
    return found


@pytest.mark.parametrize("reason", sorted(_reasons()))
def test_every_reason_of_fusion_is_told_in_the_reader_s_words(reason: str):
    assert any(re.fullmatch(pattern, reason) for pattern in REASONS), reason


def test_reasons_are_found_where_they_are_raised():
    assert len(_reasons()) > 15
    assert "has no deadline" in _reasons()


@pytest.mark.parametrize(
    "reason",
    [
        "repeats venue-7 of a-venue",
        "counted together with bets-1, of the same source and day",
        "bets-1, of the same source and day, divides the time otherwise and speaks for both",
        "no link by the author says what it means",
        "its rule text changed after the author read it: unlinked; read it and link again",
        "not open (settled): an outcome, not a quote",
        "nobody offers a price",
        "bid 0.6 lies above ask 0.5: a broken quote",
        "book 0 has fewer than two outcomes: its margin sits in the outcomes not listed, so it goes.",
    ],
)
def test_reasons_of_copies_and_markets_are_told_in_russian(reason: str):
    shown = told(reason, "ru")
    assert shown.translated
    assert re.search("[а-я]", shown.reason)
    assert not re.search("[a-z]", shown.reason)
