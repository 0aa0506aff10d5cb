"""The last entry of a segment, read from the file's end only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

from incumbent.record.canonical import line_hash, stated_hash

_BLOCK = 1 << 16


def last_entry(segment: Path) -> dict[str, object] | None:
    """The last entry, or None if the file has no whole last line that gives its own hash."""
    try:
        line = _last_line(segment)
    except FileNotFoundError:
        return None
    if line is None or stated_hash(line) != line_hash(line):
        return None
    return cast("dict[str, object]", json.loads(line))


def _last_line(segment: Path) -> bytes | None:
    with segment.open("rb") as stream:
        position = stream.seek(0, 2)
        tail = b""
        while position > 0 and tail.count(b"\n") < 2:
            step = min(_BLOCK, position)
            position -= step
            stream.seek(position)
            tail = stream.read(step) + tail
    if not tail.endswith(b"\n"):
        return None
    return tail[:-1].rsplit(b"\n", 1)[-1]
