"""Own copies of cited pages."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desks import write_desk
from warcio.archiveiterator import ArchiveIterator

from incumbent.domain.errors import SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.sources.ask import Ask
from incumbent.workflows.archive import Change, KeptPage, archive_cited

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
CLAIM = """\
title = "Men were held at the mill."
against = []
[[events]]
date = 2026-03-01
kind = "reported"
who = "The Example Courier"
summary = "It reports that men were held."
source_url = "https://example.org/mill"
"""


class FakePages:
    """Answers with what it was given."""

    def __init__(self, content: bytes | None) -> None:
        self.content = content

    def fetch_all(self, asks: Sequence[Ask]) -> list[Snapshot | SourceError]:
        if self.content is None:
            return [
                SourceError("cited-page", a.address, "answered with status 404", "Look for it.") for a in asks
            ]
        return [Snapshot(a.address, self.content, NOW, 200, {"content-type": "text/html"}) for a in asks]


def _page(text: str, script: str = "") -> bytes:
    return f"<html><body><p>{text}</p><script>{script}</script></body></html>".encode()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("INCUMBENT_PRIVATE", raising=False)
    desk = write_desk(tmp_path / "desk")
    return write_desk(desk, {"claims/mill.toml": CLAIM})


def _archive(desk: Path, content: bytes | None, days: int = 0) -> KeptPage:
    (kept,) = archive_cited(desk, FakePages(content), NOW + timedelta(days=days))
    return kept


def _copies(desk: Path) -> list[Path]:
    return sorted((desk.parent / "desk-private" / "archive").glob("*.warc.gz"))


def test_the_first_copy_is_a_warc_outside_the_desk(desk: Path) -> None:
    assert _archive(desk, _page("men")).change is Change.FIRST
    (copy,) = _copies(desk)
    with copy.open("rb") as stream:
        (record,) = list(ArchiveIterator(stream))
        assert record.rec_headers.get_header("WARC-Target-URI") == "https://example.org/mill"
    assert not list(desk.rglob("*.warc*"))


def test_the_hash_is_salted_and_the_salt_is_kept_in_private(desk: Path) -> None:
    kept = _archive(desk, _page("men"))
    assert kept.archived_sha256 != hashlib.sha256(_page("men")).hexdigest()
    line = json.loads((desk.parent / "desk-private" / "archive" / "index.jsonl").read_text())
    salted = hashlib.sha256(bytes.fromhex(line["salt"]) + _page("men")).hexdigest()
    assert kept.archived_sha256 == salted


def test_a_page_whose_scripts_alone_change_is_unchanged(desk: Path) -> None:
    first = _archive(desk, _page("men", "a=1"))
    again = _archive(desk, _page("men", "a=2"), days=1)
    assert (again.change, again.archived_sha256) == (Change.SAME, first.archived_sha256)
    assert len(_copies(desk)) == 1


def test_a_changed_text_is_told_and_kept_beside_the_old(desk: Path) -> None:
    _archive(desk, _page("men"))
    assert _archive(desk, _page("no men"), days=1).change is Change.CHANGED
    assert len(_copies(desk)) == 2


def test_a_vanished_page_is_told_and_its_copy_stays(desk: Path) -> None:
    first = _archive(desk, _page("men"))
    gone = _archive(desk, None, days=1)
    assert (gone.change, gone.archived_sha256) == (Change.GONE, first.archived_sha256)
    assert "404" in gone.reason
    assert len(_copies(desk)) == 1
