"""The files inside archives, within bounds."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator

from incumbent.protection.texts import MOST_INFLATED, UnreadableError, inflate

MOST_FILES = 20_000
_MOST_TOTAL = 256_000_000
_RATIO = 400


def zip_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of every entry of a ZIP (DOCX, EPUB …), and its comments as files of their own.

    Raises
    ------
    UnreadableError
        If it is encrypted, damaged, or grows beyond bounds.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError):
        msg = "damaged"
        raise UnreadableError(msg) from None
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES or total > _MOST_TOTAL or total > max(1_000_000, _RATIO * len(data)):
        msg = "grows-too-much"
        raise UnreadableError(msg)
    remarks = [archive.comment, *(entry.comment for entry in entries), *(entry.extra for entry in entries)]
    yield "remarks.txt", b"\n".join(remarks).replace(b"\0", b" ")
    yield "names.txt", "\n".join(entry.filename for entry in entries).encode("utf-8", "replace")
    start = min((entry.header_offset for entry in entries), default=0)
    yield "before.txt", data[:start].replace(b"\0", b" ")
    for entry in entries:
        if entry.flag_bits & 1:
            msg = "encrypted"
            raise UnreadableError(msg)
        if not entry.is_dir():
            yield entry.filename, _entry(archive, entry)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(entry) as file:
            content = file.read(min(entry.file_size, MOST_INFLATED) + 1)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        msg = "damaged"
        raise UnreadableError(msg) from None
    except Exception:
        msg = "damaged"
        raise UnreadableError(msg) from None
    if len(content) > min(entry.file_size, MOST_INFLATED):
        msg = "grows-too-much"
        raise UnreadableError(msg)
    return content


def gzip_members(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The content of a gzip file, and the name in its head."""
    yield "head.txt", data[:512].partition(b"\0\0\0")[0][:3] and data[10:300].partition(b"\0")[0]
    inner = name.rpartition("/")[2]
    inner = inner[:-1] if inner.lower().endswith("svgz") else inner.rpartition(".")[0] or "content"
    yield inner, inflate(data, 31)


def tar_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of a tar archive."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for count, entry in enumerate(archive):
                if count > MOST_FILES or entry.size > MOST_INFLATED:
                    msg = "grows-too-much"
                    raise UnreadableError(msg)
                said = " ".join(
                    [entry.name, entry.linkname, entry.uname, entry.gname, *entry.pax_headers.values()]
                )
                yield "names.txt", said.encode("utf-8", "replace")
                if entry.isfile() and (file := archive.extractfile(entry)) is not None:
                    yield entry.name, file.read()
    except (tarfile.TarError, EOFError):
        msg = "damaged"
        raise UnreadableError(msg) from None
