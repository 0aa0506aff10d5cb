"""A desk with thirty planted faults tells of every one, in one run, and writes nothing."""

import tracemalloc
from pathlib import Path

import pytest
from tests.desks import FILES, TODAY, write_desk
from typer.testing import CliRunner

from incumbent.cli.app import app
from incumbent.domain.errors import FaultsFoundError
from incumbent.workflows.desk import read_desk

LEADER = FILES["leaders/ada.toml"]
HEAD = FILES["evidence/odds.csv"].splitlines()[0]


def _odds_row(number: int, **cells: str) -> str:
    row = {
        "id": f"r{number}",
        "book_id": f"k{number}",
        "leader": "ada",
        "kind": "in_office",
        "event": "effective",
        "source": "bets",
        "source_kind": "bookmaker",
        "outcome": "Yes",
        "outcome_means": "stays",
        "price": "1/6",
        "deadline": "2027-12-31",
        "gate": "",
        "complete": "no",
        "observed_on": "2026-03-04",
        "date_precision": "day",
        "source_url": "https://example.org/b",
    }
    return ",".join({**row, **cells}.values())


ODDS_FAULTS = [
    ({"price": "six"}, "price"),
    ({"price": "0.5/"}, "price"),
    ({"price": "-50"}, "price"),
    ({"price": "nan"}, "price"),
    ({"leader": "nobody"}, "leader"),
    ({"id": "r0"}, "id"),
    ({"deadline": ""}, "deadline"),
    ({"observed_on": "03/04/2017"}, "observed_on"),
    ({"observed_on": "2031-01-01", "deadline": "2032-01-01"}, "observed_on"),
    ({"kind": "sometime"}, "kind"),
    ({"outcome_means": "maybe"}, "outcome_means"),
    ({"outcome_means": "later"}, "outcome_means"),
    ({"complete": "half"}, "complete"),
    ({"source_url": "heard it"}, "source_url"),
    ({"kind": "gate_winner", "deadline": ""}, "gate"),
    ({"kind": "gate_winner", "gate": "vote-1999"}, "gate"),
    ({"date_precision": "roughly"}, "date_precision"),
    ({"deadline": "2025-01-01"}, "deadline"),
]


def _plant(folder: Path) -> list[tuple[str, int | None, str | None]]:
    """Spoil a desk; the file, line and column of each planted fault."""
    good = _odds_row(0)
    rows = [_odds_row(number + 1, **cells) for number, (cells, _) in enumerate(ODDS_FAULTS)]
    files: dict[str, str | bytes] = {
        **FILES,
        "desk.toml": FILES["desk.toml"].replace("author =", "autor ="),
        "leaders/ben.toml": LEADER.replace('name = "Ada Example"', 'name = "Ben Example'),
        "leaders/cid.toml": LEADER.replace('zone = "Etc/UTC"', 'zone = "Nowhere"\nrate = 1'),
        "leaders/dan.toml": LEADER.replace("known_at = 2026-02-01", "known_at = 2031-01-01"),
        "evidence/odds.csv": "\n".join([HEAD, good, *rows, ""]),
        "evidence/prices.csv": FILES["evidence/prices.csv"].replace("0.10,0.14,", "0.14,0.10,"),
        "evidence/polls.csv": "\ufeff" + FILES["evidence/polls.csv"].replace(",", ";"),
        "evidence/judgements.csv": "",
        "evidence/events.csv": FILES["evidence/events.csv"].replace("The vote", "Выборы").encode("cp1251"),
        "evidence/notes.csv": "id\n",
        "posts/quiet-month.md": FILES["posts/quiet-month.md"].replace("[ada]", "[eve]"),
        "posts/no-head.md": "Only text.",
        "posts/wide.md": FILES["posts/quiet-month.md"].encode("utf-16"),
        "claims/nought.toml": b"\0" * 100,
    }
    write_desk(folder, files)
    for name in ("posts/huge.md", "evidence/huge.csv"):
        with (folder / name).open("wb") as huge:
            huge.truncate(2 * 1024**3)
    return [
        *(("evidence/odds.csv", number + 3, column) for number, (_, column) in enumerate(ODDS_FAULTS)),
        ("desk.toml", 2, "autor"),
        ("desk.toml", None, "author"),
        ("leaders/ben.toml", 1, None),
        ("leaders/cid.toml", 5, "zone"),
        ("leaders/cid.toml", 6, "rate"),
        ("leaders/dan.toml", 24, "known_at"),
        ("evidence/prices.csv", 2, "bid"),
        ("evidence/polls.csv", 1, None),
        ("evidence/judgements.csv", 1, None),
        ("evidence/events.csv", 2, None),
        ("evidence/notes.csv", None, None),
        ("posts/quiet-month.md", 4, "leaders"),
        ("posts/no-head.md", 1, None),
        ("posts/wide.md", 1, None),
        ("claims/nought.toml", 1, None),
        ("posts/huge.md", None, None),
        ("evidence/huge.csv", None, None),
    ]


def test_every_planted_fault_is_told_at_once_with_place_and_remedy(tmp_path: Path) -> None:
    planted = _plant(tmp_path)
    assert len(planted) >= 30
    with pytest.raises(FaultsFoundError) as refused:
        read_desk(tmp_path, TODAY)
    told = {(fault.file, fault.line, fault.column) for fault in refused.value.faults}
    assert set(planted) - told == set()
    assert all(fault.must_be and fault.mend.strip() for fault in refused.value.faults)


def test_a_faulty_desk_stays_as_it_is(tmp_path: Path) -> None:
    _plant(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    with pytest.raises(FaultsFoundError):
        read_desk(tmp_path, TODAY)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_the_message_fits_a_terminal_and_shows_no_traceback(tmp_path: Path) -> None:
    _plant(tmp_path)
    with pytest.raises(FaultsFoundError) as refused:
        read_desk(tmp_path, TODAY)
    lines = str(refused.value).splitlines()
    assert "nothing was written" in lines[0]
    assert len(lines) == len(refused.value.faults) + 1


@pytest.mark.parametrize("command", ["status", "run", "publish", "build", "estimate"])
def test_every_command_of_the_month_lists_them_all_and_writes_nothing(tmp_path: Path, command: str) -> None:
    planted = _plant(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    told = CliRunner().invoke(app, [command, str(tmp_path)])
    assert isinstance(told.exception, FaultsFoundError)
    assert {file for file, _, _ in planted} <= {fault.file for fault in told.exception.faults}
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_two_gigabytes_in_one_line_need_no_memory(tmp_path: Path) -> None:
    _plant(tmp_path)
    tracemalloc.start()
    with pytest.raises(FaultsFoundError):
        read_desk(tmp_path, TODAY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 32 * 1024**2
