"""What every fused forecast keeps, whatever the quotes."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.fusion_cases import (
    DATES,
    ORIGIN,
    PARAMETERS,
    after,
    base,
    book,
    chance,
    chances,
    exit_periods,
    forecast,
    provenance,
    two_way,
    vote,
    widths,
)

from incumbent.domain.quotes import BookKind, BookOutcome, Poll, PollQuestion
from incumbent.domain.vocabulary import SourceKind, Target

sure = st.floats(0.03, 0.97)
hazards = st.floats(0.02, 0.6)
deadlines = st.integers(20, 1500)
kinds = st.sampled_from([SourceKind.EXCHANGE, SourceKind.BOOKMAKER, SourceKind.CROWD, SourceKind.EXPERT])
quotes = st.builds(
    lambda stays, days, kind, age: chance(stays, days, f"{kind}-{days % 3}", source_kind=kind, age_days=age),
    sure,
    deadlines,
    kinds,
    st.integers(0, 200),
)
ages = st.integers(0, 10)
margins = st.floats(1.0, 1.3)
two_sided = st.builds(
    lambda stays, margin, days, age: two_way(
        min(0.99, stays * margin), min(0.99, (1 - stays) * margin), days, age_days=age
    ),
    sure,
    margins,
    deadlines,
    st.integers(0, 200),
)
periods = st.builds(
    lambda shares, margin: exit_periods(
        [min(0.98, share / sum(shares) * margin) for share in shares],
        [365 * (number + 1) for number in range(len(shares) - 1)] + [None],
    ),
    st.lists(st.floats(0.05, 1.0), min_size=2, max_size=5),
    margins,
)
winners = st.builds(
    lambda wins, margin: book(
        [
            BookOutcome("Ada", "", min(0.99, wins * margin), stays=True),
            BookOutcome("Bea", "", min(0.99, (1 - wins) * margin), stays=False),
        ],
        BookKind.GATE_WINNER,
        gate_id="vote",
    ),
    sure,
    margins,
)
first_to_go = st.builds(
    lambda ada, margin: book(
        [
            BookOutcome("Ada", "", min(0.99, ada * margin), leader_id="ada"),
            BookOutcome("Other", "", min(0.99, (1 - ada) * margin)),
        ],
        BookKind.FIRST_TO_GO,
    ),
    sure,
    margins,
)
approvals = st.builds(
    lambda support, age: Poll(
        provenance(age), "ada", f"house-{age % 3}", PollQuestion.APPROVAL, "all", support, 99.0 - support
    ),
    st.floats(1, 98),
    st.integers(0, 390),
)
several = st.lists(st.one_of(quotes, two_sided, periods, winners, first_to_go, approvals), max_size=6)
bases = st.builds(
    lambda h, d, n: base(h, [vote(d)] if n else []), hazards, st.integers(30, 900), st.booleans()
)
few = settings(max_examples=25, deadline=None)


@few
@given(several, bases)
def test_fused_curve_never_rises_and_lies_inside_its_band(found, base_forecast) -> None:
    result = forecast(found, base_forecast)
    assert bool(np.all(np.diff(chances(result)) <= 1e-12))
    for horizon in result.horizons:
        assert 0 <= horizon.low <= horizon.probability <= horizon.high <= 1


@few
@given(several, bases)
def test_causes_and_survival_sum_to_one(found, base_forecast) -> None:
    for horizon in forecast(found, base_forecast).horizons:
        total = horizon.probability + sum(value for _, value in horizon.causes)
        assert total == pytest.approx(1, abs=1e-9)


@few
@given(several, st.randoms(use_true_random=False))
def test_order_of_the_quotes_does_not_matter(found, random) -> None:
    mixed = list(found)
    random.shuffle(mixed)
    assert forecast(mixed) == forecast(found)


@few
@given(bases)
def test_no_quotes_give_the_base_curve(base_forecast) -> None:
    curve = base_forecast.risks.curve()
    result = forecast([], base_forecast)
    assert [h.probability for h in result.horizons] == [curve.at(day) for day in DATES]
    assert result.sources == ()


@few
@given(bases, deadlines, kinds, st.integers(0, 200))
def test_quote_equal_to_the_curve_moves_it_by_less_than_a_tenth_of_its_band(bent, days, kind, age) -> None:
    curve = bent.risks.curve()
    equal = chance(curve.at(after(days)), days, source_kind=kind, age_days=age)
    result = forecast([equal], bent)
    moved = np.abs(chances(result) - np.array([value for _, value in result.base]))
    assert bool(np.all(moved <= 0.1 * widths(result) + 1e-9))


@few
@given(st.tuples(sure, deadlines), st.tuples(kinds, kinds), bases, st.booleans(), st.tuples(ages, ages))
def test_same_quote_twice_moves_at_most_a_tenth_more_than_once(said, two_kinds, bent, copied, two_ages):
    stays, days = said
    two_kinds = two_kinds if copied else (two_kinds[0],) * 2
    first, again = (
        chance(stays, days, f"source-{index * copied}", source_kind=kind, age_days=age)
        for index, (kind, age) in enumerate(zip(two_kinds, two_ages, strict=True))
    )
    plain, *once, twice = (
        _log_odds(chances(forecast(found, bent, dates=[after(days)])))
        for found in ([], [first], [again], [first, again])
    )
    most = max(float(np.abs(each - plain)[0]) for each in once)
    assert float(np.abs(twice - plain)[0]) <= 1.1 * most + 1e-6


@few
@given(sure, st.integers(60, 1500), kinds, hazards, st.integers(1, 300))
def test_older_quote_moves_less(stays, days, kind, per_year, age) -> None:
    bent = base(per_year)
    day = [after(days)]
    fresh = forecast([chance(stays, days, source_kind=kind)], bent, dates=day)
    old = forecast([chance(stays, days, source_kind=kind, age_days=age)], bent, dates=day)
    before = np.array([value for _, value in fresh.base])
    assert bool(np.all(np.abs(chances(old) - before) <= np.abs(chances(fresh) - before) + 1e-6))


@few
@given(sure, margins, hazards, st.integers(10, 600))
def test_older_book_of_two_exit_periods_moves_no_chance_further(first, margin, per_year, age) -> None:
    implied, bent = [min(0.98, share * margin) for share in (first, 1 - first)], base(per_year)
    fresh, old = (forecast([exit_periods(implied, [365, None], age_days=days)], bent) for days in (0, age))
    before = np.array([value for _, value in fresh.base])
    assert bool(np.all(np.abs(chances(old) - before) <= np.abs(chances(fresh) - before) + 1e-6))


def test_older_book_of_several_exit_years_seldom_moves_the_chance_it_moves_most_any_further() -> None:
    rng, further = np.random.default_rng(2), 0
    for _ in range(100):
        n_years, bent = int(rng.integers(2, 5)), base(float(np.exp(rng.uniform(np.log(0.02), np.log(0.8)))))
        share = np.clip(rng.dirichlet(np.ones(n_years + 1)), 0.03, None)
        implied = np.minimum(share / share.sum() * rng.uniform(1, 1.25), 0.98).tolist()
        ends = [*(365 * (year + 1) for year in range(n_years)), None]
        before = bent.risks.curve().survival(np.array([(day - ORIGIN).days for day in DATES]))
        fresh, old = (
            np.abs(chances(forecast([exit_periods(implied, ends, age_days=days)], bent)) - before).max()
            for days in (0, int(rng.integers(10, 600)))
        )
        further += old > fresh + 0.002
    assert further <= 5


@few
@given(sure, deadlines, hazards, st.floats(0.01, 0.25))
def test_wider_bid_and_ask_move_less(stays, days, per_year, width) -> None:
    bent, day = base(per_year), [after(days)]
    assume(stays - width > 0.01 and stays + width < 0.99)
    sharp = forecast([chance(stays, days)], bent, dates=day)
    wide = forecast([chance(stays, days, low=stays - width, high=stays + width)], bent, dates=day)
    before = np.array([value for _, value in sharp.base])
    assert bool(np.all(np.abs(chances(wide) - before) <= np.abs(chances(sharp) - before) + 1e-6))


@few
@given(sure, deadlines, hazards)
def test_noisier_source_moves_less(stays, days, per_year) -> None:
    bent, day = base(per_year), [after(days)]
    loud = (SourceKind.EXPERT, SourceKind.BOOKMAKER, SourceKind.EXCHANGE)
    found = [forecast([chance(stays, days, source_kind=kind)], bent, dates=day) for kind in loud]
    before = np.array([value for _, value in found[0].base])
    expert, bookmaker, exchange = (float(np.abs(chances(each) - before)[0]) for each in found)
    assert expert <= bookmaker + 1e-6
    assert bookmaker <= exchange + 1e-6


@few
@given(st.floats(0.05, 0.95), deadlines, st.floats(0.4, 2.0))
def test_quotes_that_contradict_each_other_widen_the_band(middle, days, apart) -> None:
    odds = np.log(middle / (1 - middle))
    low, high = (1 / (1 + np.exp(-(odds + side * apart))) for side in (-1, 1))
    day = [after(days)]
    many = replace(PARAMETERS, draws=4000)  # the width of 400 draws is unsure by a tenth
    agreeing = forecast(
        [chance(middle, days, "source-a"), chance(middle + 2e-3, days, "source-b")],
        dates=day,
        parameters=many,
    )
    contrary = forecast(
        [chance(float(low), days, "source-a"), chance(float(high), days, "source-b")],
        dates=day,
        parameters=many,
    )
    assert _logit_width(contrary) > _logit_width(agreeing)


@few
@given(st.floats(0.01, 0.99), st.floats(0.02, 1.5), kinds)
def test_quote_ten_years_out_leaves_the_next_three_months_alone(stays, per_year, kind) -> None:
    bent = base(per_year)
    dates = [after(30), after(91)]
    result = forecast([chance(stays, 3652, source_kind=kind)], bent, dates=dates)
    assert bool(np.all(np.abs(chances(result) - [value for _, value in result.base]) < 0.01))


printed = st.one_of(
    st.lists(st.integers(1, 95).map(lambda percent: percent / 100), min_size=2, max_size=5),
    st.lists(st.integers(102, 100_000).map(lambda odds: 100 / odds), min_size=2, max_size=5),
)


def _whole_book(kind: BookKind, implied: list[float]):
    if kind is BookKind.EXIT_PERIOD:
        return exit_periods(implied, [*(200 * (n + 1) for n in range(len(implied) - 1)), None])
    leaders = [*(None for _ in implied[1:]), "ada"]
    outcomes = [
        BookOutcome(str(n), "", price, stays=who is None, leader_id=who)
        for n, (price, who) in enumerate(zip(implied, leaders, strict=True))
    ]
    return book(outcomes, kind, deadline=after(400))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([BookKind.EXIT_PERIOD, BookKind.IN_OFFICE, BookKind.FIRST_TO_GO]),
    printed,
    st.integers(0, 4),
    hazards,
)
def test_any_printed_book_is_answered_and_a_hair_on_one_price_moves_a_hair(kind, implied, at, per_year):
    dearer = list(implied)
    dearer[at % len(implied)] *= 1.0002
    plain, other = (forecast([_whole_book(kind, prices)], base(per_year)) for prices in (implied, dearer))
    assert plain.left_out == other.left_out == ()
    assert bool(np.all(np.abs(chances(plain) - chances(other)) < 0.005))


@few
@given(st.floats(0.02, 0.4), st.integers(60, 3652), kinds)
def test_quote_of_being_in_office_equal_to_the_curves_own_moves_it_by_less_than_a_tenth_of_its_band(
    per_year, days, kind
) -> None:
    bent, day = base(per_year), [after(days)]
    own = forecast([], bent, dates=day, target=Target.OCCUPANCY).base[0][1]
    said = chance(own, days, source_kind=kind, target=Target.OCCUPANCY)
    alone, both = (forecast(found, bent, dates=day) for found in ([], [said]))
    assert bool(np.all(np.abs(chances(both) - chances(alone)) <= 0.1 * widths(both) + 1e-9))


near_days = st.integers(20, 900)
near_years = st.integers(20, 730)
beside = st.lists(
    st.builds(
        lambda stays, days, kind, age: chance(stays, days, f"near-{kind}", source_kind=kind, age_days=age),
        sure,
        near_days,
        kinds,
        st.integers(0, 200),
    ),
    min_size=1,
    max_size=4,
)


@few
@given(beside, bases, st.floats(0.01, 0.99), kinds, st.booleans())
def test_quote_ten_years_out_leaves_the_next_three_months_alone_beside_near_quotes(
    near, bent, stays, kind, same
) -> None:
    dates = [after(30), after(60), after(91)]
    far = chance(stays, 3652, near[0].source_id if same else "far", source_kind=kind)
    alone, both = forecast(near, bent, dates=dates), forecast([*near, far], bent, dates=dates)
    assert bool(np.all(np.abs(chances(both) - chances(alone)) < 0.01))
    assert bool(np.all(np.abs(widths(both) - widths(alone)) < 0.02))


@few
@given(hazards, st.integers(95, 1500), st.floats(0.05, 0.95), st.tuples(sure, sure), st.floats(0.02, 0.98))
def test_quote_ten_years_out_leaves_what_a_near_price_and_that_of_a_later_vote_say_together(
    per_year, day, losing, two, stays
) -> None:
    bent, dates = base(per_year, [vote(day, losing)]), [after(30), after(61), after(91)]
    near = [chance(two[0], 62, "near"), chance(two[1], gate_id="vote", source_kind=SourceKind.BOOKMAKER)]
    far = chance(stays, 3652, "far")
    alone, both = (chances(forecast(found, bent, dates=dates)) for found in (near, [*near, far]))
    assert bool(np.all(np.abs(both - alone) < 0.01))


@few
@given(hazards, st.floats(-0.7, 1.0), st.tuples(near_years, near_years), st.tuples(kinds, kinds))
def test_quote_equal_to_the_curve_beside_another_within_two_years_moves_it_by_less_than_a_tenth_of_its_band(
    per_year, shift, days, two_kinds
) -> None:
    bent, dates = base(per_year), [*DATES, after(days[1])]
    said = 1 / (1 + np.exp(-(_log_odds(bent.risks.curve().at(after(days[0]))) - shift)))
    assume(0.02 < said < 0.98)
    near = chance(float(said), days[0], "near", source_kind=two_kinds[0])
    alone = forecast([near], bent, dates=dates)
    equal = chance(float(chances(alone)[-1]), days[1], "equal", source_kind=two_kinds[1])
    moved = np.abs(chances(forecast([near, equal], bent, dates=dates)) - chances(alone))
    assert bool(np.all(moved <= 0.1 * widths(alone) + 1e-9))


@few
@given(st.floats(0.02, 0.15), st.floats(0.05, 0.3), st.integers(40, 120), st.integers(250, 730), kinds)
def test_later_quote_equal_to_the_curve_after_a_crisis_price_moves_it_by_less_than_a_quarter_of_its_band(
    per_year, stays, crisis_day, later, kind
) -> None:
    bent, dates = base(per_year), [*DATES, after(later)]
    crisis = chance(stays, crisis_day, "crisis")
    alone = forecast([crisis], bent, dates=dates)
    equal = chance(float(chances(alone)[-1]), later, "equal", source_kind=kind)
    moved = np.abs(chances(forecast([crisis, equal], bent, dates=dates)) - chances(alone))
    assert bool(np.all(moved <= 0.25 * widths(alone) + 1e-9))


@few
@given(st.floats(0.01, 0.99), hazards, kinds, st.integers(5, 90), st.floats(0.05, 0.95))
def test_quote_ten_years_out_leaves_a_vote_in_the_next_three_months_alone(
    stays, per_year, kind, day, losing
) -> None:
    bent, dates = base(per_year, [vote(day, losing)]), [after(30), after(91), after(182)]
    far = chance(stays, 3652, source_kind=kind)
    said = book(
        [BookOutcome("Ada", "", 0.7, stays=True), BookOutcome("Bea", "", 0.35, stays=False)],
        BookKind.GATE_WINNER,
        gate_id="vote",
    )
    for near in ([], [said]):
        alone, both = (forecast(found, bent, dates=dates) for found in (near, [*near, far]))
        assert bool(np.all(np.abs(chances(both) - chances(alone)) < 0.01))
        assert bool(np.all(np.abs(widths(both) - widths(alone)) < 0.02))


@few
@given(hazards, st.integers(30, 700), st.floats(0.1, 0.9), st.lists(sure, min_size=3, max_size=3), kinds)
def test_surer_price_of_winning_a_vote_never_lowers_the_chance_of_getting_past_it(
    per_year, day, losing, prices, kind
) -> None:
    bent = base(per_year, [vote(day, losing)])
    said = [chance(stays, day, gate_id="vote", source_kind=kind) for stays in sorted([*prices, 0.98, 0.995])]
    found = [chances(forecast([quote], bent, dates=[after(day + 51)]))[0] for quote in said]
    assert bool(np.all(np.diff(found) >= -1e-6))


@few
@given(beside, bases, kinds)
def test_far_quote_equal_to_the_fused_curve_moves_it_by_less_than_a_tenth_of_its_band(
    near, bent, kind
) -> None:
    dates = [*DATES, after(3652)]
    alone = forecast(near, bent, dates=dates)
    assume(1e-3 < chances(alone)[-1] < 1 - 1e-3)  # a chance that somebody would print
    far = chance(float(chances(alone)[-1]), 3652, "far", source_kind=kind)
    moved = np.abs(chances(forecast([*near, far], bent, dates=dates)) - chances(alone))
    assert bool(np.all(moved <= 0.1 * widths(alone) + 1e-9))


@few
@given(st.floats(0.03, 0.2), hazards, st.floats(0.5, 0.97))
def test_far_quote_that_nobody_can_reach_after_a_near_one_is_met_no_further_than_the_near_one_lets_it(
    near_stays, per_year, far_stays
) -> None:
    near, far = chance(near_stays, 60, "near"), chance(far_stays, 3652, "far")
    bent, dates = base(per_year), [after(60), after(3652)]
    alone, both = (chances(forecast(found, bent, dates=dates)) for found in ([near], [near, far]))
    assert both[0] == pytest.approx(alone[0], abs=0.01)
    assert alone[1] <= both[1] <= both[0]


@few
@given(several, quotes)
def test_quote_known_after_the_origin_changes_nothing(found, later) -> None:
    unknown = replace(later, provenance=replace(later.provenance, known_at=ORIGIN + timedelta(days=1)))
    assert forecast([*found, unknown]) == forecast(found)


def _log_odds(value: np.ndarray) -> np.ndarray:
    return np.log(value) - np.log1p(-value)


def _logit_width(result) -> float:
    return float(
        (
            _log_odds(np.array([h.high for h in result.horizons]))
            - _log_odds(np.array([h.low for h in result.horizons]))
        )[0]
    )
