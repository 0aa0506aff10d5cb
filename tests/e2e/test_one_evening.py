"""The tutorial's evening, from an empty folder to a published page, as a writer types it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

NEW = "The Example Count\nA. Writer\nAda Example\npresident of Iceland\n2020-01-02\n"
PRICE = "2090-08-02\nstays\nbookmaker\nexample-bets\nhttps://example.org/odds\ny\n"
POST = "---\ntitle: What the number is for\ndate: 2020-02-01\nleaders: [example]\n---\n\nOnce a month.\n"


def _typed(folder: Path, *words: str, answers: str = "") -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "INCUMBENT_"))}
    done = subprocess.run(
        [sys.executable, "-m", "incumbent", *words],
        input=answers,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which everything was typed once."""
    folder = tmp_path_factory.mktemp("evening")
    _typed(folder, "new", "my-desk", answers=NEW)
    _typed(folder, "add", "example", "1/6", "4/1", "--desk", "my-desk", answers=PRICE)
    (folder / "my-desk" / "posts" / "first.md").write_text(POST)
    with (folder / "my-desk" / "desk.toml").open("a") as settings:
        settings.write('publish_target = "../carried.zip"\n')
    _typed(folder, "run", "my-desk")
    return folder


def test_the_page_stands_and_shows_a_chance(evening: Path) -> None:
    page = (evening / "my-desk" / "site" / "leaders" / "example.html").read_text()
    assert "Ada Example" in page
    assert "in 100" in page


def test_the_post_stands(evening: Path) -> None:
    assert "Once a month." in (evening / "my-desk" / "site" / "posts" / "first.html").read_text()


def test_the_zip_holds_the_same_page(evening: Path) -> None:
    with zipfile.ZipFile(evening / "carried.zip") as carried:
        page = carried.read("leaders/example.html")
    assert page == (evening / "my-desk" / "site" / "leaders" / "example.html").read_bytes()


def test_nothing_is_left_to_do_and_a_second_run_records_nothing(evening: Path) -> None:
    assert "Nothing to do." in _typed(evening, "status", "my-desk")
    segments = sorted((evening / "my-desk" / "record").glob("*.jsonl"))
    before = [segment.read_bytes() for segment in segments]
    _typed(evening, "run", "my-desk")
    assert [segment.read_bytes() for segment in segments] == before


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_would_take_the_desk_and_neither_site_nor_anything_private(evening: Path) -> None:
    listed = subprocess.run(
        ["git", "-C", str(evening / "my-desk"), "status", "--porcelain", "--untracked-files=all"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    folders = {line.split()[-1].split("/")[0] for line in listed}
    assert {"desk.toml", "evidence", "leaders", "posts", "record"} <= folders
    assert not [name for name in folders if "site" in name or "private" in name or "draw" in name]
    assert (evening / "my-desk-private" / "vault").is_dir()
