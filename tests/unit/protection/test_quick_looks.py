"""What a scan passes over for speed, a slow look does not find either: on the corpus of disguises."""

import re

import numpy as np
import pytest
from disguises import catalogue, clean, vaults
from disguises.draw import Draw
from disguises.people import make_people

from incumbent import Scanner
from incumbent.protection import blobs, decode, hexdumps, looks, scripts
from incumbent.protection.anchors import digit_runs
from incumbent.protection.automaton import Automaton
from incumbent.protection.characters import is_invisible
from incumbent.protection.dates import months_listed
from incumbent.protection.expand import patterns_of
from incumbent.protection.fold import spelled, squeezed_codes
from incumbent.protection.match import LetterMatcher
from incumbent.protection.tokens import words_of
from incumbent.protection.traits import LETTERS, LOOKS_LATIN, UNSEEN, codes_of, traits_of
from incumbent.protection.vault import people_from_yaml, to_yaml, vault_of
from incumbent.protection.views import View, rewritten

SEED = 5


@pytest.fixture(scope="module")
def corpus():
    draw = Draw(SEED)
    people = [(person, vaults.make_details(draw, person)) for person in make_people(draw, 4)]
    cases = [*catalogue.text_cases(draw, people), *catalogue.further_cases(draw, people)]
    entries = [vaults.vault_entry(*pair, number) for number, pair in enumerate(people)]
    passages = [one.text for one in clean.clean_passages(draw, people, 2)]
    return entries, cases, passages


@pytest.fixture(scope="module")
def people(corpus, tmp_path_factory):
    path = tmp_path_factory.mktemp("vault") / "vault.yaml"
    vaults.write_vault(path, corpus[0])
    return people_from_yaml(path.read_text(encoding="utf-8"), "the test's vault")


@pytest.fixture(scope="module")
def texts(corpus):
    return [case.text for case in corpus[1] if case.raw is None][::3] + corpus[2]


def _found(findings):
    return {(one.person, one.rule, one.level) for one in findings}


def test_a_disguise_among_much_clean_text_is_found_as_it_is_alone(corpus, people):
    _, cases, passages = corpus
    scanner = Scanner(vault_of(people))
    few = [case for case in cases if case.raw is None][::5]
    named = [(f"{number:04}.{_ending(case.kind)}", case) for number, case in enumerate(few)]
    files = [(name, case.text.encode("utf-8", "surrogatepass")) for name, case in named]
    alone = {name: _found(scanner.scan_files([(name, data)])) for name, data in files}
    between = [(f"clean{number:04}.html", text.encode()) for number, text in enumerate(passages)]
    together = Scanner(vault_of(people)).scan_files([*files, *between])
    for name, _ in files:
        assert _found(one for one in together if one.file == name) == alone[name], name


def _ending(kind):
    return {"markdown": "md", "html_attr": "html", "html_comment": "html", "html_script": "html"}.get(
        kind, kind
    )


def test_an_automaton_meets_a_pattern_wherever_it_stands(people, texts):
    patterns = sorted({pattern.letters for pattern in patterns_of(people[0], 0)})[::40]
    automaton = Automaton(patterns)
    for text in texts[::4]:
        codes = View(text).letters.codes
        letters = spelled(codes)
        slow = {(n, m.start()) for n, one in enumerate(patterns) for m in re.finditer(f"(?={one})", letters)}
        assert {(number, start) for number, start, _ in automaton.met(codes)} == slow


def test_many_patterns_are_met_as_by_looking_up_every_piece_of_a_text(people, texts):
    patterns = sorted({one.letters for at, person in enumerate(people) for one in patterns_of(person, at)})
    automaton, numbers = Automaton(patterns), {one: number for number, one in enumerate(patterns)}
    sizes = sorted({len(one) for one in patterns})
    for text in ["\n".join(texts[:40]), *texts[::4]]:
        codes = View(text).letters.codes
        letters = spelled(codes)
        pieces = ((letters[at : at + size], at, at + size) for at in range(len(letters)) for size in sizes)
        slow = {
            (numbers[piece], at, end) for piece, at, end in pieces if piece in numbers and end <= len(letters)
        }
        met = automaton.met(codes)
        assert set(met) == slow
        assert len(met) == len(slow)


