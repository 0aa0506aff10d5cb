"""What is left of a published file once everything in it that speaks of a post is taken out."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast

from incumbent.workflows.traces import Traces

_ENTRIES = frozenset({"li", "tr", "entry", "item", "url"})
_PARAGRAPHS = frozenset({"p", "aside", "article", "blockquote", "figure", "section", "dd", "dt", "details"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_MARKUP = frozenset({".html", ".htm", ".xml", ".atom", ".rss", ".xhtml"})
_BINARY = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico", ".woff2", ".parquet"})

Span = tuple[int, int]


def without(path: str, content: bytes, traces: Traces) -> bytes | None:
    """A file without what speaks of a post.

    Parameters
    ----------
    path : str
        Its place in the tree.
    content : bytes
    traces : Traces

    Returns
    -------
    bytes or None
        None where the file is the post's own, or nothing else would be safe but to drop it.
    """
    if traces.is_its_own(path):
        return None
    suffix = Path(path).suffix.lower()
    if suffix in _BINARY:
        return content
    if content[:4] == b"PK\3\4":
        return _zip_minus(content, traces)
    pattern = traces.pattern(path)
    text = content.decode("utf-8", "surrogateescape")
    if not pattern.search(text):
        return content
    if suffix in _MARKUP:
        text = _without_units(text, pattern)
    elif suffix == ".json":
        text = json.dumps(_without_values(json.loads(text), pattern), ensure_ascii=False, indent=1) + "\n"
    elif suffix == ".csv":
        text = _without_rows(text, pattern)
    else:
        text = "".join(line for line in text.splitlines(keepends=True) if not pattern.search(line))
    return None if pattern.search(text) else text.encode("utf-8", "surrogateescape")


class _Units(HTMLParser):
    """Where the parts of a marked-up text begin and end that can be taken out whole."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = [0]
        for line in text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._text = text
        self._open: list[tuple[str, int]] = []
        self.entries: list[Span] = []
        self.paragraphs: list[Span] = []
        self.empty: list[Span] = []
        self.feed(text)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  as the base class
        """Remember where a unit begins; an empty element is one itself."""
        start = self._here()
        if tag in _ENTRIES or tag in _PARAGRAPHS:
            self._open.append((tag, start))
        elif tag in _VOID:
            self.empty.append((start, start + len(self.get_starttag_text() or "")))

    def handle_endtag(self, tag: str) -> None:
        """Keep a unit when it ends."""
        if not any(name == tag for name, _ in self._open):
            return
        name, start = self._open.pop()
        while name != tag:
            name, start = self._open.pop()
        end = self._text.find(">", self._here()) + 1
        (self.entries if tag in _ENTRIES else self.paragraphs).append((start, end))


def _without_units(text: str, pattern: re.Pattern[str]) -> str:
    """Markup without the smallest list entry, else paragraph, else empty element, around each finding."""
    units = _Units(text)
    taken: set[Span] = set()
    for found in pattern.finditer(text):
        for kind in (units.entries, units.paragraphs, units.empty):
            around = [(a, b) for a, b in kind if a <= found.start() and found.end() <= b]
            if around:
                taken.add(min(around, key=lambda span: span[1] - span[0]))
                break
    whole = [span for span in taken if not any(_inside(span, other) for other in taken)]
    for start, end in sorted(whole, reverse=True):
        text = text[:start] + text[end:]
    return text


def _inside(span: Span, other: Span) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def _without_rows(text: str, pattern: re.Pattern[str]) -> str:
    """A table without the rows that speak of the post."""
    out = io.StringIO()
    rows = csv.reader(io.StringIO(text))
    csv.writer(out, lineterminator="\n").writerows(row for row in rows if not pattern.search("\n".join(row)))
    return out.getvalue()


def _without_values(value: Any, pattern: re.Pattern[str]) -> Any:
    """JSON without the list items and keys that speak of a post."""

    def speaks(one: object) -> bool:
        return pattern.search(json.dumps(one, ensure_ascii=False)) is not None

    if isinstance(value, list):
        listed = cast("list[Any]", value)
        return [
            _without_values(one, pattern)
            for one in listed
            if not (speaks(one) and not _has_parts(one, speaks))
        ]
    if isinstance(value, dict):
        keyed = cast("dict[str, Any]", value)
        return {
            key: _without_values(one, pattern)
            for key, one in keyed.items()
            if not (pattern.search(key) or (isinstance(one, str) and speaks(one)))
        }
    return value


def _has_parts(value: object, speaks: Callable[[object], bool]) -> bool:
    """Whether only a list inside the value speaks of the post: then that list loses an item, not this one."""
    if not isinstance(value, dict):
        return isinstance(value, list)
    keyed = cast("dict[str, object]", value)
    own = any(speaks(one) for one in keyed.values() if not isinstance(one, list))
    return not own and any(isinstance(one, list) and speaks(cast("object", one)) for one in keyed.values())


def _zip_minus(content: bytes, traces: Traces) -> bytes:
    """A ZIP rebuilt without the post: the same rules for each entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            kept = without(entry.filename, old.read(entry), traces)
            if kept is not None:
                new.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), kept)
    return out.getvalue()
