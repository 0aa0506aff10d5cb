"""Takes a post out of the world as far as this machine reaches, without the vault."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from incumbent import record
from incumbent.domain.errors import Fault, FaultsFoundError, RefusedError
from incumbent.protection.files import entries
from incumbent.workflows.committed_texts import redact_texts_of
from incumbent.workflows.delivery import deliver
from incumbent.workflows.desk import read_desk
from incumbent.workflows.meant_post import MeantPost, meant_post, unknown_post
from incumbent.workflows.place import move_into_place, sole_builder, staging_folder
from incumbent.workflows.protect import hash_of_tree
from incumbent.workflows.set_aside import place_for, set_aside
from incumbent.workflows.traces import pictures_in
from incumbent.workflows.tree_minus import without

REASON = "A post was withdrawn."
COPIES_TO_CHASE = (
    "search engines: ask for removal of the address and of the cached page",
    "web archives (archive.org, archive.today, Common Crawl): ask for exclusion of the address",
    "feed readers and mailing services: they keep the entry; send a correction without the content",
    "mirrors, onion services and downloaded ZIP files of the site: tell who hosts or holds one",
    "previews on social networks and messengers: delete your own posts that link to it",
    "git remotes and clones of the desk: the text stands in the history until it is rewritten everywhere",
    "back-ups of the publishing machine and of the host",
    "translations, quotations and screenshots by others",
)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawal did; all empty if everything had been done before.

    Parameters
    ----------
    slug : str
    removed, changed : tuple of str
        Paths taken out of the site, and paths from which entries were taken.
    delivered : str or None
        Where the reduced site was brought besides.
    redacted : int
        Committed texts deleted from the record.
    set_aside : tuple of str
        Paths moved out of the desk, or cut.
    kept_in : Path
        Where to.
    faults : tuple of Fault
        What stands in the way of the next run.
    copies : tuple of str
        Who may hold a copy still.
    """

    slug: str
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    delivered: str | None
    redacted: int
    set_aside: tuple[str, ...]
    kept_in: Path
    faults: tuple[Fault, ...] = ()
    copies: tuple[str, ...] = COPIES_TO_CHASE

    @property
    def was_done_before(self) -> bool:
        """Whether there was nothing left to do."""
        return not (self.removed or self.changed or self.set_aside or self.redacted)


def withdraw(folder: Path, name: str, *, now: datetime | None = None) -> Withdrawal:
    """Take a post and all that came of it out of site, target, record and desk; the vault is not needed.

    Nothing new is built: every byte that stays has passed its scan, or is what was left of such bytes. The
    steps stand in the order of their urgency; each can be repeated, so a withdrawal that was stopped
    is finished by the next. Faults of the desk's files do not stop it.

    Parameters
    ----------
    folder : Path
        The desk.
    name : str
        The post's slug, its file, or its page's path in the site.
    now : datetime, optional
        The clock.

    Raises
    ------
    RefusedError
        If neither desk, site nor record knows the post; or, after the site was reduced, if the target
        cannot be reached.
    RecordBrokenError
        If the record does not hold: the site is without the post then, record and desk still have it.
    """
    clock = datetime.now(UTC) if now is None else now
    meant = meant_post(folder, name, clock.date())
    with sole_builder(folder):
        removed, changed = _reduce_site(folder, meant)
        delivered = _deliver_again(folder, meant.target)
    redacted = _redact(folder, meant, clock)
    moved = set_aside(folder, meant.slug, meant.posts, [claim.claim_id for claim in meant.claims])
    place = place_for(folder, meant.slug)
    done = Withdrawal(meant.slug, removed, changed, delivered, redacted, moved, place, _faults(folder, clock))
    if done.was_done_before and not _was_withdrawn(folder, meant.slug):
        raise RefusedError(unknown_post(meant, name))
    return done


def _reduce_site(folder: Path, meant: MeantPost) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Move a tree without the post into place; what was removed from it, and what was changed."""
    site = folder / "site"
    if not site.is_dir():
        _forget_other_trees(folder)
        return (), ()
    before = [entry for entry in entries(site.resolve()) if entry.is_file]
    changed: list[str] = []
    with staging_folder(folder) as staging:
        for entry in before:
            content = entry.content()
            kept = without(entry.name, content, meant.traces)
            if kept is None:
                continue
            changed += [entry.name] if kept != content else []
            (staging / entry.name).parent.mkdir(parents=True, exist_ok=True)
            (staging / entry.name).write_bytes(kept)
        _drop_pictures(staging, meant.pictures)
        left = {entry.name for entry in entries(staging)}
        removed = [entry.name for entry in before if entry.name not in left]
        if removed or changed:
            move_into_place(staging, folder, hash_of_tree(staging))
    _forget_other_trees(folder)
    return tuple(removed), tuple(changed)


def _drop_pictures(staging: Path, pictures: frozenset[str]) -> None:
    """Remove those pictures of the post that no other page shows."""
    if not pictures:
        return
    pages = (e for e in entries(staging) if e.name.endswith((".html", ".xml", ".json")))
    still = pictures_in(page.content().decode("utf-8", "replace") for page in pages)
    for name in pictures - still:
        (staging / "images" / name).unlink(missing_ok=True)


def _deliver_again(folder: Path, target: str | None) -> str | None:
    """Bring the reduced tree to the desk's target."""
    site = folder / "site"
    if target is None or not site.is_dir():
        return None
    try:
        return deliver(site.resolve(), target, folder, hash_of_tree(site.resolve()))
    except RefusedError as refusal:
        msg = f"the post is out of {site}, but not yet out of {target}: {refusal} Then withdraw it again."
        raise RefusedError(msg) from refusal


def _redact(folder: Path, meant: MeantPost, clock: datetime) -> int:
    """Delete what the record keeps of the post and of claims that rest on it; how many texts."""
    place = folder / "record"
    if not any(place.glob("*.jsonl")):
        return 0
    slugs = {post.slug for post in meant.posts} | {meant.slug}
    texts = {("post", f"{slug}.{language}") for slug in slugs for language in meant.languages}
    texts |= {("claim", claim.claim_id) for claim in meant.claims}
    done = [
        entry
        for what, text_id in sorted(texts)
        for entry in redact_texts_of(place, what, text_id, REASON, recorded_at=clock)
    ]
    return sum(len(entry["redacts"]) for entry in done if entry["kind"] == "redaction")


def _forget_other_trees(folder: Path) -> None:
    """Delete older and staged trees, which still hold the post."""
    link = folder / "site"
    current = link.readlink().name if link.is_symlink() else ""
    for old in [*folder.glob(".site-*"), folder / ".staged"]:
        if old.is_dir() and old.name != current:
            shutil.rmtree(old)


def _faults(folder: Path, clock: datetime) -> tuple[Fault, ...]:
    """What now stands in the way of the next run, such as a post that cites a claim that is gone."""
    try:
        read_desk(folder, clock.date())
    except FaultsFoundError as found:
        return found.faults
    return ()


def _was_withdrawn(folder: Path, slug: str) -> bool:
    """Whether an earlier withdrawal of this post left its traces in the private folder or the record."""
    if place_for(folder, slug).is_dir():
        return True
    if not any((folder / "record").glob("*.jsonl")):
        return False
    named: set[str] = set()
    redacted: set[str] = set()
    for entry in record.read(folder / "record"):
        if entry["kind"] == "note":
            texts = entry.get("commitments", [])
            named |= {text["sha256"] for text in texts if text["id"].rpartition(".")[0] == slug}
        elif entry["kind"] == "redaction":
            redacted |= set(entry["redacts"])
    return bool(named & redacted)
