"""Which cases does the protocol ask for, and what happened in each.

Leaders in office on the first of a month, without rotating offices; a case is dropped when its target
date lies after the end of the data, even if an exit was seen, and when the spell ended with its state.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from incumbent.model.history import History
from incumbent.model.situations import FloatArray, IntArray
from incumbent.model.state_months import IN_OFFICE

HORIZONS = (1, 3, 6, 12, 24, 60)


@dataclass(frozen=True, slots=True)
class Protocol:
    """When forecasts are asked for.

    Parameters
    ----------
    first_month, last_month : int
        Origin months, counted from January 1900.
    every : int
        Months between origins; 3 is quarterly.
    end_month : int
        Target dates lie on the first of this month at the latest.
    horizons : tuple of int
        Months.
    """

    first_month: int
    last_month: int
    every: int
    end_month: int
    horizons: tuple[int, ...] = HORIZONS


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What happened; arrays of shape (n_cases, n_horizons).

    Parameters
    ----------
    left : 1 if the leader had left within the horizon
    usable : True where the target date lies inside the data
    """

    left: FloatArray
    usable: NDArray[np.bool_]


def origins_between(history: History, first_month: int, beyond_month: int, every: int) -> IntArray:
    """Places in the history of the leaders to forecast, from `first_month` to before `beyond_month`."""
    s = history.situations
    asked = (s.origin_month >= first_month) & (s.origin_month < beyond_month) & (s.origin_month % every == 0)
    return np.flatnonzero(asked & (s.rotating == 0))


def outcomes_of(history: History, places: IntArray, horizons: tuple[int, ...], end_month: int) -> Outcomes:
    """Whether each leader had left within each horizon."""
    origin = history.situations.origin_month[places]
    exit_month, cause = history.exit_month[places], history.cause[places]
    ahead = origin[:, None] + np.array(horizons)[None, :]
    left = exit_month[:, None] < ahead
    state_ended = (cause == -1) & (exit_month < IN_OFFICE)
    usable = (ahead <= end_month) & ~(state_ended[:, None] & left)
    return Outcomes((left & usable).astype(np.float64), usable)
