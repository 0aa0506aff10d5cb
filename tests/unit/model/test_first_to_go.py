"""A book on who goes first bends each leader's curve, given the others'."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fusion_cases import after, base, book, chances, forecast

from incumbent.domain.quotes import BookKind, BookOutcome
from incumbent.domain.risks import BaseForecast
from incumbent.model.first_to_go import first_chances, shifts_of_all

YEAR = [after(365)]


def among(ada: float, bea: float, cy: float, **named):
    outcomes = [
        BookOutcome("Ada", "", ada, leader_id="ada"),
        BookOutcome("Bea", "", bea, leader_id="bea"),
        BookOutcome("Cy", "", cy),
    ]
    return book(outcomes, BookKind.FIRST_TO_GO, **named)


def beside(bea_per_year: float | None = 0.2) -> BaseForecast:
    rival = None if bea_per_year is None else base(bea_per_year).risks.curve()
    return replace(base(0.2), rivals={"bea": rival})


def at_a_year(quote, bent: BaseForecast) -> float:
    return float(chances(forecast([quote], bent, dates=YEAR))[0])


PLAIN = float(chances(forecast([], beside(), dates=YEAR))[0])


def test_chances_of_going_first_follow_constant_hazards() -> None:
    rates = np.array([0.1, 0.3, 0.6])
    hazard = np.repeat(rates[:, None] / 100, 5000, axis=1)
    np.testing.assert_allclose(first_chances(hazard), rates / rates.sum(), atol=1e-9)


def test_chances_of_going_first_agree_with_simulated_exits() -> None:
    rng = np.random.default_rng(4)
    hazard = rng.uniform(0, 0.05, (4, 60))
    times = np.array([
        np.searchsorted(np.cumsum(row), rng.exponential(size=200_000)) for row in hazard
    ]) + rng.random((4, 200_000))  # fmt: skip
    someone = times.min(axis=0) < 60
    simulated = np.bincount(times.argmin(axis=0)[someone], minlength=4) / 200_000
    np.testing.assert_allclose(first_chances(hazard), simulated, atol=0.01)


@settings(deadline=None)
@given(
    st.lists(st.floats(0.02, 0.6), min_size=3, max_size=6),
    st.lists(st.floats(0.05, 1), min_size=6, max_size=6),
)
def test_smallest_shifts_explain_the_book(rates, weights) -> None:
    hazard = np.repeat(np.array(rates)[:, None] * 15 / 365.25, 288, axis=1)
    said = np.array(weights[: len(rates)]) / sum(weights[: len(rates)])
    shift = shifts_of_all(hazard, said, np.ones(len(rates)))
    first = first_chances(hazard * np.exp(shift)[:, None])
    np.testing.assert_allclose(first / first.sum(), said, rtol=1e-4)
    assert shift.sum() == pytest.approx(0, abs=1e-6)


def test_book_equal_to_the_base_rates_moves_nothing() -> None:
    third = 1 / 3
    assert at_a_year(among(third, third, third), beside()) == pytest.approx(PLAIN, abs=1e-3)


def test_favourite_to_go_first_is_likelier_to_leave_and_the_outsider_less() -> None:
    assert at_a_year(among(0.8, 0.15, 0.15), beside()) < PLAIN - 0.05
    assert at_a_year(among(0.08, 0.5, 0.5), beside()) > PLAIN + 0.01


def test_same_price_says_less_beside_a_rival_who_is_nearly_gone_anyway() -> None:
    quote = among(0.33, 0.33, 0.33)
    assert at_a_year(quote, beside(1.5)) < at_a_year(quote, beside(0.05))


def test_book_is_settled_once_one_of_its_leaders_has_left() -> None:
    result = forecast([among(0.4, 0.4, 0.3)], beside(None), dates=YEAR)
    assert "bea was no longer in office" in result.left_out[0].reason
    assert chances(result)[0] == PLAIN


def test_book_that_has_ended_is_expired() -> None:
    result = forecast([among(0.4, 0.4, 0.3, deadline=after(-1))], beside(), dates=YEAR)
    assert "expired" in result.left_out[0].reason
