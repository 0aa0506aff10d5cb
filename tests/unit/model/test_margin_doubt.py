"""What the margin methods disagree on is doubt, and none of them speaks where it has nothing to say."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fusion_cases import PARAMETERS, after, exit_periods, forecast

from incumbent.model.margin import MarginMethod, fair_probabilities
from incumbent.model.margin_doubt import doubt, fair_answers

percents = st.lists(st.integers(1, 95), min_size=2, max_size=7).map(lambda book: np.array(book) / 100)
preferred = st.sampled_from(list(MarginMethod)).map(lambda method: replace(PARAMETERS, margin_method=method))


def log_odds(chance: np.ndarray) -> np.ndarray:
    return np.log(chance) - np.log1p(-chance)


def spread(book: np.ndarray) -> np.ndarray:
    answers, weight = fair_answers(book, PARAMETERS)
    return np.sqrt(np.diagonal(doubt(log_odds(answers), weight)))


def test_methods_lie_further_apart_on_a_book_of_larger_margin() -> None:
    assert spread(np.array([0.9, 0.4]))[0] > spread(np.array([0.8, 0.23]))[0] > 0


def test_exit_year_book_of_thirty_one_percent_margin_spreads_as_measured() -> None:
    # METHOD §2: the choice of method moves the chance of staying past 2025 from .47 to .53
    american = np.array([225, 225, 600, 900, 1000, 1200, 250])
    book = 100 / (american + 100)
    assert book.sum() == pytest.approx(1.3118, abs=5e-5)
    past_2025 = [fair_probabilities(book, method)[2:].sum() for method in MarginMethod]
    assert min(past_2025) == pytest.approx(0.47, abs=0.006)
    assert max(past_2025) == pytest.approx(0.53, abs=0.006)


def test_doubt_is_the_spread_of_all_five_where_each_leaves_every_outcome_half_its_price() -> None:
    book = np.array([0.5, 0.4, 0.2])
    every = log_odds(np.array([fair_probabilities(book, method) for method in MarginMethod]))
    np.testing.assert_allclose(spread(book), every.std(axis=0), rtol=1e-12)


def test_additive_counts_half_where_it_leaves_three_eighths_of_a_price() -> None:
    # taken off each: .15 / 3 = .05, and of .08 three eighths are .03
    _, weight = fair_answers(np.array([0.08, 0.5, 0.57]), PARAMETERS)
    np.testing.assert_allclose(weight, np.array([0, 1, 0.5, 1, 1, 1]) / 4.5, rtol=1e-9)


def test_no_answer_is_taken_farther_than_tenfold_from_odds_ratio() -> None:
    book = np.array([100 / 102, 100 / 102, 100 / 360])
    assert fair_probabilities(book, MarginMethod.POWER)[2] < 1e-15
    answers, _ = fair_answers(book, PARAMETERS)
    factor = answers / answers[0]
    assert 0.05 < factor.min() < factor.max() < 20  # tenfold, and then made to sum to 1
    assert spread(book)[2] > 1  # it stays a book of which little is known


def test_additive_is_silent_where_it_takes_an_outcome_to_nothing() -> None:
    book = np.array([0.05, 0.5, 0.6])
    others = [method for method in MarginMethod if method is not MarginMethod.ADDITIVE]
    every = log_odds(np.array([fair_probabilities(book, method) for method in others]))
    np.testing.assert_allclose(spread(book), every.std(axis=0), rtol=1e-12)
    asked = replace(PARAMETERS, margin_method=MarginMethod.ADDITIVE)
    np.testing.assert_allclose(fair_answers(book, asked)[0][0], fair_probabilities(book), rtol=1e-12)


@given(percents, preferred)
def test_every_book_of_whole_percents_has_chances_that_can_be_weighed(book, parameters) -> None:
    answers, weight = fair_answers(book, parameters)
    assert bool(np.all((answers > 0) & (answers < 1)))
    np.testing.assert_allclose(answers.sum(axis=1), 1, atol=1e-9)
    assert weight.sum() == pytest.approx(1)


@given(percents, preferred, st.data())
def test_answer_and_doubt_do_not_jump_anywhere_between_two_books(book, parameters, data) -> None:
    index = data.draw(st.integers(0, book.size - 1))
    to = data.draw(st.integers(1, 95)) / 100

    def at(share: float) -> tuple[np.ndarray, np.ndarray]:
        priced = book.copy()
        priced[index] += share * (to - book[index])
        answers, weight = fair_answers(priced, parameters)
        return log_odds(answers[0]), doubt(log_odds(answers), weight)

    low, high = 0.0, 1.0
    for _ in range(30):  # close in on the larger half of the change: a jump would stay
        middle = (low + high) / 2
        ends = [at(share) for share in (low, middle, high)]
        first, second = (
            sum(float(np.abs(b - a).max()) for a, b in zip(ends[i], ends[i + 1], strict=True)) for i in (0, 1)
        )
        low, high = (low, middle) if first > second else (middle, high)
    left = sum(float(np.abs(b - a).max()) for a, b in zip(at(low), at(high), strict=True))
    assert left < 1e-5


def at_a_year(*shares: float) -> float:
    book = exit_periods(shares, [200, 400, None])
    return forecast([book], dates=[after(365)]).horizons[0].probability


def test_book_at_the_edge_of_the_additive_method_answers_like_its_neighbours() -> None:
    around = [at_a_year(0.05, 0.5, later) for later in (0.58, 0.59, 0.6, 0.6001, 0.61, 0.62)]
    assert max(around) - min(around) < 0.02
