"""What is refused, where, and with which remedy."""

import pytest
from tests.desks import FILES, TODAY, snapshots

from incumbent.domain.errors import Fault, FaultsFoundError
from incumbent.evidence.desk import desk_from


def faults_of(**spoiled: str | bytes) -> list[Fault]:
    """The faults of the example desk with some files replaced ('evidence__odds' for evidence/odds.csv)."""
    names = {name.replace("/", "__").rsplit(".", 1)[0].replace("-", "_"): name for name in FILES}
    files: dict[str, str | bytes] = {**FILES, **{names[key]: text for key, text in spoiled.items()}}
    with pytest.raises(FaultsFoundError) as refused:
        desk_from(snapshots(files), TODAY)
    return list(refused.value.faults)


def replaced(name: str, old: str, new: str) -> str:
    assert old in FILES[name]
    return FILES[name].replace(old, new, 1)


ROW_CASES = [
    ("evidence/odds.csv", "1/6", "six", 2, "price", "a price such as"),
    ("evidence/odds.csv", "1/6", "1.0", 2, "price", "strictly between 0 and 1"),
    ("evidence/odds.csv", "ada,in_office", "adda,in_office", 2, "leader", "a leader of this desk"),
    ("evidence/odds.csv", "2026-03-04", "03/04/2026", 2, "observed_on", "year-month-day"),
    ("evidence/odds.csv", "2026-03-04", "2027-03-04", 2, "observed_on", "not after today"),
    ("evidence/odds.csv", "b1-no", "b1-yes", 3, "id", "used once"),
    ("evidence/odds.csv", "until:2027-12-31", "2027", 4, "outcome_means", "until:YEAR-MONTH-DAY"),
    ("evidence/odds.csv", "2027-12-31,,yes", ",,yes", 2, "deadline", "filled in"),
    ("evidence/odds.csv", "yes,2026-03-04", "perhaps,2026-03-04", 2, "complete", "one of yes, mostly"),
    ("evidence/prices.csv", "0.8", "1.8", 3, "price", "between 0 and 1"),
    ("evidence/prices.csv", "0.10,0.14", "0.14,0.10", 2, "bid", "not above ask"),
    ("evidence/prices.csv", "0.10,0.14", "0.10,", 2, "price", "both bid and ask"),
    ("evidence/prices.csv", "0.10,0.14,", "0.10,0.14,0.2", 2, "price", "within 0.1 to 0.14"),
    ("evidence/prices.csv", "vote-2030", "vote-2031", 3, "gate", "a gate of ada"),
    ("evidence/polls.csv", "62,30", "162,30", 2, "support", "0 to 100"),
    ("evidence/polls.csv", "62,30", "72,30", 2, "support", "at most 100"),
    ("evidence/polls.csv", "2026-05-01,", "2026-05-09,", 2, "field_start", "on or before field_end"),
    ("evidence/judgements.csv", "85 %", "1", 2, "chance", "strictly between 0 and 1"),
    ("evidence/judgements.csv", "https://example.org/j1", "a friend", 2, "source_url", "address of the page"),
    ("evidence/events.csv", "2026-02-01", "2026-02-30", 2, "date", "a date of the calendar"),
    ("evidence/events.csv", "2026-02-01", "2026-12-01", 2, "date", "not after today"),
]


@pytest.mark.parametrize(("name", "old", "new", "expected"), [(*c[:3], c[3:]) for c in ROW_CASES])
def test_a_wrong_cell_is_told_with_line_and_column(
    name: str,
    old: str,
    new: str,
    expected: tuple[int, str, str],
) -> None:
    line, column, must_be = expected
    key = name.replace("/", "__").rsplit(".", 1)[0]
    told = faults_of(**{key: replaced(name, old, new)})
    assert [(f.file, f.line, f.column) for f in told if must_be in f.must_be] == [(name, line, column)]
    assert all(fault.mend for fault in told)


TOML_CASES = [
    ("desk.toml", 'author = "A. Writer"', 'autor = "A. Writer"', 2, "autor", "a key known here"),
    ("desk.toml", '["ada"]', '["ada", "ben"]', 5, "leaders", "a file in leaders/"),
    ("desk.toml", "https://example.org", "example.org", 4, "base_address", "https://"),
    ("leaders/ada.toml", "Etc/UTC", "Moskow", 5, "zone", "time zone"),
    ("leaders/ada.toml", "date = 2030-03-17", 'date = "17.3.2030"', 22, "gates 2. date", "year-month-day"),
    ("leaders/ada.toml", "2030-05-07", "2030-03-01", 23, "handover", "on or after 2030-03-17"),
    ("leaders/ada.toml", "known_at = 2026-02-01", "known_at = 2027-02-01", 24, "known_at", "not after today"),
    ("leaders/ada.toml", '"election"', '"death"', 14, "cause", "one of election"),
    (
        "leaders/ada.toml",
        "start = 2010-05-07",
        "start = 2010-05-07\nend = 2009-01-01",
        10,
        "end",
        "after the start",
    ),
    ("posts/quiet-month.md", "[ada]", "[eve]", 4, "leaders", "a leader of this desk"),
    ("posts/quiet-month.md", "2026-06-01", "2027-06-01", 3, "date", "not after today"),
    ("posts/quiet-month.md", "tags: [notes]", "title: Again", 5, "title", "there once"),
    ("posts/quiet-month.md", "tags: [notes]", "language: de", 5, "language", "one of en, ru"),
]


