"""The private report of a scan: everything the public output keeps back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from incumbent.protection.person import Finding, Level, Vault

SCHEMA = "incumbent/private-report/1"


def private_report(findings: Iterable[Finding]) -> bytes:
    """JSON of all findings with persons, files and excerpts; to be encrypted before it is written."""
    return json.dumps(
        {"schema": SCHEMA, "findings": [asdict(one) for one in findings]}, ensure_ascii=False
    ).encode()


def explained(report: bytes, finding_id: str) -> dict[str, object] | None:
    """One finding of a private report; None if it has no finding of that id."""
    for finding in json.loads(report)["findings"]:
        if finding["id"] == finding_id:
            return dict(finding)
    return None


def without_allowed(findings: Iterable[Finding], vault: Vault, today: date) -> list[Finding]:
    """Findings that no entry of the vault allows on a day.

    An entry's mark is the finding's id, keyed by the person's secret: it fits one span in one file by one rule.

    Parameters
    ----------
    findings : iterable of Finding
    vault : Vault
    today : date
        Entries that expire before it no longer count.
    """
    allowed = {
        (person.id, entry.mark) for person in vault.people for entry in person.allow if entry.expires >= today
    }
    everyone = {mark for _, mark in allowed}
    return [
        finding
        for finding in findings
        if (finding.person, finding.id) not in allowed and (finding.person or finding.id not in everyone)
    ]


def gravest(findings: Iterable[Finding]) -> Level:
    """The gravest level among findings."""
    levels = {finding.level for finding in findings}
    return Level.BLOCK if Level.BLOCK in levels else Level.WARN if Level.WARN in levels else Level.PASS
