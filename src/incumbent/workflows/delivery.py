"""How a published tree gets to where readers find it: a folder, another machine, or a ZIP to carry away."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from incumbent.domain.errors import RefusedError
from incumbent.workflows.protect import hash_of_tree

_REMOTE = re.compile(r"(rsync://[^\s]+|[\w.-]+@?[\w.-]*:(?!\\)[^\s]*)")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def deliver(site: Path, target: str, desk: Path, tree_hash: str) -> str:
    """Bring a scanned and published tree to its target.

    A folder and a ZIP change in one step: a process killed at any moment leaves the old or the new.
    With rsync the other machine takes the new files at the end of the transfer; should it break off,
    publish again.

    Parameters
    ----------
    site : Path
        The tree in place, as scanned.
    target : str
        A folder, a path ending in .zip, or an rsync address such as user@host:/srv/site; `~` is
        the writer's own folder; a relative path is meant from the desk.
    desk : Path
    tree_hash : str
        Hex hash of the tree; names the copy.

    Returns
    -------
    str
        Where it is, for the author.

    Raises
    ------
    RefusedError
        If the target holds something else, rsync is missing or fails.
    """
    if _REMOTE.fullmatch(target):
        return _by_rsync(site, target)
    path = _place(target, desk)
    if path.is_relative_to(site.absolute()):
        msg = f"publish_target {target} lies inside the site itself. Name another place in desk.toml."
        raise RefusedError(msg)
    path.parent.mkdir(parents=True, exist_ok=True)
    return _as_zip(site, path) if path.suffix == ".zip" else _as_folder(site, path, tree_hash)


def _place(target: str, desk: Path) -> Path:
    """The folder or ZIP meant, `~` read as the writer's own folder."""
    try:
        return (desk / Path(target).expanduser()).absolute()
    except RuntimeError:
        msg = f"publish_target {target}: nobody of that name is here. Write the whole path in desk.toml."
        raise RefusedError(msg) from None


def _as_zip(site: Path, path: Path) -> str:
    """One ZIP with the same bytes for the same tree."""
    draft = f".{path.name}-passing-"
    for leftover in path.parent.glob(f"{draft}*"):  # of a process that was killed
        leftover.unlink()
    beside = path.with_name(f"{draft}{os.getpid()}")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as packed:
            for file in sorted(path for path in site.rglob("*") if path.is_file()):
                entry = zipfile.ZipInfo(file.relative_to(site).as_posix(), _ZIP_DATE)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                packed.writestr(entry, file.read_bytes())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return str(path)


def _as_folder(site: Path, path: Path, tree_hash: str) -> str:
    """A copy beside the target, and a link that is swapped to it."""
    if path.exists() and not path.is_symlink():
        msg = (
            f"{path} is there and was not made by a publication. Name a folder that is not there yet in "
            "desk.toml (publish_target), or move this one away."
        )
        raise RefusedError(msg)
    whole, passing = f".{path.name}-site-", f".{path.name}-passing-"
    for leftover in path.parent.glob(f"{passing}*"):  # of a process that was killed
        leftover.unlink() if leftover.is_symlink() else shutil.rmtree(leftover)
    copy = _whole_or_free(path, f"{whole}{tree_hash}", tree_hash)
    if not copy.exists():
        draft = path.with_name(f"{passing}{os.getpid()}")
        shutil.copytree(site, draft)
        draft.rename(copy)
    link = path.with_name(f"{passing}link")
    link.symlink_to(copy.name)
    link.replace(path)
    for old in path.parent.glob(f"{whole}*"):
        if old != copy:  # renamed first: a half-removed tree must never be taken for a whole one
            gone = path.with_name(f"{passing}gone")
            old.rename(gone)
            shutil.rmtree(gone)
    return str(path)


def _whole_or_free(path: Path, name: str, tree_hash: str) -> Path:
    """A copy of the tree that is there already, or a place for one that readers do not look at."""
    places = [path.with_name(name), path.with_name(f"{name}-anew")]
    for place in places:
        if place.exists() and hash_of_tree(place) == tree_hash:
            return place
    free = next(place for place in places if place.resolve() != path.resolve())
    if free.exists():  # touched since its scan, or half removed
        shutil.rmtree(free)
    return free


_NO_ANSWER = "the other machine did not answer, or broke off"
_WHY = {
    **dict.fromkeys((5, 10, 12, 30, 35, 255), _NO_ANSWER),
    3: "there is no such folder, or no right to use it",
    11: "a file could not be written there: is the disk full",
    23: "some files could not be written there",
    24: "some files vanished on the way",
}


def _by_rsync(site: Path, target: str) -> str:
    rsync = shutil.which("rsync")
    if rsync is None:
        msg = (
            f"publish_target is {target}, and rsync is not installed. Install rsync, or name a folder or ZIP."
        )
        raise RefusedError(msg)
    options = ["--recursive", "--checksum", "--delete-after", "--delay-updates", "--chmod=D755,F644"]
    done = subprocess.run(
        [rsync, *options, "--", f"{site}/", target], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = " ".join(done.stderr.split())[:300]
        why = _WHY.get(done.returncode, "it was refused")
        msg = (
            f"the site is ready here, but did not get to {target}: {why}. Check the address and the "
            f"connection, then publish again. (rsync ended with {done.returncode}: {said})"
        )
        raise RefusedError(msg)
    return target
