"""Where do a withdrawn post's own files go? Out of the desk, into the private folder."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from incumbent.domain.desk import Post
from incumbent.workflows.private import private_folder
from incumbent.workflows.traces import pictures_in

_OWNER_ONLY = 0o700
_BEGIN = ("alleged", "reported")
_EVENT = re.compile(r"(?m)^\[\[events\]\][^\n]*\n(?:(?!\[\[?[a-z_]+\]\]?).*\n?)*")


def place_for(desk: Path, slug: str) -> Path:
    """Where the files of a withdrawn post are kept: in `drafts/withdrawn` of the private folder."""
    return private_folder(desk) / "drafts" / "withdrawn" / slug


def set_aside(desk: Path, slug: str, posts: Sequence[Post], claims: Iterable[str]) -> tuple[str, ...]:
    """Move a post, its pictures and what its claims took from it out of the desk; a repeat finishes it.

    Parameters
    ----------
    desk : Path
    slug : str
        Names the folder they are moved to.
    posts : sequence of Post
        The post and its translations, the original last.
    claims : iterable of str
        Ids of claims with an event that rests on it.

    Returns
    -------
    tuple of str
        Paths in the desk that were moved or changed.
    """
    slugs = {post.slug for post in posts} | {slug}
    files = [f"images/{name}" for name in sorted(_pictures_of_its_own(desk, posts))]
    files += [post.path for post in posts]  # last: with them it is still known what belongs to the post
    place = place_for(desk, slug)
    cut = [name for claim in claims if (name := _cut_claim(desk, claim, slugs, place)) is not None]
    return tuple(cut + [name for name in files if _moved(desk, name, place)])


def _pictures_of_its_own(desk: Path, posts: Sequence[Post]) -> set[str]:
    gone = {desk / post.path for post in posts}
    others = [
        path for folder in ("posts", "leaders") for path in (desk / folder).rglob("*") if path.is_file()
    ]
    kept = pictures_in(path.read_text("utf-8", "replace") for path in others if path not in gone)
    return pictures_in(post.body for post in posts) - kept


def _moved(desk: Path, name: str, place: Path) -> bool:
    """Move one file, whole, even between disks: the copy stands before the original goes."""
    source, target = desk / name, place / name
    if not source.is_file():
        return False
    private_folder(desk).mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.part")
    shutil.copyfile(source, beside)
    beside.replace(target)
    source.unlink()
    return True


def _cut_claim(desk: Path, claim: str, slugs: set[str], place: Path) -> str | None:
    """Take out of a claim what rests on the post; a claim that nothing else begins is moved as a whole."""
    name = f"claims/{claim}.toml"
    path = desk / name
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    left = _EVENT.sub(lambda found: "" if _rests_on(found[0], slugs) else found[0], text)
    if left == text:
        return None
    if not any(event.get("kind") in _BEGIN for event in tomllib.loads(left).get("events", [])):
        return name if _moved(desk, name, place) else None
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(left, encoding="utf-8", newline="\n")
    beside.replace(path)
    return name


def _rests_on(block: str, slugs: set[str]) -> bool:
    return any(event.get("post") in slugs for event in tomllib.loads(block)["events"])
