"""Bringing a published tree to its target."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest
from tests.delivered import tree_bytes

from incumbent.domain.errors import RefusedError
from incumbent.workflows.delivery import deliver


def test_a_folder_holds_the_tree_and_nothing_else(site: Path, tmp_path: Path) -> None:
    deliver(site, "../www/site", site.parent, "aaa")
    assert tree_bytes((tmp_path / "www" / "site").resolve()) == tree_bytes(site)


def test_a_folder_is_swapped_in_one_step_and_the_old_copy_removed(site: Path, tmp_path: Path) -> None:
    deliver(site, "../www/site", site.parent, "aaa")
    (site / "index.html").write_text("<p>60 in 100</p>")
    deliver(site, "../www/site", site.parent, "bbb")
    assert (tmp_path / "www" / "site" / "index.html").read_text() == "<p>60 in 100</p>"
    assert sorted(path.name for path in (tmp_path / "www").iterdir()) == [".site-site-bbb", "site"]


def test_a_copy_that_was_touched_stays_until_the_new_one_stands(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = tmp_path / "www" / "site"
    deliver(site, "../www/site", site.parent, "aaa")
    (shown / "index.html").write_text("<p>touched</p>")
    whole_copy, seen = shutil.copytree, []

    def copied(*given: object, **named: object) -> object:
        seen.append((shown / "index.html").read_text())
        return whole_copy(*given, **named)

    monkeypatch.setattr(shutil, "copytree", copied)
    for _ in range(2):
        deliver(site, "../www/site", site.parent, "aaa")
        assert tree_bytes(shown.resolve()) == tree_bytes(site)
        assert len(list((tmp_path / "www").iterdir())) == 2
    assert seen[0] == "<p>touched</p>"


def test_a_folder_of_somebody_elses_is_left_alone(site: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "mine.txt").write_text("mine")
    with pytest.raises(RefusedError, match="not made by a publication"):
        deliver(site, "../www", site.parent, "aaa")
    assert (tmp_path / "www" / "mine.txt").read_text() == "mine"


def test_a_zip_has_the_same_bytes_for_the_same_tree(site: Path, tmp_path: Path) -> None:
    deliver(site, "../site.zip", site.parent, "aaa")
    first = (tmp_path / "site.zip").read_bytes()
    os.utime(site / "index.html", (0, 0))
    deliver(site, "../site.zip", site.parent, "aaa")
    assert (tmp_path / "site.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "site.zip") as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == tree_bytes(site)


def test_a_target_inside_the_site_is_refused(site: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="inside the site"):
        deliver(site, ".site-aaa/copy", site.parent, "aaa")


def test_a_tilde_is_the_writers_own_folder(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    said = deliver(site, "~/www", site.parent, "aaa")
    assert said == str(tmp_path / "home" / "www")
    assert tree_bytes((tmp_path / "home" / "www").resolve()) == tree_bytes(site)
    assert [path.name for path in site.parent.iterdir()] == [".site-aaa"]


def test_a_tilde_of_nobody_is_refused(site: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="Write the whole path"):
        deliver(site, "~nobody-of-that-name/www", site.parent, "aaa")


def _fake_rsync(folder: Path, code: int) -> None:
    folder.mkdir()
    script = folder / "rsync"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{folder}/asked"\necho refused >&2\nexit {code}\n')
    script.chmod(0o755)


def test_rsync_is_asked_for_the_tree(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_rsync(tmp_path / "bin", 0)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert deliver(site, "writer@example.org:/srv/site", site.parent, "aaa")
    assert (tmp_path / "bin" / "asked").read_text().splitlines()[-2:] == [
        f"{site}/",
        "writer@example.org:/srv/site",
    ]


def test_a_failed_rsync_is_told_in_words(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_rsync(tmp_path / "bin", 12)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    with pytest.raises(RefusedError, match=r"broke off.*ended with 12: refused"):
        deliver(site, "writer@example.org:/srv/site", site.parent, "aaa")


def test_a_missing_rsync_is_told(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RefusedError, match="not installed"):
        deliver(site, "writer@example.org:/srv/site", site.parent, "aaa")
