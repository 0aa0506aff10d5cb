"""Remembers which contents a scan found clean, so that they need not be scanned again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from incumbent import __version__
from incumbent.protection.files import Entry
from incumbent.protection.person import Vault, mark
from incumbent.protection.receipt import file_hash, link_hash, tree_hash
from incumbent.protection.texts import UnreadableError


def hash_of_entry(entry: Entry) -> str:
    """Hash of a file's content or a link's target; empty where it cannot be read."""
    if not entry.is_file:
        return link_hash(entry.target)
    try:
        return file_hash(entry.content())
    except (UnreadableError, OSError):
        return ""  # never among the clean marks: the scan itself tells the reason


@cache
def _scanner_hash() -> str:
    """Hash of the scanner's own code and tables: what another scanner found clean counts for nothing."""
    parts = [one for one in files("incumbent.protection").iterdir() if one.is_file()]
    return tree_hash({one.name: file_hash(one.read_bytes()) for one in parts})


class CleanMarks:
    """Marks of clean contents, kept in a file one a line; keyed, they say nothing without the vault.

    Parameters
    ----------
    vault : Vault
        What was found clean for another vault counts for nothing.
    file : Path or None
        None remembers nothing.
    """

    def __init__(self, vault: Vault, file: Path | None) -> None:
        self._vault = vault
        self._file = file
        self._marks: dict[tuple[str, str], str] = {}
        text = file.read_text(encoding="ascii", errors="ignore") if file and file.is_file() else ""
        self._known = frozenset(text.split())

    def sifted(self, found: Sequence[Entry]) -> tuple[list[Entry], dict[str, str]]:
        """Entries that are not known to be clean, and the hashes of all; none where nothing is known.

        Every byte is read and hashed: what a file system says of its changes is not enough.
        """
        if not self._known:
            return list(found), {}
        hashes = {entry.name: hash_of_entry(entry) for entry in found}
        return [one for one in found if self._mark(one.name, hashes[one.name]) not in self._known], hashes

    def remember(self, hashes: Mapping[str, str], with_findings: Collection[str]) -> None:
        """Keep marks of the contents without a finding."""
        if self._file is None:
            return
        clean = frozenset(
            self._mark(name, digest) for name, digest in hashes.items() if name not in with_findings
        )
        if clean != self._known:
            self._file.touch(mode=0o600)
            self._file.chmod(0o600)
            self._file.write_text("\n".join(sorted(clean)) + "\n", encoding="ascii")

    def _mark(self, name: str, digest: str) -> str:
        if (known := self._marks.get((name, digest))) is None:
            parts = ("clean", __version__, _scanner_hash(), self._vault.commitment, name, digest)
            known = self._marks[name, digest] = mark(self._vault.key, *parts)
        return known
