"""The example desk: read whole, and saying what its sources say."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from incumbent.domain.desk import Desk
from incumbent.domain.leader import BaseRate
from incumbent.domain.quotes import ChanceQuote, Completeness, OddsBook, Poll, PollQuestion
from incumbent.domain.vocabulary import SourceKind
from incumbent.workflows.desk import read_desk

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "desk"
TODAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return read_desk(EXAMPLE, TODAY)


def _books(desk: Desk, leader: str) -> list[OddsBook]:
    return [quote for quote in desk.quotes if isinstance(quote, OddsBook) and quote.leader_id == leader]


def test_approval_is_there_for_every_month_of_2017(desk: Desk) -> None:
    months = {
        quote.provenance.observed_on.month
        for quote in desk.quotes
        if isinstance(quote, Poll)
        and quote.question is PollQuestion.APPROVAL
        and quote.provenance.observed_on.year == 2017
    }
    assert months == set(range(1, 13))


def test_vote_intention_is_there_for_ten_months(desk: Desk) -> None:
    months = {
        (quote.provenance.observed_on.year, quote.provenance.observed_on.month)
        for quote in desk.quotes
        if isinstance(quote, Poll) and quote.question is PollQuestion.VOTE_INTENTION
    }
    assert len(months) == 10


def test_no_price_of_2017_is_invented(desk: Desk) -> None:
    years = Counter(book.provenance.observed_on.year for book in _books(desk, "putin"))
    assert years == {2018: 2, 2019: 1, 2024: 1}


def test_the_book_on_the_year_of_exit_has_its_published_sum(desk: Desk) -> None:
    (book,) = (b for b in _books(desk, "putin") if b.provenance.fact_id == "ru-betus-2024-01-18")
    assert sum(outcome.implied_probability for outcome in book.outcomes) == pytest.approx(1.3118, abs=5e-5)


def test_the_blogs_number_is_one_experts_dated_judgement(desk: Desk) -> None:
    (quote,) = (q for q in desk.quotes if q.provenance.fact_id == "blog-2017-08")
    assert isinstance(quote, ChanceQuote)
    assert quote.probability == pytest.approx(6 / 7, abs=1e-12)
    assert quote.source_kind is SourceKind.EXPERT
    assert "Method: unknown" in quote.provenance.note
    assert quote.provenance.known_at == date(2017, 8, 29)


def test_truss_has_five_books_and_one_is_mixed(desk: Desk) -> None:
    books = _books(desk, "truss")
    assert len(books) == 5
    assert [b.provenance.fact_id for b in books if b.completeness is Completeness.MIXED] == [
        "truss-mixed-2022-10-17"
    ]


def test_the_last_price_that_she_goes_in_2022_was_one_to_six(desk: Desk) -> None:
    last = max(_books(desk, "truss"), key=lambda book: book.provenance.observed_on)
    assert last.outcomes[0].price_text == "1/6"


def test_putins_origins_are_sixteen_months_and_then_six_years(desk: Desk) -> None:
    origins = desk.leaders["putin"].origin_dates
    assert (origins[0], origins[15], origins[-1]) == (date(2017, 1, 1), date(2018, 4, 1), date(2024, 5, 1))
    assert len(origins) == 22


def test_the_day_of_the_vote_is_the_one_announced_at_the_time(desk: Desk) -> None:
    def vote(day: date) -> date:
        gates = desk.as_of(day).leaders["putin"].gates
        return next(gate.decision_date for gate in gates if gate.gate_id == "2018-03-18")

    assert vote(date(2017, 8, 1)) == date(2018, 3, 11)
    assert vote(date(2018, 1, 1)) == date(2018, 3, 18)


@pytest.mark.parametrize(("language", "word"), [("en", "FICTIONAL"), ("ru", "ВЫМЫСЕЛ")])
def test_the_fictional_interview_says_that_it_is_one(desk: Desk, language: str, word: str) -> None:
    (post,) = (post for post in desk.posts if post.pseudonyms and post.language == language)
    assert post.fictional
    assert word in post.body


def test_every_post_has_a_translation(desk: Desk) -> None:
    originals = {post.slug for post in desk.posts if post.language == "en"}
    assert {post.translation_of for post in desk.posts if post.language == "ru"} == originals


def test_every_followed_leader_has_a_question_with_its_rule(desk: Desk) -> None:
    assert set(desk.settings.leaders) == set(desk.leaders)
    assert all(leader.questions and leader.questions[0].rule for leader in desk.leaders.values())


def test_kadyrov_has_a_stated_prior_dated_terms_and_a_patron(desk: Desk) -> None:
    kadyrov = desk.leaders["kadyrov"]
    assert (kadyrov.base_rate, kadyrov.patron_id) == (BaseRate.NONE, "putin")
    assert kadyrov.prior is not None
    assert [gate.decision_date.year for gate in kadyrov.gates] == [2011, 2016, 2021, 2026]
    assert kadyrov.patron_dependence is not None
    assert not [quote for quote in desk.quotes if quote.leader_id == "kadyrov"]


def test_berlusconi_leaves_when_his_successor_is_sworn_in(desk: Desk) -> None:
    berlusconi = desk.leaders["berlusconi"]
    assert berlusconi.spells[0].end_date == date(2011, 11, 16)
    assert "caretaker still holds" in berlusconi.note


def test_the_book_on_the_next_president_names_medvedev_second(desk: Desk) -> None:
    (book,) = _books(desk, "medvedev")
    assert [outcome.price_text for outcome in book.outcomes[:2]] == ["4/7", "11/8"]
    assert [outcome.stays for outcome in book.outcomes] == [False, True, False, False, False]


def test_questions_about_other_events_are_left_out_and_listed(desk: Desk) -> None:
    assert {(item.fact_id, item.leader_id) for item in desk.left_out} == {
        ("arab-pp-2011-02-16", "saleh"),
        ("remchukov-2020-07-14", "putin"),
    }


@pytest.mark.data
def test_prices_agree_with_the_published_transcription(desk: Desk, data_folder: Path) -> None:
    published: dict[str, list[str]] = {}
    for case in ("russia-2018", "others"):
        with (data_folder / "evidence" / case / "odds.csv").open(encoding="utf-8") as table:
            for row in csv.DictReader(table):
                published.setdefault(row["book_id"], []).append(row["price"])
    books = [quote for quote in desk.quotes if isinstance(quote, OddsBook)]
    assert books
    for book in books:
        assert [outcome.price_text for outcome in book.outcomes] == published[book.provenance.fact_id]
