"""How the record vouches for a text that may have to be deleted one day.

An entry holds only the SHA-256 of a payload file; the file holds the text and a random salt, so that
nobody can confirm a guess at a deleted text from the hash. `sha256sum record/payloads/*` checks them.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from incumbent.domain.record import Commitment, Entry
from incumbent.record.canonical import canonical_text
from incumbent.record.disk import Disk, LocalDisk
from incumbent.record.layout import PAYLOADS


def commit(
    record_folder: Path,
    what: str,
    text_id: str,
    text: str,
    *,
    salt: str | None = None,
    disk: Disk | None = None,
) -> Commitment:
    """Store a text beside the record and return what an entry holds of it.

    The same text committed again gives the same commitment; nothing is written twice.

    Parameters
    ----------
    record_folder : Path
    what : str
        "rule", "post" or "claim".
    text_id : str
        The question's id, the post's slug, the claim's id. It stays in the record for ever.
    text : str
    salt : str, optional
        64 hex digits; drawn if not given.
    disk : Disk, optional

    Returns
    -------
    Commitment
    """
    folder = record_folder / PAYLOADS
    for path in sorted(folder.glob("*.json")):
        known = cast("dict[str, str]", json.loads(path.read_bytes()))
        if (known["what"], known["id"], known["text"]) == (what, text_id, text):
            return {"what": what, "id": text_id, "sha256": path.stem}
    salt = secrets.token_hex(32) if salt is None else salt
    content = (canonical_text({"id": text_id, "salt": salt, "text": text, "what": what}) + "\n").encode()
    digest = hashlib.sha256(content).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    (LocalDisk() if disk is None else disk).replace(folder / f"{digest}.json", content)
    return {"what": what, "id": text_id, "sha256": digest}


def speaks_of_texts(line: bytes) -> bool:
    """False only if an entry's line can neither commit to a text nor redact one."""
    return b'"rule":' in line or b'"commitments":' in line or b'"redacts":' in line


def commitments_of(entry: Entry) -> Iterator[str]:
    """Every commitment an entry holds."""
    if entry["kind"] == "forecast":
        for question in entry.get("questions", []):
            if "rule" in question:
                yield question["rule"]
    elif entry["kind"] == "note":
        for commitment in entry.get("commitments", []):
            yield commitment["sha256"]


def _no_entries() -> dict[str, int]:
    return {}


@dataclass(slots=True)
class HeldTexts:
    """Which texts a record committed to and which were redacted, each by its first entry."""

    committed_by: dict[str, int] = field(default_factory=_no_entries)
    redacted_by: dict[str, int] = field(default_factory=_no_entries)

    def add(self, entry: Entry) -> None:
        """Take one entry into account."""
        for digest in commitments_of(entry):
            self.committed_by.setdefault(digest, entry["sequence"])
        if entry["kind"] == "redaction":
            for digest in entry["redacts"]:
                self.redacted_by.setdefault(digest, entry["sequence"])


def check_texts(record_folder: Path, held: HeldTexts) -> tuple[int | None, str | None, tuple[str, ...]]:
    """The first entry whose text is altered or missing, what is wrong, and notes on redactions."""
    folder = record_folder / PAYLOADS
    notes = _redaction_notes(folder, held)
    kept = {d: number for d, number in held.committed_by.items() if d not in held.redacted_by}
    if kept and not folder.is_dir():
        return (
            None,
            None,
            (*notes, f"The texts of {len(kept)} commitments are not in this copy; not checked."),
        )
    for digest, entry in sorted(kept.items(), key=lambda pair: pair[1]):
        path = folder / f"{digest}.json"
        if not path.is_file():
            what = (
                f"entry {entry}: the text it commits to is missing ({path.name}), and no redaction says so."
            )
            return entry, f"{what} Restore it from a copy, or record a redaction.", notes
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            return (
                entry,
                f"entry {entry}: the text it commits to was changed ({path.name}). Restore it.",
                notes,
            )
    return None, None, notes


def _redaction_notes(folder: Path, held: HeldTexts) -> tuple[str, ...]:
    notes: list[str] = []
    for digest, entry in sorted(held.redacted_by.items(), key=lambda pair: pair[1]):
        left = (folder / f"{digest}.json").exists()
        still = " It still lies here: redact it again to finish." if left else ""
        notes.append(f"A text was redacted by entry {entry} ({digest[:12]}).{still}")
    return tuple(notes)
