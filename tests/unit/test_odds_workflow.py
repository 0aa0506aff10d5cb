"""Prices of one market, read side by side, and the command that prints them."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

import incumbent
from incumbent.cli.app import app
from incumbent.domain.errors import RefusedError
from incumbent.workflows.odds import read_odds

STAN_JAMES_2011 = ["4/7", "11/8", "66/1", "80/1", "100/1"]


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["odds", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_single_price_is_shown_raw_with_the_reason_why_it_is_not_yet_a_chance() -> None:
    printed = run("1/6").replace("\N{NO-BREAK SPACE}", " ")
    assert "85.71 %" in printed
    assert "Not yet a chance" in printed
    assert "margin" in printed


def test_whole_book_is_shown_under_every_method_with_booksum_and_spread() -> None:
    printed = run(*STAN_JAMES_2011)
    assert "1.0946" in printed
    assert "spread" in printed
    for method in ("basic", "additive", "odds_ratio", "power", "shin"):
        assert method in printed


def test_american_prices_may_begin_with_a_minus_sign() -> None:
    shape = json.loads(run("-2000", "+1000", "--format", "json"))
    assert shape["prices"] == ["-2000", "+1000"]
    assert shape["booksum"] == pytest.approx(2000 / 2100 + 100 / 1100)
    assert sum(shape["methods"]["shin"]["probabilities"]) == pytest.approx(1)
    assert shape["methods"]["shin"]["parameter"] > 0


def test_method_without_an_answer_says_so_and_the_others_stand() -> None:
    methods = json.loads(run(*STAN_JAMES_2011, "--format", "json"))["methods"]
    assert methods["additive"]["probabilities"] == []
    assert "0 or below" in methods["additive"]["refusal"]
    assert len(methods["power"]["probabilities"]) == 5


def test_csv_has_one_row_a_price() -> None:
    lines = run("-2000", "+1000", "--format", "csv").splitlines()
    assert lines[0].split(",")[:2] == ["price", "implied"]
    assert [line.split(",")[0] for line in lines[1:3]] == ["-2000", "+1000"]


def test_unknown_option_is_wrong_usage_and_no_price() -> None:
    assert CliRunner().invoke(app, ["odds", "--formt", "1/6"]).exit_code == 2


def test_help_shows_examples() -> None:
    assert "incumbent odds 4/7 11/8 66/1 80/1 100/1" in run("--help")


def test_public_function_reads_text_numbers_and_many_books_alike() -> None:
    as_text = incumbent.implied_probabilities(["2.6", "2.4", "4.3"], method="power")
    as_numbers = incumbent.implied_probabilities([2.6, 2.4, 4.3], method="power")
    as_array = incumbent.implied_probabilities(np.array([[2.6, 2.4, 4.3]]), method="power")
    ragged = incumbent.implied_probabilities([[2.6, 2.4, 4.3], ["1/6", "4/1"]], method="power")
    np.testing.assert_allclose(as_text, as_numbers)
    np.testing.assert_allclose(as_array[0], as_numbers)
    np.testing.assert_allclose(ragged[0], as_numbers)
    np.testing.assert_allclose(ragged[1], [0.8393459, 0.1606541], atol=6e-8)


def test_numbers_between_zero_and_one_are_probabilities() -> None:
    np.testing.assert_allclose(incumbent.implied_probabilities([0.55, 0.55]), [0.5, 0.5])


@pytest.mark.parametrize(
    ("prices", "complaint"),
    [
        ([0.9, 2.5], "all its numbers must be decimal odds"),
        ([1.0, 2.5], "returns only the stake"),
        ([float("nan"), 2.5], "all its numbers"),
        ([2.5], "fewer than two outcomes"),
        (["1/6", "x"], "'x' must be"),
    ],
)
def test_book_that_cannot_be_read_is_refused(prices: list, complaint: str) -> None:
    with pytest.raises(RefusedError, match=complaint):
        incumbent.implied_probabilities(prices)


def test_unknown_method_is_refused_with_the_known_ones() -> None:
    with pytest.raises(RefusedError, match="basic, additive, odds_ratio, power, shin"):
        incumbent.implied_probabilities([2.0, 2.0], method="magic")


def test_prices_below_a_book_are_normalised_and_noted() -> None:
    reading = read_odds(["3", "3"])
    assert "only normalised" in reading.notes[0]
    assert all(answer.parameter is None for answer in reading.methods.values())
