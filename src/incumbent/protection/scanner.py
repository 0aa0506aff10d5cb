"""Scans texts and files for the people of a vault."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from incumbent.protection.expand import patterns_of
from incumbent.protection.extract import UnreadableError, units_of
from incumbent.protection.match import Hit, LetterMatcher, merged
from incumbent.protection.person import Finding, Level, Vault, mark
from incumbent.protection.units import TooDeepError, Unit, readings
from incumbent.protection.words import words

if TYPE_CHECKING:
    from incumbent.protection.files import Entry

KINDS = (
    "html", "html_attr", "html_comment", "html_script", "markdown", "json", "svg", "atom", "sourcemap",
    "js", "css",
    "csv", "text", "filename", "url",
)  # fmt: skip


class Scanner:
    """Scans texts and files for the people of a vault.

    Parameters
    ----------
    vault : Vault
    marks : bytes, optional
        Key of marks that are about nobody; the vault's own if not given.
    """

    def __init__(self, vault: Vault, marks: bytes | None = None) -> None:
        self.vault = vault
        self._marks = marks or vault.key
        self._letters = LetterMatcher(
            [pattern for place, person in enumerate(vault.people) for pattern in patterns_of(person, place)]
        )

    def scan_text(self, text: str, *, kind: str = "text", file: str = "") -> list[Finding]:
        """Findings in a text of a kind.

        Parameters
        ----------
        text : str
        kind : str
            One of `KINDS`.
        file : str
            Name that the findings' ids rest on.

        Raises
        ------
        ValueError
            If the kind is none of `KINDS`.
        """
        if kind not in KINDS:
            msg = f"kind is {kind!r}: must be one of {', '.join(KINDS)}"
            raise ValueError(msg)
        return self._of_units([Unit(text, kind)], file)

    def scan_bytes(self, path: str, data: bytes) -> list[Finding]:
        """Findings in a file's path and content; what cannot be read is a blocking finding."""
        findings = self._of_units([Unit(path, "filename")], path)
        try:
            findings += self._of_units(units_of(path, data), path)
        except (UnreadableError, TooDeepError) as refusal:
            findings.append(self._unreadable(path, str(refusal) or "too-deep"))
        except Exception as fault:
            findings.append(self._unreadable(path, f"fault-{type(fault).__name__}"))
        return findings

    def scan_path(self, path: str | Path) -> list[Finding]:
        """Findings in a file, or in every file of a folder.

        Parameters
        ----------
        path : path-like
        """
        from incumbent.protection.files import entries

        return [finding for entry in entries(path) for finding in self._of_entry(entry)]

    def _of_entry(self, entry: Entry) -> list[Finding]:
        if entry.is_file:
            return self.scan_bytes(entry.name, entry.content())
        return self.scan_other(entry.name, entry.target)

    def scan_other(self, name: str, target: str) -> list[Finding]:
        """Findings for what is no plain file: a link is refused, its name and target are scanned."""
        units = [Unit(name, "filename"), Unit(target, "filename", "target")]
        return [*self._of_units(units, name), self._unreadable(name, "not-a-plain-file")]

    def _of_units(self, units: Iterable[Unit], file: str) -> list[Finding]:
        findings: dict[tuple[str, str, str, tuple[int, int]], Finding] = {}
        for unit in units:
            hits: set[Hit] = set()
            for view in readings(unit):
                for hit in self._letters.find(view.text):
                    start, end = view.origin(hit.start, hit.end)
                    hits.add(Hit(start, end, hit.person, hit.rule, hit.warns))
            for hit in merged(hits):
                finding = self._finding(hit, unit, file)
                findings[(finding.person, finding.rule, unit.locator, finding.span)] = finding
        return list(findings.values())

    def _finding(self, hit: Hit, unit: Unit, file: str) -> Finding:
        person = self.vault.people[hit.person]
        spot = (file, unit.kind, unit.locator, unit.text[hit.start : hit.end], hit.rule, person.id)
        return Finding(
            Level.WARN if hit.warns else Level.BLOCK,
            hit.rule,
            person.id,
            (hit.start, hit.end),
            unit.kind,
            mark(person.key, *spot),
            file,
            unit.locator,
        )

    def _unreadable(self, path: str, reason: str) -> Finding:
        artefact = PurePosixPath(path).suffix.lower().lstrip(".")
        known = artefact if artefact in _SHOWABLE else "file"
        return Finding(
            Level.BLOCK,
            f"unreadable: {reason}",
            "",
            (0, 0),
            known,
            mark(self._marks, "unreadable", path, reason),
            path,
        )


_SHOWABLE = frozenset(
    words(
        """png jpg jpeg webp gif tif tiff pdf docx zip svgz mp3 mp4 webm ogg wav mov avi woff woff2 ttf otf
        ico gz bz2 xz 7z rar tar heic avif bmp doc xls xlsx ppt pptx odt epub db sqlite bin wasm"""
    )
)


def level_of(findings: Iterable[Finding]) -> Level:
    """The gravest level among findings."""
    levels = {finding.level for finding in findings}
    return Level.BLOCK if Level.BLOCK in levels else Level.WARN if Level.WARN in levels else Level.PASS
