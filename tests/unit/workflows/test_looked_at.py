"""A publication waits until a person looked at what no scanner sees."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from incumbent.cli.app import app
from incumbent.domain.errors import RefusedError
from incumbent.protection.checklist import ITEMS
from incumbent.workflows.desk import read_desk
from incumbent.workflows.jigsaw import acknowledge, jigsaw_report, warning_id
from incumbent.workflows.looked_at import require_jigsaw_looked_at, signed_off
from incumbent.workflows.publish import Keys, publish

REPOSITORY = Path(__file__).resolve().parents[3]
KEYS = Keys(
    REPOSITORY / "examples" / "desk-vault" / "vault",
    REPOSITORY / "examples" / "desk-vault" / "FICTIONAL-test-key.txt",
)
TODAY = date(2026, 11, 1)
POST = "posts/the-road-from-karsk-yurt.md"
TOO_MUCH = (
    "\n\nHe is 22, fled at 18, and two of his uncles and a cousin, a local kingpin, look for him. "
    "His brother in the Moscow diaspora was told to bring him back; they found him on VKontakte.\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    copy = tmp_path / "desk"
    shutil.copytree(REPOSITORY / "examples" / "desk", copy)
    (tmp_path / "desk-private").mkdir()
    with (copy / POST).open("a", encoding="utf-8") as post:
        post.write(TOO_MUCH)
    return copy


def test_facts_that_name_a_person_together_hold_the_publication_until_acknowledged(desk: Path) -> None:
    private = desk.with_name("desk-private")
    with pytest.raises(RefusedError, match="Nothing was published") as held:
        publish(read_desk(desk, TODAY), desk, KEYS)
    assert "kingpin" not in str(held.value)
    assert not (desk / "site").exists()
    ids = [warning_id(one) for one in jigsaw_report(desk, private, TODAY).pending]
    acknowledge(desk, private, ids, "an invented person", TODAY)
    require_jigsaw_looked_at(read_desk(desk, TODAY), desk)


def test_a_build_says_how_much_of_the_checklist_is_signed_for_these_words(desk: Path) -> None:
    assert signed_off(read_desk(desk, TODAY), desk)[POST] == (0, len(ITEMS))
    signed = CliRunner().invoke(app, ["protect", "checklist", str(desk / POST), "--sign", "all"])
    assert signed.exit_code == 0, signed.output
    assert signed_off(read_desk(desk, TODAY), desk)[POST] == (len(ITEMS), len(ITEMS))
    with (desk / POST).open("a", encoding="utf-8") as post:
        post.write("One word more.\n")
    assert signed_off(read_desk(desk, TODAY), desk)[POST] == (0, len(ITEMS))


@pytest.mark.parametrize("content", ["{bad", "[]", '{"a": "all"}'])
def test_a_broken_file_of_sign_offs_is_refused_and_left_as_it_is(desk: Path, content: str) -> None:
    signed = desk.parent / "desk-private" / "checklist.json"
    signed.write_text(content, encoding="utf-8")
    done = CliRunner().invoke(app, ["protect", "checklist", str(desk / POST), "--sign", "all"])
    assert isinstance(done.exception, RefusedError)
    assert "no file of sign-offs" in str(done.exception)
    assert signed.read_text(encoding="utf-8") == content


def test_a_folder_is_no_post_to_sign_off(desk: Path) -> None:
    done = CliRunner().invoke(app, ["protect", "checklist", str(desk)])
    assert done.exit_code == 2
    assert "directory" in done.output
