"""How fetched pages are kept: as a WARC file that any web archive can read."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from incumbent.domain.snapshot import Snapshot


def write_warc(path: Path, pages: Sequence[Snapshot]) -> None:
    """Write pages as response records into one gzipped WARC 1.1 file, whole or not at all.

    Parameters
    ----------
    path : Path
        Ends in .warc.gz; must not be there yet.
    pages : sequence of Snapshot
        With their address, headers and content, unpacked.
    """
    from warcio.statusandheaders import StatusAndHeaders  # pyright: ignore[reportMissingTypeStubs]
    from warcio.warcwriter import WARCWriter  # pyright: ignore[reportMissingTypeStubs]

    out = io.BytesIO()
    writer: Any = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    for page in pages:
        packed = {"content-encoding", "transfer-encoding", "content-length"}
        kept = [(name, value) for name, value in page.headers.items() if name not in packed]
        http = StatusAndHeaders(f"{page.status} OK", kept, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            page.address,
            "response",
            payload=io.BytesIO(page.content),
            http_headers=http,
            warc_headers_dict={"WARC-Date": page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
        )
        writer.write_record(record)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(out.getvalue())
    beside.replace(path)


def read_warc(path: Path) -> dict[str, bytes]:
    """The content of every response in a WARC file, by address; empty where the file cannot be read."""
    from warcio.archiveiterator import ArchiveIterator  # pyright: ignore[reportMissingTypeStubs]
    from warcio.exceptions import ArchiveLoadFailed  # pyright: ignore[reportMissingTypeStubs]

    found: dict[str, bytes] = {}
    with path.open("rb") as stream:
        try:
            records: Any = ArchiveIterator(stream)
            for record in records:
                if record.rec_type == "response":
                    found[record.rec_headers.get_header("WARC-Target-URI")] = record.content_stream().read()
        except (ArchiveLoadFailed, OSError, EOFError, ValueError, zlib.error):
            return {}
    return found
