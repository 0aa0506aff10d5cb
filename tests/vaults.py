"""A scanner of invented people, and whom it finds."""

from pathlib import Path

from incumbent import Scanner, load_plain_vault


def scanner_of(folder: Path, people: str) -> Scanner:
    """A scanner that holds the people of a plain YAML text."""
    path = folder / "people.yaml"
    path.write_text(people, encoding="utf-8")
    return Scanner(load_plain_vault(path))


def people_found(scanner: Scanner, text: str, kind: str = "text") -> set[str]:
    """Ids of everybody who is found in a text."""
    return {finding.person for finding in scanner.scan_text(text, kind=kind)}
