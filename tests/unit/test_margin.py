"""Margin removal meets the published vectors and refuses what has no answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incumbent.domain.errors import RefusedError
from incumbent.model.margin import (
    MarginMethod,
    fair_probabilities,
    padded,
    remove_margins,
    require_answered,
)

BASIC, ADDITIVE, ODDS_RATIO, POWER, SHIN = MarginMethod

# METHOD §2: three independent implementations agree on these
VECTORS = {
    (2.6, 2.4, 4.3): {
        BASIC: ([0.3720260, 0.4030281, 0.2249459], 1.0338402),
        ADDITIVE: ([0.3733353, 0.4053866, 0.2212781], None),
        ODDS_RATIO: ([0.3724287, 0.4041313, 0.2234400], 1.0531738),
        POWER: ([0.3729844, 0.4051072, 0.2219084], 1.0321370),
        SHIN: ([0.3729941, 0.4047794, 0.2222265], 0.0169425),
    },
    (1.5, 2.74): {
        BASIC: ([0.6462264, 0.3537736], 1.0316302),
        ADDITIVE: ([0.6508516, 0.3491484], None),
        ODDS_RATIO: ([0.6510178, 0.3489822], 1.0721125),
        POWER: ([0.6531523, 0.3468477], 1.0505096),
        SHIN: ([0.6508516, 0.3491484], 0.0317273),
    },
    (2.7, 2.3, 4.4): {
        BASIC: ([0.3587380, 0.4211273, 0.2201347], 1.0324257),
        ADDITIVE: ([0.3595618, 0.4239740, 0.2164642], None),
        ODDS_RATIO: ([0.3588104, 0.4225614, 0.2186282], 1.0511691),
        POWER: ([0.3591711, 0.4237308, 0.2170981], 1.0309132),
        SHIN: ([0.3593439, 0.4232438, 0.2174122], 0.0162364),
    },
    (4.20, 3.70, 1.95): {
        BASIC: ([0.2331556, 0.2646631, 0.5021813], 1.0211860),
        ADDITIVE: ([0.2310332, 0.2632083, 0.5057585], None),
        ODDS_RATIO: ([0.2320045, 0.2636413, 0.5043542], 1.0344565),
        POWER: ([0.2311410, 0.2630641, 0.5057949], 1.0206559),
        SHIN: ([0.2315720, 0.2635745, 0.5048535], 0.0106081),
    },
    (1 / 0.87, 1 / 0.2, 1 / 0.1, 1 / 0.05, 1 / 0.02, 1 / 0.01): {
        BASIC: ([0.696, 0.16, 0.08, 0.04, 0.016, 0.008], 1.25),
        ODDS_RATIO: ([0.7819907, 0.1181624, 0.0562063, 0.0274357, 0.0108201, 0.0053848], 1.8657321),
        POWER: ([0.8257503, 0.1094030, 0.0421854, 0.0162665, 0.0046152, 0.0017796], 1.3748383),
        SHIN: ([0.7687864, 0.1474864, 0.0589685, 0.0200214, 0.0037664, 0.0009709], 0.0815033),
    },
    (1 + 1 / 6, 5.0): {
        BASIC: ([0.8108108, 0.1891892], 1.0571429),
        ADDITIVE: ([0.8285714, 0.1714286], None),
        ODDS_RATIO: ([0.8304792, 0.1695208], None),
        POWER: ([0.8393459, 0.1606541], None),
        SHIN: ([0.8285714, 0.1714286], None),
    },
}
CASES = [(odds, method, *answer) for odds, by in VECTORS.items() for method, answer in by.items()]

books = st.lists(st.floats(0.01, 0.9), min_size=2, max_size=50).map(np.array)
over_round = books.filter(lambda book: 1 < book.sum() < 20)
methods = st.sampled_from(list(MarginMethod))
always_answering = st.sampled_from([BASIC, ODDS_RATIO, POWER, SHIN])


@pytest.mark.parametrize(("odds", "method", "expected", "parameter"), CASES)
def test_published_vectors_are_met_to_six_digits(
    odds: tuple[float, ...], method: MarginMethod, expected: list[float], parameter: float | None
) -> None:
    result = remove_margins(1 / np.array([odds]), method)
    np.testing.assert_allclose(result.probabilities[0], expected, atol=6e-8)
    if parameter is not None:
        assert result.parameter[0] == pytest.approx(parameter, abs=6e-8)


def test_additive_that_takes_an_outcome_below_nothing_is_refused() -> None:
    book = np.array([0.87, 0.2, 0.1, 0.05, 0.02, 0.01])
    assert remove_margins(book[None, :], ADDITIVE).refused.tolist() == [True]
    with pytest.raises(RefusedError, match="to 0 or below in this book"):
        fair_probabilities(book, ADDITIVE)


def test_refusal_among_many_books_names_the_first_and_spares_the_rest() -> None:
    good = np.array([1 / 2.6, 1 / 2.4, 1 / 4.3])
    bad = np.array([0.87, 0.37, 0.01])
    result = remove_margins(np.stack([good, bad, good]), ADDITIVE)
    assert np.isnan(result.probabilities).any(axis=1).tolist() == [False, True, False]
    with pytest.raises(RefusedError, match="1 of 3 books, first in book 1"):
        require_answered(result, ADDITIVE)


@given(over_round)
def test_weights_in_proportion_to_the_odds_equal_the_additive_method(book: np.ndarray) -> None:
    # margin weights proportional to odds: 1 / fair = n * odds / (n - margin * odds)
    odds, n, margin = 1 / book, book.size, book.sum() - 1
    expected = (n - margin * odds) / (n * odds)
    result = remove_margins(book[None, :], ADDITIVE)
    if result.refused[0]:
        assert expected.min() < 1e-12
    else:
        np.testing.assert_allclose(result.probabilities[0], expected, atol=1e-12)


@given(over_round)
def test_odds_ratio_shifts_every_log_odds_by_the_same_amount(book: np.ndarray) -> None:
    fair = fair_probabilities(book, ODDS_RATIO)
    shift = np.log(book / (1 - book)) - np.log(fair / (1 - fair))
    np.testing.assert_allclose(shift, shift[0], atol=1e-8)


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_two_way_shin_equals_additive(first: float, second: float) -> None:
    book = np.array([first, second])
    additive = remove_margins(book[None, :], ADDITIVE)
    if not additive.refused[0]:
        np.testing.assert_allclose(fair_probabilities(book, SHIN), additive.probabilities[0], atol=1e-9)


@given(books, always_answering)
def test_fair_chances_sum_to_one_and_keep_the_order_of_the_odds(
    book: np.ndarray, method: MarginMethod
) -> None:
    fair = fair_probabilities(book, method)
    assert fair.sum() == pytest.approx(1, abs=1e-9)
    assert bool(np.all((fair > 0) & (fair <= 1)))
    order = np.argsort(book, kind="stable")
    assert bool(np.all(np.diff(fair[order]) >= -1e-12))


@given(st.lists(over_round, min_size=2, max_size=6), always_answering)
def test_books_of_different_sizes_are_solved_together_as_alone(several: list, method: MarginMethod) -> None:
    together = remove_margins(padded(several), method).probabilities
    for row, book in zip(together, several, strict=True):
        np.testing.assert_allclose(row[: book.size], fair_probabilities(book, method), atol=1e-12)
        assert not row[book.size :].any()


@given(st.permutations(range(5)), methods)
def test_order_of_the_outcomes_does_not_matter(order: list[int], method: MarginMethod) -> None:
    book = np.array([0.5, 0.25, 0.15, 0.1, 0.08])
    np.testing.assert_allclose(
        fair_probabilities(book[order], method), fair_probabilities(book, method)[order], atol=1e-12
    )


@pytest.mark.parametrize("method", list(MarginMethod))
def test_book_below_one_is_normalised_and_flagged(method: MarginMethod) -> None:
    result = remove_margins(np.array([[0.4, 0.3, 0.2]]), method)
    np.testing.assert_allclose(result.probabilities[0], [4 / 9, 3 / 9, 2 / 9])
    assert result.below_one.tolist() == [True]
    assert np.isnan(result.parameter[0])


@pytest.mark.parametrize("method", list(MarginMethod))
def test_fair_book_is_left_as_it_is(method: MarginMethod) -> None:
    result = remove_margins(np.array([[0.5, 0.25, 0.25]]), method)
    np.testing.assert_allclose(result.probabilities[0], [0.5, 0.25, 0.25], atol=1e-12)
    assert not result.below_one[0]


@pytest.mark.parametrize("method", [BASIC, ODDS_RATIO, POWER, SHIN])
def test_fifty_outcomes_at_a_margin_of_threefold_are_solved(method: MarginMethod) -> None:
    fair = fair_probabilities(np.geomspace(0.9, 0.001, 50) / 2, method)
    assert fair.sum() == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("bad", [np.nan, -0.1, 1.0, 1.2, np.inf])
def test_implied_probability_outside_its_range_is_refused(bad: float) -> None:
    with pytest.raises(RefusedError, match=r"1 of 4 implied .* first in book 1"):
        remove_margins(np.array([[0.5, 0.6], [0.5, bad]]))


def test_single_outcome_is_refused_because_its_margin_sits_elsewhere() -> None:
    with pytest.raises(RefusedError, match="book 0 has fewer than two outcomes"):
        fair_probabilities(np.array([6 / 7]))


def test_no_book_at_all_is_refused() -> None:
    with pytest.raises(RefusedError, match="at least one book"):
        remove_margins(np.zeros((0, 3)))


@pytest.mark.parametrize("percent", [(8, 50, 66), (16, 50, 82), (5, 50, 60), (8, 40, 76)])
def test_additive_that_leaves_an_outcome_exactly_nothing_is_refused(percent: tuple[int, ...]) -> None:
    assert remove_margins(np.array([percent]) / 100, ADDITIVE).refused.tolist() == [True]


def test_shin_keeps_a_chance_for_the_longest_shot() -> None:
    # with p << z: p = q^2 / booksum / z (1 + O(p / z)), where z is that of the book
    book = np.array([0.7, 0.5, 1e-10])
    result = remove_margins(book[None, :], SHIN)
    z = float(result.parameter[0])
    assert result.probabilities[0, 2] == pytest.approx(1e-20 / book.sum() / z, rel=1e-6)


def test_shin_agrees_with_an_independent_implementation() -> None:
    import shin

    rng = np.random.default_rng(7)
    fair = rng.dirichlet(np.full(5, 2.0), 200)
    implied = np.clip(fair * rng.uniform(1.02, 1.3, (200, 1)), 0.002, 0.98)
    ours = remove_margins(implied, SHIN).probabilities
    theirs = np.array([shin.calculate_implied_probabilities(row.tolist()) for row in 1 / implied])
    np.testing.assert_allclose(ours, theirs, atol=1e-10)
