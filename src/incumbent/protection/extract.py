"""The texts that a file holds, down through archives and attachments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from incumbent.protection.archives import gzip_members, tar_members, zip_members
from incumbent.protection.code_pages import likely_readings, other_readings, text_of_bytes
from incumbent.protection.decode import is_utf_8
from incumbent.protection.embedded import embedded_files
from incumbent.protection.images import image_kind, image_units
from incumbent.protection.pdf import pdf_members, pdf_units
from incumbent.protection.texts import UnreadableError, units_of_piece
from incumbent.protection.units import Unit

_TEXT_KINDS = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown", ".json": "json", ".geojson": "json",
    ".jsonl": "json", ".webmanifest": "json", ".svg": "svg", ".atom": "atom", ".rss": "atom", ".xml": "atom",
    ".rels": "atom", ".xsl": "atom", ".map": "sourcemap", ".js": "js", ".mjs": "js", ".css": "css",
    ".csv": "csv",
    ".tsv": "csv",
    ".ipynb": "json", ".topojson": "json", ".har": "json", ".ts": "js", ".tsx": "js", ".jsx": "js", ".cjs": "js", ".vue": "js",
    ".py": "js", ".php": "js", ".rb": "js", ".java": "js", ".cs": "js", ".go": "js", ".r": "js", ".sql": "js", ".po": "js",
    ".toml": "js", ".sh": "js", ".lua": "js", ".swift": "js", ".kt": "js",
}  # fmt: skip
_OPAQUE = frozenset({".mp3", ".mp4", ".m4a", ".webm", ".ogg", ".oga", ".ogv", ".wav", ".flac", ".mov", ".avi", ".mkv",
                     ".7z", ".rar", ".xz", ".bz2", ".zst", ".woff", ".woff2", ".ttf", ".otf", ".eot",
                     ".heic", ".avif",
                     ".bmp", ".doc", ".xls", ".ppt", ".sqlite", ".db", ".wasm", ".exe",
                     ".parquet"})  # fmt: skip
_DEEPEST = 6
_CUT = frozenset({"damaged", "no-end"})
_TIME_STAMP = bytes.fromhex("060b2a864886f70d0109100104")
_CALENDAR_PROOF = b"\x00OpenTimestamps\x00\x00Proof\x00"
_HEAD = 4096
_PIECE, _MOST_IN_PIECE = 512, 24  # bytes looked at together; a script's table of signs has fewer
_FEW = 2
_CONTROL = bytes(sorted({*range(32)} - {9, 10, 11, 12, 13, 27, 30, 31}))


def kind_of(path: str) -> str:
    """Kind of artefact by the path's ending; `text` for everything else that turns out to be text."""
    return _TEXT_KINDS.get(PurePosixPath(path.lower()).suffix, "text")


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
    if b"\0" in data and (wide := _wide(data)):
        return wide
    if _controls(data[:_HEAD]) > _FEW or _grows_binary(data) or data.lstrip()[:5].lower() == b"{\\rtf":
        msg = "no-handler"
        raise UnreadableError(msg)
    return text_of_bytes(data)


def _controls(data: bytes) -> int:
    """How many bytes are control characters that no text holds."""
    return len(data) - len(data.translate(None, _CONTROL))


