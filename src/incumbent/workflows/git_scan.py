"""Scans everything a git repository keeps: blobs, names, messages, authors and tags, deleted ones too."""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from incumbent.domain.errors import RefusedError
from incumbent.protection.canary import CANARY_ID, canary_person
from incumbent.protection.person import Vault
from incumbent.protection.report import gravest, without_allowed
from incumbent.protection.scanner import Scanner
from incumbent.protection.vault import vault_of
from incumbent.workflows.protect import ScanReport, check_canaries


def _git(repository: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-C", str(repository), *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        msg = "git cannot read the repository: the folder must hold one, and git must be installed."
        raise RefusedError(msg) from None


def _paths(repository: Path) -> dict[str, str]:
    """Every object that can be reached, with a path it once had."""
    listed = _git(repository, "rev-list", "--objects", "--all", "--reflog").decode("utf-8", "surrogateescape")
    return {line[:40]: line[41:] for line in listed.splitlines()}


def objects(repository: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every object in a repository, unreachable ones too.

    Parameters
    ----------
    repository : Path

    Raises
    ------
    RefusedError
        If there is no repository, or an object cannot be read.
    """
    paths = _paths(repository)
    listed = _git(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")
    kinds = dict(line.split() for line in listed.decode("ascii").splitlines())
    wanted = [name for name, kind in kinds.items() if kind != "tree"]
    stream = _git(repository, "cat-file", "--batch", given="\n".join(wanted).encode("ascii"))
    at = 0
    while at < len(stream):
        head, _, _ = stream[at : at + 200].partition(b"\n")
        name, kind, size = head.decode("ascii").split()
        at += len(head) + 1
        ending = Path(paths.get(name, "")).suffix if kind == "blob" else ".txt"
        yield f"{name}{ending}", stream[at : at + int(size)]
        at += int(size) + 1
    yield "paths.txt", "\n".join(paths.values()).encode("utf-8", "surrogateescape")
    for name, kind in kinds.items():
        if kind == "tree" and name not in paths:
            yield (
                "paths.txt",
                _git(repository, "ls-tree", "-r", "--name-only", "-z", name).replace(b"\0", b"\n"),
            )
    yield "names.txt", _git(repository, "for-each-ref", "--format=%(refname) %(contents)")
    yield "settings.txt", _git(repository, "config", "--local", "--list")


def scan_git(repository: Path, vault: Vault) -> ScanReport:
    """Scan a repository's whole history for the people of a vault.

    Parameters
    ----------
    repository : Path
    vault : Vault

    Returns
    -------
    ScanReport
        Without a receipt: what is published is a tree, not a history.
    """
    bird = canary_person(Random(secrets.randbits(128)))
    scanner = Scanner(vault_of([*vault.people, bird]), marks=vault.key)
    check_canaries(scanner)
    found = [one for one in scanner.scan_files(objects(repository)) if one.person != CANARY_ID]
    kept = without_allowed(found, vault, datetime.now(UTC).date())
    return ScanReport(gravest(kept), tuple(kept), None)
