"""What a faultless desk says."""

from datetime import date

import pytest
from tests.desks import FILES, TODAY, snapshots

from incumbent.domain.desk import Desk
from incumbent.domain.quotes import ChanceQuote, OddsBook, Payoff, Poll
from incumbent.domain.vocabulary import SourceKind, Target
from incumbent.evidence.desk import desk_from


@pytest.fixture(scope="module")
def desk() -> Desk:
    return desk_from(snapshots(FILES), TODAY)


def _quote(desk: Desk, fact_id: str) -> object:
    return next(quote for quote in desk.quotes if quote.provenance.fact_id == fact_id)


def test_every_quote_event_and_post_is_there(desk: Desk) -> None:
    assert {q.provenance.fact_id for q in desk.quotes} == {"b1", "b2", "p1", "p2", "q1", "q2", "j1"}
    assert [event.fact_id for event in desk.events] == ["e1"]
    assert [post.slug for post in desk.posts] == ["quiet-month"]


def test_a_book_keeps_printed_prices_and_what_they_imply(desk: Desk) -> None:
    book = _quote(desk, "b1")
    assert isinstance(book, OddsBook)
    stays, goes = book.outcomes
    assert (stays.price_text, stays.stays, goes.stays) == ("1/6", True, False)
    assert stays.implied_probability == pytest.approx(6 / 7)
    assert goes.implied_probability == pytest.approx(1 / 5)


def test_an_exit_period_ends_on_its_day_and_the_last_is_open(desk: Desk) -> None:
    book = _quote(desk, "b2")
    assert isinstance(book, OddsBook)
    assert [outcome.until for outcome in book.outcomes] == [date(2027, 12, 31), None]


def test_a_price_of_leaving_becomes_the_chance_of_staying(desk: Desk) -> None:
    quote = _quote(desk, "p1")
    assert isinstance(quote, ChanceQuote)
    assert quote.probability == pytest.approx(0.88)
    assert (quote.low, quote.high) == (pytest.approx(0.86), pytest.approx(0.90))
    assert quote.target is Target.EXIT


def test_a_price_on_a_gate_is_dated_by_what_was_announced_then(desk: Desk) -> None:
    quote = _quote(desk, "p2")
    assert isinstance(quote, ChanceQuote)
    assert (quote.gate_id, quote.deadline) == ("vote-2030", date(2030, 3, 17))


def test_a_quote_about_another_event_is_left_out_with_its_reason(desk: Desk) -> None:
    assert [(item.fact_id, item.reason) for item in desk.left_out] == [
        ("p3", "it asks for another event than leaving office: forced out by protest")
    ]


def test_a_price_whose_rules_pay_by_halves_is_kept_and_known_for_what_it_is() -> None:
    rows = FILES["evidence/prices.csv"].splitlines()
    told = [rows[0] + ",payoff", rows[1] + ",split", *(row + "," for row in rows[2:])]
    desk = desk_from(snapshots({**FILES, "evidence/prices.csv": "\n".join(told) + "\n"}), TODAY)
    quote = _quote(desk, "p1")
    assert isinstance(quote, ChanceQuote)
    assert quote.payoff is Payoff.SPLIT


def test_a_judgement_weighs_as_one_expert(desk: Desk) -> None:
    quote = _quote(desk, "j1")
    assert isinstance(quote, ChanceQuote)
    assert (quote.source_kind, quote.source_id, quote.probability) == (SourceKind.EXPERT, "a-writer", 0.85)


def test_a_poll_is_unknown_until_its_pollster_usually_publishes(desk: Desk) -> None:
    poll = _quote(desk, "q1")
    assert isinstance(poll, Poll)
    assert poll.provenance.observed_on == date(2026, 5, 4)
    assert poll.provenance.known_at == date(2026, 5, 14)


def test_as_of_sees_only_what_was_known(desk: Desk) -> None:
    then = desk.as_of(date(2026, 4, 3))
    assert [quote.provenance.fact_id for quote in then.quotes] == ["b1"]
    assert desk.as_of(date(2026, 1, 31)).leaders["ada"].gates[0].decision_date == date(2030, 3, 10)


def test_a_changed_cell_changes_the_hash_of_its_quote_alone(desk: Desk) -> None:
    changed = desk_from(
        snapshots({**FILES, "evidence/odds.csv": FILES["evidence/odds.csv"].replace("4/1", "5/1")}), TODAY
    )
    before = {quote.provenance.fact_id: quote.provenance.sha256 for quote in desk.quotes}
    after = {quote.provenance.fact_id: quote.provenance.sha256 for quote in changed.quotes}
    assert {key for key in before if before[key] != after[key]} == {"b1"}


def test_order_of_rows_and_line_ends_do_not_matter(desk: Desk) -> None:
    windows = {name: text.replace("\n", "\r\n") for name, text in FILES.items()}
    assert desk_from(list(reversed(snapshots(windows))), TODAY).quotes == desk.quotes
