"""The texts that a file holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from incumbent.protection.decode import from_bytes
from incumbent.protection.images import image_units
from incumbent.protection.units import Unit

_TEXT_KINDS = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown", ".json": "json", ".geojson": "json",
    ".jsonl": "json", ".webmanifest": "json", ".svg": "svg", ".atom": "atom", ".rss": "atom", ".xml": "atom",
    ".xsl": "atom", ".map": "sourcemap", ".js": "js", ".mjs": "js", ".css": "css", ".csv": "csv",
    ".tsv": "csv",
    ".txt": "text", ".vtt": "text", ".toml": "text", ".yaml": "text", ".yml": "text", ".ini": "text",
    ".log": "text",
    ".conf": "text",
    ".sha256": "text", ".asc": "text", ".py": "text", ".ics": "text", ".bib": "text", ".rst": "text",
    ".ots": "",
}  # fmt: skip
_BARE_NAMES = {"cname", "robots", "_headers", "_redirects", ".htaccess", ".nojekyll", ".gitignore", "license",
               "readme",                "sha256sums", "makefile", ".gitattributes", "changelog", "caddyfile",
               "notice"}  # fmt: skip


class UnreadableError(Exception):
    """A file that cannot be looked into; its message is a class of reason, never content."""


def kind_of(path: str) -> str:
    """Kind of artefact by the path's ending; `other` where there is no handler for text."""
    pure = PurePosixPath(path.lower())
    if pure.name in _BARE_NAMES or (not pure.suffix and pure.name.split(".")[0] in _BARE_NAMES):
        return "text"
    return _TEXT_KINDS.get(pure.suffix) or "other"


def text_of(data: bytes) -> str:
    """Text of a file's bytes.

    Raises
    ------
    UnreadableError
        If the bytes are no text.
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    if b"\0" in data:
        msg = "not-text"
        raise UnreadableError(msg)
    text = from_bytes(data)
    return data.decode("latin-1") if text is None else text


_Handler = Callable[[bytes], Iterator[Unit]]
_HANDLERS: tuple[tuple[bytes, _Handler], ...] = ((b"\x89PNG\r\n\x1a\n", image_units),)


def units_of(path: str, data: bytes) -> Iterator[Unit]:
    """Units of a file.

    Parameters
    ----------
    path : str
        Path in the tree, with slashes.
    data : bytes

    Raises
    ------
    UnreadableError
        If there is no handler for the file, or its handler fails.
    """
    for magic, handler in _HANDLERS:
        if data.startswith(magic):
            yield from handler(data)
            return
    kind = kind_of(path)
    if kind == "other":
        msg = "no-handler"
        raise UnreadableError(msg)
    yield Unit(text_of(data), kind)
