"""Who witnessed how much of the record, as far as that can be said without network.

Each witnessed checkpoint has a folder `witnesses/00000024/` with the checkpoint's bytes as they were
shown, and what each witness answered. Trusted root certificates lie in `witnesses/authorities/`: their
hashes are named, since whoever forges a record could put another root there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from incumbent.domain.errors import RefusedError
from incumbent.record.calendar_stamp import Get, Post, calendar_claims, calendar_proof, upgraded_proof
from incumbent.record.checkpoint import Checkpoint, file_bytes, parsed_checkpoint
from incumbent.record.disk import LocalDisk
from incumbent.record.git_tag import signed_tags, tag_checkpoint, tag_key, tag_object, tag_statement
from incumbent.record.layout import CHECKPOINT, WITNESSES
from incumbent.record.time_authority import stamped_at, time_query

AUTHORITIES = "authorities"
_STAMP, _PROOF, _TAG = ".tsr", ".ots", ".tag"


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one witness says of the record's first `count` entries.

    Parameters
    ----------
    count : int
    head : str
    text : str
        Who says what, for readers.
    holds : bool
        False if the testimony itself is broken or could not be checked.
    """

    count: int
    head: str
    text: str
    holds: bool


def store_time_stamp(record_folder: Path, checkpoint: Checkpoint, name: str, post: Post) -> Path:
    """Show a checkpoint to a time-stamping authority and keep its answer, checked.

    Parameters
    ----------
    record_folder : Path
    checkpoint : Checkpoint
    name : str
        The authority's host, as a file name.
    post : callable
        Posts a query to it and returns its answer.

    Raises
    ------
    RefusedError
        If no root is trusted, or the answer does not hold; nothing is kept then.
    """
    statement = file_bytes(checkpoint)
    answer = post(time_query(statement))
    stamped_at(answer, statement, _roots(record_folder))
    return _store(record_folder, checkpoint, f"{name}{_STAMP}", answer)


def store_calendar_proof(record_folder: Path, checkpoint: Checkpoint, name: str, post: Post) -> Path:
    """Show a checkpoint to an OpenTimestamps calendar and keep its promise.

    Raises
    ------
    RefusedError
        If the answer is no proof.
    """
    return _store(record_folder, checkpoint, f"{name}{_PROOF}", calendar_proof(file_bytes(checkpoint), post))


def store_signed_tag(record_folder: Path, checkpoint: Checkpoint, key: Path) -> Path:
    """Sign a checkpoint as a tag of git, and keep the tag's bytes for copies that have no repository.

    Raises
    ------
    RefusedError
        If git refuses.
    """
    name = tag_checkpoint(record_folder, file_bytes(checkpoint), checkpoint.count, key)
    return _store(record_folder, checkpoint, f"git{_TAG}", tag_object(record_folder, name))


def upgrade_calendar_proofs(record_folder: Path, get: Get) -> int:
    """Replace promises that calendars have kept since; returns how many files changed."""
    changed = 0
    for proof in sorted((record_folder / WITNESSES).glob(f"*/*{_PROOF}")):
        before = proof.read_bytes()
        after = upgraded_proof(before, (proof.parent / CHECKPOINT).read_bytes(), get)
        if after != before:
            LocalDisk().replace(proof, after)
            changed += 1
    return changed


def testimonies(record_folder: Path) -> list[Testimony]:
    """Everything witnesses said, oldest checkpoint first; each is checked, none needs the network."""
    found = [
        testimony
        for folder in sorted((record_folder / WITNESSES).glob("[0-9]*"))
        for testimony in _testimonies_in(record_folder, folder)
    ]
    for tag in signed_tags(record_folder):
        stated = _statement(tag.statement)
        if stated is None:
            found.append(Testimony(0, "", f"the tag {tag.name} states no checkpoint", holds=False))
        else:
            signed = f"signed by {tag.signer}" if tag.signer else f"signature not accepted ({tag.problem})"
            text = f"git tag {tag.name}: {signed}"
            found.append(Testimony(stated.count, stated.head, text, holds=tag.signer is not None))
    return sorted(found, key=lambda testimony: testimony.count)


