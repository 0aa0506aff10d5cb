"""What the record says of every leader of the world, month by month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from incumbent.domain.forecast import HorizonJson
from incumbent.domain.leader import Leader, ScheduledGate
from incumbent.domain.months import months_after
from incumbent.domain.record import ForecastEntry
from incumbent.site.content import SiteContent
from incumbent.site.history import Said

MONTHS = (1, 3, 6, 12, 24, 60)
"""Horizons that tables show; every forecast answers them."""
YEAR = 12
"""The horizon that a leader is summed up by."""


@dataclass(frozen=True, slots=True)
class Told:
    """One leader's chances as recorded on one day.

    Parameters
    ----------
    origin_date : date
    chances : mapping of int to HorizonJson
        By months after the origin date; MONTHS are there.
    entry : ForecastEntry
    """

    origin_date: date
    chances: Mapping[int, HorizonJson]
    entry: ForecastEntry

    @property
    def month(self) -> date:
        """The first of the month it was told in."""
        return self.origin_date.replace(day=1)

    @property
    def year(self) -> HorizonJson:
        """The chance of still being in office a year later."""
        return self.chances[YEAR]

    @property
    def said(self) -> Said:
        """The year's chance in the form that figures read."""
        chance = self.year
        return Said(
            self.origin_date,
            chance["probability"],
            chance["low"],
            chance["high"],
            chance["causes"],
            self.entry,
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """A leader with everything told of them up to a month, oldest first; never empty."""

    leader: Leader
    code: str
    told: tuple[Told, ...]

    @property
    def latest(self) -> Told:
        """The newest word."""
        return self.told[-1]

    @property
    def stored_name(self) -> str:
        """The leader's name as the record holds it; data files say it in every language."""
        return self.latest.entry["forecast"]["leader"]

    @property
    def before(self) -> Told | None:
        """The word of the month before the newest, if there was one."""
        month = (self.latest.month - timedelta(days=1)).replace(day=1)
        return next((word for word in self.told if word.month == month), None)

    @property
    def moved(self) -> float | None:
        """By how much the year's chance rose since the month before."""
        before = self.before
        return None if before is None else self.latest.year["probability"] - before.year["probability"]

    @property
    def since(self) -> date:
        """The day the time in office began that the newest word is about."""
        running = [spell for spell in self.leader.spells if spell.in_office_on(self.latest.origin_date)]
        return min((spell.start_date for spell in running), default=self.latest.origin_date)

    @property
    def is_stale(self) -> bool:
        """True if nobody looked for a quarter of a year before the newest word."""
        return self.leader.is_stale_on(self.latest.origin_date)

    def gates(self) -> list[ScheduledGate]:
        """Scheduled chances to lose office in the year after the newest word, as known then."""
        origin = self.latest.origin_date
        known = self.leader.known_on(origin).gates
        end = months_after(origin, YEAR)
        return sorted((gate for gate in known if origin < gate.decision_date <= end), key=_by_day)

    def until(self, month: date) -> Standing | None:
        """As it stood in a month; None if nothing was told by then."""
        told = tuple(word for word in self.told if word.month <= month)
        return Standing(self.leader, self.code, told) if told else None


def called(standings: Iterable[Standing]) -> dict[str, str]:
    """What leaders are called on a page, by their stored names."""
    return {one.stored_name: one.leader.name for one in standings}


def _by_day(gate: ScheduledGate) -> tuple[date, str]:
    return gate.decision_date, gate.gate_id


@dataclass(frozen=True, slots=True)
class WorldHistory:
    """Every leader that the record speaks of, and the months in which it spoke; oldest first."""

    standings: tuple[Standing, ...]
    months: tuple[date, ...]

    def told_of(self, leaders: Iterable[Leader]) -> WorldHistory:
        """The same of these leaders, as they are called in another language."""
        by_id = {leader.leader_id: leader for leader in leaders}
        standings = tuple(replace(one, leader=by_id[one.leader.leader_id]) for one in self.standings)
        return replace(self, standings=standings)

    def of(self, month: date) -> tuple[Standing, ...]:
        """The leaders of whom something was told in a month, as they stood then."""
        then = (standing.until(month) for standing in self.standings)
        return tuple(one for one in then if one is not None and one.latest.month == month)

    @property
    def newest(self) -> tuple[Standing, ...]:
        """The leaders of the newest month."""
        return self.of(self.months[-1]) if self.months else ()

    def gone(self) -> tuple[Standing, ...]:
        """Leaders of the month before the newest of whom nothing was told in the newest."""
        if len(self.months) < 2:
            return ()
        return tuple(one for one in self.standings if one.latest.month == self.months[-2])

    def come(self) -> tuple[Standing, ...]:
        """Leaders told of for the first time in the newest month, if there was one before it."""
        return tuple(one for one in self.newest if len(one.told) == 1) if len(self.months) > 1 else ()


def world_history(content: SiteContent) -> WorldHistory | None:
    """The world as the record tells it; None for a desk that does not follow the world."""
    if not content.settings.world:
        return None
    by_leader: dict[str, dict[date, Told]] = {}
    for entry in content.entries:
        if entry["kind"] == "forecast" and (told := _told(entry)) is not None:
            by_leader.setdefault(entry["forecast"]["leader_id"], {})[told.month] = told
    codes = content.country_codes
    standings = tuple(
        Standing(leader, codes[leader.gwcode], tuple(told for _month, told in sorted(words.items())))
        for leader in content.leaders
        if (words := by_leader.get(leader.leader_id)) and leader.gwcode in codes
    )
    months = {told.month for standing in standings for told in standing.told}
    return WorldHistory(standings, tuple(sorted(months)))


def _told(entry: ForecastEntry) -> Told | None:
    """What a forecast says at MONTHS; None for one that answers other dates."""
    forecast = entry["forecast"]
    origin = date.fromisoformat(forecast["origin_date"])
    by_date = {horizon["target_date"]: horizon for horizon in forecast["horizons"]}
    found = {months: by_date.get(months_after(origin, months).isoformat()) for months in MONTHS}
    chances = {months: horizon for months, horizon in found.items() if horizon is not None}
    return Told(origin, chances, entry) if len(chances) == len(MONTHS) else None
