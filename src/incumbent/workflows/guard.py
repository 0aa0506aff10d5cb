"""What git is told to leave alone in a desk, and whether it stops what must not leave."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from shlex import quote

HOOKS = ".githooks"
_FOLDERS = ("private", "*-private", "vault", "originals", "drafts", "consent", "reports")
_KINDS = (
    *("age", "warc", "warc.gz", "gpg", "asc", "kdbx", "key"),
    *("m4a", "mp3", "wav", "ogg", "opus", "aac", "amr", "mp4", "mov", "3gp", "heic", "heif", "dng"),
    *("pdf", "doc", "docx", "odt", "rtf", "zip", "7z", "eml", "vcf"),
)
_BUILT = ("/site", "/.site-*", "/.site.new", "/.staging-*", "/.staged", "/.drawings/", "/pulled/")


def ignored() -> str:
    """The text of a desk's .gitignore; names are taken in any case, as telephones and scanners write them."""
    return "\n".join(
        [
            "# Built from the rest, or on its way: not the desk itself.",
            *_BUILT,
            "# Never in a repository, wherever it lies.",
            *(f"{_any_case(name)}/" for name in _FOLDERS),
            *(f"*.{_any_case(kind)}" for kind in _KINDS),
            _any_case("*key*.txt"),
            "",
        ]
    )


def _any_case(name: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" if letter.isalpha() else letter for letter in name)


def guard_missing(folder: Path) -> str | None:
    """The command that makes git stop private files of a desk; None if it does, or the desk is in no git.

    A clone brings the hooks along and does not switch them on; a repository around the desk knows none.

    Parameters
    ----------
    folder : Path
    """
    top = repository_of(folder)
    if top is None:
        return None
    hooks = (folder / HOOKS).resolve()
    asked = _git(folder, "config", "core.hooksPath")
    if asked and (top / asked).resolve() == hooks and os.access(hooks / "pre-commit", os.X_OK):
        return None
    return f"git -C {quote(str(folder))} config core.hooksPath {quote(os.path.relpath(hooks, top))}"


def repository_of(folder: Path) -> Path | None:
    """The top folder of the repository in which a folder lies; None for none, or without git."""
    top = _git(folder, "rev-parse", "--show-toplevel") if folder.is_dir() else None
    return Path(top) if top else None


def _git(folder: Path, *arguments: str) -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    outside = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(
        [git, "-C", str(folder), *arguments], capture_output=True, text=True, check=False, env=outside
    )
    return done.stdout.strip() if done.returncode == 0 else None
