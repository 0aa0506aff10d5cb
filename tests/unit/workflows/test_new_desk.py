"""Beginning a desk."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from incumbent.domain.errors import FaultsFoundError, RefusedError
from incumbent.workflows.countries import country_named
from incumbent.workflows.desk import read_desk
from incumbent.workflows.new_desk import Answers, NewDesk, new_desk

TODAY = date(2026, 11, 1)
ANSWERS = Answers(
    "The Example Count", "A. Writer", "Ada Example", "president of Iceland", date(2020, 1, 2), ("en", "ru")
)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NewDesk:
    monkeypatch.delenv("INCUMBENT_PRIVATE", raising=False)
    return new_desk(tmp_path / "desk", ANSWERS, TODAY)


def _git(desk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    names = ["-c", "user.name=A. Writer", "-c", "user.email=writer@example.org"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    return subprocess.run(
        ["git", "-C", str(desk), *names, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def test_a_new_desk_has_no_fault_and_follows_one_leader(made: NewDesk) -> None:
    desk = read_desk(made.desk, TODAY)
    assert desk.settings.leaders == ("example",)
    assert desk.leaders["example"].gwcode == 395
    assert desk.leaders["example"].zone == "Atlantic/Reykjavik"


def test_a_new_desk_asks_for_the_end_of_next_year(made: NewDesk) -> None:
    (question,) = read_desk(made.desk, TODAY).leaders["example"].questions
    assert question.target_date == date(2027, 12, 31)
    assert question.text == "Is Ada Example, without a break, still president of Iceland at the end of 2027?"


def test_the_private_folder_lies_outside_and_is_the_owners_alone(made: NewDesk) -> None:
    assert not made.private.is_relative_to(made.desk)
    assert (made.private / "vault").stat().st_mode & 0o077 == 0


def test_the_private_folder_is_named_nowhere_in_the_desk(made: NewDesk) -> None:
    texts = [path.read_text() for path in made.desk.rglob("*") if path.is_file() and ".git/" not in str(path)]
    assert texts
    assert not any(str(made.private) in text for text in texts)


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(RefusedError, match="not empty"):
        new_desk(tmp_path, ANSWERS, TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_answers_that_cannot_stand_leave_nothing_behind(tmp_path: Path) -> None:
    future = Answers("T", "A", "Ada Example", "president of Iceland", date(2030, 1, 1))
    with pytest.raises(FaultsFoundError, match="not after today"):
        new_desk(tmp_path / "desk", future, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_an_office_without_a_country_is_refused_with_an_example(tmp_path: Path) -> None:
    answers = Answers("T", "A", "Ada Example", "president", date(2020, 1, 1))
    with pytest.raises(RefusedError, match="president of Russia"):
        new_desk(tmp_path / "desk", answers, TODAY)


def test_a_name_in_another_script_gets_a_latin_id(tmp_path: Path) -> None:
    answers = Answers("T", "A", "Ада Примерова", "президент, Россия", date(2020, 1, 1))
    assert new_desk(tmp_path / "desk", answers, TODAY).leader_id == "primerova"


@needs_git
def test_a_new_desk_commits_and_shows_nothing_private(made: NewDesk) -> None:
    assert made.hooks_active
    _git(made.desk, "add", "--all")
    committed = _git(made.desk, "commit", "-m", "Begin")
    assert committed.returncode == 0, committed.stderr
    (made.desk / "private" / "vault").mkdir(parents=True)
    (made.desk / "private" / "vault" / "someone.age").write_text("age-encryption.org/v1")
    assert _git(made.desk, "status", "--porcelain").stdout == ""


PRIVATE_FILES = [
    ("private/notes.md", b"notes", "private folder"),
    ("posts/deep/Vault/x.md", b"x", "private folder"),
    ("images/someone.AGE", b"x", "of a kind"),
    ("posts/talk.m4a", b"x", "of a kind"),
    ("posts/key.md", b"see\nAGE-SECRET-KEY-1QQQ", "a key or an encrypted text"),
    ("posts/blob.md", b"age-encryption.org/v1\n-> X25519", "a key or an encrypted text"),
    ("images/photo.jpg", b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00GPS", "camera's data"),
]


@needs_git
@pytest.mark.parametrize(("name", "content", "said"), PRIVATE_FILES)
def test_a_commit_that_carries_something_private_is_stopped(
    made: NewDesk, name: str, content: bytes, said: str
) -> None:
    path = made.desk / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    _git(made.desk, "add", "--force", name)
    refused = _git(made.desk, "commit", "-m", "x")
    assert refused.returncode == 1
    assert said in refused.stderr
    assert path.name not in refused.stderr
    assert _git(made.desk, "log").returncode != 0


@needs_git
def test_a_push_of_a_commit_made_around_the_hook_is_stopped(made: NewDesk, tmp_path: Path) -> None:
    (made.desk / "posts" / "key.md").write_text("AGE-SECRET-KEY-1QQQ")
    _git(made.desk, "add", "--all")
    assert _git(made.desk, "commit", "--no-verify", "-m", "x").returncode == 0
    (made.desk / "posts" / "key.md").unlink()
    _git(made.desk, "add", "--all")
    _git(made.desk, "commit", "-m", "y")
    _git(made.desk, "init", "--bare", str(tmp_path / "elsewhere.git"))
    pushed = _git(made.desk, "push", str(tmp_path / "elsewhere.git"), "main")
    assert pushed.returncode != 0
    assert "a key or an encrypted text" in pushed.stderr


def test_countries_answer_to_english_and_russian_names() -> None:
    assert country_named("Россия") == country_named("russia")
    assert country_named("the Gambia").gwcode == 420
    assert country_named("UK").zone == "Europe/London"


def test_a_misspelt_country_is_refused_with_the_nearest() -> None:
    with pytest.raises(RefusedError, match="Did you mean Germany"):
        country_named("Germny")
