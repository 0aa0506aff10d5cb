"""Scans texts and files for the people of a vault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from incumbent.protection.addresses import AddressMatcher
from incumbent.protection.automaton import Pool
from incumbent.protection.batches import Batch, Batches
from incumbent.protection.collecting import nothing_to_collect
from incumbent.protection.contacts import ContactMatcher
from incumbent.protection.counting import counted
from incumbent.protection.dates import DateMatcher
from incumbent.protection.expand import forget_forms, patterns_of
from incumbent.protection.extract import units_embedded, units_of
from incumbent.protection.match import Hit, LetterMatcher
from incumbent.protection.merging import merged
from incumbent.protection.moments import MomentMatcher
from incumbent.protection.numbers import PhoneMatcher
from incumbent.protection.person import Finding, Level, Person, Vault, mark
from incumbent.protection.places import PlaceMatcher
from incumbent.protection.receipt import file_hash, link_hash
from incumbent.protection.slips import by_sound, one_letter_off
from incumbent.protection.spoken import spoken
from incumbent.protection.texts import UnreadableError
from incumbent.protection.units import TooDeepError, Unit, readings
from incumbent.protection.views import BARRIER, View
from incumbent.protection.words import words

if TYPE_CHECKING:
    from incumbent.protection.files import Entry

KINDS = (
    "html", "html_attr", "html_comment", "html_script", "markdown", "json", "svg", "atom", "sourcemap",
    "js", "css",
    "csv", "text", "filename", "url",
)  # fmt: skip


_AROUND = 40
_LONG = 6  # letters from which a name in a text that is a guess is no chance


class Matcher(Protocol):
    """Finds one class of values in a reading."""

    def find(self, view: View) -> list[Hit]:
        """Hits in a reading."""
        ...


class Scanner:
    """Scans texts and files for the people of a vault.

    Parameters
    ----------
    vault : Vault
    marks : bytes, optional
        Key of marks that are about nobody; the vault's own if not given.
    opaque : frozenset of str
        SHA-256 of files without a handler that a person vouches for (a font).
    """

    def __init__(
        self, vault: Vault, marks: bytes | None = None, opaque: frozenset[str] = frozenset()
    ) -> None:
        self._opaque = opaque
        self._clean: set[bytes] = set()
        self.vault = vault
        self._marks = marks or vault.key
        with nothing_to_collect():
            self._make(vault.people)

    def _make(self, people: Sequence[Person]) -> None:
        """The matchers of all people."""
        patterns = (pattern for place, person in enumerate(people) for pattern in patterns_of(person, place))
        pool = Pool()
        self._numbers: tuple[Matcher, ...] = (
            PhoneMatcher(people),
            DateMatcher(people),
            MomentMatcher(people),
            ContactMatcher(people, pool),
            PlaceMatcher(people, pool),
        )
        pool.ready()
        self._addresses = AddressMatcher(people)
        self._letters = LetterMatcher(chain(patterns, self._addresses.streets))
        self._slips: tuple[Matcher, ...] = (one_letter_off(people), by_sound(people))
        forget_forms()
        self._counts = any(person.phones or person.birth_date or person.documents for person in people)

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
        findings: list[Finding] = []
        inside = self._taken(units_embedded(text), file, findings)
        findings += self._of_batch(Batch([Unit(text.replace(BARRIER, "\ufffd"), kind)], [file]))
        batches = Batches(set())
        for batch in chain(*(batches.add(unit, file) for unit in inside), batches.rest()):
            findings += self._of_batch(batch)
        return findings

    def scan_bytes(self, path: str, data: bytes) -> list[Finding]:
        """Findings in a file's path and content; what cannot be read is a blocking finding."""
        return self.scan_files([(path, data)])

    def scan_path(self, path: str | Path) -> list[Finding]:
        """Findings in a file, or in every file of a folder.

        Parameters
        ----------
        path : path-like
        """
        from incumbent.protection.files import entries

        return self.scan_entries(entries(path))

    def scan_entries(self, found: Iterable[Entry], hashes: dict[str, str] | None = None) -> list[Finding]:
        """Findings in things of a tree: a link is refused, its name and target are scanned.

        Parameters
        ----------
        found : iterable of Entry
        hashes : dict of str to str, optional
            Takes the hash of each content, of the very bytes that were scanned.
        """
        findings: list[Finding] = []

        def contents() -> Iterable[tuple[str, bytes]]:
            for entry in found:
                if entry.is_file:
                    try:
                        content = entry.content()
                    except (UnreadableError, OSError, MemoryError) as fault:
                        reason = str(fault) if isinstance(fault, UnreadableError) else "cannot-be-read"
                        findings.append(self.refused(entry.name, reason))
                        continue
                    if hashes is not None:
                        hashes[entry.name] = file_hash(content)
                    yield entry.name, content
                    continue
                if hashes is not None:
                    hashes[entry.name] = link_hash(entry.target)
                batch = Batch(
                    [Unit(entry.name, "filename"), Unit(entry.target, "filename", "target")], [entry.name] * 2
                )
                findings.extend([*self._of_batch(batch), self.refused(entry.name, "not-a-plain-file")])

        return [*self.scan_files(contents()), *findings]

    def scan_files(self, files: Iterable[tuple[str, bytes]]) -> list[Finding]:
        """Findings in files' paths and contents; many small files are scanned at once.

        Parameters
        ----------
        files : iterable of (path, bytes)
        """
        batches = Batches(self._clean)
        findings: list[Finding] = []
        for path, data in files:
            for unit in [Unit(path, "filename"), *self._units(path, data, findings)]:
                for batch in batches.add(unit, path):
                    findings += self._remembered(batch, batches)
        for batch in batches.rest():
            findings += self._remembered(batch, batches)
        return findings

    def _remembered(self, batch: Batch, batches: Batches) -> list[Finding]:
        """Findings of a batch; units that have none are remembered as clean."""
        findings = self._of_batch(batch)
        guilty = {finding.file for finding in findings}
        for unit, file in zip(batch.units, batch.files, strict=True):
            if file not in guilty:
                batches.nothing_in(unit)
        return findings

    def _units(self, path: str, data: bytes, findings: list[Finding]) -> list[Unit]:
        """Units of a file."""
        return self._taken(units_of(path, data), path, findings, data)

    def _taken(
        self, made: Iterable[Unit], path: str, findings: list[Finding], content: bytes = b""
    ) -> list[Unit]:
        """Units as they are made; a fault becomes a finding, for a decoder must not carry content out."""
        units: list[Unit] = []
        try:
            units.extend(made)
        except UnreadableError as refusal:
            if str(refusal) != "no-handler" or file_hash(content) not in self._opaque:
                findings.append(self.refused(path, str(refusal)))
        except Exception as fault:
            findings.append(self.refused(path, f"fault-{type(fault).__name__}"))
        return units

    def _of_batch(self, batch: Batch) -> list[Finding]:
        """Findings of units scanned as one text; each alone where one of them is encoded too deeply."""
        try:
            hits = self._hits(batch.whole)
        except Exception as fault:
            if len(batch.units) > 1:
                return [found for part in batch.parts() for found in self._of_batch(part)]
            reason = "too-deep" if isinstance(fault, TooDeepError) else f"fault-{type(fault).__name__}"
            return [self.refused(batch.files[0], reason, batch.whole.kind)]
        by_unit: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            if (moved := batch.within(hit)) is not None:
                by_unit[moved[0]].append(moved[1])
        findings: list[Finding] = []
        for number, found in sorted(by_unit.items()):
            unit, file = batch.units[number], batch.files[number]
            if len(batch.units) > 1:  # scanned alone: neither a finding nor its id may hang on neighbours
                findings += self._of_batch(Batch([unit], [file]))
            else:
                findings += [self._finding(hit, unit, file) for hit in merged(found)]
        return findings

    def _hits(self, unit: Unit) -> set[Hit]:
        """Hits in every reading of a unit, in the unit's own offsets."""
        view = readings(unit)
        if unit.plain:
            return {_at_origin(hit, view) for hit in self._names(view) if hit.end - hit.start >= _LONG}
        found = {_at_origin(hit, view) for hit in self._found(view, (*self._numbers, *self._slips))}
        for read in (spoken(view), *counted(view)) if self._counts else ():
            if read is not None:  # only numbers are new in it
                found |= {_at_origin(hit, read) for hit in self._found(read, self._numbers)}
        return found

    def _names(self, view: View) -> Iterable[Hit]:
        """Names, and streets with their houses, in a reading."""
        return self._addresses.with_houses(view.text, self._letters.find(view))

    def _found(self, view: View, matchers: Iterable[Matcher]) -> Iterable[Hit]:
        """Names, and what every given matcher finds, in a reading."""
        yield from self._names(view)
        for matcher in matchers:
            yield from matcher.find(view)

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
            unit.text[max(0, hit.start - _AROUND) : hit.end + _AROUND],
        )

    def refused(self, path: str, reason: str, kind: str = "") -> Finding:
        """The blocking finding of a file that could not be looked into, for a class of reason."""
        artefact = PurePosixPath(path).suffix.lower().lstrip(".")
        known = kind or (artefact if artefact in _SHOWABLE else "file")
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


def _at_origin(hit: Hit, view: View) -> Hit:
    """A hit in a reading as one in the unit's own text."""
    return Hit(*view.origin(hit.start, hit.end), hit.person, hit.rule, hit.warns)
