"""A leader's commands take the desk as their first word, as --desk, or as the folder one stands in."""

from pathlib import Path

import pytest
import typer
from tests.desks import write_desk
from typer.testing import CliRunner

from incumbent.cli.app import app
from incumbent.cli.asking import desk_and_leader, desk_and_word


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "desk.toml").touch()
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def test_the_first_word_is_the_desk_and_the_second_the_leader():
    assert desk_and_leader("my-desk", "ada", None) == (Path("my-desk"), "ada")
    assert desk_and_leader("my-desk", None, None) == (Path("my-desk"), None)


def test_where_the_desk_is_named_apart_the_first_word_is_the_leader():
    assert desk_and_leader("ada", None, Path("my-desk")) == (Path("my-desk"), "ada")
    assert desk_and_leader(None, None, Path("my-desk")) == (Path("my-desk"), None)


def test_a_desk_named_twice_is_refused():
    with pytest.raises(typer.BadParameter, match="named twice"):
        desk_and_leader("my-desk", "ada", Path("my-desk"))


def test_inside_a_desk_one_word_is_a_leader(inside: Path):
    assert desk_and_leader("ada", None, None) == (Path(), "ada")
    assert desk_and_leader(str(inside), None, None) == (inside, None)


def test_outside_a_desk_one_word_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert desk_and_leader("no-such-desk", None, None) == (Path("no-such-desk"), None)


def test_a_command_that_needs_a_leader_says_so(inside: Path):
    with pytest.raises(typer.BadParameter, match="name a leader too"):
        desk_and_word(str(inside), None, None, "a leader")


def test_two_words_in_the_other_order_are_understood(inside: Path):
    assert desk_and_leader("ada", str(inside), None) == (inside, "ada")
    assert desk_and_word("slug", str(inside), None, "the post") == (inside, "slug")


def test_a_word_beside_the_desk_is_found_in_each_way(inside: Path):
    for words in ((str(inside), "slug", None), ("slug", None, inside)):
        assert desk_and_word(*words, "the post") == (inside, "slug")
    assert desk_and_word("slug", None, None, "the post") == (Path(), "slug")


def test_a_desk_without_its_word_is_asked_for_it(inside: Path):
    for words in ((str(inside), None, None), (None, None, inside)):
        with pytest.raises(typer.BadParameter, match="name the post too"):
            desk_and_word(*words, "the post")


ALONE = ("status", "record", "resolve", "score", "verify", "pull", "build", "claim list", "claim check")


@pytest.mark.parametrize("command", ALONE)
def test_the_desk_is_taken_in_the_same_three_ways(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("INCUMBENT_PRIVATE", raising=False)
    desk = write_desk(tmp_path / "desk")
    asked = CliRunner().invoke(app, ["run", str(desk), "--offline"])
    assert asked.exit_code == 0, asked.output
    said = [
        CliRunner().invoke(app, [*command.split(), str(desk)]),
        CliRunner().invoke(app, [*command.split(), "--desk", str(desk)]),
    ]
    monkeypatch.chdir(desk)
    said.append(CliRunner().invoke(app, command.split()))
    assert [done.exit_code for done in said] == [0, 0, 0], [done.output for done in said]


@pytest.mark.parametrize("command", [*ALONE, "run", "publish", "preview", "pack", "archive"])
def test_outside_a_desk_the_ways_to_name_one_are_told(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, command.split(), env={"COLUMNS": "200"})
    assert done.exit_code == 2
    assert "--desk my-desk" in done.output


PRICE = ("1/6", "4/1", "--by", "2090-08-02", "--means", "stays", "--kind", "bookmaker", "--who", "bets")
PRICE = (*PRICE, "--source", "https://example.org/odds", "--yes")


@pytest.mark.parametrize("way", ["first", "apart", "inside"])
def test_a_command_with_a_word_takes_the_desk_in_the_same_three_ways(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    desk = write_desk(tmp_path / "desk")
    first = [str(desk)] if way == "first" else []
    apart = ["--desk", str(desk)] if way == "apart" else []
    if way == "inside":
        monkeypatch.chdir(desk)
    event = ["--on", "2026-03-01", "--kind", "reported", "--who", "The Courier"]
    event += ["--summary", "It says so.", "--source", "https://example.org/mill"]
    for words in (
        ["history", *first, "ada", *apart],
        ["add", *first, "ada", *PRICE, *apart],
        ["post", *first, "A new road", *apart],
        ["claim", "new", *first, "mill", "--title", "A mill burnt.", *event, *apart],
        ["claim", "event", *first, "mill", *event, *apart],
        ["withdraw", *first, "quiet-month", *apart],
    ):
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, (words, done.output, done.exception)
    assert "bets" in (desk / "evidence" / "odds.csv").read_text(encoding="utf-8")
    assert (desk / "claims" / "mill.toml").is_file()
