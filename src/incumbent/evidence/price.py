"""What does a printed price say? Six formats, read exactly, with the raw text kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from incumbent.domain.errors import RefusedError

NEITHER_0_NOR_1 = "strictly between 0 and 1"


class PriceFormat(StrEnum):
    """How a price is written."""

    FRACTIONAL = "fractional"  # 1/6, 8-11, 5:2, evens: profit to stake
    DECIMAL = "decimal"  # 1.17: return for 1 staked
    AMERICAN = "american"  # +225: profit on 100; -2000: stake for a profit of 100
    PERCENT = "percent"  # 85.71 %
    CENTS = "cents"  # 74¢: price of a contract that pays 100
    PROBABILITY = "probability"  # 0.74


class PriceRefusedError(RefusedError):
    """A price that says nothing usable.

    Parameters
    ----------
    text : str
        The price as written.
    must_be : str
        What it must be.
    mend : str
        What to do about it.
    """

    def __init__(self, text: str, must_be: str, mend: str) -> None:
        self.text, self.must_be, self.mend = text, must_be, mend
        super().__init__(f"price {text!r} must be {must_be}. {mend}")


@dataclass(frozen=True, slots=True)
class Price:
    """One price and what it implies, the margin still inside.

    Parameters
    ----------
    text : str
        As written.
    price_format : PriceFormat
        As written, or as the reader said.
    implied_probability : Decimal
        1 / decimal odds, strictly between 0 and 1.
    """

    text: str
    price_format: PriceFormat
    implied_probability: Decimal


_NUMBER = r"\d+(?:\.\d+)?|\.\d+"
_FRACTION = re.compile(rf"({_NUMBER})\s*[/:\-]\s*({_NUMBER})")
_MARKED = re.compile(rf"({_NUMBER})\s*(%|percent|¢|c|cents?)", re.IGNORECASE)
_AMERICAN = re.compile(rf"([+-])\s*({_NUMBER})")
_BARE = re.compile(_NUMBER)
_EVENS = {"evens", "even", "evs", "evn", "even money"}
_ALIKE = str.maketrans({"−": "-", "–": "-", "⁄": "/", "∕": "/", "％": "%", "\u00a0": " "})


def parse_price(text: str, price_format: PriceFormat | None = None) -> Price:
    """Read one price exactly.

    Without `price_format` the writing decides: `a/b`, `a-b`, `a:b` and `evens` are fractional, a sign
    is American, `%` and `¢` are what they say, a bare number above 1 is decimal odds and one between
    0 and 1 a probability.

    Parameters
    ----------
    text : str
        As printed.
    price_format : PriceFormat or None
        Overrides the rule above for bare numbers.

    Returns
    -------
    Price

    Raises
    ------
    PriceRefusedError
        If the text is no price, contradicts `price_format`, or implies 0 or 1 and so says nothing.

    Examples
    --------
    >>> round(parse_price("1/6").implied_probability, 6)
    Decimal('0.857143')
    >>> round(parse_price("-2000").implied_probability, 6)
    Decimal('0.952381')
    """
    plain = " ".join(text.translate(_ALIKE).split()).lower()
    written, implied = _read(text, plain, price_format)
    if price_format is not None and written is not price_format:
        raise PriceRefusedError(text, f"a {price_format} price", f"It is written as {written}.")
    if not 0 < implied < 1:
        raise PriceRefusedError(
            text,
            f"a price that implies a chance {NEITHER_0_NOR_1}",
            "A price of 1 or less returns no profit, a chance of 0 or 1 leaves nothing to learn: drop it.",
        )
    return Price(text, written, implied)


def _read(text: str, plain: str, asked: PriceFormat | None) -> tuple[PriceFormat, Decimal]:
    """The format as written and the implied probability, unchecked."""
    if plain in _EVENS:
        return PriceFormat.FRACTIONAL, Decimal("0.5")
    if match := _FRACTION.fullmatch(plain):
        return PriceFormat.FRACTIONAL, _from_fraction(text, Decimal(match[1]), Decimal(match[2]))
    if match := _MARKED.fullmatch(plain):
        style = PriceFormat.PERCENT if match[2] in {"%", "percent"} else PriceFormat.CENTS
        return style, Decimal(match[1]) / 100
    if match := _AMERICAN.fullmatch(plain):
        return PriceFormat.AMERICAN, _from_american(text, match[1], Decimal(match[2]))
    if _BARE.fullmatch(plain):
        return _from_bare(text, Decimal(plain), asked)
    raise PriceRefusedError(
        text,
        "a price such as 1/6, evens, 1.17, +225, -2000, 74%, 74¢ or 0.74",
        "Write decimals with a point and thousands without a mark.",
    )


def _from_fraction(text: str, profit: Decimal, stake: Decimal) -> Decimal:
    if profit <= 0 or stake <= 0:
        raise PriceRefusedError(text, "a fraction above 0", "Write profit/stake, as in 1/6 or 9/4.")
    return stake / (profit + stake)


def _from_american(text: str, sign: str, size: Decimal) -> Decimal:
    if size < 100:
        raise PriceRefusedError(
            text,
            "an American price of at least 100 with its sign",
            "Write +225 or -2000; even money is +100.",
        )
    return 100 / (size + 100) if sign == "+" else size / (size + 100)


def _from_bare(text: str, number: Decimal, asked: PriceFormat | None) -> tuple[PriceFormat, Decimal]:
    style = asked or (PriceFormat.DECIMAL if number > 1 else PriceFormat.PROBABILITY)
    match style:
        case PriceFormat.AMERICAN:
            implied = _from_american(text, "+", number)
        case PriceFormat.PERCENT | PriceFormat.CENTS:
            implied = number / 100
        case PriceFormat.PROBABILITY:
            implied = number
        case PriceFormat.FRACTIONAL:
            implied = _from_fraction(text, number, Decimal(1))
        case PriceFormat.DECIMAL:
            implied = _from_decimal(number)
    return style, implied


def _from_decimal(odds: Decimal) -> Decimal:
    return 1 / odds if odds > 0 else Decimal(0)
