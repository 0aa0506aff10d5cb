"""A passed tree comes into place in one step."""

import subprocess
import sys
from pathlib import Path

import pytest

from incumbent.domain.errors import RefusedError
from incumbent.workflows.place import keep_staged, move_into_place, sole_builder, staging_folder


def _release(desk: Path, text: str, tree_hash: str) -> None:
    with staging_folder(desk) as staging:
        (staging / "index.html").write_text(text, encoding="utf-8")
        move_into_place(staging, desk, tree_hash)


def _broken_build(desk: Path) -> None:
    with staging_folder(desk) as staging:
        (staging / "index.html").write_text("half", encoding="utf-8")
        message = "broken"
        raise RuntimeError(message)


def test_the_newest_tree_is_the_site_and_the_one_before_is_kept(tmp_path: Path) -> None:
    for number, tree_hash in enumerate(["a" * 64, "b" * 64, "c" * 64]):
        _release(tmp_path, f"site {number}", tree_hash)
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "site 2"
    kept = sorted(path.name for path in tmp_path.glob(".site-*"))
    assert kept == [f".site-{'b' * 16}", f".site-{'c' * 16}"]


def test_the_same_tree_again_changes_nothing(tmp_path: Path) -> None:
    _release(tmp_path, "site", "a" * 64)
    _release(tmp_path, "site", "a" * 64)
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "site"
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".site-{'a' * 16}", "site"]


def test_a_build_that_fails_leaves_the_old_site_and_no_rubbish(tmp_path: Path) -> None:
    _release(tmp_path, "old", "a" * 64)
    with pytest.raises(RuntimeError, match="broken"):
        _broken_build(tmp_path)
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "old"
    assert not list(tmp_path.glob(".staging-*"))


def test_a_killed_builds_leftovers_are_swept(tmp_path: Path) -> None:
    (tmp_path / ".staging-1").mkdir()
    with staging_folder(tmp_path) as staging:
        assert list(tmp_path.glob(".staging-*")) == [staging]


def test_a_folder_of_the_authors_own_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with staging_folder(tmp_path) as staging, pytest.raises(RefusedError, match="not a link made by a build"):
        move_into_place(staging, tmp_path, "a" * 64)


def test_a_staged_tree_waits_and_gives_way_to_a_newer_one(tmp_path: Path) -> None:
    for text in ("first", "second"):
        with staging_folder(tmp_path) as staging:
            (staging / "index.html").write_text(text, encoding="utf-8")
            staged = keep_staged(staging, tmp_path)
    assert (staged / "index.html").read_text(encoding="utf-8") == "second"
    assert [path.name for path in tmp_path.iterdir()] == [".staged"]


def test_a_site_touched_after_its_scan_is_replaced_by_the_scanned_bytes(tmp_path: Path) -> None:
    from incumbent.workflows.protect import hash_of_tree

    with staging_folder(tmp_path) as staging:
        (staging / "index.html").write_text("site", encoding="utf-8")
        tree_hash = hash_of_tree(staging)
        move_into_place(staging, tmp_path, tree_hash)
    (tmp_path / "site" / "index.html").write_text("touched", encoding="utf-8")
    _release(tmp_path, "site", tree_hash)
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "site"
    assert len(list(tmp_path.glob(".site-*"))) == 1


def test_a_second_builder_is_refused_while_the_first_is_at_work(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom incumbent.workflows.place import sole_builder\n"
        "with sole_builder(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    words = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        first.stdout.readline()
        with pytest.raises(RefusedError, match="by another run"), sole_builder(tmp_path):
            pass
        first.kill()
    with sole_builder(tmp_path):
        assert not list(tmp_path.glob("*.html"))
