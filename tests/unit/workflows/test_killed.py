"""A run or a publication killed at any moment leaves the old state or the new one, and the next one mends."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import killing

from incumbent import record

pytestmark = pytest.mark.slow
KILLS = 4


def _killed_again_and_again(
    desk: Path, act: Callable[[Path, str], None], day: str
) -> tuple[killing.State, killing.State]:
    """Kill an act on one desk once in each part of its time, look each time, then let it end.

    Returns what the desk holds at the end, and what a desk holds on which nothing was killed.
    """
    old = killing.left_on(desk)
    reference = killing.copied(desk, desk.parent.parent / "reference")
    seconds = killing.ended(act, reference, day)
    new = killing.left_on(reference)
    moments = random.Random(20261122)
    for part in range(KILLS):
        moment = (part + moments.random()) / KILLS
        was_killed = killing.cut_off(act, desk, day, moment * seconds)
        assert was_killed or part > 0
        found = killing.left_on(desk)
        assert found.lies_between(old, new)
        assert killing.site_is_whole(desk)
        assert record.verify(desk / "record").holds
    killing.ended(act, desk, day)
    return killing.left_on(desk), new


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with one month behind it and a new word to publish."""
    made = killing.begun_desk(tmp_path / "plain" / "desk", protected=True)
    killing.run_on(made, "2026-11-02")
    killing.publish_on(made, "2026-11-03")
    killing.write_on(made)
    return made


def test_a_killed_publication_leaves_the_old_site_or_the_new(desk: Path) -> None:
    left, unkilled = _killed_again_and_again(desk, killing.publish_on, "2026-11-04")
    assert left == unkilled
    assert killing.left_lying(desk) == []


def test_after_a_killed_run_the_next_one_ends_with_the_same_record_and_site(tmp_path: Path) -> None:
    made = killing.begun_desk(tmp_path / "plain" / "desk")
    killing.run_on(made, "2026-11-02")
    left, unkilled = _killed_again_and_again(made, killing.run_on, "2026-12-02")
    assert left == unkilled
    assert killing.left_lying(made) == []
