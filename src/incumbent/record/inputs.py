"""What a forecast was computed from, kept beside the record so that anyone can compute it again.

Each input is a file `record/inputs/HASH.json`, named by the SHA-256 of its bytes; entries name the hash.
`sha256sum record/inputs/*` checks them all.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from incumbent.domain.errors import RefusedError
from incumbent.domain.record import FIRST_ENTRY_SCHEMA, Entry
from incumbent.record.disk import Disk, LocalDisk
from incumbent.record.layout import INPUTS


def keep_input(record_folder: Path, content: bytes, *, disk: Disk | None = None) -> str:
    """Keep an input's bytes, unless they are kept already, and return the SHA-256 that names them.

    Parameters
    ----------
    record_folder : Path
    content : bytes
        The same facts must always give the same bytes.
    disk : Disk, optional

    Raises
    ------
    RefusedError
        If the disk refuses.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = _path(record_folder, digest)
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            (LocalDisk() if disk is None else disk).replace(path, content)
        except OSError as refusal:
            msg = (
                f"the disk refused to keep an input in {path.parent}: {refusal.strerror or refusal}. Nothing "
                "was recorded. Mend the cause, then run again."
            )
            raise RefusedError(msg) from refusal
    return digest


def kept_input(record_folder: Path, digest: str) -> bytes | None:
    """The bytes of an input; None where this copy of the record does not have them.

    Raises
    ------
    RefusedError
        If they were changed.
    """
    path = _path(record_folder, digest)
    if not path.is_file():
        return None
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        msg = f"{path} was changed: its bytes do not give the hash it is named by. Restore it from a copy."
        raise RefusedError(msg)
    return content


def _no_entries() -> dict[str, int]:
    return {}


@dataclass(slots=True)
class NamedInputs:
    """Which inputs a record names, each by its first entry; those of the first form were not kept."""

    named_by: dict[str, int] = field(default_factory=_no_entries)

    def add(self, entry: Entry) -> None:
        """Take one entry into account."""
        if entry["kind"] == "forecast" and entry["schema"] != FIRST_ENTRY_SCHEMA:
            for item in entry["inputs"]:
                self.named_by.setdefault(item["sha256"], entry["sequence"])


def check_inputs(record_folder: Path, inputs: NamedInputs) -> tuple[int | None, str | None, tuple[str, ...]]:
    """The first entry an input of which is altered or missing, what is wrong, and notes."""
    if inputs.named_by and not (record_folder / INPUTS).is_dir():
        return None, None, (f"{len(inputs.named_by)} inputs are not in this copy; not checked.",)
    for digest, entry in sorted(inputs.named_by.items(), key=lambda pair: pair[1]):
        try:
            missing = kept_input(record_folder, digest) is None
        except RefusedError as changed:
            return entry, f"entry {entry}: {changed}", ()
        if missing:
            what = f"entry {entry}: its input {INPUTS}/{digest}.json is missing. Restore it from a copy."
            return entry, what, ()
    return None, None, ()


def _path(record_folder: Path, digest: str) -> Path:
    return record_folder / INPUTS / f"{digest}.json"