@pytest.mark.parametrize(("name", "old", "new", "expected"), [(*c[:3], c[3:]) for c in TOML_CASES])
def test_a_wrong_key_is_told_with_line_and_name(
    name: str,
    old: str,
    new: str,
    expected: tuple[int, str, str],
) -> None:
    line, column, must_be = expected
    key = name.replace("/", "__").rsplit(".", 1)[0].replace("-", "_")
    told = faults_of(**{key: replaced(name, old, new)})
    assert (name, line, column) in [(f.file, f.line, f.column) for f in told if must_be in f.must_be]


def test_semicolons_are_told_in_a_spreadsheets_words() -> None:
    (fault,) = faults_of(evidence__odds=FILES["evidence/odds.csv"].replace(",", ";"))
    assert (fault.line, fault.must_be) == (1, "separated by commas")
    assert "field delimiter a comma" in fault.mend


def test_no_mend_sends_the_writer_to_the_choice_that_writes_the_mark_and_the_semicolons() -> None:
    odds = FILES["evidence/odds.csv"]
    faults = [*faults_of(evidence__odds=f"\ufeff{odds}"), *faults_of(evidence__odds=odds.replace(",", ";"))]
    assert len(faults) == 2
    assert all("CSV UTF-8" not in fault.mend and "LibreOffice" in fault.mend for fault in faults)


def test_a_byte_order_mark_is_refused_and_the_rest_still_checked() -> None:
    told = faults_of(evidence__odds="\ufeff" + replaced("evidence/odds.csv", "1/6", "six"))
    assert [fault.line for fault in told] == [1, 2]


def test_another_encoding_is_told_with_its_line() -> None:
    events = replaced("evidence/events.csv", "The vote is moved by a week.", "Выборы").encode("cp1251")
    (fault,) = faults_of(evidence__events=events)
    assert (fault.line, fault.must_be) == (2, "UTF-8 text")


def test_an_empty_file_is_told_with_the_header_it_needs() -> None:
    (fault,) = faults_of(evidence__polls="")
    assert "header" in fault.must_be
    assert "pollster" in fault.mend


def test_a_typing_error_in_toml_is_told_with_its_line() -> None:
    told = faults_of(desk=replaced("desk.toml", 'author = "A. Writer"', "author = A. Writer"))
    assert (told[0].file, told[0].line) == ("desk.toml", 2)


def test_a_row_with_too_few_cells_is_told() -> None:
    (fault,) = faults_of(evidence__events=replaced("evidence/events.csv", ",calendar", ""))
    assert (fault.line, fault.value) == (2, "5 cells")


def test_rows_of_one_book_must_agree() -> None:
    told = faults_of(
        evidence__odds=replaced(
            "evidence/odds.csv",
            "ada,in_office,effective,bets,bookmaker,No",
            "ada,in_office,announced,bets,bookmaker,No",
        )
    )
    assert [(fault.line, fault.column) for fault in told] == [(3, "event")]


def test_a_fault_in_a_leaders_file_is_not_repeated_by_every_row() -> None:
    told = faults_of(leaders__ada=replaced("leaders/ada.toml", "999", "many"))
    assert {fault.file for fault in told} == {"leaders/ada.toml"}


def test_faults_of_all_files_are_told_at_once() -> None:
    told = faults_of(
        desk=replaced("desk.toml", 'author = "A. Writer"', ""),
        evidence__odds=replaced("evidence/odds.csv", "1/6", "six"),
        evidence__polls=replaced("evidence/polls.csv", "62,", "-1,"),
        posts__quiet_month="No head at all.",
    )
    assert {fault.file for fault in told} == {
        "desk.toml",
        "evidence/odds.csv",
        "evidence/polls.csv",
        "posts/quiet-month.md",
    }


def test_a_base_rate_of_none_needs_a_stated_prior() -> None:
    (fault,) = faults_of(
        leaders__ada=FILES["leaders/ada.toml"].replace(
            'zone = "Etc/UTC"', 'zone = "Etc/UTC"\nbase_rate = "none"'
        )
    )
    assert (fault.line, fault.column) == (6, "prior")


def test_a_stray_table_is_told_where_it_belongs() -> None:
    with pytest.raises(FaultsFoundError, match=r"evidence/quotes\.csv.*one of odds\.csv"):
        desk_from(snapshots({**FILES, "evidence/quotes.csv": "id\n"}), TODAY)


def test_a_row_with_a_broken_cell_is_still_checked_in_its_others() -> None:
    row = "b1-yes,b1,ada,in_office,effective,bets,bookmaker,Yes,stays,six,,,perhaps,2026-03-04,day,https://example.org/b1"
    lines = FILES["evidence/odds.csv"].splitlines()
    told = faults_of(evidence__odds="\n".join([lines[0], row, *lines[2:], ""]))
    assert {fault.column for fault in told if fault.line == 2} == {"price", "complete", "deadline"}
