"""Takes a post out of a published site, without the vault: the tree in place minus all that came of it."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast

from incumbent.domain.errors import RefusedError
from incumbent.protection.files import entries
from incumbent.workflows.place import move_into_place, staging_folder
from incumbent.workflows.protect import hash_of_tree

COPIES_TO_CHASE = (
    "search engines: ask for removal of the address and of the cached page",
    "web archives (archive.org, archive.today, Common Crawl): ask for exclusion of the address",
    "feed readers and mailing services: they keep the entry; send a correction without the content",
    "mirrors, onion services and downloaded ZIP files of the site: tell who hosts or holds one",
    "previews on social networks and messengers: delete your own posts that link to it",
    "git remotes and clones of the desk: the text stands in the history until it is rewritten everywhere",
    "back-ups of the publishing machine and of the host",
    "translations, quotations and screenshots by others",
)
_UNITS = frozenset({"li", "article", "tr", "entry", "item", "url"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_MARKUP = frozenset({".html", ".htm", ".xml", ".atom", ".rss", ".xhtml"})


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawal did.

    Parameters
    ----------
    site : Path
    removed, changed : tuple of str
        Paths taken out of the tree, and paths from which entries were taken.
    copies : tuple of str
        Who may hold a copy still.
    """

    site: Path
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    copies: tuple[str, ...]


class _Places(HTMLParser):
    """Spans of the smallest listed units (list items, entries, rows) that speak of a post."""

    def __init__(self, text: str, needles: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._needles = needles
        self._lines = [0]
        for line in text.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._open: list[tuple[str, int]] = []
        self.spans: list[tuple[int, int]] = []
        self.feed(text)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  as the base class
        """Remember where a unit begins; an empty element that speaks of the post is a unit itself."""
        start = self._here()
        whole = self.get_starttag_text() or ""
        if tag in _UNITS:
            self._open.append((tag, start))
        elif tag in _VOID and any(needle in whole for needle in self._needles):
            self.spans.append((start, start + len(whole)))

    def handle_endtag(self, tag: str) -> None:
        """Judge a unit when it ends."""
        if tag not in _UNITS or not any(name == tag for name, _ in self._open):
            return
        name, start = self._open.pop()
        while name != tag:
            name, start = self._open.pop()
        end = self._text.find(">", self._here()) + 1
        inside = any(start <= first and last <= end for first, last in self.spans)
        if not inside and any(needle in self._text[start:end] for needle in self._needles):
            self.spans.append((start, end))


def _without_units(text: str, needles: tuple[str, ...]) -> str:
    spans = sorted(_Places(text, needles).spans, reverse=True)
    for start, end in spans:
        text = text[:start] + text[end:]
    return text


def _without_values(value: Any, needles: tuple[str, ...]) -> Any:
    """JSON without the list items and keys that speak of a post."""

    def speaks(one: object) -> bool:
        return any(needle in json.dumps(one, ensure_ascii=False) for needle in needles)

    if isinstance(value, list):
        listed = cast("list[Any]", value)
        return [
            _without_values(one, needles)
            for one in listed
            if not (speaks(one) and not _has_parts(one, speaks))
        ]
    if isinstance(value, dict):
        keyed = cast("dict[str, Any]", value)
        return {
            key: _without_values(one, needles)
            for key, one in keyed.items()
            if not (any(needle in key for needle in needles) or (isinstance(one, str) and speaks(one)))
        }
    return value


def _has_parts(value: object, speaks: Callable[[object], bool]) -> bool:
    """Whether a list inside the value speaks of the post: then that list loses an item, not this one."""
    if not isinstance(value, dict):
        return isinstance(value, list)
    return any(
        isinstance(one, list) and speaks(cast("object", one))
        for one in cast("dict[str, object]", value).values()
    )


def _minus(path: str, content: bytes, needles: tuple[str, ...]) -> bytes | None:
    """A file without what speaks of the post; None where nothing else would be safe but to drop it."""
    suffix = Path(path).suffix.lower()
    if suffix == ".zip":
        return _zip_minus(content, needles)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if suffix in _MARKUP:
        text = _without_units(text, needles)
    elif suffix == ".json":
        text = json.dumps(_without_values(json.loads(text), needles), ensure_ascii=False, indent=1) + "\n"
    else:
        text = "".join(
            line for line in text.splitlines(keepends=True) if not any(one in line for one in needles)
        )
    return None if any(needle in text for needle in needles) else text.encode()


def _zip_minus(content: bytes, needles: tuple[str, ...]) -> bytes | None:
    """A ZIP rebuilt without the post: the same rules for each entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if any(needle in entry.filename for needle in needles):
                continue
            kept = data if not _speaks(data, needles) else _minus(entry.filename, data, needles)
            if kept is not None:
                new.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), kept)
    return out.getvalue()


def _speaks(content: bytes, needles: tuple[str, ...]) -> bool:
    return content[:4] == b"PK\3\4" or any(needle.encode() in content for needle in needles)


def stem_of(post: str) -> str:
    """The part of a post's address that stands in every file made of it: `posts/2018-04-03`."""
    name = Path(post).stem
    return f"posts/{name}"


def withdraw(desk: Path, address: str) -> Withdrawal:
    """Take a post out of the published site, in one step; the vault is not needed.

    Nothing new is built: every byte that stays has passed its scan, or is what was left of such bytes.

    Parameters
    ----------
    desk : Path
        Folder with `site`.
    address : str
        The post's path in the site, such as `posts/2018-04-03.html`.

    Raises
    ------
    RefusedError
        If there is no site, or it has no such post.
    """
    site = desk / "site"
    if not site.is_dir():
        msg = "there is no published site in the desk's folder; nothing was withdrawn."
        raise RefusedError(msg)
    stem = stem_of(address)
    needles = (stem, stem.replace("posts/", "letters/"))
    found = entries(site.resolve())
    if not any(stem + "." in entry.name for entry in found):
        msg = "the published site has no such post. Name its path in the site: posts/….html"
        raise RefusedError(msg)
    removed: list[str] = []
    changed: list[str] = []
    with staging_folder(desk) as staging:
        for entry in found:
            place = staging / entry.name
            content = entry.content() if entry.is_file else b""
            if any(f"{needle}." in entry.name or f"{needle}/" in entry.name for needle in needles):
                removed.append(entry.name)
                continue
            kept = content if not _speaks(content, needles) else _minus(entry.name, content, needles)
            if kept is None:
                removed.append(entry.name)
                continue
            if kept != content:
                changed.append(entry.name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(kept)
        link = move_into_place(staging, desk, hash_of_tree(staging))
    _forget_older(desk, link)
    return Withdrawal(link, tuple(removed), tuple(changed), COPIES_TO_CHASE)


def _forget_older(desk: Path, link: Path) -> None:
    """Delete older and staged trees, which still hold the post, and the receipt of the tree that is gone."""
    for old in [*desk.glob(".site-*"), desk / ".staged"]:
        if old.is_dir() and old.name != link.readlink().name:
            shutil.rmtree(old)
    (desk / "receipt.json").unlink(missing_ok=True)
