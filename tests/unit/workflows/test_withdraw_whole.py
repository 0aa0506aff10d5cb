"""A post of a real desk is withdrawn everywhere this machine reaches: site, target, record, desk."""

import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.desks import FILES, write_desk

from incumbent import record
from incumbent.domain.errors import RefusedError
from incumbent.workflows.run import run
from incumbent.workflows.withdraw import withdraw

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 2, 12, tzinfo=UTC)
TOLD = "I saw the blue van wait beside our gate on both evenings."
TOLD_IN_RUSSIAN = "Я видел синий фургон у наших ворот оба вечера подряд."
INTERVIEW = f"""\
---
title: By the gate
date: 2026-06-02
kind: interview
leaders: [ada]
claims: [blue-van]
tags: [talks]
---

{TOLD} ![A gate](../images/gate.png)
"""
TRANSLATED = f"""\
---
title: У ворот
date: 2026-06-02
kind: interview
language: ru
translation_of: by-the-gate
leaders: [ada]
---

{TOLD_IN_RUSSIAN}
"""
CLAIM = f"""\
title = "A van waited beside a gate."
against = []
leaders = ["ada"]

[[events]]
date = 2026-06-02
kind = "alleged"
who = "A. Neighbour"
hand = "first hand"
words = "{TOLD}"
post = "by-the-gate"
"""
MIXED = """\
title = "The gate was watched."
against = []
leaders = ["ada"]

[[events]]
date = 2026-05-02
kind = "reported"
who = "The Daily Example"
source_url = "https://example.org/gate"
summary = "A report."

[[events]]
date = 2026-06-02
kind = "alleged"
who = "A. Neighbour"
hand = "first hand"
summary = "Told."
post = "by-the-gate"
"""
DESK = {
    **FILES,
    "desk.toml": FILES["desk.toml"] + 'publish_target = "../www/site"\n',
    "posts/by-the-gate.md": INTERVIEW,
    "posts/by-the-gate.ru.md": TRANSLATED.replace("language: ru", "slug: by-the-gate\nlanguage: ru"),
    "claims/blue-van.toml": CLAIM,
    "claims/watched.toml": MIXED,
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that has published an interview, and whose record vouches for it."""
    from PIL import Image

    desk = write_desk(tmp_path_factory.mktemp("published") / "desk", DESK)
    (desk / "images").mkdir()
    Image.new("RGB", (4, 4)).save(desk / "images" / "gate.png")
    run(desk, now=NOW)
    return desk


@pytest.fixture
def desk(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("INCUMBENT_PRIVATE", raising=False)
    shutil.copytree(published.parent, tmp_path / "w", symlinks=True)
    return tmp_path / "w" / "desk"


def _holding(folder: Path, *words: str) -> list[str]:
    wanted = [word.encode() for word in words]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(word in path.read_bytes() for word in wanted)]


def test_nothing_of_a_withdrawn_post_is_left_but_in_the_private_folder(desk: Path) -> None:
    assert len(_holding(desk, TOLD)) > 3
    done = withdraw(desk, "by-the-gate", now=LATER)
    for place in (desk, desk.parent / "www"):
        assert _holding(place, "blue van", "синий фургон", "By the gate", "У ворот") == []
    assert not list(desk.rglob("gate.png"))
    assert _holding(desk.with_name("desk-private"), TOLD) != []
    assert done.redacted == 5
    assert done.faults == ()


def test_the_record_holds_and_says_that_a_text_is_gone(desk: Path) -> None:
    withdraw(desk, "by-the-gate", now=LATER)
    report = record.verify(desk / "record")
    assert report.holds
    assert any("was redacted by entry" in note for note in report.notes)
    assert record.verify(desk / "site" / "record").holds


def test_what_others_said_stays(desk: Path) -> None:
    withdraw(desk, "by-the-gate", now=LATER)
    assert "Little changed in May" in (desk / "site" / "posts" / "quiet-month.html").read_text()
    assert "quiet-month" in (desk / "site" / "posts" / "index.html").read_text()
    assert "The Daily Example" in (desk / "claims" / "watched.toml").read_text()
    for feed in (desk / "site" / "feeds").glob("*.xml"):
        assert ElementTree.parse(feed).getroot().tag.endswith("feed")


def test_the_next_run_does_not_bring_it_back(desk: Path) -> None:
    withdraw(desk, "by-the-gate", now=LATER)
    run(desk, now=LATER)
    assert _holding(desk, "blue van", "синий фургон", "By the gate") == []
    assert (desk / "site" / "claims" / "watched.html").is_file()


def test_it_is_found_by_its_file_and_by_its_page(desk: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(desk.parent, tmp_path / "again", symlinks=True)) / "desk"
    assert withdraw(desk, "posts/by-the-gate.md", now=LATER).slug == "by-the-gate"
    by_page = withdraw(again, "https://example.org/ru/posts/2026-06-02.html", now=LATER)
    assert by_page.slug == "by-the-gate"
    assert _holding(again, "blue van") == []


def test_done_twice_it_says_so_and_records_nothing_more(desk: Path) -> None:
    withdraw(desk, "by-the-gate", now=LATER)
    count = record.verify(desk / "record").count
    assert withdraw(desk, "by-the-gate", now=LATER).was_done_before
    assert record.verify(desk / "record").count == count


def test_a_mistyped_name_is_answered_with_the_nearest_and_changes_nothing(desk: Path) -> None:
    before = len(_holding(desk, TOLD))
    with pytest.raises(RefusedError, match="Did you mean by-the-gate"):
        withdraw(desk, "by-teh-gate", now=LATER)
    assert len(_holding(desk, TOLD)) == before


def test_faults_of_the_desk_do_not_stop_it(desk: Path) -> None:
    (desk / "evidence" / "polls.csv").write_text("")
    done = withdraw(desk, "by-the-gate", now=LATER)
    assert _holding(desk, "blue van") == []
    assert [fault.file for fault in done.faults] == ["evidence/polls.csv"]


def test_a_target_that_refuses_is_told_and_the_next_withdrawal_finishes(desk: Path) -> None:
    www = desk.parent / "www" / "site"
    held = www.readlink()
    www.unlink()
    www.mkdir()
    with pytest.raises(RefusedError, match=r"not yet out of .* Then withdraw it again"):
        withdraw(desk, "by-the-gate", now=LATER)
    assert _holding(desk / "site", "blue van") == []
    www.rmdir()
    www.symlink_to(held)
    withdraw(desk, "by-the-gate", now=LATER)
    assert _holding(desk.parent / "www", "blue van") == []
    assert _holding(desk, "blue van") == []


@pytest.mark.slow
def test_killed_at_any_moment_the_next_withdrawal_finishes(desk: Path, tmp_path: Path) -> None:
    for number, moment in enumerate((0.8, 0.95)):
        tried = Path(shutil.copytree(desk.parent, tmp_path / str(number), symlinks=True)) / "desk"
        words = [sys.executable, "-m", "incumbent", "withdraw", "by-the-gate", str(tried)]
        began = time.monotonic()
        if number == 0:
            whole = Path(shutil.copytree(desk.parent, tmp_path / "whole", symlinks=True)) / "desk"
            subprocess.run([*words[:-1], str(whole)], capture_output=True, check=True)
            seconds = time.monotonic() - began
        with subprocess.Popen(words, stdout=subprocess.DEVNULL) as process:
            time.sleep(moment * seconds)
            process.kill()
        subprocess.run(words, capture_output=True, check=True)
        assert _holding(tried, "blue van", "синий фургон", "By the gate") == []
        assert record.verify(tried / "record").holds
