"""Scans a staged site, and gives a receipt or refuses."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from incumbent import __version__
from incumbent.domain.errors import IncumbentError, RefusedError
from incumbent.protection.age import public_of
from incumbent.protection.canary import CANARY_ID, canaries, canary_person
from incumbent.protection.crew import forbid_core_dumps, scan_shared
from incumbent.protection.files import Entry, entries, identities_of, load_vault, write_encrypted
from incumbent.protection.person import Finding, Level, Vault
from incumbent.protection.receipt import Receipt, tree_hash
from incumbent.protection.report import gravest, private_report, without_allowed
from incumbent.protection.scanner import Scanner
from incumbent.protection.vault import vault_of
from incumbent.workflows.clean_marks import CleanMarks, hash_of_entry


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


def scan(
    staging: Path,
    vault: Vault,
    *,
    cache: Path | None = None,
    opaque: frozenset[str] = frozenset(),
    today: date | None = None,
) -> ScanReport:
    """Scan a folder for the people of a vault; plant and look for the canaries first.

    Parameters
    ----------
    staging : Path
        Folder or file.
    vault : Vault
    cache : Path, optional
        File of keyed marks of contents that were scanned and clean; they are not scanned again.
    opaque : frozenset of str
        SHA-256 of files without a handler that a person vouches for. With any, nothing is remembered:
        what passed by a person's word must be looked at again once the word is taken back.
    today : date, optional
        Day on which allow entries must not have expired; the clock's if not given.

    Raises
    ------
    RefusedError
        If a canary is not found, or the tree changed meanwhile.
    """
    forbid_core_dumps()
    found = entries(staging)
    before = _stamps(found)
    marks = CleanMarks(vault, None if opaque else cache)
    fresh, hashes = marks.sifted(found)
    bird = canary_person(Random(secrets.randbits(128)))
    # With nothing new to scan, only the canary is looked for: it tries the same extractors and decoders.
    looked_for = [*vault.people, bird] if fresh else [bird]
    scanner = Scanner(vault_of(looked_for), marks=vault.key, opaque=opaque)
    planted = check_canaries(scanner)
    all_findings, scanned = scan_shared(scanner, fresh)
    hashes |= scanned
    if _stamps(entries(staging)) != before:
        msg = "the tree changed while it was scanned. Build and scan again."
        raise RefusedError(msg)
    findings = [one for one in all_findings if one.person != CANARY_ID]
    marks.remember(hashes, {one.file for one in findings})
    kept = without_allowed(findings, vault, today or datetime.now(UTC).date())
    return _reported(kept, vault, hashes, planted)


def _reported(kept: list[Finding], vault: Vault, hashes: dict[str, str], planted: int) -> ScanReport:
    """What a scan found, with a receipt where nothing blocks."""
    level = gravest(kept)
    if level is Level.BLOCK:
        return ScanReport(level, tuple(kept), None)
    receipt = Receipt(
        tree=tree_hash(hashes),
        files=len(hashes),
        tool=__version__,
        vault=vault.commitment,
        people=len(vault.people),
        canaries=planted,
        level=level.value,
        warnings=len(kept),
        scanned_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return ScanReport(level, tuple(kept), receipt)


def scan_tree(staging: Path, vault_path: Path, identity: object) -> Receipt:
    """Scan a staged site with a vault; the publishing path calls this.

    Parameters
    ----------
    staging : Path
        The built site.
    vault_path : Path
        Folder of age files; beside it, `reports` takes the private report and the keyed cache.
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
    report = scan_with_vault(staging, vault_path, identity)
    if report.receipt is None:
        raise ProtectionError(report)
    return report.receipt


def scan_with_vault(
    staging: Path, vault_path: Path, identity: object, *, opaque: frozenset[str] = frozenset()
) -> ScanReport:
    """Scan with the vault in a folder, keep the private report and the cache beside it.

    Parameters
    ----------
    staging : Path
    vault_path : Path
    identity : path-like, str or age identity
    opaque : frozenset of str
        See `scan`.

    Raises
    ------
    RefusedError
        As `scan_tree`.
    """
    vault = load_vault(vault_path, identity)
    if not vault.people:
        msg = "the vault is empty. Add a person with: incumbent protect add"
        raise RefusedError(msg)
    reports = reports_of(vault_path)
    _make_private(reports)
    report = scan(
        staging, vault, cache=reports / "clean-marks.txt" if reports.is_dir() else None, opaque=opaque
    )
    if report.findings and reports.is_dir():
        recipients = [public_of(one) for one in identities_of(identity)]
        name = f"scan-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.age"
        write_encrypted(reports / name, private_report(report.findings), recipients)
    return report


def reports_of(vault_path: Path) -> Path:
    """Where private reports of a vault stand: `reports` beside its folder."""
    return vault_path.parent / "reports"


def _make_private(folder: Path) -> None:
    """Make the folder for reports and marks; where that cannot be, a scan goes without them."""
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)


def hash_of_tree(folder: Path) -> str:
    """The tree hash of a folder, as receipts hold it."""
    return tree_hash({entry.name: hash_of_entry(entry) for entry in entries(folder)})


def _stamps(found: list[Entry]) -> list[tuple[str, int, int, int]]:
    """Name, size, time of change and number of every thing: what differs when a tree changes."""
    stats = [(entry.name, entry.path.lstat()) for entry in found]
    return [(name, one.st_size, one.st_mtime_ns, one.st_ino) for name, one in stats]


def check_canaries(scanner: Scanner) -> int:
    """How many planted files a scanner that knows the canary found; every one, or it is refused."""
    person = next(one for one in scanner.vault.people if one.id == CANARY_ID)
    planted = list(canaries(person))
    found = scanner.scan_files((canary.name, canary.data) for canary in planted)
    seen = {one.file for one in found if one.person == CANARY_ID and one.level is Level.BLOCK}
    for canary in planted:
        if canary.name not in seen:
            msg = f"a planted canary was not found ({canary.disguise}): the scanner is broken. Stop."
            raise RefusedError(msg)
    return len(planted)
