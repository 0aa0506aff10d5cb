"""Near quotes first: what is said of a far date bends the curve after them only."""

import numpy as np
import pytest
from tests.fusion_cases import (
    LEADER,
    PARAMETERS,
    after,
    base,
    chance,
    chances,
    exit_periods,
    forecast,
    vote,
)

from incumbent.domain.vocabulary import Event, SourceKind
from incumbent.model.chapters import chapters_of, deadlines_of
from incumbent.model.fused import Fused
from incumbent.model.fusion import fuse_curve
from incumbent.model.what_if import assume

NEAR = [chance(0.3, 60, "near"), chance(0.35, 90, "other")]
FAR = chance(0.008, 3652, "far")
TEN_YEARS = np.array([3652])


def fused(quotes) -> Fused:
    return fuse_curve(
        base(0.1, [vote(400), vote(2000, gate_id="later")], draws=60),
        LEADER,
        quotes,
        event=Event.EFFECTIVE,
        parameters=PARAMETERS,
        rng=np.random.default_rng(1),
    )


@pytest.mark.parametrize(
    ("quotes", "last_days"),
    [
        (NEAR, [90]),
        ([*NEAR, FAR], [90, 3652]),
        ([*NEAR, chance(0.2, 820, "mid"), FAR], [820, 3652]),
        ([*NEAR, chance(0.2, 821, "mid"), FAR], [90, 821, 3652]),
        ([*NEAR, exit_periods([0.5, 0.3, 0.3], [60, 3652, None])], [3652]),
    ],
    ids=["near", "far", "two years apart", "more than two years apart", "book over both"],
)
def test_chapter_begins_two_years_behind_the_last_deadline_unless_one_quote_spans_the_gap(
    quotes, last_days
) -> None:
    found = chapters_of(fused(quotes).readings, PARAMETERS)
    assert [max(deadlines_of(chapter)) for chapter in found] == last_days


def test_months_before_the_last_near_deadline_are_those_without_the_far_quote() -> None:
    alone, both, days = fused(NEAR), fused([*NEAR, FAR]), np.array([10, 45, 90])
    assert both.curve.survival(days) == pytest.approx(alone.curve.survival(days), rel=1e-6)
    for ours, theirs in zip(both.band(days), alone.band(days), strict=True):
        assert ours == pytest.approx(theirs, rel=1e-6)


def test_far_quote_is_followed_and_narrows_the_band_there() -> None:
    alone, both = fused(NEAR), fused([*NEAR, FAR])
    assert 0.005 < both.curve.survival(TEN_YEARS)[0] < 0.015 < alone.curve.survival(TEN_YEARS)[0]
    (low, high), (wide_low, wide_high) = both.band(TEN_YEARS), alone.band(TEN_YEARS)
    assert np.log(high / low)[0] < 0.7 * np.log(wide_high / wide_low)[0]


def test_old_far_guess_leaves_most_of_the_doubt_of_the_near_quotes() -> None:
    guess = chance(0.02, 3652, "far", source_kind=SourceKind.EXPERT, age_days=400)
    sure, unsure = fused([*NEAR, FAR]), fused([*NEAR, guess])
    widths = [np.log(high / low)[0] for low, high in (sure.band(TEN_YEARS), unsure.band(TEN_YEARS))]
    assert widths[1] > 1.5 * widths[0]


def test_curve_without_the_far_source_is_that_of_the_near_ones() -> None:
    days = np.array([30, 90, 400, 2100, 3652])
    found = dict(zip(["near", "other", "far"], fused([*NEAR, FAR]).survival_without(days), strict=True))
    assert found["far"] == pytest.approx(fused(NEAR).curve.survival(days), rel=1e-3)
    assert found["near"][0] > fused([*NEAR, FAR]).curve.survival(days)[0]


def test_vote_can_be_taken_for_decided_in_either_chapter() -> None:
    both = fused([*NEAR, FAR])
    for gate_id in ("vote", "later"):
        lost = assume(both, {gate_id: True})
        assert lost.curve.survival(TEN_YEARS)[0] < 1e-6
        assert lost.drawn_survival(TEN_YEARS).max() < 1e-6


@pytest.mark.parametrize("vote_day", [100, 586])
def test_vote_hears_a_lone_deadline_alike_a_little_less_and_a_little_more_than_two_years_behind_it(
    vote_day,
) -> None:
    bent = base(0.12, [vote(vote_day, 0.95)])
    dates = [after(vote_day + gap) for gap in (700, 760)]
    nearer, farther = (
        forecast([chance(0.9, vote_day + gap, "a"), chance(0.9, vote_day + gap, "b")], bent, dates=dates)
        for gap in (700, 760)
    )
    assert chances(farther)[1] > 0.7
    assert chances(farther) == pytest.approx(chances(nearer), abs=0.02)


def test_votes_between_a_near_and_a_far_quote_are_part_of_the_way_to_the_far_one() -> None:
    bent, dates = base(0.12, [vote(586, 0.95)]), [after(30), after(1500)]
    near = chance(0.95, 60, "near")
    far = [chance(0.8, 1500, "far"), chance(0.8, 1500, "other")]
    alone, both = (chances(forecast(quotes, bent, dates=dates)) for quotes in ([near], [near, *far]))
    assert both[0] == pytest.approx(alone[0], abs=1e-6)
    assert alone[1] < 0.1
    assert both[1] > 0.6
