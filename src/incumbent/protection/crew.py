"""Scans the things of a tree with two processes; names reach the second through process memory or a pipe only."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from incumbent.domain.errors import RefusedError
from incumbent.protection.files import Entry
from incumbent.protection.person import Finding, Vault
from incumbent.protection.scanner import Scanner

_WORTH_SHARING = 4_000_000  # bytes from which a second process pays
_SLOWEST = 100_000  # bytes a second below which a scan is given up
_PATIENCE_S = 180.0

Result = tuple[list[Finding], dict[str, str]]


def _scanned(scanner: Scanner, entries: Sequence[Entry]) -> Result:
    """Findings, and the hash of every content as it was scanned."""
    hashes: dict[str, str] = {}
    return scanner.scan_entries(entries, hashes), hashes


def _work(
    pipe: Connection, scanner: Scanner | None, vault: Vault, marks: bytes, entries: Sequence[Entry]
) -> None:
    forbid_core_dumps()
    try:
        pipe.send(_scanned(scanner or Scanner(vault, marks), entries))
    except Exception as fault:
        pipe.send(type(fault).__name__)
    finally:
        pipe.close()


def forbid_core_dumps() -> None:
    """Keep process memory, and so the vault, out of files."""
    try:
        import resource
    except ImportError:  # not on this system: nothing to forbid
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def scan_shared(scanner: Scanner, marks: bytes, entries: Sequence[Entry]) -> Result:
    """Findings in the entries and the hashes of their contents.

    Parameters
    ----------
    scanner : Scanner
    marks : bytes
        Key of marks about nobody.
    entries : sequence of Entry

    Raises
    ------
    RefusedError
        If a process dies or takes too long.
    """
    sizes = [entry.path.stat().st_size if entry.is_file else 0 for entry in entries]
    if sum(sizes) < _WORTH_SHARING:
        return _scanned(scanner, entries)
    half, weight = 0, 0
    while half < len(entries) - 1 and weight + sizes[half] <= sum(sizes) / 2:
        weight += sizes[half]
        half += 1
    context: Any = multiprocessing.get_context(
        "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    )
    ours, theirs = context.Pipe(duplex=False)
    inherited = scanner if context.get_start_method() == "fork" else None
    helper = context.Process(target=_work, args=(theirs, inherited, scanner.vault, marks, entries[half:]))
    helper.start()
    theirs.close()
    findings, hashes = _scanned(scanner, entries[:half])
    try:
        result = ours.recv() if ours.poll(_PATIENCE_S + sum(sizes[half:]) / _SLOWEST) else "TimeoutError"
    except EOFError:
        result = "EOFError"
    helper.join(5)
    if helper.is_alive():
        helper.kill()
    if isinstance(result, str):
        msg = f"the scan did not finish ({result}). Nothing was published. Scan again."
        raise RefusedError(msg)
    return findings + result[0], hashes | result[1]