def _grows_binary(data: bytes) -> bool:
    """Whether something that is no text begins further down: a few control characters are a script's own."""
    if _controls(data) <= _FEW:
        return False
    pieces = (data[start : start + _PIECE] for start in range(_HEAD, len(data), _PIECE // 2))
    return any(_controls(piece) > _MOST_IN_PIECE for piece in pieces)


def _witness_text(path: str, data: bytes) -> str | None:
    """Every reading of a time stamp's bytes, whose certificates hold names; None for anything else.

    The answer of an authority (.tsr) is ASN.1 with the mark of a time stamp in it, a calendar's proof (.ots)
    begins with its own.
    """
    known = {".tsr": data[:1] == b"\x30" and _TIME_STAMP in data, ".ots": data.startswith(_CALENDAR_PROOF)}
    if not known.get(PurePosixPath(path.lower()).suffix, False):
        return None
    readings = (data.decode("latin-1"), data.decode("utf-8", "replace"))
    wide = (data[start:].decode("utf-16-be", "replace") for start in (0, 1))
    return "\n".join((*readings, *wide))


def _wide(data: bytes) -> str:
    """Text in UTF-16 without a mark, empty where it is not."""
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if (zeros.count(0) + zeros.count(4)) * 2 > len(zeros):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return ""


def _members(path: str, data: bytes) -> Iterator[tuple[str, bytes]] | None:
    """Files inside a file; None where it is no container."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06") or (
        path.lower().endswith((".zip", ".docx")) and b"PK\5\6" in data
    ):
        return zip_members(data)
    if data[:2] == b"\x1f\x8b":
        return gzip_members(path, data)
    if data[257:262] == b"ustar":
        return tar_members(data)
    return pdf_members(data) if b"%PDF-" in data[:1024] else None


def units_of(path: str, data: bytes, depth: int = 0) -> Iterator[Unit]:
    """Units of a file and of everything in it.

    Parameters
    ----------
    path : str
        Path in the tree, with slashes.
    data : bytes
    depth : int
        How many containers the file lies in.

    Raises
    ------
    UnreadableError
        If there is no handler for the file, or its handler fails.
    """
    if depth > _DEEPEST:
        msg = "too-deep"
        raise UnreadableError(msg)
    if image_kind(data):
        yield from image_units(data)
        return
    members = _members(path, data)
    if members is None:
        yield from _plain(path, data, depth)
        return
    if b"%PDF-" in data[:1024]:
        yield from pdf_units(data)
    kind = PurePosixPath(path.lower()).suffix.lstrip(".")
    for name, content in members:
        yield Unit(name, kind if kind.isalpha() and len(kind) < 6 else "file", "name")
        for unit in units_of(name, content, depth + 1):
            yield replace(unit, locator=f"inside {unit.locator}")


def _plain(path: str, data: bytes, depth: int) -> Iterator[Unit]:
    if PurePosixPath(path.lower()).suffix in _OPAQUE and data:
        msg = "no-handler"
        raise UnreadableError(msg)
    if depth and path in ("stream", "remarks.txt", "before.txt", "head.txt", "attachment", "image"):
        yield from units_of_piece(data, kind_of(path), path)
    elif (stamped := _witness_text(path, data)) is not None:
        yield Unit(stamped, "text")
    else:
        first = text_of(data)
        yield Unit(first, kind_of(path))
        yield from units_embedded(first, depth)
        if _controls(data) > _FEW >= _controls(data[:_HEAD]):
            yield from units_of_piece(data, kind_of(path), "beside control characters")
        if not is_utf_8(data):
            yield from _read_otherwise(data, kind_of(path), first)


def units_embedded(text: str, depth: int = 0) -> Iterator[Unit]:
    """Units of the pictures, documents and archives that are packed into a text.

    One that is cut short, as an example may be, is read for whatever text is in its bytes.

    Parameters
    ----------
    text : str
    depth : int
        How many containers the text lies in.
    """
    for name, content in embedded_files(text):
        try:
            units = list(units_of(name, content, depth + 1))
        except UnreadableError as refusal:
            if str(refusal) not in _CUT:
                raise
            units = list(units_of_piece(content, "file", name))
        yield from (replace(unit, locator=f"packed {unit.locator}") for unit in units)


def _read_otherwise(data: bytes, kind: str, first: str) -> Iterator[Unit]:
    """Units of bytes that are not wholly UTF-8, in other code pages than the first reading's."""
    likely = {text: page for page, text in likely_readings(data) if text != first}
    others = {text: page for page, text in other_readings(data) if text not in likely and text != first}
    yield from (Unit(text, kind, f"read as {page}") for text, page in likely.items())
    yield from (Unit(text, kind, f"read as {page}", plain=True) for text, page in others.items())
