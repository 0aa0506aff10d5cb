"""What is published is vouched for by the record that the site shows, once, and only after its scan."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.desks import FILES, write_desk
from tests.killing import VAULT

from incumbent import load_vault, record
from incumbent.workflows.desk import read_desk
from incumbent.workflows.protect import ProtectionError
from incumbent.workflows.publish import Keys, publish
from incumbent.workflows.run import run
from incumbent.workflows.withdraw import withdraw

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 2, 12, tzinfo=UTC)
KEYS = Keys(VAULT / "vault", VAULT / "FICTIONAL-test-key.txt")
POST = "posts/quiet-month.md"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("INCUMBENT_PRIVATE", raising=False)
    settings = FILES["desk.toml"].replace('"en", "ru"', '"en"')
    return write_desk(tmp_path / "desk", {**FILES, "desk.toml": settings})


def _posts_vouched_for(folder: Path) -> list[str]:
    notes = [entry for entry in record.read(folder) if entry["kind"] == "note"]
    return [c["id"] for note in notes for c in note.get("commitments", []) if c["what"] == "post"]


def _kept(desk: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (desk / "record").rglob("*.json"))


def _append(desk: Path, line: str) -> None:
    post = desk / POST
    post.write_text(f"{post.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")


def test_the_published_record_vouches_for_each_post_once(desk: Path) -> None:
    done = run(desk, now=NOW)
    assert done.published is not None
    assert done.published.vouched is not None
    assert _posts_vouched_for(desk / "site" / "record") == ["quiet-month.en"]
    again = publish(read_desk(desk, LATER.date()), desk, None, recorded_at=LATER)
    assert again.vouched is None
    assert again.tree == done.published.tree


def test_a_changed_post_is_vouched_for_anew_and_withdrawn_with_its_first_version(desk: Path) -> None:
    run(desk, now=NOW)
    _append(desk, "A second look.")
    run(desk, now=LATER)
    assert _posts_vouched_for(desk / "record") == ["quiet-month.en", "quiet-month.en"]
    assert withdraw(desk, "quiet-month", now=LATER).redacted == 2
    assert "second look" not in _kept(desk)
    assert record.verify(desk / "record").holds


def test_a_text_stored_before_a_kill_is_named_by_the_next_publication(desk: Path) -> None:
    run(desk, now=NOW)
    _append(desk, "A second look.")
    (post,) = read_desk(desk, LATER.date()).posts
    text = ("post", "quiet-month.en", f"{post.title}\n\n{post.body}")
    (stored,) = record.commit_all(desk / "record", [text])
    published = publish(read_desk(desk, LATER.date()), desk, None, recorded_at=LATER)
    assert published.vouched is not None
    assert published.vouched["kind"] == "note"
    assert published.vouched["commitments"] == [stored]


def test_a_name_that_stops_a_publication_does_not_stay_beside_the_record(desk: Path) -> None:
    run(desk, now=NOW)
    before = record.verify(desk / "record").count
    name = load_vault(KEYS.vault, KEYS.key).people[0].name
    _append(desk, f"{name} said so.")
    with pytest.raises(ProtectionError):
        publish(read_desk(desk, LATER.date()), desk, KEYS, recorded_at=LATER)
    assert name not in _kept(desk)
    assert record.verify(desk / "record").count == before
    assert not (desk / ".staged").exists()


def test_a_draft_is_not_vouched_for(desk: Path) -> None:
    post = desk / POST
    post.write_text(post.read_text(encoding="utf-8").replace("tags:", "draft: true\ntags:"), encoding="utf-8")
    run(desk, now=NOW)
    assert _posts_vouched_for(desk / "record") == []
    assert "Little changed" not in _kept(desk)
