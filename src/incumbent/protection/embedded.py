"""Pictures, documents and archives that stand in a text, packed in base64."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

# What the first bytes of a kind of file look like in base64.
_BEGINNINGS = {
    "iVBORw0KGgo": "png", "/9j/": "jpg", "_9j_": "jpg", "R0lGODdh": "gif", "R0lGODlh": "gif", "UklGR": "webp", "SUkqA": "tif",
    "TU0AK": "tif", "UEsDB": "zip", "JVBERi0": "pdf",
}  # fmt: skip
_LEAST = 60  # characters of the smallest file that can say something
_SPACE = re.compile(r"\\[rn]|\\?\s+|%0[AaDd]")
_PACKED = re.compile(
    rf"(?<![A-Za-z0-9+/])(?P<first>{'|'.join(map(re.escape, _BEGINNINGS))})"
    rf"(?:[A-Za-z0-9+/_-]|%2[BbFf]|(?:\\[rn]|\\?[\r\n][ \t]*|%0[AaDd])(?=[A-Za-z0-9+/_-])){{{_LEAST},}}"
)


@cache
def _beginnings() -> BytesAhoCorasick:
    from ahocorasick_rs import BytesAhoCorasick, MatchKind

    return BytesAhoCorasick([first.encode() for first in _BEGINNINGS], MatchKind.LeftmostFirst)


def embedded_files(text: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of a known kind that is packed into a text.

    Parameters
    ----------
    text : str

    Yields
    ------
    name : str
        Says the kind, nothing of the text.
    content : bytes
    """
    if not _beginnings().find_matches_as_indexes(text.encode("utf-8", "surrogatepass")):
        return
    for match in _PACKED.finditer(text):
        packed = _SPACE.sub("", match.group()).replace("%2B", "+").replace("%2b", "+")
        packed = packed.replace("%2F", "/").replace("%2f", "/").replace("-", "+").replace("_", "/")
        try:
            content = base64.b64decode(packed[: len(packed) // 4 * 4] + _padded(packed))
        except binascii.Error:
            continue
        yield f"embedded.{_BEGINNINGS[match['first']]}", content


def _padded(packed: str) -> str:
    """The last characters, which are no whole group of four, with their padding."""
    rest = packed[len(packed) // 4 * 4 :]
    return rest + "=" * (4 - len(rest)) if len(rest) > 1 else ""
