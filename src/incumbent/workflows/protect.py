"""Scans a staged site, and gives a receipt or refuses."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from incumbent import __version__
from incumbent.domain.errors import IncumbentError, RefusedError
from incumbent.protection.canary import CANARY_ID, canaries, canary_person
from incumbent.protection.files import entries, load_vault
from incumbent.protection.person import Finding, Level, Vault
from incumbent.protection.receipt import Receipt, file_hash, tree_hash
from incumbent.protection.scanner import Scanner, level_of
from incumbent.protection.vault import vault_of


@dataclass(frozen=True, slots=True, repr=False)
class ScanReport:
    """What a scan found.

    Parameters
    ----------
    level : Level
    findings : tuple of Finding
    receipt : Receipt or None
        None where something blocks.
    """

    level: Level
    findings: tuple[Finding, ...]
    receipt: Receipt | None

    def public(self) -> dict[str, object]:
        """What may be shown to anyone (DESIGN: shapes)."""
        return {"level": self.level.value, "findings": [finding.public() for finding in self.findings]}


class ProtectionError(IncumbentError):
    """Publication is stopped; the message counts and names classes, never a value."""

    def __init__(self, report: ScanReport) -> None:
        self.report = report
        blocking = [finding for finding in report.findings if finding.level is Level.BLOCK]
        kinds = ", ".join(sorted({f"{finding.rule} in {finding.artefact}" for finding in blocking}))
        super().__init__(
            f"publication stopped: {len(blocking)} blocking finding(s) ({kinds}). Nothing was published. "
            "See `incumbent protect explain ID` with your key."
        )


def scan(staging: Path, vault: Vault) -> ScanReport:
    """Scan a folder for the people of a vault; plant and look for the canaries first.

    Parameters
    ----------
    staging : Path
        Folder or file.
    vault : Vault

    Raises
    ------
    RefusedError
        If a canary is not found, or the tree changed meanwhile.
    """
    bird = canary_person(Random(secrets.randbits(128)))
    scanner = Scanner(vault_of([*vault.people, bird]), marks=vault.key)
    planted = _check_canaries(scanner)
    before = _hashes(staging)
    findings = [finding for finding in scanner.scan_path(staging) if finding.person != CANARY_ID]
    if _hashes(staging) != before:
        msg = "the tree changed while it was scanned. Build and scan again."
        raise RefusedError(msg)
    level = level_of(findings)
    if level is Level.BLOCK:
        return ScanReport(level, tuple(findings), None)
    receipt = Receipt(
        tree=tree_hash(before),
        files=len(before),
        tool=__version__,
        vault=vault.commitment,
        people=len(vault.people),
        canaries=planted,
        level=level.value,
        warnings=len(findings),
        scanned_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return ScanReport(level, tuple(findings), receipt)


def scan_tree(staging: Path, vault_path: Path, identity: object) -> Receipt:
    """Scan a staged site with a vault; the publishing path calls this.

    Parameters
    ----------
    staging : Path
        The built site.
    vault_path : Path
        Folder of age files.
    identity : path-like, str or age identity
        The key that opens them.

    Returns
    -------
    Receipt
        For exactly this tree.

    Raises
    ------
    ProtectionError
        If anything blocks; its `report` holds the findings.
    RefusedError
        If there is no vault, the key does not fit, a canary is missed or the tree changed.
    """
    vault = load_vault(vault_path, identity)
    if not vault.people:
        msg = "the vault is empty. Add a person with: incumbent protect add"
        raise RefusedError(msg)
    report = scan(staging, vault)
    if report.receipt is None:
        raise ProtectionError(report)
    return report.receipt


def hash_of_tree(folder: Path) -> str:
    """The tree hash of a folder, as receipts hold it."""
    return tree_hash(_hashes(folder))


def _hashes(folder: Path) -> dict[str, str]:
    return {
        entry.name: file_hash(entry.content())
        if entry.is_file
        else hashlib.sha256(b"link:" + entry.target.encode()).hexdigest()
        for entry in entries(folder)
    }


def _check_canaries(scanner: Scanner) -> int:
    person = next(one for one in scanner.vault.people if one.id == CANARY_ID)
    count = 0
    for canary in canaries(person):
        found = scanner.scan_bytes(canary.name, canary.data)
        if not any(finding.person == CANARY_ID and finding.level is Level.BLOCK for finding in found):
            msg = f"a planted canary was not found ({canary.disguise}): the scanner is broken. Stop."
            raise RefusedError(msg)
        count += 1
    return count
