"""What makes a scan quick does not change what it finds."""

import re

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from incumbent import Scanner
from incumbent.protection.fold import folded_letters, letter_stream
from incumbent.protection.person import Finding, Person
from incumbent.protection.tokens import Listed, words_of
from incumbent.protection.vault import vault_of
from incumbent.protection.views import View, changed, joined

SCRIPTS = st.text(st.sampled_from("abyjwZé\u00ad\u200b ,.1 тамиёйЩ-\n\x1f٣გ"), max_size=60)
PERSON = Person(id="p", name="Тамир Чекуев", aliases=("Чекуев",), phones=("+7 928 555 01 42",))
PIECES = st.sampled_from(
    [
        "Чекуеву",
        "Tamir Chekuev",
        "word ",
        "обычный текст ",
        "8(928)555-01-42",
        "0J/RgNC40LLQtdGC",
        "\n",
        "&amp;",
        "<b>",
    ]
)
FILES = st.lists(
    st.tuples(st.sampled_from(["a.html", "b.json", "c.txt"]), st.lists(PIECES, max_size=6).map("".join)),
    max_size=9,
)


@given(SCRIPTS)
def test_words_one_after_the_other_are_the_letters_that_names_are_compared_by(text: str) -> None:
    found = words_of(text)
    letters = "".join(
        folded_letters(text[place : place + 1]) for place in View(text).letters.offsets.tolist()
    )
    assert len(found.codes[found.codes != 0]) == len(letter_stream(text).codes)
    assert folded_letters(letters) == folded_letters(folded_letters(text))


@given(SCRIPTS, st.lists(st.text("abтами", min_size=1, max_size=3), max_size=5))
def test_a_listed_word_is_met_wherever_it_stands_and_no_other(text: str, listed: list[str]) -> None:
    found, wanted = words_of(text), Listed(listed)
    met = wanted.met(found)
    alone = [next(iter(found.among(np.array([index])))) for index in range(len(found.starts))]
    assert met.tolist() == [word in wanted.words for word in alone]


@given(st.text("ab<>", max_size=30), st.sampled_from(["", "x", "long"]))
def test_what_was_kept_while_rewriting_comes_from_where_it_stood(text: str, new: str) -> None:
    changes = [(*match.span(), new) for match in re.finditer("<+", text)]
    view = changed(View(text), changes)
    if view is None:
        assert not changes
        return
    for place, character in enumerate(view.text):
        start, end = view.origin(place, place + 1)
        assert text[start:end] == character or character in new


@given(st.text("abc", min_size=1, max_size=20), st.lists(st.integers(0, 20), min_size=2, max_size=8))
def test_a_piece_comes_from_where_it_stood(text: str, bounds: list[int]) -> None:
    bounds = sorted(min(one, len(text)) for one in bounds)
    spans = [pair for pair in zip(bounds[0::2], bounds[1::2], strict=False) if pair[0] < pair[1]]
    view = joined(View(text), spans)
    at = 0
    for start, end in spans:
        assert view is not None
        assert view.origin(at, at + end - start) == (start, end)
        at += end - start + 20 - 2


def _seen(findings: list[Finding]) -> list[tuple[str, str, tuple[int, int]]]:
    return sorted((one.file, one.rule, one.span) for one in findings)


@settings(max_examples=25, deadline=None)
@given(FILES)
@example([("a.html", "Чекуевуобычный текст 0J/RgNC40LLQtdGC"), ("a.html", "Чекуеву")])
def test_files_scanned_together_give_what_each_gives_alone(files: list[tuple[str, str]]) -> None:
    named = [(f"{number}/{name}", text.encode()) for number, (name, text) in enumerate(files)]
    together = TOGETHER.scan_files(named)
    alone = [one for file in named for one in ALONE.scan_files([file])]
    assert _seen(together) == _seen(alone)


@settings(max_examples=25, deadline=None)
@given(FILES)
def test_a_text_scanned_before_gives_what_it_gave_then(files: list[tuple[str, str]]) -> None:
    named = [(f"{number}/{name}", text.encode()) for number, (name, text) in enumerate(files)]
    assert _seen(ALONE.scan_files(named)) == _seen(ALONE.scan_files(named))


ALONE, TOGETHER = Scanner(vault_of([PERSON])), Scanner(vault_of([PERSON]))
