"""A post can be taken back out of a published site without the vault."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from incumbent.cli.app import app
from incumbent.domain.errors import RefusedError
from incumbent.workflows.place import move_into_place
from incumbent.workflows.protect import hash_of_tree
from incumbent.workflows.withdraw import withdraw

POST = "posts/2018-04-03.html"
FILES = {
    "index.html": '<ul><li><a href="posts/2018-04-03.html">An interview</a> told things</li>'
    '<li><a href="posts/other.html">Other</a></li></ul>',
    POST: "<p>told things</p>",
    "posts/other.html": '<p>other words</p><link rel="prev" href="2018/posts/2018-04-03.html">',
    "letters/2018-04-03.txt": "told things",
    "posts/2018-04-03-second.html": "<p>a longer name stays</p>",
    "feed.atom": '<feed><entry><link href="/posts/2018-04-03.html" rel="alternate"/>'
    "<id>https://example.org/posts/2018-04-03.html</id>"
    "<content>told things</content></entry>"
    "<entry><id>https://example.org/posts/other.html</id></entry></feed>",
    "feed.json": json.dumps(
        {"items": [{"url": "/posts/2018-04-03.html", "text": "told things"}, {"url": "/posts/other.html"}]}
    ),
    "sitemap.txt": "https://example.org/posts/2018-04-03.html\nhttps://example.org/posts/other.html\n",
    "SHA256SUMS": "00  posts/2018-04-03.html\n11  posts/other.html\n",
}


def _zip(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    staging = tmp_path / ".staging-1"
    for name, text in FILES.items():
        (staging / name).parent.mkdir(parents=True, exist_ok=True)
        (staging / name).write_text(text, encoding="utf-8")
    (staging / "site.zip").write_bytes(_zip(FILES))
    move_into_place(staging, tmp_path, hash_of_tree(staging))
    return tmp_path


def test_nothing_in_the_site_speaks_of_a_withdrawn_post(desk: Path) -> None:
    withdraw(desk, POST)
    for file in (desk / "site").rglob("*"):
        if file.is_file() and file.suffix != ".zip" and "second" not in file.name:
            text = file.read_text(encoding="utf-8")
            assert "told things" not in text, file.name
            assert "2018-04-03" not in text, file.name


def test_the_zip_is_rebuilt_without_it(desk: Path) -> None:
    withdraw(desk, POST)
    with zipfile.ZipFile(desk / "site" / "site.zip") as archive:
        assert POST not in archive.namelist()
        assert all(b"told things" not in archive.read(name) for name in archive.namelist())
        assert "posts/other.html" in archive.namelist()


def test_other_posts_stay(desk: Path) -> None:
    withdraw(desk, POST)
    assert "longer name stays" in (desk / "site" / "posts" / "2018-04-03-second.html").read_text()
    assert "other words" in (desk / "site" / "posts" / "other.html").read_text(encoding="utf-8")
    assert "posts/other.html" in (desk / "site" / "index.html").read_text(encoding="utf-8")
    assert "posts/other.html" in (desk / "site" / "feed.atom").read_text(encoding="utf-8")
    assert [item["url"] for item in json.loads((desk / "site" / "feed.json").read_text())["items"]] == [
        "/posts/other.html"
    ]


def test_no_older_tree_keeps_a_copy(desk: Path) -> None:
    withdraw(desk, POST)
    assert [place.name for place in desk.glob(".site-*")] == [(desk / "site").readlink().name]


def test_an_unknown_post_is_refused_and_changes_nothing(desk: Path) -> None:
    before = hash_of_tree((desk / "site").resolve())
    with pytest.raises(RefusedError, match="there is no post"):
        withdraw(desk, "posts/1999-01-01.html")
    assert hash_of_tree((desk / "site").resolve()) == before


def test_the_command_lists_the_copies_to_chase(desk: Path) -> None:
    result = CliRunner().invoke(app, ["withdraw", POST, str(desk)])
    assert result.exit_code == 0
    assert "search engines" in result.output
