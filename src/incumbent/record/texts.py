"""How the record vouches for a text that may have to be deleted one day.

An entry holds only the SHA-256 of a payload file; the file holds the text and a random salt, so that
nobody can confirm a guess at a deleted text from the hash. `sha256sum record/payloads/*` checks them.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
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

    The same text committed again gives the same commitment; nothing is written twice. To take a text back
    one day: `redact(record_folder, [commitment["sha256"]], reason, recorded_at=…)`; the desk's way to it is
    `workflows.committed_texts.redact_texts_of(record_folder, what, text_id, reason, recorded_at=…)`.

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
    held = _held_texts(record_folder)
    return _committed(record_folder, (what, text_id, text), held, salt, LocalDisk() if disk is None else disk)


def commit_all(record_folder: Path, texts: Iterable[tuple[str, str, str]]) -> list[Commitment]:
    """Commit to many texts, each with what it is, its id and itself; see `commit`."""
    held, disk = _held_texts(record_folder), LocalDisk()
    return [_committed(record_folder, text, held, None, disk) for text in texts]


def texts_not_kept(record_folder: Path, texts: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Those of many texts, each with what it is, its id and itself, that do not lie beside the record yet."""
    held = _held_texts(record_folder)
    return [text for text in texts if text not in held]


def _held_texts(record_folder: Path) -> dict[tuple[str, str, str], str]:
    """The hash of each text that is stored, by what it is, its id and itself."""
    found: dict[tuple[str, str, str], str] = {}
    for path in sorted((record_folder / PAYLOADS).glob("*.json")):
        known = cast("dict[str, str]", json.loads(path.read_bytes()))
        found[known["what"], known["id"], known["text"]] = path.stem
    return found


def _committed(
    record_folder: Path,
    named: tuple[str, str, str],
    held: dict[tuple[str, str, str], str],
    salt: str | None,
    disk: Disk,
) -> Commitment:
    what, text_id, text = named
    if named in held:
        return {"what": what, "id": text_id, "sha256": held[named]}
    folder = record_folder / PAYLOADS
    salt = secrets.token_hex(32) if salt is None else salt
    content = (canonical_text({"id": text_id, "salt": salt, "text": text, "what": what}) + "\n").encode()
    digest = hashlib.sha256(content).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    disk.replace(folder / f"{digest}.json", content)
    held[named] = digest
    return {"what": what, "id": text_id, "sha256": digest}


def stated_commitments(entry: Entry) -> Iterator[Commitment]:
    """Every commitment an entry holds; a rule's id is that of the leader and of the question."""
    if entry["kind"] == "forecast":
        for question in entry.get("questions", []):
            if "rule" in question:
                text_id = f"{entry['forecast']['leader_id']}/{question['id']}"
                yield {"what": "rule", "id": text_id, "sha256": question["rule"]}
    elif entry["kind"] == "note":
        yield from entry.get("commitments", [])


def _no_entries() -> dict[str, int]:
    return {}


@dataclass(slots=True)
class HeldTexts:
    """Which texts a record committed to and which were redacted, each by its first entry."""

    committed_by: dict[str, int] = field(default_factory=_no_entries)
    redacted_by: dict[str, int] = field(default_factory=_no_entries)

    def add(self, entry: Entry) -> None:
        """Take one entry into account."""
        for commitment in stated_commitments(entry):
            self.committed_by.setdefault(commitment["sha256"], entry["sequence"])
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
