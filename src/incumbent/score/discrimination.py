"""How well chances tell apart what happened from what did not, whatever their level."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from incumbent.score.checks import NoAnswerError, checked_cases


def auc(probability: ArrayLike, outcome: ArrayLike, weight: ArrayLike | None = None) -> float:
    """Area under the ROC curve, ties counted half; higher is better, 1/2 is chance.

    It says nothing about the level of the chances: show it only beside a Brier score.

    Parameters
    ----------
    probability : array_like, shape (n,), in [0, 1]
    outcome : array_like, shape (n,), 0 or 1; both must occur
    weight : array_like, shape (n,), optional
        >= 0; equal if not given.

    Returns
    -------
    float in [0, 1]

    Raises
    ------
    NoAnswerError
        If only one outcome occurs: there is nothing to tell apart.
    ValueError
        If the input is empty, NaN or out of range.

    Examples
    --------
    >>> auc([0.9, 0.4, 0.4, 0.1], [1, 1, 0, 0])
    0.875
    """
    chances, outcomes, weights = checked_cases(probability, outcome, weight)
    _, level = np.unique(chances, return_inverse=True)
    happened = np.bincount(level, weights * outcomes)
    failed = np.bincount(level, weights * (1 - outcomes))
    if happened.sum() == 0 or failed.sum() == 0:
        msg = "AUC needs both outcomes; all cases of positive weight came out alike."
        raise NoAnswerError(msg)
    below = np.cumsum(failed) - failed
    return float(happened @ (below + failed / 2) / (happened.sum() * failed.sum()))
