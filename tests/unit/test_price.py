"""Prices are read exactly as printed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incumbent.evidence.price import PriceFormat, PriceRefusedError, parse_price


@pytest.mark.parametrize(
    ("text", "implied", "style"),
    [
        ("1/6", Fraction(6, 7), PriceFormat.FRACTIONAL),
        ("8-11", Fraction(11, 19), PriceFormat.FRACTIONAL),
        ("5:2", Fraction(2, 7), PriceFormat.FRACTIONAL),
        ("Evens", Fraction(1, 2), PriceFormat.FRACTIONAL),
        (" Evs ", Fraction(1, 2), PriceFormat.FRACTIONAL),
        ("100 / 30", Fraction(30, 130), PriceFormat.FRACTIONAL),
        ("1.25", Fraction(4, 5), PriceFormat.DECIMAL),
        ("21", Fraction(1, 21), PriceFormat.DECIMAL),
        ("+225", Fraction(100, 325), PriceFormat.AMERICAN),
        ("-2000", Fraction(2000, 2100), PriceFormat.AMERICAN),
        ("−150", Fraction(150, 250), PriceFormat.AMERICAN),
        ("+100", Fraction(1, 2), PriceFormat.AMERICAN),
        ("85.71 %", Fraction(8571, 10000), PriceFormat.PERCENT),
        ("74¢", Fraction(74, 100), PriceFormat.CENTS),
        ("0.74", Fraction(74, 100), PriceFormat.PROBABILITY),
        (".5", Fraction(1, 2), PriceFormat.PROBABILITY),
    ],
)
def test_each_way_of_writing_a_price_is_read(text: str, implied: Fraction, style: PriceFormat) -> None:
    price = parse_price(text)
    assert price.price_format is style
    assert abs(Fraction(price.implied_probability) - implied) < Fraction(1, 10**25)


def test_raw_text_is_kept() -> None:
    assert parse_price(" 8-11").text == " 8-11"


def test_odds_of_one_to_six_imply_eighty_five_point_seven_one_percent() -> None:
    assert round(100 * parse_price("1/6").implied_probability, 2) == Decimal("85.71")


@pytest.mark.parametrize(
    ("text", "asked", "implied"),
    [
        ("2", PriceFormat.PERCENT, "0.02"),
        ("0.5", PriceFormat.CENTS, "0.005"),
        ("300", PriceFormat.AMERICAN, "0.25"),
        ("3", PriceFormat.FRACTIONAL, "0.25"),
    ],
)
def test_named_format_overrides_the_reading_of_a_bare_number(
    text: str, asked: PriceFormat, implied: str
) -> None:
    assert parse_price(text, asked).implied_probability == Decimal(implied)


def test_writing_that_contradicts_the_named_format_is_refused() -> None:
    with pytest.raises(PriceRefusedError, match="written as fractional"):
        parse_price("1/6", PriceFormat.DECIMAL)


@pytest.mark.parametrize("text", ["0", "1", "1.0", "100%", "0 %", "0¢"])
def test_price_that_implies_nothing_or_everything_is_refused(text: str) -> None:
    with pytest.raises(PriceRefusedError, match="strictly between 0 and 1"):
        parse_price(text)


def test_decimal_price_below_one_is_refused_when_the_format_is_named() -> None:
    with pytest.raises(PriceRefusedError, match="strictly between 0 and 1"):
        parse_price("0.9", PriceFormat.DECIMAL)


@pytest.mark.parametrize(
    "text", ["", "nan", "inf", "1,5", "1/6/2", "--200", "abc", "1e3", "½", "0x10", "1 6"]
)
def test_text_that_is_no_price_is_refused_with_the_ways_to_write_one(text: str) -> None:
    with pytest.raises(PriceRefusedError, match="1/6, evens"):
        parse_price(text)


@pytest.mark.parametrize(
    ("text", "complaint"), [("+50", "at least 100"), ("0/5", "above 0"), ("3/0", "above 0")]
)
def test_impossible_prices_are_refused(text: str, complaint: str) -> None:
    with pytest.raises(PriceRefusedError, match=complaint):
        parse_price(text)


@given(profit=st.integers(1, 1000), stake=st.integers(1, 1000))
def test_one_price_reads_the_same_in_every_format(profit: int, stake: int) -> None:
    implied = parse_price(f"{profit}/{stake}").implied_probability
    other = [
        parse_price(f"{1 / implied:f}", PriceFormat.DECIMAL),
        parse_price(f"{implied:f}"),
        parse_price(f"{100 * implied:f}%"),
        parse_price(f"{100 * implied:f}¢"),
        parse_price(f"-{100 * stake / profit:.12f}" if stake >= profit else f"+{100 * profit / stake:.12f}"),
    ]
    assert all(abs(price.implied_probability - implied) < Decimal("1e-9") for price in other)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_and_never_crashes(text: str) -> None:
    try:
        price = parse_price(text)
    except PriceRefusedError:
        return
    assert 0 < price.implied_probability < 1
