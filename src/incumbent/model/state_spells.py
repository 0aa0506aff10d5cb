"""In which situations were the leaders of one state, and how did each end.

See `history` for all states; what a situation holds was known on the first of its month.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from incumbent.domain.panel import NO_TITLE
from incumbent.domain.vocabulary import CONTINUOUS_CAUSES, Cause
from incumbent.model.calendar import (
    DEFAULT_LAG,
    LONGEST_LAG_MONTHS,
    KnownCalendar,
    StateVotes,
    View,
    known_calendar,
    result_known,
)
from incumbent.model.elected import SOURCES_WITHOUT_IT, elected_by_votes
from incumbent.model.situations import (
    ENTERED_SINCE,
    LOST,
    NEVER,
    NO_RESULT,
    UNKNOWN_AGE,
    WON,
    FloatArray,
    IntArray,
    Situations,
    month_of,
)
from incumbent.model.state_months import (
    IN_OFFICE,
    as_listed,
    brought_in,
    cause_of,
    discounted,
    exit_month_of,
    holders_at_votes,
    incomes_before,
    months_since,
    regime_ages,
    regimes_begun,
)
from incumbent.model.term_limits import KnownRules, known_rules, terms_begun, terms_left

FIRST_MONTH = 50 * 12
WORLD_EXITS_PER_YEAR = 0.2
EXIT_MEMORY_MONTHS = 180

_SHARED = (
    "exit_rate", "irregular_rate", "coup_rate", "loss_share", "since_coup", "regime_age", "income",
)  # fmt: skip
"""What holds for whoever leads the state."""


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


@dataclass(frozen=True, slots=True)
class StateSpells:
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
    rules: pl.DataFrame | None
    regime_listings: pl.DataFrame | None

    @classmethod
    def of_tables(  # noqa: PLR0917 - one table each
        cls,
        spells: pl.DataFrame,
        votes: StateVotes,
        regimes: pl.DataFrame | None,
        coups: pl.DataFrame | None,
        incomes: pl.DataFrame | None,
        rules: pl.DataFrame | None,
        regime_listings: pl.DataFrame | None,
    ) -> StateSpells:
        """The same, counted out.

        Parameters
        ----------
        spells : polars.DataFrame
            Of the panel's spells those of one state, in order of their start, with `place`, their row there.
        votes : StateVotes
        regimes, coups, incomes, rules, regime_listings : polars.DataFrame or None
            The state's part of the panel's tables; None where there is none.
        """
        rows = spells.to_dicts()
        exits = np.array([exit_month_of(row) for row in rows], dtype=np.int64)
        causes = np.array([cause_of(row) for row in rows], dtype=np.int64)
        holder, lags = holders_at_votes(rows, exits, causes, votes)
        coup_months = [] if coups is None else [month_of(day) for day in coups["date"].to_list()]
        return cls(
            rows,
            exits,
            causes,
            votes,
            lags,
            holder,
            regimes,
            np.array(sorted(coup_months), dtype=np.int64),
            incomes,
            rules,
            regime_listings,
        )

    def histories(self, first_month: int, last_month: int, view: View) -> list[History]:
        """The situations of each spell that lie within some months, counted from January 1900."""
        if not self.spells:
            return []
        months = np.arange(first_month, last_month + 1, dtype=np.int64)
        calendar = known_calendar(self.votes, months, view)
        result = result_known(self.votes, calendar.last, months, view)
        common = self._common(months, view)
        rules = known_rules(self.rules, months, recalled=view is View.RETROSPECTIVE)
        parts: list[History] = []
        for place, row in enumerate(self.spells):
            first = month_of(row["start_date"]) + (row["start_date"].day > 1)
            chosen = months[(months >= first) & (months <= self.exit_months[place])] - first_month
            if chosen.size:
                parts.append(self._one_spell(place, row, chosen, months, calendar, result, common, rules))
        return parts

    def _common(self, months: IntArray, view: View) -> dict[str, FloatArray]:
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
        listings = None if view is View.RETROSPECTIVE else self.regime_listings
        begun = regimes_begun(self.regimes, months), regime_ages(self.regimes, months)
        regime, regime_age = as_listed(listings, months, *begun)
        return {
            "exit_rate": (recent + 4 * WORLD_EXITS_PER_YEAR) / (window + 4.0),
            "irregular_rate": discounted(irregular, months),
            "coup_rate": discounted(self.coup_months, months),
            "loss_share": (losses + 1.5) / (count + 3.0),
            "lag_0": self._usual_lag(months, executive=False),
            "lag_1": self._usual_lag(months, executive=True),
            "regime": regime,
            "regime_age": regime_age,
            "since_coup": months_since(self.coup_months, months),
            "income": incomes_before(self.incomes, months),
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
        rules: KnownRules,
    ) -> History:
        month = months[chosen]
        clock = self._clock(place, row, month, calendar.at(chosen), result[chosen])
        executive = clock["next_executive"] == 1
        start, regime = month_of(row["start_date"]), common["regime"][chosen]
        begun = terms_begun(self.votes, place, start, self.vote_spells, month)
        values: dict[str, Any] = {
            **self._person(place, row, month),
            **clock,
            "elected": self._elected(row, month, clock),
            "terms_left": np.full(month.size, NEVER)
            if row["office"] == NO_TITLE  # a party's leader serves no president's terms
            else terms_left(rules.at(chosen), start, begun, regime, clock["since_vote"], clock["term"]),
            **{name: common[name][chosen] for name in _SHARED},
            "regime": regime.astype(np.int64),
            "lag": np.where(executive, common["lag_1"][chosen], common["lag_0"][chosen]),
        }
        return History(
            Situations(**values),
            np.full(month.size, row["place"], dtype=np.int64),
            np.full(month.size, self.exit_months[place], dtype=np.int64),
            np.full(month.size, self.causes[place], dtype=np.int64),
        )

    def _person(self, place: int, row: dict[str, Any], month: IntArray) -> dict[str, Any]:
        """Who leads, and for how long already."""
        ones = np.ones(month.size)
        born, name = row["birth_year"], row["person_id"]
        earlier = sum(1 for other in self.spells[:place] if other["person_id"] == name)
        return {
            "origin_month": month,
            "state": np.full(month.size, row["gwcode"], dtype=np.int64),
            "tenure": month - month_of(row["start_date"]) - (row["start_date"].day - 1) / 31.0,
            "age": ones * UNKNOWN_AGE if born is None else month / 12.0 + 1899.5 - born,
            "irregular_entry": ones * bool(row["irregular_entry"]),
            "military": ones * bool(row["military"]),
            "woman": ones * bool(row["woman"]),
            "earlier_spells": ones * earlier,
            "rotating": ones * row["rotating"],
        }

    def _elected(self, row: dict[str, Any], month: IntArray, clock: dict[str, Any]) -> FloatArray:
        """1 since the holder was elected or confirmed, as printed, or else by the votes."""
        if row["source"] not in SOURCES_WITHOUT_IT:
            return ((row["confirmed_month"] or IN_OFFICE) < month).astype(np.float64)
        since: FloatArray = clock["since_vote"]
        return elected_by_votes(
            month_of(row["start_date"]),
            month,
            self.votes.month[self.votes.held == 1],
            np.where(since < NEVER, month - since, -NEVER),
            clock["term"],
            irregular=bool(row["irregular_entry"]),
        )

    def _clock(
        self, place: int, row: dict[str, Any], month: IntArray, calendar: KnownCalendar, known: IntArray
    ) -> dict[str, Any]:
        """Votes behind and ahead, as one holder stands to them."""
        last, start = calendar.last, month_of(row["start_date"])
        vote_month = self.votes.month[last] if self.votes.month.size else np.zeros(month.size, dtype=np.int64)
        had = last >= 0
        entered = had & ((vote_month < start) | (self._holder_at(last) != place))
        last_result = np.select(
            [~had, entered, known == 1, known == 0], [NO_RESULT, ENTERED_SINCE, LOST, WON], NO_RESULT
        )
        survived = np.flatnonzero((self.vote_spells == place) & (self.votes.held == 1))
        served = np.array([(self.votes.month[survived] < m).sum() for m in month], dtype=float)
        next_month = brought_in(calendar.next_month, calendar.term, month, start, had, vote_month)
        return {
            "since_vote": np.where(had, month - vote_month, NEVER).astype(float),
            "last_result": last_result.astype(np.int64),
            "last_executive": np.where(had, self._executive_at(last), 0.0),
            "served": served,
            "precedent": self._precedent(place) - served,
            "next_vote": np.where(next_month < NEVER * 10, next_month - month, NEVER),
            "next_executive": calendar.next_executive,
            "next_certain": calendar.next_certain,
            "term": calendar.term,
        }

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
