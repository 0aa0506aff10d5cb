"""Which situations does a panel hold, and how did each end.

One place for every leader in office on the first of a month. Everything in a situation was known by
then (see `calendar` for the two views of the election clock); the outcome stands apart.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from incumbent.domain.panel import LeaderPanel
from incumbent.domain.vocabulary import CONTINUOUS_CAUSES, Cause
from incumbent.model.calendar import (
    DEFAULT_LAG,
    LONGEST_LAG_MONTHS,
    VOTES_LISTED_UNTIL,
    KnownCalendar,
    StateVotes,
    known_calendar,
    result_known,
)
from incumbent.model.situations import (
    ENTERED_SINCE,
    LOST,
    NEVER,
    NO_RESULT,
    OLDEST_REGIME,
    UNKNOWN_AGE,
    WON,
    FloatArray,
    IntArray,
    Situations,
    month_of,
    regime_group,
)

FIRST_MONTH = 50 * 12
WORLD_EXITS_PER_YEAR = 0.2
EXIT_MEMORY_MONTHS = 180
HALF_LIFE_MONTHS = 60.0
NEAR_PLANNED_MONTHS = 9
INCOME_LAG_YEARS = 2
"""National accounts of a year are out, and roughly right, two years later."""
IN_OFFICE = 10**6
"""Exit month of a spell that has not ended."""


@dataclass(frozen=True, slots=True)
class History:
    """Situations of all leaders, and what happened; arrays have shape (n,).

    Parameters
    ----------
    situations : Situations
    spell : index of the spell in the panel's table
    exit_month : month in which the spell ends, IN_OFFICE if it has not
    cause : index into CONTINUOUS_CAUSES of its end, -1 if it is no exit
    """

    situations: Situations
    spell: IntArray
    exit_month: IntArray
    cause: IntArray


def history_of(
    panel: LeaderPanel, last_month: int, *, hindsight: bool, first_month: int = FIRST_MONTH
) -> History:
    """All situations from `first_month`, by default January 1950, to `last_month`.

    Parameters
    ----------
    panel : LeaderPanel
    last_month : int
        Last origin month, counted from January 1900.
    hindsight : bool
        Retrospective coding of calendar and results, or only what was known then.
    first_month : int
        First origin month; what happened before is known in it all the same.
    """
    spells = panel.spells.with_row_index("place").sort("gwcode", "start_date")
    votes = {key[0]: group for key, group in panel.votes.group_by("gwcode")}
    regimes = {key[0]: group for key, group in panel.regimes.group_by("gwcode")}
    coups = {key[0]: group for key, group in panel.coups.group_by("gwcode")}
    incomes = {key[0]: group for key, group in panel.incomes.group_by("gwcode")}
    parts: list[History] = []
    for key, group in spells.group_by("gwcode", maintain_order=True):
        state = _State.of_tables(
            group,
            votes.get(key[0], panel.votes[:0]),
            regimes.get(key[0]),
            coups.get(key[0]),
            incomes.get(key[0]),
        )
        parts.extend(state.histories(first_month, last_month, hindsight=hindsight))
    return _joined(parts)


def _joined(parts: list[History]) -> History:
    situations = Situations(
        **{
            f.name: np.concatenate([getattr(part.situations, f.name) for part in parts])
            for f in fields(Situations)
        }
    )
    return History(
        situations,
        np.concatenate([part.spell for part in parts]),
        np.concatenate([part.exit_month for part in parts]),
        np.concatenate([part.cause for part in parts]),
    )


@dataclass(frozen=True, slots=True)
class _State:
    """The tables of one state as arrays."""

    spells: list[dict[str, Any]]
    exit_months: IntArray
    causes: IntArray
    votes: StateVotes
    vote_lags: FloatArray  # months from each vote to the holder's exit by it, NaN if survived
    vote_spells: IntArray  # place in `spells` of the holder at each vote, -1 if none
    regimes: pl.DataFrame | None
    coup_months: IntArray
    incomes: pl.DataFrame | None

    @classmethod
    def of_tables(
        cls,
        spells: pl.DataFrame,
        votes: pl.DataFrame,
        regimes: pl.DataFrame | None,
        coups: pl.DataFrame | None,
        incomes: pl.DataFrame | None,
    ) -> _State:
        rows = spells.to_dicts()
        exits = np.array([_exit_month(row) for row in rows], dtype=np.int64)
        causes = np.array([_cause(row) for row in rows], dtype=np.int64)
        state_votes = StateVotes.of_table(votes)
        holder, lags = _holders(rows, exits, causes, state_votes)
        coup_months = [] if coups is None else [month_of(day) for day in coups["date"].to_list()]
        return cls(
            rows,
            exits,
            causes,
            state_votes,
            lags,
            holder,
            regimes,
            np.array(sorted(coup_months), dtype=np.int64),
            incomes,
        )

    def histories(self, first_month: int, last_month: int, *, hindsight: bool) -> list[History]:
        if not self.spells:
            return []
        months = np.arange(first_month, last_month + 1, dtype=np.int64)
        calendar = known_calendar(self.votes, months, hindsight=hindsight)
        result = result_known(self.votes, calendar.last, months, hindsight=hindsight)
        common = self._common(months)
        parts: list[History] = []
        for place, row in enumerate(self.spells):
            first = month_of(row["start_date"]) + (row["start_date"].day > 1)
            chosen = months[(months >= first) & (months <= self.exit_months[place])] - first_month
            if chosen.size:
                parts.append(self._one_spell(place, row, chosen, months, calendar, result, common))
        return parts

    def _common(self, months: IntArray) -> dict[str, FloatArray]:
        """What holds for whoever leads the state in each month."""
        ended = np.sort(self.exit_months[self.causes >= 0])
        irregular = self.exit_months[self.causes == CONTINUOUS_CAUSES.index(Cause.IRREGULAR)]
        began = max(FIRST_MONTH, month_of(self.spells[0]["start_date"]))
        window = np.clip(months - began, 0, EXIT_MEMORY_MONTHS) / 12.0
        recent = np.searchsorted(ended, months) - np.searchsorted(ended, months - EXIT_MEMORY_MONTHS)
        judged = np.flatnonzero((self.votes.held == 1) & (self.vote_spells >= 0))
        lost = ~np.isnan(self.vote_lags)
        settled = self.votes.month + LONGEST_LAG_MONTHS
        count = np.array([(settled[judged] < m).sum() for m in months], dtype=float)
        losses = np.array([(lost[judged] & (settled[judged] < m)).sum() for m in months], dtype=float)
        return {
            "exit_rate": (recent + 4 * WORLD_EXITS_PER_YEAR) / (window + 4.0),
            "irregular_rate": _discounted(irregular, months),
            "coup_rate": _discounted(self.coup_months, months),
            "loss_share": (losses + 1.5) / (count + 3.0),
            "lag_0": self._usual_lag(months, executive=False),
            "lag_1": self._usual_lag(months, executive=True),
            "regime": _regimes(self.regimes, months),
            "regime_age": _regime_ages(self.regimes, months),
            "since_coup": _since(self.coup_months, months),
            "income": _incomes(self.incomes, months),
        }

    def _usual_lag(self, months: IntArray, *, executive: bool) -> FloatArray:
        """Median months from a lost vote of one kind to the hand-over, of those settled before."""
        usable = np.flatnonzero(~np.isnan(self.vote_lags) & (self.votes.executive == executive))
        lag = np.full(months.size, DEFAULT_LAG[executive])
        for place in usable:
            past = usable[self.votes.month[usable] <= self.votes.month[place]][-3:]
            after = months > self.votes.month[place] + LONGEST_LAG_MONTHS
            lag[after] = float(np.median(self.vote_lags[past]))
        return lag

    def _one_spell(  # noqa: PLR0917 - the state's months, worked out once for all its spells
        self,
        place: int,
        row: dict[str, Any],
        chosen: IntArray,
        months: IntArray,
        calendar: KnownCalendar,
        result: IntArray,
        common: dict[str, FloatArray],
    ) -> History:
        month = months[chosen]
        last = calendar.last[chosen]
        vote_month = self.votes.month[last] if self.votes.month.size else np.zeros(month.size, dtype=np.int64)
        had = last >= 0
        start = month_of(row["start_date"])
        entered = had & ((vote_month < start) | (self._holder_at(last) != place))
        known = result[chosen]
        last_result = np.select(
            [~had, entered, known == 1, known == 0], [NO_RESULT, ENTERED_SINCE, LOST, WON], NO_RESULT
        )
        survived = np.flatnonzero((self.vote_spells == place) & (self.votes.held == 1))
        served = np.array([(self.votes.month[survived] < m).sum() for m in month], dtype=float)
        next_executive = calendar.next_executive[chosen]
        next_month = _brought_in(
            calendar.next_month[chosen], calendar.term[chosen], month, start, had, vote_month
        )
        ones = np.ones(month.size)
        name = row["person_id"]
        earlier = sum(1 for other in self.spells[:place] if other["person_id"] == name)
        age = UNKNOWN_AGE if row["birth_year"] is None else np.nan
        situations = Situations(
            origin_month=month,
            state=np.full(month.size, row["gwcode"], dtype=np.int64),
            regime=common["regime"][chosen].astype(np.int64),
            tenure=month - start - (row["start_date"].day - 1) / 31.0,
            age=ones * age if row["birth_year"] is None else month / 12.0 + 1899.5 - row["birth_year"],
            irregular_entry=ones * bool(row["irregular_entry"]),
            military=ones * bool(row["military"]),
            woman=ones * bool(row["woman"]),
            elected=ones * ((row["confirmed_month"] or IN_OFFICE) < month),
            earlier_spells=ones * earlier,
            since_vote=np.where(had, month - vote_month, NEVER).astype(float),
            last_result=last_result.astype(np.int64),
            last_executive=np.where(had, self._executive_at(last), 0.0),
            served=served,
            next_vote=np.where(next_month < NEVER * 10, next_month - month, NEVER),
            next_executive=next_executive,
            next_certain=calendar.next_certain[chosen],
            term=calendar.term[chosen],
            lag=np.where(next_executive == 1, common["lag_1"][chosen], common["lag_0"][chosen]),
            exit_rate=common["exit_rate"][chosen],
            irregular_rate=common["irregular_rate"][chosen],
            coup_rate=common["coup_rate"][chosen],
            loss_share=common["loss_share"][chosen],
            precedent=self._precedent(place) - served,
            since_coup=common["since_coup"][chosen],
            regime_age=common["regime_age"][chosen],
            income=common["income"][chosen],
            rotating=ones * row["rotating"],
        )
        full = np.full(month.size, self.exit_months[place], dtype=np.int64)
        return History(
            situations,
            np.full(month.size, row["place"], dtype=np.int64),
            full,
            np.full(month.size, self.causes[place], dtype=np.int64),
        )

    def _holder_at(self, last: IntArray) -> IntArray:
        return self.vote_spells[last] if self.vote_spells.size else np.full(last.size, -1, dtype=np.int64)

    def _executive_at(self, last: IntArray) -> FloatArray:
        return self.votes.executive[last].astype(float) if self.votes.month.size else np.zeros(last.size)

    def _precedent(self, place: int) -> float:
        """Most votes survived by one of the last four holders who ended before this spell."""
        counts = [
            float(np.sum((self.vote_spells == other) & (self.votes.held == 1) & np.isnan(self.vote_lags)))
            for other in range(max(0, place - 4), place)
        ]
        return max(counts, default=1.0)


def _brought_in(  # noqa: PLR0917 - the clock of one spell
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


def _exit_month(row: dict[str, Any]) -> int:
    end = row["end_date"]
    if end is None:
        return IN_OFFICE
    return month_of(end) - (end.day == 1)


def _cause(row: dict[str, Any]) -> int:
    if row["exit_cause"] is None or row["end_date"] is None:
        return -1
    return CONTINUOUS_CAUSES.index(Cause(row["exit_cause"]))


def _holders(
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


def _discounted(events: IntArray, months: IntArray) -> FloatArray:
    """Sum over past events of 2^(-months ago / half-life)."""
    total = np.zeros(months.size)
    for event in events[events < IN_OFFICE]:
        ago = months - event
        total += np.where(ago > 0, 2.0 ** (-np.maximum(ago, 0) / HALF_LIFE_MONTHS), 0.0)
    return total


def _regimes(table: pl.DataFrame | None, months: IntArray) -> FloatArray:
    """The regime group begun before each month (a start in the month may be the coup itself)."""
    group = np.full(months.size, float(regime_group(None)))
    if table is not None:
        for start, regime in table.sort("start_date").select("start_date", "regime").iter_rows():
            group[months > month_of(start)] = regime_group(regime)
    return group


def _regime_ages(table: pl.DataFrame | None, months: IntArray) -> FloatArray:
    """Months since the regime began, at most OLDEST_REGIME; of those begun before each month."""
    starts = [] if table is None else [month_of(day) for day in table["start_date"].to_list()]
    ages = _since(np.array(sorted(starts), dtype=np.int64), months)
    return np.minimum(ages, OLDEST_REGIME)


def _since(events: IntArray, months: IntArray) -> FloatArray:
    """Months since the last of some events before each month, NEVER if there was none."""
    if events.size == 0:
        return np.full(months.size, NEVER)
    place = np.searchsorted(events, months) - 1
    return np.where(place >= 0, months - events[np.maximum(place, 0)], NEVER).astype(np.float64)


def _incomes(table: pl.DataFrame | None, months: IntArray) -> FloatArray:
    """Log income per head of INCOME_LAG_YEARS before, or of the last year printed before that; 0 if none."""
    if table is None:
        return np.zeros(months.size)
    ordered = table.drop_nulls().sort("year")
    years, incomes = ordered["year"].to_numpy(), ordered["income_per_head"].to_numpy()
    place = np.searchsorted(years, months // 12 + 1900 - INCOME_LAG_YEARS, side="right") - 1
    if years.size == 0:
        return np.zeros(months.size)
    return np.where(place >= 0, np.log(incomes[np.maximum(place, 0)]), 0.0)


def rows_alive(history: History) -> NDArray[np.bool_]:
    """True where the spell's end, if any, lies in or after the origin month."""
    return history.exit_month >= history.situations.origin_month
