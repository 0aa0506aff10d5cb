"""How is a bookmaker's margin taken out of a book? Five methods, for many books at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from incumbent.domain.curve import FloatArray
from incumbent.domain.errors import RefusedError
from incumbent.model import margin_solvers as solvers


class MarginMethod(StrEnum):
    """A rule for where in the book the margin sits (METHOD §2)."""

    BASIC = "basic"  # in proportion to the implied probability
    ADDITIVE = "additive"  # the same amount on every outcome
    ODDS_RATIO = "odds_ratio"  # a constant shift of the log odds
    POWER = "power"  # a common exponent
    SHIN = "shin"  # protection against insiders


DEFAULT_METHOD = MarginMethod.ODDS_RATIO
"""Least log loss and Brier score on resolved books (docs/decisions/0101-margin-method.md)."""

_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class FairBooks:
    """Books without their margin.

    Parameters
    ----------
    probabilities : ndarray of float, shape (n_books, n_outcomes)
        Rows sum to 1; padded outcomes stay 0. A refused row is NaN.
    parameter : ndarray of float, shape (n_books,)
        What the method solved for (c, k or z; the amount per outcome for additive; booksum for basic);
        NaN where the book was below 1 or is refused.
    below_one : ndarray of bool, shape (n_books,)
        True for a book that sums to less than 1: it was only normalised.
    refused : ndarray of bool, shape (n_books,)
        True where the method has no answer: additive takes an outcome to 0 or below.
    """

    probabilities: FloatArray
    parameter: FloatArray
    below_one: np.ndarray[tuple[int], np.dtype[np.bool_]]
    refused: np.ndarray[tuple[int], np.dtype[np.bool_]]


def remove_margins(implied: FloatArray, method: MarginMethod = DEFAULT_METHOD) -> FairBooks:
    """Take the margin out of many books.

    Parameters
    ----------
    implied : ndarray of float, shape (n_books, n_outcomes)
        1 / decimal odds, each strictly below 1; books of fewer outcomes are padded with 0. At least
        two outcomes a book.
    method : MarginMethod

    Returns
    -------
    FairBooks

    Raises
    ------
    RefusedError
        If a value is NaN, negative, or 1 and above, or a book has fewer than two outcomes.

    References
    ----------
    .. [1] Shin (1993), Economic Journal 103(420), 1141-1153.
    .. [2] Clarke, Kovalchik & Ingram (2017), American Journal of Sports Science 5(6), 45-49.
    .. [3] Cheung (2015), "Fixed-odds betting and traditional odds".

    Examples
    --------
    >>> book = 1 / np.array([[2.6, 2.4, 4.3]])
    >>> remove_margins(book, MarginMethod.SHIN).probabilities.round(7)
    array([[0.3729941, 0.4047794, 0.2222265]])
    """
    outcomes_first = np.ascontiguousarray(np.asarray(implied, dtype=np.float64).T)  # sums run along memory
    _require_books(outcomes_first)
    probabilities, parameter = np.empty_like(outcomes_first), np.empty(outcomes_first.shape[1])
    below_one, refused = (np.zeros(parameter.size, dtype=np.bool_) for _ in range(2))
    for start in range(0, parameter.size, solvers.BLOCK):
        part = slice(start, start + solvers.BLOCK)
        block = np.ascontiguousarray(outcomes_first[:, part])
        booksum = block.sum(axis=0)
        fair, parameter[part] = _SOLVERS[method](block, np.maximum(booksum, 1.0))
        if bool((low := booksum < 1).any()):
            fair[:, low], parameter[part][low] = block[:, low] / booksum[low], np.nan
            below_one[part] = low
        if method is MarginMethod.ADDITIVE and bool((bad := _taken_away(fair, block)).any()):
            fair[:, bad], parameter[part][bad] = np.nan, np.nan
            refused[part] = bad
        probabilities[:, part] = fair
    return FairBooks(probabilities.T, parameter, below_one, refused)


def fair_probabilities(implied: FloatArray, method: MarginMethod = DEFAULT_METHOD) -> FloatArray:
    """One book without its margin.

    Parameters
    ----------
    implied : ndarray of float, shape (n_outcomes,)
        1 / decimal odds, each strictly between 0 and 1.
    method : MarginMethod

    Returns
    -------
    ndarray of float, shape (n_outcomes,)
        Sums to 1, in the order of `implied`.

    Raises
    ------
    RefusedError
        As `remove_margins`, and if the additive method would take an outcome to 0 or below.
    """
    return require_answered(remove_margins(implied[None, :], method), method).probabilities[0]


def require_answered(books: FairBooks, method: MarginMethod) -> FairBooks:
    """The same books, or a refusal that names the first one without an answer."""
    if bool(books.refused.any()):
        first, count = int(np.argmax(books.refused)), int(books.refused.sum())
        where = (
            "this book"
            if books.refused.size == 1
            else f"{count} of {books.refused.size} books, first in book {first}"
        )
        msg = (
            f"{method} margin removal takes an outcome to 0 or below in {where}: the margin per outcome is "
            "as large as its longest shot. Use shin, power or odds_ratio."
        )
        raise RefusedError(msg)
    return books


def padded(books: Sequence[FloatArray]) -> FloatArray:
    """Books of different sizes as one array, shape (n_books, largest), padded with 0."""
    table = np.zeros((len(books), max((book.size for book in books), default=0)))
    for row, book in zip(table, books, strict=True):
        row[: book.size] = book
    return table


def _taken_away(fair: FloatArray, implied: FloatArray) -> NDArray[np.bool_]:
    """Books in which an outcome with a price is left with nothing, however the last digit is rounded."""
    return np.asarray(((fair < _NOTHING) & (implied > 0)).any(axis=0), dtype=np.bool_)


def _require_books(outcomes_first: FloatArray) -> None:
    if outcomes_first.ndim != 2 or outcomes_first.size == 0:
        msg = "books must come as an array of shape (n_books, n_outcomes) with at least one book."
        raise RefusedError(msg)
    if not (outcomes_first.min() >= 0 and outcomes_first.max() < 1):  # NaN fails both
        usable = (outcomes_first >= 0) & (outcomes_first < 1)
        msg = (
            f"{int(np.sum(~usable))} of {usable.size} implied probabilities are not numbers from 0 to below "
            f"1, first in book {int(np.argmax(~usable.all(axis=0)))}. Drop prices of 1.0 and below."
        )
        raise RefusedError(msg)
    if bool(np.any(few := np.count_nonzero(outcomes_first, axis=0) < 2)):
        msg = (
            f"book {int(np.argmax(few))} has fewer than two outcomes: its margin sits in the outcomes not "
            "listed, so it cannot be removed. Enter the whole book."
        )
        raise RefusedError(msg)


_SOLVERS = {
    MarginMethod.BASIC: solvers.basic,
    MarginMethod.ADDITIVE: solvers.additive,
    MarginMethod.ODDS_RATIO: solvers.odds_ratio,
    MarginMethod.POWER: solvers.power,
    MarginMethod.SHIN: solvers.shin,
}
