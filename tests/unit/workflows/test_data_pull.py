"""Published files come with the checksum they are held to, or not at all."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from incumbent.domain.errors import RefusedError, SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.sources.catalogue import entry
from incumbent.sources.published import MIXED, PublishedFile, as_utf8, published_files
from incumbent.workflows.data_pull import Outcome, pull_data

NOW = datetime(2026, 11, 2, tzinfo=UTC)
TEXT = "Perón,1946\n"
FILE = PublishedFile(
    "reign",
    "reign/list.csv",
    "https://example.org/list.csv",
    hashlib.sha256(TEXT.encode()).hexdigest(),
    MIXED,
)


def giving(content: bytes):
    return lambda ask: Snapshot(ask.address, content, NOW)


def test_a_file_in_the_publishers_encoding_is_kept_as_the_pinned_utf8(tmp_path: Path):
    done = pull_data(tmp_path, giving(b"Per\xf3n,1946\r\n"), files=[FILE])
    assert [file.outcome for file in done] == [Outcome.FETCHED]
    assert (tmp_path / "reign/list.csv").read_text(encoding="utf-8") == TEXT


def test_another_checksum_is_refused_and_nothing_is_kept(tmp_path: Path):
    done = pull_data(tmp_path, giving(b"Per\xf3n,1947\r\n"), files=[FILE])
    assert done[0].outcome is Outcome.REFUSED
    assert FILE.sha256 is not None
    assert FILE.sha256 in done[0].reason
    assert not (tmp_path / "reign").exists()


def test_a_file_that_is_there_is_not_asked_for_again(tmp_path: Path):
    pull_data(tmp_path, giving(TEXT.encode()), files=[FILE])

    def nobody(ask: object) -> Snapshot:
        raise AssertionError(ask)

    assert pull_data(tmp_path, nobody, files=[FILE])[0].outcome is Outcome.THERE


def test_a_file_that_was_changed_here_is_told(tmp_path: Path):
    pull_data(tmp_path, giving(TEXT.encode()), files=[FILE])
    (tmp_path / "reign/list.csv").write_text("other")
    assert pull_data(tmp_path, giving(TEXT.encode()), files=[FILE])[0].outcome is Outcome.REFUSED


def test_a_file_without_a_published_checksum_is_pinned_when_it_first_comes(tmp_path: Path):
    moving = replace(FILE, sha256=None)
    assert pull_data(tmp_path, giving(b"one"), files=[moving])[0].outcome is Outcome.PINNED
    (tmp_path / moving.target).unlink()
    assert pull_data(tmp_path, giving(b"two"), files=[moving])[0].outcome is Outcome.REFUSED
    assert pull_data(tmp_path, giving(b"one"), files=[moving])[0].outcome is Outcome.FETCHED


def test_a_dead_publisher_stops_no_other(tmp_path: Path):
    def fetch(ask):
        if ask.source == "coups":
            raise SourceError(ask.source, ask.address, "connection failed", "Run again later.")
        return Snapshot(ask.address, TEXT.encode(), NOW)

    dead = replace(FILE, dataset="coups", target="coups/c.txt", sha256=None)
    done = pull_data(tmp_path, fetch, files=[dead, FILE])
    assert [(file.outcome, file.reason) for file in done] == [
        (Outcome.REFUSED, "connection failed"),
        (Outcome.FETCHED, ""),
    ]


def test_an_unknown_data_set_is_refused(tmp_path: Path):
    with pytest.raises(RefusedError, match="no data set nonsense"):
        pull_data(tmp_path, giving(b""), ["nonsense"])


def test_every_file_stands_in_the_catalogue_and_leads_inside_the_folder():
    files = published_files()
    assert len({file.target for file in files}) == len(files)
    for file in files:
        assert entry(file.dataset) is not None
        assert not Path(file.target).is_absolute()
        assert ".." not in Path(file.target).parts


def test_the_checksums_are_those_of_the_files_as_they_are_read(data_folder: Path):
    pinned = [file for file in published_files() if file.sha256 and (data_folder / file.target).is_file()]
    assert len(pinned) > 40
    for file in pinned:
        content = (data_folder / file.target).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.sha256
        assert as_utf8(content) == content
