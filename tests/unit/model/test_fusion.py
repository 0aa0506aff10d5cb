"""Quotes of every kind move the curve as they should, and bad ones are left out with the reason."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from tests.fusion_cases import (
    DATES,
    LEADER,
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

from incumbent.domain.errors import RefusedError
from incumbent.domain.quotes import BookKind, BookOutcome, Completeness, Payoff, Poll, PollQuestion
from incumbent.domain.vocabulary import Cause, Event, SourceKind, Target
from incumbent.model.fusion import fuse_curve

YEAR = [after(365)]


def at_a_year(*quotes, bent=None, **named) -> float:
    return float(chances(forecast(list(quotes), bent, dates=YEAR, **named))[0])


BEFORE = at_a_year()


def test_price_below_the_curve_pulls_it_down_but_not_beyond_the_price() -> None:
    assert 0.5 < at_a_year(chance(0.5)) < BEFORE


def test_exchange_pulls_harder_than_a_named_person() -> None:
    person = at_a_year(chance(0.5, source_kind=SourceKind.EXPERT))
    assert at_a_year(chance(0.5)) < person < BEFORE


def test_two_way_book_counts_without_its_margin() -> None:
    with_margin, fair = at_a_year(two_way(0.58, 0.52)), at_a_year(two_way(0.53, 0.47))
    assert with_margin == pytest.approx(fair, abs=0.02)


def test_single_price_of_an_incomplete_book_counts_less_its_usual_margin() -> None:
    lone = book(
        [BookOutcome("Yes", "", 0.5, stays=False)],
        BookKind.IN_OFFICE,
        deadline=after(365),
        completeness=Completeness.NO,
    )
    assert at_a_year(two_way(0.5, 0.5 + 1e-9)) < at_a_year(lone) < BEFORE


def test_exit_year_book_bends_every_year_it_names() -> None:
    curve = base().risks.curve()
    ends = [365, 730, None]
    at = [1.0, curve.at(after(365)), curve.at(after(730)), 0.0]
    fair = np.array([at[0] - at[1], at[1] - at[2], at[2]])
    early = np.array([0.4, 0.1, 0.5])
    same = forecast([exit_periods(fair, ends)])
    np.testing.assert_allclose(chances(same), [value for _, value in same.base], atol=5e-3)
    moved = forecast([exit_periods(early, ends)], dates=[after(365), after(730)])
    first, second = chances(moved)
    assert first == pytest.approx(0.6, abs=0.06)
    assert second == pytest.approx(0.5, abs=0.06)


def test_book_of_larger_margin_weighs_less_and_widens_the_band() -> None:
    ends = [365, 730, 1096, None]
    fair = np.array([0.45, 0.2, 0.15, 0.2])
    lean = forecast([exit_periods(fair * 1.02, ends)], dates=YEAR)
    fat = forecast([exit_periods(fair * 1.4, ends)], dates=YEAR)
    assert widths(fat)[0] > widths(lean)[0]


def test_election_winner_book_moves_the_gate_and_leaves_the_months_before_it() -> None:
    bent = base(0.05, [vote(400, 0.3)])
    outcomes = [BookOutcome("Ada", "", 0.9, stays=True), BookOutcome("Bea", "", 0.12, stays=False)]
    result = forecast(
        [book(outcomes, BookKind.GATE_WINNER, gate_id="vote")], bent, dates=[after(180), after(500)]
    )
    before = np.array([value for _, value in result.base])
    assert chances(result)[0] == pytest.approx(before[0], abs=1e-9)
    assert chances(result)[1] > before[1] + 0.1
    causes = dict(result.horizons[1].causes)
    assert causes[Cause.ELECTION] < 0.15


def test_next_holder_book_counts_like_the_winner_of_its_gate() -> None:
    bent = base(0.05, [vote(400, 0.3)])
    outcomes = [BookOutcome("Ada", "", 0.9, stays=True), BookOutcome("Bea", "", 0.12, stays=False)]
    dates = [after(500)]
    winner, holder = (
        chances(forecast([book(outcomes, kind, gate_id="vote")], bent, dates=dates))[0]
        for kind in (BookKind.GATE_WINNER, BookKind.NEXT_HOLDER)
    )
    assert winner == holder


def poll(
    support: float, against: float | None, age_days: int = 5, pollster: str = "house-a", **named
) -> Poll:
    return Poll(
        provenance(age_days), "ada", pollster, PollQuestion.APPROVAL, "all", support, against, **named
    )


def test_high_approval_raises_the_chance_of_passing_the_next_election() -> None:
    bent, dates = base(0.05, [vote(200, 0.3)]), [after(300)]
    plain = chances(forecast([], bent, dates=dates))[0]
    liked, loathed = (chances(forecast([poll(s, 100 - s)], bent, dates=dates))[0] for s in (75, 25))
    assert loathed < plain < liked


def test_poll_counts_less_where_votes_are_not_free() -> None:
    from incumbent.domain.leader import DatedFact

    bent, dates = base(0.05, [vote(200, 0.3)]), [after(300)]
    fact = DatedFact("regime", "personal", ORIGIN, ORIGIN, "https://example.org")
    unfree = replace(LEADER, facts=(fact,))
    free, held = (
        chances(forecast([poll(20, 80)], bent, dates=dates, leader=who))[0] for who in (LEADER, unfree)
    )
    assert free < held


def test_vote_intention_needs_its_gate() -> None:
    asked = replace(poll(60, 30), question=PollQuestion.VOTE_INTENTION, gate_id="elsewhere")
    left = forecast([asked], base(0.05, [vote()])).left_out
    assert "elsewhere" in left[0].reason


def test_death_excluded_quote_says_nothing_of_death() -> None:
    both = at_a_year(chance(0.8)), at_a_year(chance(0.8, death_excluded=True))
    assert both[1] < both[0]  # the same chance of surviving fewer dangers is worse news


def test_quote_on_the_announcement_speaks_of_a_later_effective_date() -> None:
    announced, effective = at_a_year(chance(0.6, event=Event.ANNOUNCED)), at_a_year(chance(0.6))
    assert effective < announced < BEFORE


def test_announced_exit_is_asked_for_a_month_ahead_of_the_effective_one() -> None:
    lag = timedelta(days=PARAMETERS.announced_lag_days)
    asked = forecast([], dates=YEAR, event=Event.ANNOUNCED)
    assert chances(asked)[0] == pytest.approx(base().risks.curve().at(YEAR[0] + lag))


def test_occupancy_counts_those_who_came_back() -> None:
    far = [after(1826)]
    first, present = (
        chances(forecast([], dates=far, target=target))[0] for target in (Target.EXIT, Target.OCCUPANCY)
    )
    assert first < present < first + 0.03


BAD = {
    "lies above its ask": chance(0.5, low=0.6, high=0.4),
    "chance of 0 or 1": chance(1.0),
    "or no number": chance(float("nan")),
    "outside its own range": chance(0.9, low=0.2, high=0.4),
    "another leader or office": chance(0.5, leader_id="bea"),
    "no probability": replace(chance(0.5), payoff=Payoff.LAST_PRICE),
    "expired": chance(0.5, -3),
    "beyond the reach": chance(0.5, 36_500),
    "no outcome of the book says": book(
        [BookOutcome("Bea", "", 0.5, stays=False)] * 2, BookKind.GATE_WINNER, gate_id="vote"
    ),
    "calendar does not know": replace(chance(0.5), gate_id="elsewhere"),
    "price implies a chance of 0 or 1": exit_periods([0.5, 0.0, 0.6], [365, 730, None]),
    "fewer than two outcomes": book([BookOutcome("Ada", "", 0.5, leader_id="ada")], BookKind.FIRST_TO_GO),
    "lists only one side": book(
        [BookOutcome("Yes", "", 0.5, stays=True)] * 2, BookKind.IN_OFFICE, deadline=after(365)
    ),
    "only some periods": exit_periods([0.5, 0.3], [365, None], completeness=Completeness.NO),
    "lists only some of the leaders": book(
        [BookOutcome("Ada", "", 0.5, leader_id="ada")], BookKind.FIRST_TO_GO, completeness=Completeness.NO
    ),
    "does not name the leader": book(
        [BookOutcome("Bea", "", 0.5, leader_id="bea")] * 2, BookKind.FIRST_TO_GO
    ),
    "names no election": book([BookOutcome("Ada", "", 0.5, stays=True)], BookKind.GATE_WINNER),
    "how many are against": poll(60, None),
}


@pytest.mark.parametrize("reason", list(BAD))
def test_unusable_quote_is_left_out_with_its_reason_and_the_rest_goes_on(reason: str) -> None:
    bent = base(0.12, [vote(3000)])
    good = chance(0.6)
    result = forecast([BAD[reason], good], bent, dates=YEAR)
    assert [item.fact_id for item in result.left_out] == [BAD[reason].provenance.fact_id]
    assert reason in result.left_out[0].reason
    assert chances(result)[0] == chances(forecast([good], bent, dates=YEAR))[0]


def test_newer_quote_of_a_source_replaces_its_older_one() -> None:
    old, new = chance(0.3, age_days=20), chance(0.7)
    result = forecast([old, new], dates=YEAR)
    assert chances(result) == chances(forecast([new], dates=YEAR))
    assert "newer quote of the same source" in result.left_out[0].reason


def test_quote_copied_by_another_source_counts_once() -> None:
    result = forecast([chance(0.6, 365, "a"), chance(0.6, 365, "b")], dates=YEAR)
    assert "repeats" in result.left_out[0].reason
    assert chances(result)[0] == at_a_year(chance(0.6))


def test_price_copied_on_the_ten_following_days_counts_once() -> None:
    first = chance(0.4, 365, "a", age_days=10)
    result = forecast([first, *(chance(0.4, 365, f"copy-{day}", age_days=day) for day in range(10))])
    assert len(result.left_out) == 10
    assert all("repeats" in item.reason for item in result.left_out)
    assert chances(result) == pytest.approx(chances(forecast([chance(0.4)])))


def test_equal_price_of_more_than_ten_days_ago_is_no_copy() -> None:
    assert not forecast([chance(0.4, 365, "a"), chance(0.4, 365, "b", age_days=11)]).left_out


def test_exit_year_book_copied_a_day_later_counts_once() -> None:
    ends = [200, 400, None]
    fair = [0.2, 0.3, 0.5]
    books = [exit_periods(fair, ends, source=name, age_days=age) for name, age in (("a", 1), ("b", 0))]
    assert "repeats" in forecast(books).left_out[0].reason


EQUAL = {
    "exchange and expert": ({}, {"source_kind": SourceKind.EXPERT}),
    "fresh and older": ({}, {"age_days": 8}),
}


@pytest.mark.parametrize("case", list(EQUAL))
@pytest.mark.parametrize("surer_first", [True, False])
def test_of_equal_answers_the_one_with_the_least_error_speaks_whatever_it_is_called(
    case, surer_first
) -> None:
    surer, other = EQUAL[case]
    named = [("a", surer), ("b", other)] if surer_first else [("a", other), ("b", surer)]
    result = forecast([chance(0.4, 365, name, **settings) for name, settings in named])
    assert [source.source_id for source in result.sources] == ["a" if surer_first else "b"]
    np.testing.assert_array_equal(chances(result), chances(forecast([chance(0.4, 365, "alone", **surer)])))


def test_range_is_no_copy_of_a_price_in_its_middle_but_of_an_equal_range() -> None:
    price = chance(0.5, 365, "exchange")
    wide = {"low": 0.1, "high": 0.9, "source_kind": SourceKind.EXPERT}
    both = forecast([chance(0.5, 365, "expert", **wide), price])
    assert both.left_out == ()
    assert chances(both)[3] == pytest.approx(at_a_year(price), abs=0.02)
    alike = forecast([chance(0.5, 365, "expert", **wide), chance(0.5, 365, "another", **wide)])
    assert "repeats" in alike.left_out[0].reason


def test_second_book_of_other_periods_is_said_to_be_overruled_not_counted_together() -> None:
    coarse, fine = exit_periods([0.5, 0.6], [365, None]), exit_periods([0.3, 0.3, 0.5], [200, 400, None])
    result = forecast([coarse, fine])
    assert [item.fact_id for item in result.left_out] == [coarse.provenance.fact_id]
    assert "divides the time otherwise" in result.left_out[0].reason
    np.testing.assert_array_equal(chances(result), chances(forecast([fine])))


def test_two_old_quotes_are_no_majority_against_a_new_one() -> None:
    old = [chance(0.9, 365, "a", age_days=20), chance(0.89, 365, "b", age_days=21)]
    assert at_a_year(*old, chance(0.2, 365, "c")) < 0.35


def test_sources_share_the_weight_and_tell_what_would_be_without_them() -> None:
    result = forecast([chance(0.4, 365, "a"), chance(0.6, 365, "b")])
    assert sum(source.weight for source in result.sources) == pytest.approx(1)
    without_a = dict(result.sources[0].without)
    assert without_a[DATES[3]] == pytest.approx(at_a_year(chance(0.6, 365, "b")), abs=1e-5)


def test_band_without_quotes_is_that_of_the_base_rate() -> None:
    uncertain = forecast([], base(draws=300), dates=YEAR)
    shifts = base(draws=300).log_hazard_shifts[:, 0]
    expected = np.quantile(np.exp(-0.12 * 365 / 365.25 * np.exp(shifts)), [0.1, 0.9])
    np.testing.assert_allclose([uncertain.horizons[0].low, uncertain.horizons[0].high], expected, atol=2e-3)


def test_crisis_quote_does_not_make_exit_in_five_years_certain() -> None:
    crisis = [chance(0.2, 300)]
    two, five = chances(forecast(crisis, base(0.05), dates=[after(730), after(1826)]))
    assert two > 0.1
    assert five > 0.08


def test_quote_equal_to_the_curve_a_year_and_a_half_after_a_crisis_price_leaves_the_curve_alone() -> None:
    dates = [after(days) for days in (30, 60, 91, 182, 365, 600, 730, 1826)]
    crisis, bent = chance(0.1, 60, "near"), base(0.05)
    alone = forecast([crisis], bent, dates=dates)
    equal = chance(float(chances(alone)[5]), 600, "other")
    moved = np.abs(chances(forecast([crisis, equal], bent, dates=dates)) - chances(alone))
    assert bool(np.all(moved < 0.1 * widths(alone)))


def test_forecast_is_the_same_for_the_same_seed() -> None:
    quotes = [chance(0.4, 365, "a"), chance(0.6, 200, "b")]
    assert forecast(quotes) == forecast(quotes)


def test_parameters_learnt_after_the_origin_are_refused() -> None:
    with pytest.raises(RefusedError, match="after the origin"):
        forecast([], parameters=replace(PARAMETERS, cutoff=ORIGIN + timedelta(days=1)))


def test_target_date_before_the_origin_is_refused() -> None:
    with pytest.raises(RefusedError, match="target dates must lie from"):
        forecast([], dates=[ORIGIN - timedelta(days=1)])


def test_fused_curve_and_its_draws_can_be_had_for_any_day() -> None:
    fused = fuse_curve(
        base(),
        LEADER,
        [chance(0.5)],
        event=Event.EFFECTIVE,
        parameters=PARAMETERS,
        rng=np.random.default_rng(1),
    )
    days = np.array([0, 100, 400])
    drawn = fused.drawn_survival(days)
    assert drawn.shape == (PARAMETERS.draws, 3)
    low, high = fused.band(days)
    centre = fused.curve.survival(days)
    assert bool(np.all((low <= centre) & (centre <= high)))
    assert centre[0] == low[0] == 1


def test_quote_on_a_vote_leaves_the_base_rates_doubt_about_the_months_before_it() -> None:
    bent = base(draws=300, gates=[vote(400)])
    outcomes = [BookOutcome("Ada", "", 0.9, stays=True), BookOutcome("Bea", "", 0.12, stays=False)]
    winner = book(outcomes, BookKind.GATE_WINNER, gate_id="vote")
    plain, quoted = (widths(forecast(quotes, bent, dates=[after(180)]))[0] for quotes in ([], [winner]))
    assert quoted == pytest.approx(plain, rel=0.1)


def test_quote_on_the_next_months_leaves_much_doubt_about_five_years() -> None:
    near = chance(base().risks.curve().at(after(60)), 60)
    plain, quoted = (
        widths(forecast(quotes, base(draws=200), dates=[after(1826)]))[0] for quotes in ([], [near])
    )
    # what is learnt fades with a half-life of a year: of five years' doubt it takes (1 - 2**-5) / (5 ln 2)
    assert 0.65 * plain < quoted < plain


def test_newer_price_of_another_form_overtakes_an_older_book() -> None:
    old = exit_periods([0.2, 0.2, 0.6], [365, 730, None], age_days=60)
    new = chance(0.1, 365)
    assert at_a_year(old, new) < 0.3


def test_price_of_the_leader_alone_speaks_where_rivals_prices_are_missing() -> None:
    bent, dates = base(0.05, [vote(300, 0.3)]), [after(400)]
    rivals = [BookOutcome(name, "", 0.1, stays=False) for name in ("Bea", "Cy", "Di")]
    leader = BookOutcome("Ada", "", 0.5, stays=True)
    alone, listed = (
        chances(
            forecast(
                [book(lines, BookKind.GATE_WINNER, gate_id="vote", completeness=Completeness.NO)],
                bent,
                dates=dates,
            )
        )[0]
        for lines in ([leader], [leader, *rivals])
    )
    assert listed == pytest.approx(alone, abs=1e-9)


def test_source_that_overreacts_is_followed_less_far_and_votes_have_their_own_share() -> None:
    damped = replace(PARAMETERS, reaction=dict.fromkeys(SourceKind, 0.8))
    assert at_a_year(chance(0.5)) < at_a_year(chance(0.5), parameters=damped) < BEFORE
    bent, dates = base(0.05, [vote(300, 0.3)]), [after(400)]
    outcomes = [BookOutcome("Ada", "", 0.5, stays=True), BookOutcome("Bea", "", 0.55, stays=False)]
    winner = [book(outcomes, BookKind.GATE_WINNER, gate_id="vote")]
    same = [chances(forecast(winner, bent, dates=dates, parameters=p))[0] for p in (PARAMETERS, damped)]
    assert same[0] == same[1]


def test_price_of_being_in_office_near_the_usual_chance_of_return_says_that_hardly_anybody_stayed() -> None:
    day = [after(3652)]
    said = [0.3, 0.06, 0.04, 0.03, 0.02, 0.005]
    found = [
        chances(forecast([chance(price, 3652, target=Target.OCCUPANCY)], base(0.05), dates=day))[0]
        for price in said
    ]
    assert all(after < before for before, after in pairwise(found))
    assert found[0] < said[0]


def test_exit_year_book_that_ends_beyond_the_base_rates_reach_is_left_out_with_the_reason() -> None:
    beyond = exit_periods([0.5, 0.3, 0.3], [5000, 6000, None])
    result = forecast([beyond])
    assert [value for _, value in result.base] == chances(result).tolist()
    assert [left.reason for left in result.left_out] == [
        "all of its periods end beyond the reach of the base rate, or never"
    ]


def test_price_for_a_day_until_which_the_base_rate_knows_no_way_out_is_left_out_with_the_reason() -> None:
    result = forecast([chance(0.5, 30, age_days=4)], base(0.0, [vote(60)]))
    assert [left.reason for left in result.left_out] == [
        "the base rate knows no way out by its deadline that it could bend"
    ]


@pytest.mark.filterwarnings("error")
def test_price_of_a_vote_that_hardly_anybody_reaches_is_answered() -> None:
    bent = base(8.0, [vote(2000, 0.3)])
    result = forecast([chance(0.5, gate_id="vote")], bent, dates=[after(30), after(2051)])
    assert chances(result)[0] == pytest.approx(bent.risks.curve().at(after(30)), abs=1e-6)


def test_chance_does_not_leap_while_a_book_of_exit_years_grows_older_by_days() -> None:
    """Under a Student-t prior this book's posterior has two peaks: now one is higher, now the other."""
    implied, ends = [0.284, 0.622, 0.312], [365, 730, None]
    found = [
        chances(
            forecast([exit_periods(implied, ends, age_days=age)], base(0.05), dates=[after(365), after(730)])
        )
        for age in range(10)
    ]
    assert bool(np.all(np.abs(np.diff(found, axis=0)) < 0.02))


def test_part_of_a_first_period_already_survived_takes_an_old_book_no_further_from_the_curve() -> None:
    bent = base(0.12)
    left = 1 - bent.risks.curve().survival(np.array([365, 730]))
    implied = [float(left[0]), float(left[1] - left[0]), float(1 - left[1])]
    fresh, old = (
        chances(forecast([exit_periods(implied, [365, 730, None], age_days=age)], bent)) for age in (0, 200)
    )
    assert old == pytest.approx(fresh, abs=1e-3)


@pytest.mark.parametrize("per_year", [0.64, 0.86, 0.88, 1.14])
def test_chance_of_being_in_office_lies_inside_its_band_also_where_the_band_has_no_width(per_year) -> None:
    dates = [after(days) for days in range(1, 4300, 50)]
    result = forecast([], base(per_year, [vote(60, 0.7)]), dates=dates, target=Target.OCCUPANCY)
    assert all(each.low <= each.probability <= each.high for each in result.horizons)
