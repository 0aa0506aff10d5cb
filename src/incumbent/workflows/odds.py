"""What do these prices imply, before and after the margin? Joins price reading to margin removal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict, overload

import numpy as np
from numpy.typing import NDArray

from incumbent.domain.curve import FloatArray
from incumbent.domain.errors import RefusedError
from incumbent.evidence.price import Price, PriceFormat, parse_price
from incumbent.model.margin import DEFAULT_METHOD, MarginMethod, padded, remove_margins, require_answered

SCHEMA = "incumbent-odds-1"

PriceLike = str | float


@dataclass(frozen=True, slots=True)
class MethodAnswer:
    """One margin method's answer to one book.

    Parameters
    ----------
    probabilities : tuple of float
        In the order of the prices; empty when refused.
    parameter : float or None
        What the method solved for; None when the book was only normalised or is refused.
    refusal : str or None
        Why the method has no answer.
    """

    probabilities: tuple[float, ...]
    parameter: float | None
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class OddsReading:
    """Prices, what they imply, and every method's fair chances.

    Parameters
    ----------
    prices : tuple of Price
    booksum : float
        Sum of the implied probabilities; what is above 1 is the margin.
    methods : dict of MarginMethod to MethodAnswer
        Empty for a single price, whose margin sits in the outcomes not given.
    spread : tuple of float
        For each price, the largest less the smallest answer of the methods.
    notes : tuple of str
        What a reader must know before calling these numbers chances.
    """

    prices: tuple[Price, ...]
    booksum: float
    methods: dict[MarginMethod, MethodAnswer]
    spread: tuple[float, ...]
    notes: tuple[str, ...]


def read_odds(prices: Sequence[str], price_format: PriceFormat | None = None) -> OddsReading:
    """Read prices of one market side by side under every margin method.

    Parameters
    ----------
    prices : sequence of str
        As printed, one for each outcome of one market.
    price_format : PriceFormat or None
        Overrides the reading of bare numbers.

    Returns
    -------
    OddsReading

    Raises
    ------
    PriceRefusedError
        If a price cannot be read.
    """
    read = tuple(parse_price(price, price_format) for price in prices)
    implied = np.array([float(price.implied_probability) for price in read])
    booksum = float(sum(price.implied_probability for price in read))
    if len(read) < 2:
        return OddsReading(read, booksum, {}, (), (_ONE_PRICE,))
    methods = {method: _answer(implied, method) for method in MarginMethod}
    answers = np.array([answer.probabilities for answer in methods.values() if answer.refusal is None])
    spread = tuple((answers.max(axis=0) - answers.min(axis=0)).tolist())
    return OddsReading(read, booksum, methods, spread, (_note_on(booksum), _SPREAD))


@overload
def implied_probabilities(
    prices: Sequence[PriceLike] | FloatArray,
    method: MarginMethod | str = ...,
    price_format: PriceFormat | None = ...,
) -> FloatArray: ...
@overload
def implied_probabilities(
    prices: Sequence[Sequence[PriceLike]],
    method: MarginMethod | str = ...,
    price_format: PriceFormat | None = ...,
) -> list[FloatArray]: ...
def implied_probabilities(
    prices: Sequence[PriceLike] | Sequence[Sequence[PriceLike]] | FloatArray,
    method: MarginMethod | str = DEFAULT_METHOD,
    price_format: PriceFormat | None = None,
) -> FloatArray | list[FloatArray]:
    """Chances implied by the prices of one book, or of many, without the margin.

    Parameters
    ----------
    prices : sequence of str or float, sequence of such sequences, or ndarray of shape (n_books, n_outcomes)
        Text is read as printed. Numbers above 1 are decimal odds, numbers between 0 and 1 implied
        probabilities; one book must not mix the two.
    method : MarginMethod or str
        "basic", "additive", "odds_ratio", "power" or "shin".
    price_format : PriceFormat or None
        Overrides the reading of bare numbers in text.

    Returns
    -------
    ndarray of float, shape (n_outcomes,), or (n_books, n_outcomes) for an array of books
        Each book sums to 1. For a sequence of books: a list, one array a book.

    Raises
    ------
    RefusedError
        If a price cannot be read, a book has one outcome, or the additive method would turn negative.

    Examples
    --------
    >>> implied_probabilities(["1/6", "4/1"], method="power").round(7)
    array([0.8393459, 0.1606541])
    """
    chosen = _method(method)
    if isinstance(prices, np.ndarray) and prices.ndim == 2:
        many = np.asarray(prices, dtype=np.float64)
        return require_answered(remove_margins(_implied_array(many), chosen), chosen).probabilities
    if len(prices) and not isinstance(prices[0], str | float | int | np.number):
        books = [_implied(book, price_format) for book in prices]  # pyright: ignore[reportArgumentType]
        fair = require_answered(remove_margins(padded(books), chosen), chosen).probabilities
        return [row[: book.size] for row, book in zip(fair, books, strict=True)]
    one = _implied(prices, price_format)  # pyright: ignore[reportArgumentType]
    return require_answered(remove_margins(one[None, :], chosen), chosen).probabilities[0]


class _MethodJson(TypedDict):
    probabilities: list[float]
    parameter: float | None
    refusal: str | None


class OddsJson(TypedDict):
    """The published shape; fields may be added, never renamed."""

    schema: str
    prices: list[str]
    implied: list[float]
    booksum: float
    methods: dict[str, _MethodJson]
    spread: list[float]
    notes: list[str]


def odds_json(reading: OddsReading) -> OddsJson:
    """The reading in the published shape."""
    return {
        "schema": SCHEMA,
        "prices": [price.text for price in reading.prices],
        "implied": [float(price.implied_probability) for price in reading.prices],
        "booksum": reading.booksum,
        "methods": {
            method.value: {
                "probabilities": list(answer.probabilities),
                "parameter": answer.parameter,
                "refusal": answer.refusal,
            }
            for method, answer in reading.methods.items()
        },
        "spread": list(reading.spread),
        "notes": list(reading.notes),
    }


_ONE_PRICE = (
    "Not yet a chance: a bookmaker's prices sum to more than 1, and the excess, the margin, can only be "
    "taken out when every outcome of the market is known. Give the prices of all outcomes to see that. "
    "A price is also a dated opinion, to be set beside others and beside a base rate."
)
_SPREAD = (
    "The methods differ on where in the book the margin sits; the spread between them is uncertainty, "
    "not a choice to be made by taste."
)


def _note_on(booksum: float) -> str:
    if booksum < 1:
        return "The prices sum to less than 1 (several venues, or an exchange): they were only normalised."
    return f"Margin: {100 * (booksum - 1):.2f} % above a fair book."


def _answer(implied: FloatArray, method: MarginMethod) -> MethodAnswer:
    books = remove_margins(implied[None, :], method)
    try:
        require_answered(books, method)
    except RefusedError as refusal:
        return MethodAnswer((), None, str(refusal))
    parameter = None if bool(books.below_one[0]) else float(books.parameter[0])
    return MethodAnswer(tuple(books.probabilities[0].tolist()), parameter)


def _method(method: MarginMethod | str) -> MarginMethod:
    try:
        return MarginMethod(method)
    except ValueError:
        msg = f"method is {method!r}; must be one of {', '.join(MarginMethod)}."
        raise RefusedError(msg) from None


def _implied(book: Sequence[PriceLike] | FloatArray, price_format: PriceFormat | None) -> FloatArray:
    if all(isinstance(price, str) for price in book):
        return np.array([float(parse_price(str(price), price_format).implied_probability) for price in book])
    try:
        numbers = np.asarray(book, dtype=np.float64)
    except (TypeError, ValueError):
        msg = f"a book holds text or numbers, not both or anything else; got {list(book)!r}."
        raise RefusedError(msg) from None
    return _implied_array(numbers[None, :])[0]


def _implied_array(books: FloatArray) -> FloatArray:
    """Decimal odds or probabilities, decided for each book as a whole."""
    odds: NDArray[np.bool_] = np.min(books, axis=1) > 1
    chances: NDArray[np.bool_] = (np.min(books, axis=1) > 0) & (np.max(books, axis=1) < 1)
    if not np.all(odds | chances):  # NaN is neither
        first = int(np.argmin(odds | chances))
        msg = (
            f"book {first} is {books[first].tolist()}: all its numbers must be decimal odds above 1, or all "
            "probabilities strictly between 0 and 1. A price of 1.0 returns only the stake: drop it."
        )
        raise RefusedError(msg)
    return np.where(odds[:, np.newaxis], 1 / books, books)
