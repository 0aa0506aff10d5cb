"""A leader beside their patron, from the example desk."""

from datetime import date
from pathlib import Path

import pytest

from incumbent.domain.errors import RefusedError
from incumbent.workflows.estimate import estimate
from incumbent.workflows.patron import BesidePatron, beside_patron, beside_patron_json

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "desk"
DAY = date(2019, 5, 1)


@pytest.fixture(scope="module")
def found() -> BesidePatron:
    return beside_patron(EXAMPLE, "kadyrov", as_of=DAY)


def test_the_four_chances_sum_to_one(found: BesidePatron) -> None:
    assert found.days
    for day in found.days:
        assert day.both + day.leader_alone + day.patron_alone + day.neither == pytest.approx(1, abs=1e-9)


def test_both_published_curves_are_kept(found: BesidePatron) -> None:
    own = {h.target_date: h.probability for h in estimate(EXAMPLE, "kadyrov", as_of=DAY)[0].horizons}
    his = {h.target_date: h.probability for h in estimate(EXAMPLE, "putin", as_of=DAY)[0].horizons}
    shared = [day for day in found.days if day.target_date in his]
    assert date(2024, 12, 31) in {day.target_date for day in shared}
    for day in found.days:
        assert day.both + day.leader_alone == pytest.approx(own[day.target_date], abs=1e-6)
    for day in shared:
        assert day.both + day.patron_alone == pytest.approx(his[day.target_date], abs=1e-6)


def test_a_stated_dependence_makes_staying_alone_rarer_than_chance_would(found: BesidePatron) -> None:
    last = found.days[-1]
    independent = (last.both + last.leader_alone) * (last.leader_alone + last.neither)
    assert last.leader_alone < independent
    assert last.leader_alone_low <= last.leader_alone <= last.leader_alone_high


def test_the_reason_of_the_dependence_is_told(found: BesidePatron) -> None:
    assert "guess" in beside_patron_json(found)["why"]


def test_a_leader_without_a_patron_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"\[patron\]"):
        beside_patron(EXAMPLE, "truss", as_of=date(2022, 10, 1))
