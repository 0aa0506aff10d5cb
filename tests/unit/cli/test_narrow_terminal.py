"""On a terminal of eighty columns no word of a table is cut."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incumbent.cli.output import OutputFormat, Table, show

LONG = "an-address-that-is-longer-than-the-column-it-would-have-among-seven"
WIDE = Table(
    ("entry", "day", "hash", "about"),
    [["1", "2026-11-22T12:00:00Z", "cb8053ea4ef90351" * 4, "ada effective exit"]],
    brief=("entry", "day", "about"),
)


@pytest.fixture
def eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")


def _shown(table: Table, capsys: pytest.CaptureFixture[str]) -> str:
    show(table, None, OutputFormat.TABLE)
    return re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)


@pytest.mark.usefixtures("eighty")
def test_the_columns_that_matter_less_are_left_out_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    said = _shown(WIDE, capsys)
    assert "2026-11-22T12:00:00Z" in said
    assert "cb8053" not in said
    assert "Not shown on a terminal this narrow: hash." in said


@pytest.mark.usefixtures("eighty")
def test_a_row_that_fits_in_no_grid_is_stacked(capsys: pytest.CaptureFixture[str]) -> None:
    said = _shown(Table(("market", "address"), [["a-market-of-the-same-name", LONG]]), capsys)
    assert f"address: {LONG}" in said.splitlines()
    assert "market: a-market-of-the-same-name" in said.splitlines()


def test_a_pipe_gets_every_column(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert "cb8053" in _shown(WIDE, capsys)


words = st.text("abcdefgh", min_size=1, max_size=9)
cells = st.lists(words, min_size=1, max_size=6).map(" ".join)


@given(st.lists(st.lists(cells, min_size=7, max_size=7), min_size=1, max_size=4))
def test_no_word_is_ever_cut(rows: list[list[str]]) -> None:
    from io import StringIO

    from rich.console import Console

    from incumbent.cli.output import _grid, _least_width

    table = Table(tuple("ABCDEFG"), rows)
    assert _least_width(table) <= 80
    out = StringIO()
    Console(file=out, width=80).print(_grid(table, 80))
    lines = out.getvalue().splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert sorted(" ".join(lines[1:]).split()) == sorted(
        " ".join(cell for row in rows for cell in row).split()
    )
