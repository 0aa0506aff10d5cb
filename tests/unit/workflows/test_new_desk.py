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
from incumbent.workflows.guard import guard_missing
from incumbent.workflows.new_desk import Answers, NewDesk, new_desk
from incumbent.workflows.status import status
from requirements import skip_or_fail

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


@pytest.fixture
def git() -> None:
    if shutil.which("git") is None:
        skip_or_fail("git is not installed")


needs_git = pytest.mark.usefixtures("git")


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
    ("images/photo.jpg", b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00GPS", "camera's"),
    ("images/renamed.bin", b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00GPS", "camera's"),
    ("images/talk.png", b"\x00\x00\x00\x18ftypisom", "telephone's"),
    ("posts/signed.PDF", b"%PDF-1.4", "of a kind"),
    ("claims/page.toml", b"id: someone\nname_parts:\n  given: A\n", "page of the vault"),
    ("old-private/notes.md", b"x", "private folder"),
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
    by_content = any(word in said for word in ("key", "camera", "telephone", "vault"))
    assert (name in refused.stderr) == by_content  # the name of a private file can tell a name
    assert by_content or f"{name.split('/', maxsplit=1)[0]}/..." in refused.stderr
    assert _git(made.desk, "log").returncode != 0


@needs_git
def test_a_private_file_under_another_name_is_stopped(made: NewDesk) -> None:
    (made.desk / "posts" / "kept.md").write_text("AGE-SECRET-KEY-1QQQ")
    _git(made.desk, "add", "--all")
    assert _git(made.desk, "commit", "--no-verify", "-m", "x").returncode == 0
    _git(made.desk, "mv", "posts/kept.md", "claims/other.txt")
    refused = _git(made.desk, "commit", "-m", "y")
    assert refused.returncode == 1
    assert "a key or an encrypted text" in refused.stderr
    assert "claims/other.txt" in refused.stderr


@needs_git
def test_git_status_shows_no_private_file_however_it_is_spelt(made: NewDesk) -> None:
    _git(made.desk, "add", "--all")
    _git(made.desk, "commit", "-m", "Begin")
    for name in (
        "IMG_1.HEIC",
        "Vault/a.yaml",
        "Consent/Form.PDF",
        "voice.Opus",
        "my-key-1.txt",
        "x-Private/n",
    ):
        (made.desk / name).parent.mkdir(exist_ok=True)
        (made.desk / name).write_text("x")
    assert _git(made.desk, "status", "--porcelain", "--untracked-files=all").stdout == ""


@needs_git
def test_a_clone_is_told_to_switch_its_guard_on_and_the_told_command_does(
    made: NewDesk, tmp_path: Path
) -> None:
    _git(made.desk, "add", "--all")
    _git(made.desk, "commit", "-m", "Begin")
    assert guard_missing(made.desk) is None
    clone = tmp_path / "clone"
    _git(made.desk, "clone", str(made.desk), str(clone))
    remark = next(r for r in status(clone, TODAY).to_do if "Git does not stop" in r.what)
    subprocess.run(remark.do.split(), check=True)
    assert guard_missing(clone) is None
    (clone / "posts" / "key.md").write_text("AGE-SECRET-KEY-1QQQ")
    _git(clone, "add", "--all")
    assert _git(clone, "commit", "-m", "x").returncode == 1


@needs_git
def test_in_a_repository_around_it_a_desk_is_guarded_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INCUMBENT_PRIVATE", raising=False)
    _git(tmp_path, "init")
    made = new_desk(tmp_path / "desk", ANSWERS, TODAY)
    assert not made.hooks_active
    (made.private / "consent" / "form.txt").write_text("x")
    assert "desk-private" not in _git(tmp_path, "status", "--porcelain", "--untracked-files=all").stdout
    command = guard_missing(made.desk)
    assert command is not None
    subprocess.run(command.split(), check=True)
    _git(tmp_path, "add", "--force", "desk-private/consent/form.txt")
    assert _git(tmp_path, "commit", "-m", "x").returncode == 1


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
    assert "a key or an encrypted text inside.\n    posts/key.md\n" in pushed.stderr


def test_countries_answer_to_english_and_russian_names() -> None:
    assert country_named("Россия") == country_named("russia")
    assert country_named("the Gambia").gwcode == 420
    assert country_named("UK").zone == "Europe/London"


def test_a_misspelt_country_is_refused_with_the_nearest() -> None:
    with pytest.raises(RefusedError, match="Did you mean Germany"):
        country_named("Germny")
