"""What the private archive holds of cited pages, and what each look at them found."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NotRequired, TypedDict

from incumbent.domain.snapshot import Snapshot
from incumbent.sources.warc import read_warc

INDEX = "index.jsonl"


class Look(TypedDict):
    """One look at one address; the last members only where a copy was kept."""

    address: str
    kept_at: str
    change: NotRequired[str]
    sha256: NotRequired[str]
    text_sha256: NotRequired[str]
    salt: NotRequired[str]
    archived_sha256: NotRequired[str]
    warc: NotRequired[str]


def looks(place: Path) -> list[Look]:
    """Every look so far, in order; a line that a killed run left unfinished is no look."""
    index = place / INDEX
    found: list[Look] = []
    for line in index.read_text(encoding="utf-8").splitlines() if index.exists() else ():
        try:
            found.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return found


def newest_copies(found: Sequence[Look]) -> dict[str, Look]:
    """The newest look at each address that kept a copy."""
    return {look["address"]: look for look in found if "archived_sha256" in look}


def append_looks(place: Path, found: Sequence[Look]) -> None:
    """Add looks to the index, durably."""
    index = place / INDEX
    before = index.read_bytes() if index.exists() else b""
    torn = before != b"" and not before.endswith(b"\n")
    with index.open("a", encoding="utf-8") as file:
        file.write("\n" if torn else "")
        file.writelines(json.dumps(look, ensure_ascii=False) + "\n" for look in found)
        file.flush()
        os.fsync(file.fileno())


def look_with_copy(page: Snapshot, change: str, text_sha256: str, warc: str) -> Look:
    """A look that keeps a copy, with a salt of its own."""
    salt = secrets.token_hex(32)
    return {
        "address": page.address,
        "kept_at": page.fetched_at.isoformat(),
        "change": change,
        "sha256": page.sha256,
        "text_sha256": text_sha256,
        "salt": salt,
        "archived_sha256": salted_sha256(page.content, salt),
        "warc": warc,
    }


def look_without_copy(address: str, change: str, at: datetime) -> Look:
    """A look that found nothing to keep."""
    return {"address": address, "kept_at": at.isoformat(), "change": change}


def salted_sha256(content: bytes, salt: str) -> str:
    """SHA-256 over salt and content: nobody can find out from it what was kept."""
    return hashlib.sha256(bytes.fromhex(salt) + content).hexdigest()


def unfounded(hashes: Mapping[str, str], place: Path) -> dict[str, str]:
    """Which hashes that claims state rest on no copy that holds, with the reason.

    Parameters
    ----------
    hashes : mapping of archived_sha256 to address
    place : Path
        The archive's folder.
    """
    by_hash = {look.get("archived_sha256", ""): look for look in looks(place)}
    return {
        digest: reason for digest in hashes if (reason := _lacking(digest, by_hash.get(digest), place)) != ""
    }


def _lacking(digest: str, look: Look | None, place: Path) -> str:
    """What is wrong with the copy a hash speaks of; empty if it holds."""
    if look is None or "salt" not in look or "warc" not in look:
        return "no copy with this hash in the private folder"
    path = place / look["warc"]
    if not path.is_file():
        return f"its copy is gone ({path.name})"
    kept = read_warc(path).get(look["address"])
    if kept is None or salted_sha256(kept, look["salt"]) != digest:
        return f"its copy was changed ({path.name})"
    return ""
