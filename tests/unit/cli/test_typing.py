"""What a writer types, with mistakes: asked again or refused in words, never a dead end."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.desks import FILES, write_desk
from typer.testing import CliRunner, Result

from incumbent.cli.app import app
from incumbent.cli.output import counted
from incumbent.cli.run import shown_place
from incumbent.domain.errors import RefusedError
from incumbent.workflows.desk import read_desk

PRICE = ["2090-08-02", "stays", "bookmaker", "example-bets", "https://example.org/odds", "y"]
NEW = ["The Example Count", "A. Writer", "Ada Example", "president of Iceland", "2020-01-02"]


def _typed(words: list[str], answers: list[str]) -> Result:
    return CliRunner().invoke(app, words, input="".join(f"{answer}\n" for answer in answers))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("INCUMBENT_PRIVATE", raising=False)
    return write_desk(tmp_path / "desk", {**FILES, "posts/quiet-month.md": FILES["posts/quiet-month.md"]})


@pytest.mark.parametrize(
    ("question", "wrong", "said"),
    [
        (0, "soon", "is no date: write 3 April 2017 as 2017-04-03"),
        (4, "example.org", "copy it from the browser"),
    ],
)
def test_a_wrong_answer_to_add_is_asked_again(desk: Path, question: int, wrong: str, said: str) -> None:
    answers = [*PRICE[:question], wrong, *PRICE[question:]]
    done = _typed(["add", "ada", "1/6", "4/1", "--desk", str(desk)], answers)
    assert done.exit_code == 0, done.output
    assert said in done.output
    assert "2090-08-02" in (desk / "evidence" / "odds.csv").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["adda", "1/6"], "Did you mean ada"),
        (["ada", "six"], "must be a price"),
        (["ada", "-x"], "no such option"),
    ],
)
def test_what_is_mistyped_in_the_command_is_told_before_anything_is_asked(
    desk: Path, words: list[str], said: str
) -> None:
    done = _typed(["add", *words, "--desk", str(desk)], [])
    assert done.exit_code != 0
    assert said in f"{done.output}{done.exception}"
    assert "Until which day" not in done.output


def test_new_asks_again_for_an_office_without_a_country(tmp_path: Path) -> None:
    answers = [*NEW[:3], "president", "president of Icelandia", *NEW[3:]]
    done = _typed(["new", str(tmp_path / "desk")], answers)
    assert done.exit_code == 0, done.output
    assert "names no country" in done.output
    assert 'office = "president of Iceland"' in (tmp_path / "desk" / "leaders" / "example.toml").read_text()


def test_new_asks_nothing_where_the_folder_is_taken(desk: Path) -> None:
    done = _typed(["new", str(desk)], NEW)
    assert isinstance(done.exception, RefusedError)
    assert "called?" not in done.output


def test_a_claim_is_asked_for_whatever_it_cannot_do_without(desk: Path) -> None:
    day = str(date.today() - timedelta(days=1))  # noqa: DTZ011  # the author's own calendar day
    answers = ["A mill was set on fire.", "yesterday", day, "alleged", "A. Neighbour"]
    answers += ["example.org/mill", "https://example.org/mill", "Two men were seen.", "perhaps", "hearsay"]
    done = _typed(["claim", "new", "mill", "--desk", str(desk)], answers)
    assert done.exit_code == 0, done.output
    assert "is no date" in done.output
    assert 'hand = "hearsay"' in (desk / "claims" / "mill.toml").read_text()


def test_an_event_is_asked_for_its_kind_again_and_why_its_speaker_is_not_named(desk: Path) -> None:
    words = ["claim", "new", "mill", "--title", "A mill burnt.", "--on", "2026-03-01", "--kind", "Reported"]
    words += ["--who", "The Courier", "--summary", "It says so.", "--source", "https://example.org/mill"]
    assert _typed([*words, "--desk", str(desk)], []).exit_code == 0
    answers = ["2026-03-02", "refuted", "no-answer", "A Millbrook official", "https://example.org/d"]
    answers += ["Nothing was said.", "The official lives there.", "By letter, two weeks."]
    done = _typed(["claim", "event", "mill", "--desk", str(desk)], answers)
    assert done.exit_code == 0, done.output
    assert "'refuted' is none of these: alleged, reported" in done.output
    step = read_desk(desk, date(2026, 11, 1)).claims["mill"].steps[1]
    assert (step.kind, step.anonymous_reason) == ("no answer", "The official lives there.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["claim", "list", "--format", "xml"], "'xml' is not one of 'table', 'json', 'csv'"),
        (["claim", "event", "mill", "--hand", "third"], "'third' is not one of 'first hand', 'hearsay'"),
    ],
)
def test_a_mistyped_choice_is_told_without_the_words_of_a_program(words: list[str], said: str) -> None:
    done = _typed(words, [])
    assert done.exit_code == 2
    told = " ".join(done.output.replace("│", " ").split())
    assert f"Invalid value for '{words[-2]}': {said}" in told
    assert "Value error" not in told


def test_a_month_that_is_none_is_told_with_an_example(desk: Path) -> None:
    done = _typed(["run", str(desk), "--offline", "--through", "2026-13"], [])
    assert done.exit_code == 2
    assert "write April 2017" in done.output


def test_a_folder_that_cannot_be_written_is_told_without_a_traceback(desk: Path) -> None:
    (desk / "record").write_text("a file where a folder must be")
    words = [sys.executable, "-m", "incumbent", "run", str(desk), "--offline"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("incumbent: ")
    assert "Traceback" not in done.stderr


def test_a_claims_name_is_refused_before_anything_is_asked(desk: Path) -> None:
    done = _typed(["claim", "new", "The Mill", "--desk", str(desk)], [])
    assert done.exit_code == 2
    assert "is no name for a claim" in done.output
    assert "one sentence" not in done.output


def test_an_event_says_where_it_was_read_in_which_language_and_since_when_it_was_known(desk: Path) -> None:
    words = ["claim", "new", "mill", "--title", "A mill burnt.", "--on", "2026-03-01", "--kind", "reported"]
    words += ["--who", "The Courier", "--summary", "It says so.", "--source", "https://example.org/mill"]
    assert _typed([*words, "--desk", str(desk)], []).exit_code == 0
    words = ["claim", "event", "mill", "--on", "2026-03-15", "--precision", "month", "--kind", "denied"]
    words += ["--who", "Ada Example", "--words", "Нет мельницы.", "--words-language", "ru"]
    words += [
        "--published-in",
        "The Courier",
        "--known-at",
        "2026-04-02",
        "--source",
        "https://example.org/d",
    ]
    done = _typed([*words, "--desk", str(desk)], [])
    assert done.exit_code == 0, done.output
    step = read_desk(desk, date(2026, 11, 1)).claims["mill"].steps[1]
    told = (step.printed_date, step.words_language, step.published_in, step.known_since)
    assert told == ("2026-03", "ru", "The Courier", date(2026, 4, 2))


NONSENSE = ["add", "ada", "95%", "95%", "--by", "2090-08-02", "--means", "goes", "--kind", "bookmaker"]
NONSENSE += ["--who", "bets", "--source", "https://example.org/odds"]


def test_a_book_whose_sides_cannot_both_be_right_is_refused_with_its_sum(desk: Path) -> None:
    before = (desk / "evidence" / "odds.csv").read_bytes()
    done = _typed([*NONSENSE, "--desk", str(desk), "--yes"], [])
    assert isinstance(done.exception, RefusedError)
    assert "sum to 190%" in str(done.exception)
    assert (desk / "evidence" / "odds.csv").read_bytes() == before


def test_without_yes_such_a_book_is_asked_about_and_enter_means_no(desk: Path) -> None:
    before = (desk / "evidence" / "odds.csv").read_bytes()
    done = _typed([*NONSENSE, "--desk", str(desk)], [""])
    assert "sum to 190%" in done.output
    assert (desk / "evidence" / "odds.csv").read_bytes() == before


def test_the_world_is_not_told_from_a_day_that_lies_ahead() -> None:
    done = _typed(["world", "--as-of", "2999-01-01"], [])
    assert isinstance(done.exception, RefusedError)
    assert "lies ahead" in str(done.exception)


def test_a_month_that_lies_ahead_is_refused_before_anything_is_done(desk: Path) -> None:
    done = _typed(["run", str(desk), "--offline", "--through", "2999-05"], [])
    assert done.exit_code == 2
    assert "lies ahead" in done.output
    assert not (desk / "record").exists()


def test_a_prompt_that_is_stopped_is_answered_in_words(desk: Path) -> None:
    done = _typed(["add", "ada", "1/6", "4/1", "--desk", str(desk)], ["2090-08-02"])
    assert done.exit_code == 130
    assert "Stopped before anything was written." in done.output


def test_a_command_that_is_stopped_says_what_stays(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("incumbent.workflows.status.status", stopped)
    done = _typed(["status", str(desk)], [])
    assert done.exit_code == 130
    assert "Stopped." in done.output


def test_a_leader_is_found_by_a_part_of_the_name(desk: Path) -> None:
    done = _typed(["history", "example", "--desk", str(desk)], [])
    assert "Did you mean ada (Ada Example)?" in str(done.exception)


@pytest.mark.parametrize(("number", "said"), [(0, "0 entries"), (1, "1 entry"), (2, "2 entries")])
def test_one_of_a_thing_is_told_as_one(number: int, said: str) -> None:
    assert counted(number, "entry") == said


def test_a_page_in_a_folder_of_another_script_is_told_as_a_plain_path(tmp_path: Path) -> None:
    assert shown_place(tmp_path / "Мой стол" / "index.html") == str(tmp_path / "Мой стол" / "index.html")
    assert shown_place(tmp_path / "desk" / "index.html").startswith("file:///")