def witnessed_count(record_folder: Path) -> int:
    """How many entries, from the first on, somebody else has seen."""
    return max((testimony.count for testimony in testimonies(record_folder)), default=0)


def check_testimonies(
    record_folder: Path, hashes: Sequence[str]
) -> tuple[int | None, str | None, tuple[str, ...]]:
    """The entry a witness contradicts, how, and one note a testimony.

    Parameters
    ----------
    record_folder : Path
    hashes : sequence of str
        Of every entry, in order.
    """
    notes: list[str] = []
    for testimony in testimonies(record_folder):
        seen = hashes[testimony.count - 1] if 0 < testimony.count <= len(hashes) else None
        if testimony.holds and seen != testimony.head:
            what = (
                f"entry {testimony.count} is not the one a witness saw ({testimony.text}): the record was "
                "rewritten after it. Restore it from a copy."
            )
            return testimony.count, what, tuple(notes)
        mark = "" if testimony.holds else "NOT accepted: "
        notes.append(f"{mark}entries 1-{testimony.count}: {testimony.text}")
    return None, None, tuple(notes)


def _store(record_folder: Path, checkpoint: Checkpoint, name: str, content: bytes) -> Path:
    folder = record_folder / WITNESSES / f"{checkpoint.count:08d}"
    folder.mkdir(parents=True, exist_ok=True)
    LocalDisk().replace(folder / CHECKPOINT, file_bytes(checkpoint))
    LocalDisk().replace(folder / name, content)
    return folder / name


def _roots(record_folder: Path) -> list[bytes]:
    roots = [path.read_bytes() for path in sorted((record_folder / WITNESSES / AUTHORITIES).glob("*.pem"))]
    if not roots:
        msg = (
            f"no authority is trusted: put its root certificate (PEM) into "
            f"{record_folder / WITNESSES / AUTHORITIES}, and publish the certificate's hash elsewhere."
        )
        raise RefusedError(msg)
    return roots


def _testimonies_in(record_folder: Path, folder: Path) -> list[Testimony]:
    shown = folder / CHECKPOINT
    statement = shown.read_bytes() if shown.is_file() else b""
    stated = _statement(statement)
    if stated is None:
        return [Testimony(0, "", f"{folder.name}: the checkpoint that was shown is missing", holds=False)]
    found: list[Testimony] = []
    for path in sorted(folder.iterdir()):
        if path.suffix in {_STAMP, _PROOF, _TAG}:
            text, holds = _read(record_folder, path, statement)
            found.append(Testimony(stated.count, stated.head, text, holds))
    return found


def _read(record_folder: Path, path: Path, statement: bytes) -> tuple[str, bool]:
    """What one answer says, and whether it holds."""
    try:
        if path.suffix == _PROOF:
            return (
                f"OpenTimestamps ({path.stem}): {'; '.join(calendar_claims(path.read_bytes(), statement))}",
                True,
            )
        if path.suffix == _TAG:
            return _read_tag(path.read_bytes(), statement), True
        roots = _roots(record_folder)
        when, who = stamped_at(path.read_bytes(), statement, roots)
        trusted = ", ".join(hashlib.sha256(root).hexdigest()[:12] for root in roots)
        return f"RFC 3161 ({path.stem}): seen {when.isoformat()} by {who}; roots {trusted}", True
    except RefusedError as refusal:
        return f"{path.name}: {refusal}", False


def _read_tag(content: bytes, statement: bytes) -> str:
    name, stated = tag_statement(content)
    if stated != statement:
        msg = "the tag is of other bytes than the checkpoint beside it"
        raise RefusedError(msg)
    return f"copy of git tag {name}: signed with {tag_key(content)}"


def _statement(content: bytes) -> Checkpoint | None:
    try:
        return parsed_checkpoint(content, Path(CHECKPOINT))
    except RefusedError:
        return None
