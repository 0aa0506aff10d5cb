"""Says which tree was scanned, by what, for whom, with what result."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from incumbent.domain.errors import RefusedError

SCHEMA = "incumbent/receipt/1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that exactly one tree passed for exactly one vault. It says nothing about the vault's content.

    Parameters
    ----------
    tree : str
        Hash of every path and content (see `tree_hash`).
    files : int
    tool : str
        Version of the scanner.
    vault : str
        The vault's keyed commitment.
    people, canaries : int
        How many people were looked for, and how many planted disguises were found.
    level : {"pass", "warn"}
    warnings : int
    scanned_at : str
        ISO 8601, UTC.
    """

    tree: str
    files: int
    tool: str
    vault: str
    people: int
    canaries: int
    level: str
    warnings: int
    scanned_at: str

    def to_json(self) -> str:
        """Canonical JSON, one line."""
        return json.dumps({"schema": SCHEMA, **asdict(self)}, sort_keys=True, separators=(",", ":"))


def receipt_from_json(text: str) -> Receipt:
    """A receipt from its JSON.

    Raises
    ------
    RefusedError
        If the text is no receipt of this schema.
    """
    try:
        raw = json.loads(text)
        if raw.pop("schema") != SCHEMA:
            raise KeyError
        return Receipt(**raw)
    except (ValueError, KeyError, TypeError, AttributeError):
        msg = "the receipt is damaged or of another version. Scan again."
        raise RefusedError(msg) from None


def file_hash(content: bytes) -> str:
    """SHA-256 of a file, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def link_hash(target: str) -> str:
    """Hash of a symbolic link by where it points."""
    return hashlib.sha256(b"link:" + target.encode("utf-8", "surrogateescape")).hexdigest()


def tree_hash(hashes: Mapping[str, str]) -> str:
    """Hash of a tree from its files' hashes by path; every path and every content matters."""
    digest = hashlib.sha256()
    for name in sorted(hashes):
        digest.update(json.dumps([name, hashes[name]], ensure_ascii=True).encode())
    return digest.hexdigest()


def covers(receipts: Iterable[Receipt], tree: str, commitments: Iterable[str]) -> bool:
    """Whether receipts over the same tree together cover every vault."""
    passed = {
        receipt.vault for receipt in receipts if receipt.tree == tree and receipt.level in ("pass", "warn")
    }
    return set(commitments) <= passed
