"""Which fair chances a book speaks with, and how far each margin method is believed of it."""

from __future__ import annotations

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.domain.errors import RefusedError
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.mapping import UnusableError
from incumbent.model.margin import DEFAULT_METHOD, MarginMethod, remove_margins

ADDITIVE_WHOLE, ADDITIVE_SILENT = 0.5, 0.25
"""The additive method counts in full while it leaves every outcome half of its quoted price, and not at
all where it leaves one a quarter; in between in proportion. It takes the same amount off every outcome, so
a long shot can come to 0 and below, where its log odds say nothing of the chance (decision 0101)."""


FARTHEST = 10.0
"""No other method is believed beyond ten times, or below a tenth, of what odds ratio leaves an outcome: in
a book of enormous margin power and Shin go to nothing as well."""
_AS_GOOD_AS_CERTAIN = 1e-9


def fair_answers(implied: FloatArray, parameters: FusionParameters) -> tuple[FloatArray, FloatArray]:
    """A book without its margin, by the preferred method and by every method that can be believed.

    Both are continuous in the prices, also where the additive method ceases to count.

    Parameters
    ----------
    implied : ndarray of float, shape (n_outcomes,)
        1 / decimal odds, the margin still inside.
    parameters : FusionParameters
        Its `margin_method` is preferred.

    Returns
    -------
    answers : ndarray of float, shape (1 + n_methods, n_outcomes)
        First the chances the book speaks with, then each method's. Each > 0, rows sum to 1.
    weight : ndarray of float, shape (1 + n_methods,)
        How far each counts in the doubt about the margin: 0 for the first; they sum to 1.

    Raises
    ------
    UnusableError
        If no margin can be taken out of these prices.
    """
    if not bool(np.all((implied > _AS_GOOD_AS_CERTAIN) & (implied < 1 - _AS_GOOD_AS_CERTAIN))):  # NaN too
        msg = "a price implies a chance of 0 or 1"
        raise UnusableError(msg)
    try:
        books = {method: remove_margins(implied[None, :], method) for method in MarginMethod}
    except RefusedError as refusal:
        raise UnusableError(str(refusal)) from refusal
    found = {method: book.probabilities[0] for method, book in books.items()}
    fair = {method: _near(each, found[DEFAULT_METHOD]) for method, each in found.items()}
    believed = dict.fromkeys(MarginMethod, 1.0)
    believed[MarginMethod.ADDITIVE] = _additive_believed(found[MarginMethod.ADDITIVE], implied)
    usable = [method for method in MarginMethod if believed[method] > 0]
    speaks, share = fair[DEFAULT_METHOD], believed[parameters.margin_method]
    if share > 0:
        speaks = share * fair[parameters.margin_method] + (1 - share) * speaks
    weight = np.array([0.0, *(believed[method] for method in usable)])
    return np.stack([speaks, *(fair[method] for method in usable)]), weight / weight.sum()


def doubt(values: FloatArray, weight: FloatArray) -> FloatArray:
    """Covariance of what the methods make of a book: `s_devig` squared of METHOD §4.

    Parameters
    ----------
    values : ndarray of float, shape (n_answers, n_rows)
    weight : ndarray of float, shape (n_answers,)
        Sums to 1.

    Returns
    -------
    ndarray of float, shape (n_rows, n_rows)
    """
    apart = values - weight @ values
    return np.asarray((apart * weight[:, None]).T @ apart, dtype=np.float64)


def _near(fair: FloatArray, middle: FloatArray) -> FloatArray:
    """The chances, none farther than FARTHEST times from the middle ones; NaN stays."""
    kept = np.clip(fair, middle / FARTHEST, middle * FARTHEST)
    return fair if bool(np.all(kept == fair)) else np.asarray(kept / kept.sum(), dtype=np.float64)


def _additive_believed(fair: FloatArray, implied: FloatArray) -> float:
    """From 0 to 1, by the least that is left of a quoted price."""
    least = float(np.min(fair / implied))
    if not least > ADDITIVE_SILENT:  # NaN: refused
        return 0.0
    return min(1.0, (least - ADDITIVE_SILENT) / (ADDITIVE_WHOLE - ADDITIVE_SILENT))
