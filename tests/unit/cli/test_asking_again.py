"""A writer mistypes an answer: the question comes again, in plain words, and nothing typed before is lost."""

from datetime import date, timedelta
from pathlib import Path
from shlex import quote

import pytest
from tests.desks import write_desk
from typer.testing import CliRunner

from incumbent.cli.app import app

ADD = ("add", "ada", "1/6", "4/1", "--by", "2028-08-02", "--source", "https://example.org/odds")


def _typed(arguments: list[str], *answers: str) -> str:
    done = CliRunner().invoke(app, arguments, input="".join(f"{answer}\n" for answer in answers))
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.output


@pytest.fixture
def desk(tmp_path: Path) -> str:
    return str(write_desk(tmp_path / "мой стол"))


def test_a_word_that_is_no_choice_is_answered_with_the_choices(desk: str) -> None:
    said = _typed([*ADD, "--desk", desk], "both", "Stays", "bookie", "bookmaker", "bets", "n")
    assert "'both' is none of these: goes, stays." in said
    assert "'bookie' is none of these: bookmaker, exchange, crowd, expert." in said
    assert "Value error" not in said
    assert said.rstrip().endswith("Nothing was written.")


def test_a_source_that_cannot_be_an_id_is_asked_for_again_and_a_blank_is_mended(desk: str) -> None:
    typed = [*ADD, "--desk", desk, "--means", "stays", "--kind", "bookmaker"]
    said = _typed(typed, "Bets & Co!", "Example Bets", "n")
    assert "'Bets & Co!' is no short name" in said
    assert "ada-example-bets-" in said


def test_a_first_day_to_come_is_asked_for_again(tmp_path: Path) -> None:
    answers = ("Count", "A. Writer", "Ada Example", "president of Iceland")
    tomorrow = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011  # as the command reads it
    said = _typed(["new", str(tmp_path / "desk")], *answers, tomorrow, "2020-01-02")
    assert f"'{tomorrow}' is still to come" in said
    assert "Your desk is in" in said


def test_a_command_shown_for_a_folder_with_blanks_can_be_pasted(desk: str) -> None:
    assert f"incumbent run {quote(desk)}" in _typed(["status", desk])


def test_a_withdrawal_takes_the_desk_as_other_commands_do(desk: str) -> None:
    assert "quiet-month is withdrawn." in _typed(["withdraw", "quiet-month", "--desk", desk])


def test_odds_say_in_one_sentence_what_is_left_without_the_margin() -> None:
    said = _typed(["odds", "1/2", "1/2"])
    assert "Without the bookmaker's margin: 1/2 is 50.00 to 50.00 %; 1/2 is 50.00 to 50.00 %." in said
