"""Which files publishers offer, with their addresses and, where known, their checksums."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources

from incumbent.sources.ask import Ask

MIXED = "mixed encodings"
PLAIN_HOSTS = frozenset({"www.rochester.edu"})  # offers no TLS; its file is pinned at the first fetch


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of a data set.

    Parameters
    ----------
    dataset : str
        Id in the catalogue.
    target : str
        Path in the data folder.
    address : str
    sha256 : str or None
        Of the file as kept; None where the publisher's file changes: it is pinned at the first fetch.
    form : str
        "as published", or "mixed encodings": each line UTF-8 or else Windows-1252; kept as UTF-8.
    """

    dataset: str
    target: str
    address: str
    sha256: str | None
    form: str

    @property
    def ask(self) -> Ask:
        """How it is asked for."""
        return Ask(self.dataset, self.address, accept="*/*", pace_seconds=1)

    def kept_form(self, content: bytes) -> bytes:
        """The bytes as they are kept: one character set and one kind of line end."""
        return as_utf8(content) if self.form == MIXED else content


def published_files() -> tuple[PublishedFile, ...]:
    """Every file that can be fetched without filling in a form."""
    text = resources.files("incumbent.sources").joinpath("published_files.csv").read_text(encoding="utf-8")
    return tuple(
        PublishedFile(row["dataset"], row["target"], row["address"], row["sha256"] or None, row["form"])
        for row in csv.DictReader(text.splitlines())
    )


def as_utf8(content: bytes) -> bytes:
    r"""Lines that are not UTF-8 read as Windows-1252; line ends become Unix ones.

    Examples
    --------
    >>> as_utf8(b"Per\xf3n\r\n" + "Perón\n".encode()).decode()
    'Perón\nPerón\n'
    """
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return "\n".join(_line(line) for line in lines).encode()


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
