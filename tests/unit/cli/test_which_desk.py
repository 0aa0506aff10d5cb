"""A leader's commands take the desk as their first word, as --desk, or as the folder one stands in."""

from pathlib import Path

import pytest
import typer

from incumbent.cli.asking import desk_and_leader, the_leader


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


def test_a_command_that_needs_a_leader_says_so():
    with pytest.raises(typer.BadParameter, match="name a leader"):
        the_leader(None)
