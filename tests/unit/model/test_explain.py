"""A change of the chance is taken apart, and nothing is left over."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fusion_cases import LEADER, PARAMETERS, after, base, chance, two_way, vote

from incumbent.domain.errors import RefusedError
from incumbent.domain.vocabulary import Event
from incumbent.model.explain import OTHERS, explain, shapley
from incumbent.model.fusion import fuse_curve
from incumbent.model.what_if import Assumption, assume, parse_assumption


def explained(before, now, bent=None):
    bent = bent or base()
    return explain(
        LEADER,
        (bent, before),
        (bent, now),
        event=Event.EFFECTIVE,
        target_date=after(365),
        parameters=PARAMETERS,
    )


def test_moves_of_time_and_sources_add_up_to_the_whole_change() -> None:
    old = [chance(0.8, 365, "a", age_days=30), two_way(0.7, 0.4, age_days=20)]
    found = explained(old, [*old, chance(0.5, 365, "a"), chance(0.6, 200, "b")])
    assert found.by_time + sum(move for _, move in found.by_source) == pytest.approx(found.now - found.before)
    assert {name for name, _ in found.by_source} == {"a", "b"}


def test_source_that_said_nothing_new_moves_nothing() -> None:
    same = [chance(0.8, 365, "a")]
    found = explained(same, same)
    assert found.by_source == ()
    assert found.now == found.before


def test_many_sources_are_told_one_by_one_up_to_a_handful() -> None:
    found = explained([], [chance(0.5 + n / 50, 365, f"s{n}") for n in range(10)])
    assert len(found.by_source) == 8
    assert OTHERS in dict(found.by_source)
    assert sum(move for _, move in found.by_source) == pytest.approx(found.now - found.before)


def test_margin_spread_oldest_input_and_number_of_sources_are_told() -> None:
    quotes = [two_way(0.75, 0.45, age_days=40), chance(0.6, 365, "a", age_days=3)]
    found = explained([], quotes)
    assert found.margin_spread[0] < found.margin_spread[1]
    assert found.oldest == (quotes[0].provenance.fact_id, 40)
    assert 1 <= found.effective_sources <= 2


@given(st.lists(st.floats(-1, 1), min_size=8, max_size=8))
def test_shapley_values_sum_to_the_whole_and_treat_equals_alike(values: list[float]) -> None:
    def worth(joined: frozenset[int]) -> float:
        return values[sum(1 << (min(p, 1)) for p in joined)] if len(joined) < 3 else values[-1]

    shares = shapley(3, worth)
    assert sum(shares) == pytest.approx(values[-1] - values[0])
    assert shares[1] == pytest.approx(shares[2])  # players 1 and 2 count the same


@pytest.fixture
def fused():
    return fuse_curve(
        base(0.05, [vote(200, 0.3)]),
        LEADER,
        [chance(0.8, 365)],
        event=Event.EFFECTIVE,
        parameters=PARAMETERS,
        rng=np.random.default_rng(1),
    )


def test_assumed_loss_ends_the_office_at_the_handover_and_leaves_the_time_before(fused) -> None:
    lost = assume(fused, {"vote": True})
    assert lost.curve.at(after(249)) > 0.9
    assert lost.curve.at(after(251)) < 1e-6
    assert lost.curve.at(after(100)) == pytest.approx(fused.curve.at(after(100)))
    assert lost.band(np.array([251]))[1][0] < 1e-6


def test_assumed_win_takes_the_vote_out_of_the_way(fused) -> None:
    won = assume(fused, {"vote": False})
    assert won.curve.at(after(300)) > fused.curve.at(after(300))


def test_assumption_is_read_as_written() -> None:
    assert parse_assumption("gate:2018-03-18=lost") == Assumption("2018-03-18", lost=True)


@pytest.mark.parametrize("text", ["2018=lost", "gate:x=maybe", ""])
def test_unreadable_assumption_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="gate:ID=won"):
        parse_assumption(text)


def test_assumption_on_an_unknown_gate_names_the_known_ones(fused) -> None:
    with pytest.raises(RefusedError, match=r"those known are vote \(election\)"):
        assume(fused, {"other": True})


def test_explanation_looks_only_at_what_is_known() -> None:
    from dataclasses import replace

    later = chance(0.1, 365, "z")
    later = replace(later, provenance=replace(later.provenance, known_at=after(1) + timedelta(days=1)))
    assert explained([], [later]).now == explained([], []).now
