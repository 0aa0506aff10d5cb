"""The tutorial's evening, from an empty folder to a published page, as a writer types it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from requirements import skip_or_fail

pytestmark = pytest.mark.slow

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"


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


def _blocks() -> list[str]:
    """What stands between fences in the tutorial, its vote moved so far ahead that it stays ahead."""
    text = TUTORIAL.read_text(encoding="utf-8").replace("2028", "2088")
    return [block.split("\n", 1)[1] for block in text.split("```")[1::2]]


def _follow(folder: Path, block: str) -> None:
    """Type a command as the tutorial shows it, and answer what it asks; the questions must be its own."""
    command, *asked = block.strip().splitlines()
    told = [line.rpartition(": ")[::2] for line in asked]
    words = command.removeprefix("$ incumbent ").split()
    printed = _typed(folder, *words, answers="".join(f"{answer}\n" for _, answer in told) + "y\n")
    for question, _ in told:
        assert question.partition(" (")[0] in printed


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the tutorial was followed, block after block."""
    folder = tmp_path_factory.mktemp("evening")
    desk = folder / "my-desk"
    for block in _blocks():
        if block.startswith("born"):
            own, facts = block.split("\n\n", 1)
            leader = desk / "leaders" / "example.toml"
            text = leader.read_text(encoding="utf-8")
            leader.write_text(text.replace("[[", f"{own}\n\n[[", 1) + f"\n{facts}", encoding="utf-8")
        elif block.startswith("---"):
            (desk / "posts" / "first.md").write_text(block, encoding="utf-8")
        elif "…\n$" not in block and block.count("$ ") == 1:
            if block.startswith("$ incumbent run"):
                with (desk / "desk.toml").open("a") as settings:
                    settings.write('publish_target = "../carried.zip"\n')
            _follow(folder, block)
    return folder


def test_the_page_stands_and_shows_a_chance(evening: Path) -> None:
    page = (evening / "my-desk" / "site" / "leaders" / "example.html").read_text()
    assert "Ada Example" in page
    assert "in 100" in page


def test_the_post_stands(evening: Path) -> None:
    assert "Once a month I write down" in (evening / "my-desk" / "site" / "posts" / "first.html").read_text()


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


def test_git_would_take_the_desk_and_neither_site_nor_anything_private(evening: Path) -> None:
    if shutil.which("git") is None:
        skip_or_fail("git is not installed")
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
