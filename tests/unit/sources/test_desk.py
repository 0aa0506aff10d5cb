"""Reading a desk's folder."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.desks import FILES, write_desk

from incumbent.domain.errors import RefusedError
from incumbent.sources.desk import LARGEST_FILE_BYTES, read_desk_files

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def test_every_text_of_the_desk_is_read_and_nothing_else(tmp_path: Path) -> None:
    write_desk(tmp_path)
    write_desk(tmp_path, {"site/index.html": "built", ".git/config": "x", "posts/.draft.md~": "x"})
    snapshots, faults = read_desk_files(tmp_path, NOW)
    assert {snapshot.address for snapshot in snapshots} == set(FILES)
    assert faults == []


def test_a_huge_file_is_refused_unopened(tmp_path: Path) -> None:
    write_desk(tmp_path)
    with (tmp_path / "evidence" / "odds.csv").open("r+b") as huge:
        huge.truncate(2 * 1024**3)
    snapshots, (fault,) = read_desk_files(tmp_path, NOW)
    assert fault.file == "evidence/odds.csv"
    assert f"{2 * 1024**3:,} bytes" == fault.value
    assert sum(len(snapshot.content) for snapshot in snapshots) < LARGEST_FILE_BYTES


def test_a_link_out_of_the_desk_is_refused(tmp_path: Path) -> None:
    desk = write_desk(tmp_path / "desk")
    (tmp_path / "secret.md").write_text("private")
    (desk / "posts" / "linked.md").symlink_to(tmp_path / "secret.md")
    _, (fault,) = read_desk_files(desk, NOW)
    assert (fault.file, fault.must_be) == ("posts/linked.md", "a file inside the desk")


def test_a_missing_folder_is_refused_with_the_way_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="incumbent new"):
        read_desk_files(tmp_path / "nowhere", NOW)
