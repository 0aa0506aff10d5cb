"""How does a site get out? Staged, scanned by `protection`, and only then moved into place."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.record import Entry
from incumbent.protection.files import holds_people
from incumbent.protection.receipt import Receipt
from incumbent.record.disk import LocalDisk
from incumbent.site.hosting import require_lasting_contact
from incumbent.workflows.build import build
from incumbent.workflows.committed_texts import commit_published, texts_to_commit
from incumbent.workflows.delivery import deliver
from incumbent.workflows.looked_at import require_jigsaw_looked_at
from incumbent.workflows.place import keep_staged, move_into_place, sole_builder, staging_folder
from incumbent.workflows.private import private_folder
from incumbent.workflows.protect import ProtectionError, hash_of_tree, scan_tree

RECEIPT = "receipt.json"


@dataclass(frozen=True, slots=True)
class Keys:
    """Where the vault lies and what opens it.

    Parameters
    ----------
    vault : Path
        Folder of age files, outside the desk.
    key : Path
        Age key file, best on another medium.
    """

    vault: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Published:
    """A tree in place.

    Parameters
    ----------
    site : Path
    tree : str
        Hex hash of the published tree.
    receipt : Receipt or None
        Of the scan; None for a desk without a protected person.
    delivered : str or None
        Where the tree was brought besides: the desk's `publish_target`.
    vouched : Entry or None
        The record's new note with salted hashes of the texts, so that each can be withdrawn.
    """

    site: Path
    tree: str
    receipt: Receipt | None
    delivered: str | None = None
    vouched: Entry | None = None


def needs_scan(desk: Desk, folder: Path) -> bool:
    """True if somebody is protected here: a post says so, a vault holds them, or a scan was made before.

    A forgotten line in a post's head must not be enough to publish unscanned.
    """
    has_vault = holds_people(private_folder(folder) / "vault")
    return has_vault or (folder / RECEIPT).exists() or any(post.pseudonyms for post in desk.posts)


def stage(desk: Desk, folder: Path, record_folder: Path | None = None) -> Path:
    """Build the site and let it wait as `.staged` in the desk's folder.

    Parameters
    ----------
    desk : Desk
    folder : Path
        Where to stage; the desk's folder.
    record_folder : Path, optional
        Default: `record` in `folder`.
    """
    with sole_builder(folder):
        return _staged(desk, folder, record_folder)


def _staged(desk: Desk, folder: Path, record_folder: Path | None) -> Path:
    with staging_folder(folder) as staging:
        kept = folder / "record" if record_folder is None else record_folder
        build(desk, kept, staging, folder / "images")
        return keep_staged(staging, folder)


def publish(
    desk: Desk,
    folder: Path,
    keys: Keys | None,
    record_folder: Path | None = None,
    *,
    recorded_at: datetime | None = None,
) -> Published:
    """Build, scan, and move the passed tree into place in one step.

    Parameters
    ----------
    desk : Desk
    folder : Path
        The desk's folder; `site` in it becomes the new tree.
    keys : Keys or None
        Required as soon as the desk protects somebody (see `needs_scan`).
    record_folder : Path, optional
    recorded_at : datetime, optional
        The clock. The record vouches for posts, claims and rules that are new in it, each scanned first, and
        the site shows that record; the security contact must hold for 30 days more. None: the record stays
        as it is, and the contact is measured from the newest entry alone.

    Raises
    ------
    RefusedError
        If keys are missing, the vault cannot be opened, the scan itself fails, facts that may name a
        person together wait to be looked at, or the security contact is about to expire.
    ProtectionError
        If a disguise of a protected person was found. The old site stays.
    RecordBrokenError
        If the record does not hold.
    """
    if keys is None and needs_scan(desk, folder):
        msg = (
            "this desk protects somebody, so nothing is published without a scan. "
            "Name the vault and its key: --vault FOLDER --key FILE (or INCUMBENT_VAULT, INCUMBENT_KEY)."
        )
        raise RefusedError(msg)
    require_jigsaw_looked_at(desk, folder)
    if recorded_at is not None:
        require_lasting_contact(desk.settings, recorded_at.date())
    kept = folder / "record" if record_folder is None else record_folder
    with sole_builder(folder):
        if recorded_at is None:
            return _put_out(desk, folder, keys, kept)
        stopped = _stopped_texts(texts_to_commit(desk, kept), folder, keys)
        vouched = None if stopped else commit_published(desk, kept, recorded_at=recorded_at)
        return replace(_put_out(desk, folder, keys, kept, stopped), vouched=vouched)


def _stopped_texts(
    texts: Sequence[tuple[str, str, str]], folder: Path, keys: Keys | None
) -> ProtectionError | None:
    """Why texts must not lie beside the record: a name can stand in them where no page shows it."""
    if keys is None or not texts:
        return None
    with staging_folder(folder) as aside:
        for what, text_id, text in texts:
            path = aside / f"{what}s" / f"{text_id}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        try:
            scan_tree(aside, keys.vault, keys.key)
        except ProtectionError as stopped:
            return stopped
    return None


def _put_out(
    desk: Desk,
    folder: Path,
    keys: Keys | None,
    record_folder: Path,
    stopped: ProtectionError | None = None,
) -> Published:
    """Build, scan and move; the caller holds the desk. What the whole tree is stopped for says more."""
    staged = _staged(desk, folder, record_folder)
    receipt = None if keys is None else _scanned(staged, keys)
    if stopped is not None:
        shutil.rmtree(staged)
        raise stopped
    tree = hash_of_tree(staged)
    if receipt is not None and receipt.tree != tree:
        msg = "the staged tree changed after its scan; nothing was published. Publish again."
        raise RefusedError(msg)
    site = move_into_place(staged, folder, tree)
    if receipt is not None:
        LocalDisk().replace(folder / RECEIPT, f"{receipt.to_json()}\n".encode())
    target = desk.settings.publish_target
    delivered = None if target is None else deliver(site.resolve(), target, folder, tree)
    return Published(site, tree, receipt, delivered)


def _scanned(staged: Path, keys: Keys) -> Receipt:
    """The receipt of a passed tree; a stopped one is removed, for it holds what must not be found."""
    try:
        return scan_tree(staged, keys.vault, keys.key)
    except ProtectionError:
        shutil.rmtree(staged)
        raise
