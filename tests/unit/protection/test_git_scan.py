"""A git repository is scanned with all that was ever in it."""

import subprocess
from pathlib import Path

import pytest

from incumbent import load_plain_vault
from incumbent.domain.errors import RefusedError
from incumbent.workflows.git_scan import scan_git

VAULT = load_plain_vault(Path(__file__).with_name("fictional.yaml"))


def _git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=A B", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(folder), *settings, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    _git(tmp_path, "init", "-q")
    (tmp_path / "post.md").write_text("Timur", encoding="utf-8")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def test_a_clean_history_passes(repository: Path) -> None:
    assert scan_git(repository, VAULT).level == "pass"


def test_a_deleted_file_is_still_found(repository: Path) -> None:
    (repository / "notes.md").write_text("Кардухаев", encoding="utf-8")
    _git(repository, "add", "-A")
    _git(repository, "commit", "-qm", "second")
    _git(repository, "rm", "-q", "notes.md")
    _git(repository, "commit", "-qm", "third")
    assert scan_git(repository, VAULT).level == "block"


def test_message_author_tag_and_file_name_are_scanned(repository: Path) -> None:
    _git(repository, "commit", "-q", "--allow-empty", "-m", "for Kardukhaev")
    assert scan_git(repository, VAULT).level == "block"
    _git(
        repository,
        "commit",
        "-q",
        "--allow-empty",
        "--amend",
        "-m",
        "x",
        "--author",
        "Kardukhaev <k@example.org>",
    )
    assert scan_git(repository, VAULT).level == "block"


def test_a_tag_is_scanned(repository: Path) -> None:
    _git(repository, "tag", "-a", "v1", "-m", "Кардухаеву")
    assert scan_git(repository, VAULT).level == "block"


def test_a_folder_without_a_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="git cannot read"):
        scan_git(tmp_path / "nothing", VAULT)
