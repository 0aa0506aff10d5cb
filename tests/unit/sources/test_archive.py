"""The archive keeps every answer byte for byte and gives it back as it was known on a day."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incumbent.domain.errors import RefusedError
from incumbent.domain.snapshot import Snapshot
from incumbent.sources.archive import Archive, KnownAnswers

START = datetime(2026, 1, 30, 6, tzinfo=UTC)


def answer(day: int, content: bytes, path: str = "a", **headers: str) -> Snapshot:
    return Snapshot(f"https://example.org/{path}", content, START + timedelta(days=day), 200, headers)


def test_an_answer_comes_back_by_its_hash_with_its_time_and_address(tmp_path: Path):
    kept = answer(0, b'{"a": 1}', etag='"x"')
    Archive(tmp_path).add([kept])
    assert Archive(tmp_path).by_sha256(kept.sha256) == kept
    assert Archive(tmp_path).by_sha256("0" * 64) is None


@settings(max_examples=20, deadline=None)
@given(contents=st.lists(st.binary(max_size=200), min_size=1, max_size=5))
def test_every_byte_string_comes_back_the_same(contents, tmp_path_factory):
    archive = Archive(tmp_path_factory.mktemp("archive"))
    archive.add([answer(0, content, str(n)) for n, content in enumerate(contents)])
    for content in contents:
        found = archive.by_sha256(answer(0, content).sha256)
        assert found is not None
        assert found.content == content


def test_as_of_a_day_only_what_was_fetched_by_its_end_is_known(tmp_path: Path):
    archive = Archive(tmp_path)
    for day in range(5):
        archive.add([answer(day, str(day).encode())])
    address = answer(0, b"").address
    assert archive.newest_known([address], date(2026, 2, 1))[address].content == b"2"
    assert archive.newest_known([address], date(2026, 1, 29)) == {}


def test_packing_a_month_changes_nothing_that_can_be_read(tmp_path: Path):
    archive = Archive(tmp_path)
    for day in range(5):
        archive.add([answer(day, f"{day}{path}".encode(), path) for path in "ab"])
    before = [archive.newest_known(archive.addresses(), START.date() + timedelta(days=d)) for d in range(5)]
    assert archive.pack_months_before(date(2026, 2, 15)) == 1
    after = [archive.newest_known(archive.addresses(), START.date() + timedelta(days=d)) for d in range(5)]
    assert after == before
    assert [path.name for path in tmp_path.glob("answers/year=2026/month=01/*")] == ["month.parquet"]
    assert len(list(tmp_path.glob("answers/year=2026/month=02/*"))) == 3


def test_a_pack_interrupted_before_its_parts_were_removed_is_finished_later(tmp_path: Path):
    archive = Archive(tmp_path)
    archive.add([answer(0, b"0")])
    part = next(tmp_path.glob("answers/year=2026/month=01/pull-*.parquet"))
    kept = part.read_bytes()
    archive.pack_months_before(date(2026, 3, 1))
    part.write_bytes(kept)  # as if the process had been killed before removing it
    archive.pack_months_before(date(2026, 3, 1))
    import polars as pl

    assert pl.read_parquet(tmp_path / "answers/year=2026/month=01/month.parquet").height == 1
    assert not part.exists()


def test_a_late_answer_for_a_packed_month_is_packed_too(tmp_path: Path):
    archive = Archive(tmp_path)
    archive.add([answer(0, b"0")])
    archive.pack_months_before(date(2026, 3, 1))
    archive.add([answer(1, b"1")])
    assert archive.pack_months_before(date(2026, 3, 1)) == 1
    assert archive.by_sha256(answer(0, b"0").sha256) is not None
    assert archive.by_sha256(answer(1, b"1").sha256) is not None


def test_nothing_is_written_for_nothing(tmp_path: Path):
    assert Archive(tmp_path / "new").add([]) is None
    assert not (tmp_path / "new").exists()
    assert Archive(tmp_path / "new").addresses() == []


def test_pulled_answers_are_kept_out_of_git(tmp_path: Path):
    with Archive(tmp_path / "pulled").only_writer():
        assert "*" in (tmp_path / "pulled" / ".gitignore").read_text().splitlines()


def test_two_pulls_do_not_write_at_once(tmp_path: Path):
    script = (
        "import sys; from pathlib import Path; from incumbent.sources.archive import Archive\n"
        "with Archive(Path(sys.argv[1])).only_writer(): print('held', flush=True); sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with pytest.raises(RefusedError, match="another pull"), Archive(tmp_path).only_writer():
        pass
    other.communicate("")
    with Archive(tmp_path).only_writer():
        pass


def test_an_unusable_answer_is_kept_but_hides_no_earlier_one(tmp_path: Path):
    archive = Archive(tmp_path)
    good, broken = answer(0, b"[1]"), answer(1, b"[1")
    archive.add([good])
    archive.add([broken], unusable=[broken.address])
    assert archive.newest_known([good.address], date(2026, 2, 28))[good.address].content == b"[1]"
    assert archive.by_sha256(broken.sha256) == broken


def test_known_answers_are_the_newest(tmp_path: Path):
    archive = Archive(tmp_path)
    archive.add([answer(0, b"old"), answer(1, b"new", etag='"2"')])
    known = KnownAnswers(archive)
    newest = known.newest(answer(0, b"").address)
    assert newest is not None
    assert (newest.content, newest.headers) == (b"new", {"etag": '"2"'})
    assert known.newest("https://example.org/other") is None
