"""How long do leaders stay, whoever they are? The baseline that knows nothing of the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.model.history import History
from incumbent.model.situations import month_of

MEMORY_MONTHS = 480
"""METHOD §3: the training person-months of the last 40 years."""
REACH_MONTHS = 144
DAYS_PER_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Climatology:
    """Share of person-months after which the leader was still in office.

    Parameters
    ----------
    cutoff : date
        Only months and exits before it were counted.
    staying : ndarray of float, shape (n_months + 1,)
        By months since the origin, from 1 down, never rising; as far as the months before the cutoff tell,
        at most REACH_MONTHS.
    """

    cutoff: date
    staying: FloatArray

    def at(self, origin_date: date, target_date: date) -> float | None:
        """P(still in office at `target_date`) for anybody; None beyond the reach."""
        months = (target_date - origin_date).days / DAYS_PER_MONTH
        if not 0 <= months <= self.staying.size - 1:
            return None
        return float(np.interp(months, np.arange(self.staying.size), self.staying))

    @property
    def yearly_rate(self) -> float:
        """Even hazard a year that leaves the same share after twelve months."""
        return float(-np.log(self.staying[12]))


def climatology_before(history: History, cutoff: date) -> Climatology:
    """Climatology of the 40 years before a date.

    Parameters
    ----------
    history : History
        Person-months, first of each month; those in offices that rotate by calendar are left out.
    cutoff : date
        A first of January.

    Returns
    -------
    Climatology
        For each horizon over the person-months whose outcome at that horizon was known at the cutoff.
    """
    end = month_of(cutoff)
    situations = history.situations
    months: IntArray = situations.origin_month
    recent = (months >= end - MEMORY_MONTHS) & (months < end) & (situations.rotating == 0)
    origin, left = months[recent], np.minimum(history.exit_month[recent], end)
    reach = min(REACH_MONTHS, end - int(origin.min()))
    staying = np.ones(reach + 1)
    for horizon in range(1, reach + 1):
        known = origin + horizon <= end
        # out on the first of month origin + horizon: the exit lies in a month before it
        staying[horizon] = 1 - np.mean(left[known] < origin[known] + horizon)
    return Climatology(cutoff, np.minimum.accumulate(staying))
