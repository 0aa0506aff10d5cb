"""A preview shows a changed post at once, the rest when the author pauses, and keeps the last good pages."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from incumbent.domain.errors import IncumbentError
from incumbent.workflows.preview import Preview, newest_change, preview

TODAY = date(2026, 1, 1)
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "desk"


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> Preview:
    desk = tmp_path_factory.mktemp("written") / "desk"
    passed_over = shutil.ignore_patterns("record", "site", ".staged", "two-voices*")  # these cite the record
    shutil.copytree(EXAMPLE, desk, ignore=passed_over)
    (desk / "posts" / "orchard.md").write_text("---\ntitle: Orchard\ndate: 2025-01-01\n---\n\nWords.\n")
    previewed = Preview(desk, tmp_path_factory.mktemp("shown"))
    previewed.refresh(TODAY)
    return previewed


def post_of(shown: Preview) -> Path:
    return shown.desk / "posts" / "orchard.md"


def test_a_changed_post_is_shown_without_building_the_rest(shown):
    post = post_of(shown)
    post.write_text(post.read_text(encoding="utf-8") + "\n\nA quince tree.\n", encoding="utf-8")
    before = shown.builds
    assert shown.refresh(TODAY) == f"posts/{post.name}"
    assert shown.builds == before
    assert any("A quince tree." in page.read_text() for page in (shown.root / "posts").glob("*.html"))


def test_a_fault_leaves_the_last_good_pages(shown):
    post = post_of(shown)
    good = post.read_text(encoding="utf-8")
    post.write_text(good + "\n::: estimate\nleader: nobody\n:::\n", encoding="utf-8")
    root, line = shown.root, good.count("\n") + 2
    with pytest.raises(IncumbentError, match=rf"posts/{post.name}:{line} "):
        shown.refresh(TODAY)
    post.write_text(good, encoding="utf-8")
    assert (shown.root, (root / "index.html").is_file()) == (root, True)


def test_a_new_file_is_noticed(shown):
    before = newest_change(shown.desk)
    (shown.desk / "posts" / "new.md").write_text("---\ntitle: New\ndate: 2025-01-01\n---\n\nWords.\n")
    assert newest_change(shown.desk) != before
    shown.refresh(TODAY)
    assert (shown.root / "posts" / "new.html").is_file()


def test_a_draft_is_shown_only_in_a_preview(shown):
    (shown.desk / "posts" / "half.md").write_text(
        "---\ntitle: Half\ndate: 2025-01-01\ndraft: true\n---\n\nUnfinished.\n"
    )
    shown.refresh(TODAY)
    assert "Unfinished." in (shown.root / "posts" / "half.html").read_text(encoding="utf-8")


def test_the_pages_are_served_on_this_machine_alone(shown):
    said: list[str] = []
    preview(shown.desk, 0, said.append, forever=lambda: False)
    assert any(line.startswith("http://127.0.0.1:") for line in said)
