"""Adding a price to the evidence."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.desks import TODAY, write_desk

from incumbent.domain.errors import FaultsFoundError, RefusedError
from incumbent.domain.quotes import ChanceQuote, OddsBook
from incumbent.domain.vocabulary import SourceKind
from incumbent.workflows.adding import Found, drafted, write
from incumbent.workflows.desk import read_desk

FOUND = Found(
    leader_id="ada",
    prices=("1/6", "4/1"),
    by=date(2028, 12, 31),
    goes=False,
    who="bets",
    kind=SourceKind.BOOKMAKER,
    source_url="https://example.org/page",
    on=date(2026, 10, 30),
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return write_desk(tmp_path)


def _files(desk: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in desk.rglob("*") if path.is_file()}


def test_two_prices_become_one_complete_book(desk: Path) -> None:
    write(desk, drafted(desk, FOUND, TODAY))
    (book,) = (q for q in read_desk(desk, TODAY).quotes if q.provenance.fact_id == "ada-bets-2026-10-30")
    assert isinstance(book, OddsBook)
    assert [(o.price_text, o.stays) for o in book.outcomes] == [("1/6", True), ("4/1", False)]
    assert book.completeness == "yes"


def test_one_price_of_a_bookmaker_comes_with_a_warning(desk: Path) -> None:
    draft = drafted(desk, replace(FOUND, prices=("1/6",)), TODAY)
    assert "margin" in draft.notes[0]
    assert draft.rows[0]["complete"] == "no"


def test_a_price_of_going_becomes_the_chance_of_staying(desk: Path) -> None:
    found = replace(FOUND, prices=("12%",), goes=True, kind=SourceKind.EXCHANGE, who="venue")
    write(desk, drafted(desk, found, TODAY))
    (quote,) = (q for q in read_desk(desk, TODAY).quotes if q.provenance.fact_id == "ada-venue-2026-10-30")
    assert isinstance(quote, ChanceQuote)
    assert quote.probability == pytest.approx(0.88)


def test_a_judgement_goes_to_its_own_table(desk: Path) -> None:
    found = replace(FOUND, prices=("0.7",), kind=SourceKind.EXPERT, who="a-writer")
    assert drafted(desk, found, TODAY).table == "evidence/judgements.csv"


def test_drafting_writes_nothing(desk: Path) -> None:
    before = _files(desk)
    drafted(desk, FOUND, TODAY)
    assert _files(desk) == before


def test_earlier_rows_stay_byte_for_byte(desk: Path) -> None:
    before = (desk / "evidence" / "odds.csv").read_bytes()
    write(desk, drafted(desk, FOUND, TODAY))
    assert (desk / "evidence" / "odds.csv").read_bytes().startswith(before)


def test_the_same_price_twice_is_written_once(desk: Path) -> None:
    write(desk, drafted(desk, FOUND, TODAY))
    assert drafted(desk, FOUND, TODAY).already_there


def test_another_price_of_the_same_day_gets_another_id(desk: Path) -> None:
    write(desk, drafted(desk, FOUND, TODAY))
    again = drafted(desk, replace(FOUND, prices=("1/5", "7/2")), TODAY)
    assert [row["id"] for row in again.rows] == ["ada-bets-2026-10-30.2-1", "ada-bets-2026-10-30.2-2"]


def test_a_table_that_is_missing_is_begun(desk: Path) -> None:
    (desk / "evidence" / "prices.csv").unlink()
    write(desk, drafted(desk, replace(FOUND, prices=("0.8",), kind=SourceKind.CROWD), TODAY))
    with (desk / "evidence" / "prices.csv").open() as table:
        assert [row["price"] for row in csv.DictReader(table)] == ["0.8"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"leader_id": "nobody"}, "a leader of this desk"),
        ({"prices": ("six", "4/1")}, "a price such as"),
        ({"source_url": "a friend"}, "address of the page"),
        ({"on": date(2027, 1, 1), "by": date(2028, 1, 1)}, "not after today"),
        ({"by": date(2026, 1, 1)}, "on or after observed_on"),
    ],
)
def test_nonsense_is_refused_and_nothing_written(desk: Path, change: dict[str, object], said: str) -> None:
    before = _files(desk)
    with pytest.raises(FaultsFoundError, match=said):
        drafted(desk, replace(FOUND, **change), TODAY)  # type: ignore[arg-type]
    assert _files(desk) == before


def test_three_prices_are_refused_with_the_way_to_enter_a_book(desk: Path) -> None:
    with pytest.raises(RefusedError, match=r"evidence/odds\.csv"):
        drafted(desk, replace(FOUND, prices=("1/6", "4/1", "9/1")), TODAY)


@pytest.mark.parametrize(
    ("prices", "shown"),
    [(("95%", "95%"), "190%"), (("1/10", "1/2"), "158%"), (("60%", "30%"), "90%")],
)
def test_two_sides_that_cannot_be_one_book_are_doubted_with_their_sum(
    desk: Path, prices: tuple[str, str], shown: str
) -> None:
    assert f"sum to {shown}." in drafted(desk, replace(FOUND, prices=prices), TODAY).doubt


@pytest.mark.parametrize("prices", [("1/6", "4/1"), ("50%", "50%"), ("75%", "50%"), ("1/6",)])
def test_an_ordinary_book_is_not_doubted(desk: Path, prices: tuple[str, ...]) -> None:
    assert not drafted(desk, replace(FOUND, prices=prices), TODAY).doubt