def test_whole_names_are_met_as_without_a_look_for_their_other_words(people, texts, monkeypatch):
    matcher = LetterMatcher(
        pattern for at, person in enumerate(people) for pattern in patterns_of(person, at)
    )
    views = [View(text) for text in texts]
    quick = [set(matcher.find(view)) for view in views]
    monkeypatch.setattr("incumbent.protection.match.may_stand_near", lambda *_: True)
    assert [set(matcher.find(view)) for view in views] == quick
    assert any(hit.rule == "name" for hits in quick for hit in hits)


def test_letters_that_share_a_byte_are_told_apart():
    han = [chr(0x4E00 + number) for number in range(400)]
    automaton = Automaton([one * 2 for one in han])
    codes = np.array([ord(one) for one in han for _ in range(2)], dtype=np.uint16)
    assert [number for number, _, _ in automaton.met(codes)] == list(range(400))


def test_listed_words_are_met_as_by_comparing_each(texts):
    months = months_listed()
    for text in texts[::4]:
        words = words_of(text)
        each = [words.spelling[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
        assert months.met(words).tolist() == [word in months.words for word in each]


def test_digits_are_the_same_whether_or_not_invisible_characters_are_taken_out_first(texts):
    for text in texts:
        view = View(text)
        quick = digit_runs(view.codes, view.traits, view.pairs)
        seen = np.flatnonzero((view.traits & UNSEEN) == 0)
        short = View("".join(text[place] for place in seen.tolist()))
        slow = digit_runs(short.codes, short.traits, short.pairs)
        assert quick.values.tolist() == slow.values.tolist()
        assert quick.starts.tolist() == seen[slow.starts].tolist()


def test_hexadecimal_runs_are_those_that_no_letter_touches(texts):
    run = re.compile(r"[0-9a-fA-F]+")
    for text in [*texts, "0x41 cafe caféx ab\ndead", "a" * 40 + " " + "b" * 40]:
        view, slow = View(text), []
        for match in run.finditer(text):
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            if any(_is_letter(one) for one in (before, after)) or (
                len(match.group()) < 2 and after not in ("x", "X")
            ):
                continue
            slow.append(match.span())
        assert list(zip(*(places.tolist() for places in view.hex_runs), strict=True)) == slow


def _is_letter(character):
    return bool(character and character not in "xX" and traits_of(codes_of(character))[0] & LETTERS)


def test_words_wholly_of_letters_that_look_latin_are_those_of_a_slow_look(texts):
    for text in [*texts, "ТОРОС торос, сорока сестра", "о" * 60 + " а"]:
        traits = [int(one) for one in traits_of(codes_of(text))]
        slow = [
            match.span()
            for match in re.finditer("1{4,}", "".join(str(int(bool(one & LOOKS_LATIN))) for one in traits))
            if not any(
                traits[at] & LETTERS for at in (match.start() - 1, match.end()) if 0 <= at < len(traits)
            )
        ]
        assert looks._wholly_similar(View(text)) == slow


def test_a_squeezed_stream_is_that_of_the_text_without_what_is_not_seen(texts):
    for text in [*texts, "\u200bаа\u200b\u200bа б\u200b", "\u200b", "са\u0301аша"]:
        seen = "".join(one for one in text if not is_invisible(one))
        quick, slow = squeezed_codes(text), squeezed_codes(seen)
        assert spelled(quick.codes) == spelled(slow.codes)
        places = [place for place, one in enumerate(text) if not is_invisible(one)]
        assert quick.offsets.tolist() == [places[at] for at in slow.offsets.tolist()]


@pytest.mark.parametrize(
    ("reading", "pattern", "replace"),
    [
        (blobs.unpacked, blobs.BASE64, blobs.from_base64),
        (hexdumps.unhexed, hexdumps.HEX, hexdumps.from_hex),
        (hexdumps.undumped, hexdumps.DUMP, hexdumps.from_dump),
        (scripts.numbered, scripts.CODES, scripts.characters),
        (decode.decoded, decode.ESCAPES, decode.read_escape),
    ],
)
def test_what_is_packed_is_read_as_by_looking_everywhere(texts, reading, pattern, replace):
    for text in texts:
        quick, slow = reading(View(text)), rewritten(View(text), pattern, replace)
        assert (quick.text if quick else text) == (slow.text if slow else text)


def test_a_vault_read_back_is_the_vault(people):
    for person in people:
        (again,) = people_from_yaml(to_yaml(person), "a vault file")
        assert again == person
