"""Own copies of pages from a real server: kept as WARC, read back, compared, and vouched for in the claim."""

import hashlib
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desks import FILES, write_desk
from typer.testing import CliRunner, Result
from warcio.archiveiterator import ArchiveIterator

from incumbent.cli.app import app

CLAIM = """\
title = "Men were held at the mill."
against = []

[[events]]
date = 2026-03-01
kind = "reported"
who = "The Example Courier"
summary = "It reports that men were held."
source_url = "http://127.0.0.1:PORT/mill"

[[events]]  # the other side
date = 2026-03-05
kind = "denied"
who = "Ada Example"
words = "There is no mill."
source_url = "http://localhost:PORT/denial"
published_in = "The Example Courier"
"""


class Pages(http.server.ThreadingHTTPServer):
    """Serves what `shown` holds, and 410 for anything else."""

    shown: dict[str, str]


class _Answer(http.server.BaseHTTPRequestHandler):
    server: Pages

    def do_GET(self) -> None:
        text = self.server.shown.get(self.path)
        self.send_response(410 if text is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((text or "gone").encode())

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def pages() -> Iterator[Pages]:
    server = Pages(("127.0.0.1", 0), _Answer)
    server.shown = {"/mill": "<p>Men are held.</p><script>1</script>", "/denial": "<p>There is no mill.</p>"}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(tmp_path: Path, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("INCUMBENT_PRIVATE", raising=False)
    monkeypatch.setenv("INCUMBENT_CONTACT", "https://author.invalid")
    claim = CLAIM.replace("PORT", str(pages.server_port))
    return write_desk(tmp_path / "desk", {**FILES, "claims/mill.toml": claim})


def archive(desk: Path, *options: str) -> Result:
    told = CliRunner().invoke(app, ["archive", str(desk), *options])
    assert told.exit_code == 0, told.output
    return told


def as_json(desk: Path) -> dict[str, dict[str, str]]:
    pages = json.loads(archive(desk, "--format", "json").stdout)["pages"]
    return {page["address"].rsplit("/", 1)[1]: page for page in pages}


def test_each_cited_page_is_kept_as_it_was_served_and_read_back(desk: Path, pages: Pages) -> None:
    told = as_json(desk)
    (warc,) = (desk.parent / "desk-private" / "archive").glob("*.warc.gz")
    with warc.open("rb") as stream:
        kept = {
            record.rec_headers.get_header("WARC-Target-URI"): record.content_stream().read().decode()
            for record in ArchiveIterator(stream)
        }
    assert kept == {page["address"]: pages.shown[f"/{name}"] for name, page in told.items()}


def test_the_salted_hash_is_written_below_the_source_and_nothing_else_changes(
    desk: Path, pages: Pages
) -> None:
    path = desk / "claims" / "mill.toml"
    before = path.read_text().splitlines()
    told = as_json(desk)
    after = path.read_text().splitlines()
    added = {number: line for number, line in enumerate(after) if line.startswith("archived_sha256")}
    assert [line for number, line in enumerate(after) if number not in added] == before
    index = (desk.parent / "desk-private" / "archive" / "index.jsonl").read_text().splitlines()
    salts = {look["address"]: look["salt"] for look in map(json.loads, index)}
    for number, line in added.items():
        address = after[number - 1].split('"')[1]
        content = pages.shown[f"/{address.rsplit('/', 1)[1]}"].encode()
        salted = hashlib.sha256(bytes.fromhex(salts[address]) + content).hexdigest()
        assert line == f'archived_sha256 = "{salted}"'
        assert salted == told[address.rsplit("/", 1)[1]]["archived_sha256"]
    assert len(added) == 2
    as_json(desk)
    assert path.read_text().splitlines() == after


def test_a_changed_and_a_vanished_page_are_told_with_the_day_they_were_last_seen(
    desk: Path, pages: Pages
) -> None:
    first = as_json(desk)
    hashes = (desk / "claims" / "mill.toml").read_text()
    pages.shown = {"/mill": "<p>Nobody is held.</p>"}
    told = archive(desk).output
    assert "changed (last seen" in told
    assert "gone (last seen" in told
    assert "410" in told
    again = as_json(desk)
    assert [again[name]["change"] for name in ("mill", "denial")] == ["unchanged", "gone"]
    assert again["mill"]["archived_sha256"] != first["mill"]["archived_sha256"]
    assert again["denial"]["archived_sha256"] == first["denial"]["archived_sha256"]
    assert (desk / "claims" / "mill.toml").read_text() == hashes


def test_a_copy_that_was_changed_or_lost_is_told(desk: Path) -> None:
    as_json(desk)
    place = desk.parent / "desk-private" / "archive"
    (warc,) = place.glob("*.warc.gz")
    content = bytearray(warc.read_bytes())
    content[len(content) // 2] ^= 1
    warc.write_bytes(content)
    assert "its copy was changed" in archive(desk).stderr
    shutil.rmtree(place)
    assert "no copy with this hash" in archive(desk).stderr


def test_a_look_that_was_cut_off_does_not_hide_the_others(desk: Path) -> None:
    as_json(desk)
    index = desk.parent / "desk-private" / "archive" / "index.jsonl"
    with index.open("a") as file:
        file.write('{"address": "http')
    assert {page["change"] for page in as_json(desk).values()} == {"unchanged"}
    assert {page["change"] for page in as_json(desk).values()} == {"unchanged"}


def test_events_on_one_line_are_left_to_the_author(desk: Path, pages: Pages) -> None:
    path = desk / "claims" / "mill.toml"
    address = f"http://127.0.0.1:{pages.server_port}/mill"
    path.write_text(
        'title = "Men were held."\nagainst = []\nevents = [{ date = 2026-03-01, kind = "reported", '
        f'who = "The Courier", summary = "It says so.", source_url = "{address}" }}]\n'
    )
    before = path.read_bytes()
    assert "Not written into claims/mill.toml" in archive(desk).output
    assert path.read_bytes() == before
