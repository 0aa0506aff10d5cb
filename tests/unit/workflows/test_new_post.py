"""A begun post stands as it is: the desk accepts it, blocks and all, and it is a draft."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from incumbent.domain.errors import RefusedError
from incumbent.site.blocks import post_faults
from incumbent.site.history import leader_histories
from incumbent.workflows.build import site_content
from incumbent.workflows.desk import read_desk
from incumbent.workflows.new_post import Begun, begin_post

TODAY = date(2026, 1, 1)
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "desk"


@pytest.fixture
def desk(tmp_path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "desk")
    return tmp_path / "desk"


def begun_post(desk, begun):
    path = begin_post(desk, begun, TODAY)
    return next(p for p in read_desk(desk, TODAY).posts if p.path == f"posts/{path.name}")


def test_a_post_about_a_leader_cites_the_newest_estimate_and_has_no_fault(desk):
    post = begun_post(desk, Begun("What a spring changed", leader="putin"))
    assert (post.slug, post.draft, post.leaders) == ("what-a-spring-changed", True, ("putin",))
    content = site_content(read_desk(desk, TODAY), desk / "record")
    assert "as-of: 2024-05-01" in post.body
    assert post_faults(content, leader_histories(content)) == []


def test_an_interview_names_its_changed_name_so_that_a_vault_is_asked_for(desk):
    post = begun_post(desk, Begun("The road", who="Marat"))
    assert post.interview
    assert post.pseudonyms == ("Marat",)
    assert "who: Marat" in post.body


def test_a_translation_takes_over_what_the_post_cites(desk):
    (desk / "posts" / "two-voices.ru.md").unlink()
    post = begun_post(desk, Begun("Кто говорит", translation_of="two-voices", language="ru"))
    assert (post.translation_of, post.language) == ("two-voices", "ru")
    assert post.leaders == ("kadyrov", "putin")
    assert post.published_on == date(2018, 4, 2)


def test_a_russian_title_makes_a_latin_address(desk):
    assert begin_post(desk, Begun("Весна слухов"), TODAY).name == "vesna-slukhov.md"


@pytest.mark.parametrize(
    ("begun", "message"),
    [
        (Begun("A", leader="nobody"), "no leader 'nobody'"),
        (Begun("A", language="fr"), "no language 'fr'"),
        (Begun("A", translation_of="lost", language="ru"), "no post to translate 'lost'"),
        (Begun("A", translation_of="two-voices"), "needs a language"),
        (Begun("A", slug="two-voices"), "is there already"),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_written(desk, begun, message):
    before = sorted((desk / "posts").iterdir())
    with pytest.raises(RefusedError, match=message):
        begin_post(desk, begun, TODAY)
    assert sorted((desk / "posts").iterdir()) == before
