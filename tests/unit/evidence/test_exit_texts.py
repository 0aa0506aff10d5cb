"""Why a leader left, by dated texts, and which source is believed where several could speak."""

from datetime import date

import polars as pl
import pytest

from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.panel import VOTE_SCHEMA
from incumbent.domain.vocabulary import Cause
from incumbent.evidence.exit_texts import read_exit_texts
from incumbent.evidence.matching import DatedSpell, ExitFacts
from incumbent.evidence.reasons import ARCHIGOS, COUPS, TEXT, UNKNOWN, VOTE, reason_of, votes_that_changed

HEAD = "gwcode,role,valid_from,text"
END = date(2023, 7, 26)
NO_TEXTS = read_exit_texts(
    HEAD.encode() + b"\n2,chief_of_state,2023-01-01,President Ada EXAMPLE", "texts.csv"
)


def texts(*sentences: str, shown: str = "2023-08-01"):
    rows = [f'2,chief_of_state,{shown},"{sentence}"' for sentence in sentences]
    return read_exit_texts("\n".join([HEAD, *rows]).encode(), "texts.csv")


@pytest.mark.parametrize(
    ("sentence", "cause"),
    [
        ("President Ada EXAMPLE died on 26 July 2023", Cause.DEATH),
        (
            "EXAMPLE has been under house arrest since a military coup on 26 July 2023",
            Cause.IRREGULAR,
        ),
        ("Bo SAMPLE took office following the assassination of President Ada EXAMPLE", Cause.IRREGULAR),
        ("Prime Minister Ada EXAMPLE (since 1 May 2020) resigned on 20 July 2023", Cause.REGULAR),
        ("President EXEMPLE died on 26 July", Cause.DEATH),
    ],
)
def test_a_text_says_why_the_leader_it_names_left(sentence, cause):
    assert texts(sentence).cause_of(2, "Ada Example", END) is cause


@pytest.mark.parametrize(
    "sentence",
    [
        "President Bo SAMPLE died on 26 July 2023",
        "President Ada EXAMPLE resigned on 26 July 2019",
        "Acting President Ada EXAMPLE took over following the assassination of President Bo SAMPLE",
        "President Ada EXAMPLE (since 26 July 2023)",
    ],
)
def test_a_text_of_another_person_or_another_time_says_nothing(sentence):
    assert texts(sentence).cause_of(2, "Ada Example", END) is None


def test_a_text_first_shown_a_year_later_without_a_date_says_nothing():
    assert texts("President EXAMPLE resigned", shown="2024-07-26").cause_of(2, "Ada Example", END) is None


def test_force_goes_before_death_and_death_before_a_resignation():
    said = texts("EXAMPLE resigned on 26 July 2023", "EXAMPLE died in a coup on 26 July 2023")
    assert said.cause_of(2, "Ada Example", END) is Cause.IRREGULAR


def test_a_text_whose_day_does_not_exist_is_refused_with_its_line():
    with pytest.raises(FaultsFoundError, match=r"texts.csv:2 \[valid_from\]: is '2023-02-99'"):
        texts("President EXAMPLE resigned", shown="2023-02-99")


def spell(end=END):
    return DatedSpell(2, "Ada Example", "Exampleland", date(2020, 1, 1), end)


def vote(day, *, changed):
    row = dict.fromkeys(VOTE_SCHEMA) | {
        "gwcode": 2, "vote_date": day, "held": True, "leader_changed": changed,
    }  # fmt: skip
    return pl.DataFrame([row], schema=VOTE_SCHEMA)


def source_of(facts, said=NO_TEXTS, turned=None):
    reason = reason_of(spell(), facts, said, turned or {})
    return None if reason is None else (reason.cause, reason.source)


def test_archigos_is_believed_first_then_the_coup_list_then_a_text():
    died = texts("President EXAMPLE died on 26 July 2023")
    assert source_of(ExitFacts(Cause.REGULAR, assumed=False, named=True), died) == (Cause.REGULAR, ARCHIGOS)
    assert source_of(ExitFacts(Cause.IRREGULAR, assumed=False), died) == (Cause.IRREGULAR, COUPS)
    assert source_of(ExitFacts(Cause.REGULAR, assumed=True), died) == (Cause.DEATH, TEXT)


@pytest.mark.parametrize(
    ("day", "changed", "source"),
    [
        (date(2023, 5, 1), True, VOTE),
        (date(2023, 5, 1), False, UNKNOWN),
        (date(2022, 5, 1), True, UNKNOWN),
        (date(2023, 8, 1), True, UNKNOWN),
    ],
)
def test_an_exit_soon_after_a_vote_that_changed_the_leader_has_its_reason(day, changed, source):
    turned = votes_that_changed(vote(day, changed=changed))
    assert source_of(ExitFacts(Cause.REGULAR, assumed=True), turned=turned) == (Cause.REGULAR, source)


def test_who_is_in_office_has_no_reason():
    assert reason_of(spell(None), ExitFacts(Cause.REGULAR, assumed=True), NO_TEXTS, {}) is None
