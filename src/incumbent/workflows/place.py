"""How does a passed tree come into place in one step? A symbolic link is swapped, never a folder emptied."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from incumbent.domain.errors import RefusedError

_PREFIX = ".site-"
_STAGING = ".staging-"
_LOCK = f"{_STAGING}lock"
STAGED = ".staged"
"""Folder of the desk that holds a built tree waiting for its scan."""


@contextmanager
def sole_builder(desk: Path) -> Generator[None]:
    """Hold the desk for building and publishing; the hold goes with the process, so a kill leaves none.

    Raises
    ------
    RefusedError
        If another process builds or publishes here: nothing of this one was written.
    """
    with (desk / _LOCK).open("a") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            msg = (
                f"{desk} is being built or published by another run; nothing of this one was published. "
                "Wait until the other has ended, then do this again."
            )
            raise RefusedError(msg) from taken
        yield


@contextmanager
def staging_folder(desk: Path) -> Generator[Path]:
    """An empty folder beside the site to build into; whatever is left in it is removed at the end.

    Leftovers of builds that were killed are removed first: nothing points to them.
    """
    for leftover in desk.glob(f"{_STAGING}*/"):
        shutil.rmtree(leftover)
    staging = desk / f"{_STAGING}{os.getpid()}"
    staging.mkdir()
    try:
        yield staging
    finally:
        if staging.exists():
            shutil.rmtree(staging)


def keep_staged(staging: Path, desk: Path) -> Path:
    """Let a whole built tree wait for its scan as `desk/.staged`; an older one gives way."""
    staged, gone = desk / STAGED, desk / f"{_STAGING}gone"
    if staged.exists():  # renamed first: half a tree must never be taken for one that waits
        staged.rename(gone)
    kept = staging.rename(staged)
    if gone.exists():
        shutil.rmtree(gone)
    return kept


def move_into_place(staging: Path, desk: Path, tree_hash: str) -> Path:
    """Make a staged and passed tree the site, in one atomic step.

    `desk/site` is a symbolic link to `desk/.site-HASH`. The link is replaced by one `rename`: a reader, or a
    process killed at any moment, sees the old site or the new one. The site before is kept, for `withdraw`.

    Parameters
    ----------
    staging : Path
        Folder in the desk, as scanned.
    desk : Path
    tree_hash : str
        Hex hash of the scanned tree, from its receipt.

    Returns
    -------
    Path
        `desk/site`.

    Raises
    ------
    RefusedError
        If `desk/site` is a folder or file of the author's own.
    """
    link = desk / "site"
    if link.exists() and not link.is_symlink():
        msg = f"{link} is not a link made by a build; move it away, then build again."
        raise RefusedError(msg)
    before = desk / link.readlink() if link.is_symlink() else None
    release = desk / f"{_PREFIX}{tree_hash[:16]}"
    if release.exists() and _hash_of(release) != tree_hash:
        spoilt = desk / f"{_PREFIX}spoilt"  # somebody touched it after its scan: it must not stay the site
        if spoilt.exists():
            shutil.rmtree(spoilt)
        release.rename(spoilt)
    if release.exists():
        shutil.rmtree(staging)  # the same bytes are already there
    else:
        staging.rename(release)
    fresh = desk / ".site.new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(release.name)
    fresh.replace(link)
    for old in desk.glob(f"{_PREFIX}*"):
        if old not in {release, before}:
            shutil.rmtree(old)
    return link


def _hash_of(tree: Path) -> str:
    from incumbent.workflows.protect import hash_of_tree

    return hash_of_tree(tree)
