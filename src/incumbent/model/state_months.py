"""What was going on in a state in each month: coups, income, regime, and who held office at each vote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from incumbent.domain.vocabulary import CONTINUOUS_CAUSES, Cause
from incumbent.model.calendar import LONGEST_LAG_MONTHS, VOTES_LISTED_UNTIL, StateVotes
from incumbent.model.situations import NEVER, OLDEST_REGIME, FloatArray, IntArray, month_of, regime_group

HALF_LIFE_MONTHS = 60.0
NEAR_PLANNED_MONTHS = 9
INCOME_LAG_YEARS = 2
"""National accounts of a year are out, and roughly right, two years later."""
IN_OFFICE = 10**6
"""Exit month of a spell that has not ended."""


def brought_in(  # noqa: PLR0917 - the clock of one spell
    next_month: FloatArray,
    term: FloatArray,
    month: IntArray,
    start: int,
    had: NDArray[np.bool_],
    last: IntArray,
) -> FloatArray:
    """After the list of votes ends: who took office near a planned vote was brought in by it."""
    planned = last + term
    near = had & (term < NEVER) & (month > VOTES_LISTED_UNTIL) & (start > planned - NEAR_PLANNED_MONTHS)
    near &= (start < planned + NEAR_PLANNED_MONTHS) & (planned > VOTES_LISTED_UNTIL)
    return np.where(near & (next_month < start + term), start + term, next_month)


def holders_at_votes(
    rows: list[dict[str, Any]], exits: IntArray, causes: IntArray, votes: StateVotes
) -> tuple[IntArray, FloatArray]:
    """Who held the office at each vote, and how many months later he left by it."""
    holder = np.full(votes.month.size, -1, dtype=np.int64)
    lags = np.full(votes.month.size, np.nan)
    starts = np.array([month_of(row["start_date"]) for row in rows], dtype=np.int64)
    for index, month in enumerate(votes.month):
        inside = np.flatnonzero((starts < month) & (exits >= month))
        if inside.size:
            holder[index] = inside[-1]
            lag = exits[inside[-1]] - month
            if lag <= LONGEST_LAG_MONTHS and causes[inside[-1]] == 0:
                lags[index] = lag
    return holder, lags


def discounted(events: IntArray, months: IntArray) -> FloatArray:
    """Sum over past events of 2^(-months ago / half-life)."""
    total = np.zeros(months.size)
    for event in events[events < IN_OFFICE]:
        ago = months - event
        total += np.where(ago > 0, 2.0 ** (-np.maximum(ago, 0) / HALF_LIFE_MONTHS), 0.0)
    return total


def regimes_begun(table: pl.DataFrame | None, months: IntArray) -> FloatArray:
    """The regime group begun before each month (a start in the month may be the coup itself)."""
    group = np.full(months.size, float(regime_group(None)))
    if table is not None:
        for start, regime in table.sort("start_date").select("start_date", "regime").iter_rows():
            group[months > month_of(start)] = regime_group(regime)
    return group


def regime_ages(table: pl.DataFrame | None, months: IntArray) -> FloatArray:
    """Months since the regime began, at most OLDEST_REGIME; of those begun before each month."""
    starts = [] if table is None else [month_of(day) for day in table["start_date"].to_list()]
    ages = months_since(np.array(sorted(starts), dtype=np.int64), months)
    return np.minimum(ages, OLDEST_REGIME)


def as_listed(
    table: pl.DataFrame | None, months: IntArray, group: FloatArray, age: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Group and age of the regime as the newest published list gave them, where one is kept.

    Parameters
    ----------
    table : polars.DataFrame or None
        A state's rows of REGIME_LISTING_SCHEMA.
    months : ndarray of int, shape (n_months,)
    group, age : ndarray of float, shape (n_months,)
        By the last list of all, which stands where no earlier one is kept.
    """
    if table is None:
        return group, age
    group, age = group.copy(), age.copy()
    columns = ("listed_on", "unlisted_on", "start_date", "regime")
    ordered = table.select(columns).sort("listed_on", "start_date")
    for listed, unlisted, start, regime in ordered.iter_rows():
        then = (months > month_of(listed)) & (months <= month_of(unlisted))
        group[then] = regime_group(regime)
        age[then] = np.minimum(months[then] - month_of(start), OLDEST_REGIME)
    return group, age


def months_since(events: IntArray, months: IntArray) -> FloatArray:
    """Months since the last of some events before each month, NEVER if there was none."""
    if events.size == 0:
        return np.full(months.size, NEVER)
    place = np.searchsorted(events, months) - 1
    return np.where(place >= 0, months - events[np.maximum(place, 0)], NEVER).astype(np.float64)


def incomes_before(table: pl.DataFrame | None, months: IntArray) -> FloatArray:
    """Log income per head of INCOME_LAG_YEARS before, or of the last year printed before that; 0 if none."""
    if table is None:
        return np.zeros(months.size)
    ordered = table.drop_nulls().sort("year")
    years, incomes = ordered["year"].to_numpy(), ordered["income_per_head"].to_numpy()
    place = np.searchsorted(years, months // 12 + 1900 - INCOME_LAG_YEARS, side="right") - 1
    if years.size == 0:
        return np.zeros(months.size)
    return np.where(place >= 0, np.log(incomes[np.maximum(place, 0)]), 0.0)


def exit_month_of(row: Mapping[str, Any]) -> int:
    """Month in which a spell of the panel ends, IN_OFFICE if it has not."""
    end = row["end_date"]
    if end is None:
        return IN_OFFICE
    return month_of(end) - (end.day == 1)


def cause_of(row: Mapping[str, Any]) -> int:
    """Index into CONTINUOUS_CAUSES of its end, -1 if it is no exit."""
    if row["exit_cause"] is None or row["end_date"] is None:
        return -1
    return CONTINUOUS_CAUSES.index(Cause(row["exit_cause"]))
