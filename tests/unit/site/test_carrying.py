"""A site carried away: one neutral ZIP, the same every time."""

import zipfile

import pytest

from incumbent.site.carrying import pack_offline


@pytest.fixture
def built(tmp_path):
    folder = tmp_path / "built"
    for path in (
        "index.html",
        "leaders/orlan.html",
        "_headers",
        ".htaccess",
        "hosting/nginx.conf",
        "letters/a.txt",
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    return folder


def test_a_zip_s_name_and_folder_tell_nothing(built, tmp_path):
    packed = pack_offline(built, tmp_path / "out")
    assert packed.name.startswith("pages-")
    with zipfile.ZipFile(packed) as opened:
        assert opened.namelist() == ["pages/index.html", "pages/leaders/orlan.html"]


def test_the_same_site_gives_the_same_zip(built, tmp_path):
    first = pack_offline(built, tmp_path / "one")
    (built / "index.html").touch()
    second = pack_offline(built, tmp_path / "two")
    assert (first.name, first.read_bytes()) == (second.name, second.read_bytes())


def test_another_site_gives_another_name(built, tmp_path):
    first = pack_offline(built, tmp_path / "out")
    (built / "index.html").write_text("new")
    assert pack_offline(built, tmp_path / "out").name != first.name
