"""Chances of every leader of the world: from published data, or from the packaged register of facts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import Forecast, HorizonChance
from incumbent.domain.leader import STALE_AFTER_DAYS
from incumbent.domain.panel import LeaderPanel
from incumbent.domain.vocabulary import Event, Target
from incumbent.evidence.states import FORMER
from incumbent.model.clock import window_months
from incumbent.model.history import history_of
from incumbent.model.rotation import months_to_handover
from incumbent.model.situations import LOST, NEVER, FloatArray, Situations, first_of, month_of
from incumbent.model.world import CAUSES, WorldChances, world_chances
from incumbent.workflows.countries import states
from incumbent.workflows.panel import load_panel, offices
from incumbent.workflows.parameters import parameters_as_of
from incumbent.workflows.register_mended import DOUBTS, mended_spells

REGISTER = "register.csv"
REGISTER_AS_OF = date(2024, 12, 26)
"""The last snapshot of the CIA record; situations are those of the first of the month after."""
LEAVING_AFTER_A_VOTE = (2, 165, 452, 541, 565)
"""States whose vote late in 2024 was known by then to change the leader, recalled: the United States,
Uruguay, Ghana, Mozambique, Namibia. The texts give no results in a form that can be read."""


@dataclass(frozen=True, slots=True)
class WorldForecast:
    """Forecasts of all leaders in office on one day.

    Parameters
    ----------
    origin_date : date
    forecasts : tuple of Forecast
    facts_as_of : date
        The last day whose facts went in.
    gone : tuple of str
        Holders whom those facts themselves say to have left by the origin date, with their states: no
        forecast is made of them.
    """

    origin_date: date
    forecasts: tuple[Forecast, ...]
    facts_as_of: date
    gone: tuple[str, ...] = ()

    @property
    def stale(self) -> bool:
        """True if the facts are more than a quarter of a year older than the origin date."""
        return (self.origin_date - self.facts_as_of).days > STALE_AFTER_DAYS


def world_from_data(data: Path, origin_date: date) -> WorldForecast:
    """Every leader in office on the first of the origin date's month, from the published data.

    Only what was known then goes in; parameters are the newest fitted before.

    Parameters
    ----------
    data : Path
        Folder of published data files.
    origin_date : date
        Read as the first of its month: the panel is monthly.
    """
    panel, _ = load_panel(data)
    return world_of_panel(panel, origin_date.replace(day=1))


def world_of_panel(panel: LeaderPanel, origin_date: date) -> WorldForecast:
    """Every leader of a panel in office on a first of a month.

    Raises
    ------
    RefusedError
        If nobody in the panel is in office on that day.
    """
    month = month_of(origin_date)
    history = history_of(panel, month, hindsight=False, first_month=month)
    if len(history.situations) == 0:
        msg = f"the panel has no leader on {origin_date}; it runs from 1950-01 to 2025-01."
        raise RefusedError(msg)
    people = panel.spells[history.spell]
    usual: dict[int, str] = FORMER | {state.gwcode: state.name for state in states()}
    names = [
        (_identifier(leader, gwcode), leader, str(usual.get(gwcode, country)), gwcode)
        for leader, country, gwcode in people.select("leader", "country", "gwcode").iter_rows()
    ]
    chances = world_chances(history.situations, parameters_as_of(origin_date))
    facts_as_of = min(origin_date, _newest_fact(panel))
    return WorldForecast(origin_date, _forecasts(names, origin_date, chances), facts_as_of)


def _newest_fact(panel: LeaderPanel) -> date:
    """The last day on which anything in the panel began or ended."""
    dates = [
        *panel.spells.select("start_date", "end_date"),
        panel.coups["date"],
    ]
    return max(day for column in dates if isinstance(day := column.max(), date))


def world_from_register(origin_date: date) -> WorldForecast:
    """Every leader of the packaged register, their facts carried on to the origin date.

    Raises
    ------
    RefusedError
        If the origin date lies before the register's own date.
    """
    table = pl.read_csv(Path(str(files("incumbent.workflows") / REGISTER)), try_parse_dates=True)
    facts_as_of, newest = table["as_of"].min(), table["as_of"].max()
    if not isinstance(facts_as_of, date) or not isinstance(newest, date) or origin_date < newest:
        msg = (
            f"the packaged register says who led each state on {newest}, not on {origin_date}. "
            "For an earlier day name the published data with --data DIR."
        )
        raise RefusedError(msg)
    carried = _carried(table, origin_date)
    gone = _known_to_be_gone(table, carried)
    usual = {country.gwcode: country.name for country in states()}
    names = [
        (_identifier(leader, gwcode), name, usual[gwcode], gwcode)
        for leader, name, gwcode in table.select("leader", "name", "gwcode").iter_rows()
    ]
    staying = np.flatnonzero(~gone)
    chances = world_chances(carried.take(staying), parameters_as_of(origin_date))
    forecasts = _forecasts([names[place] for place in staying], origin_date, chances)
    left = tuple(f"{names[place][1]} ({names[place][2]})" for place in np.flatnonzero(gone))
    return WorldForecast(origin_date, forecasts, facts_as_of, left)


def _known_to_be_gone(table: pl.DataFrame, carried: Situations) -> NDArray[np.bool_]:
    """True where the register's own facts say that a lost vote or a calendar has ended the spell since."""
    written = Situations(**{f.name: table[f.name].to_numpy() for f in fields(Situations)})
    passed = carried.origin_month - written.origin_month
    window = window_months(written)
    by_vote = (written.last_result == LOST) & (written.since_vote <= window)
    by_vote &= written.since_vote + passed > window
    handover = months_to_handover(written)
    return by_vote | ((handover > 0) & (passed >= handover))


def write_register(data: Path, path: Path) -> int:
    """Write the register of who leads each state at the end of the CIA record; number of leaders."""
    published, _ = load_panel(data)
    panel = replace(published, spells=mended_spells(published.spells))
    month = month_of(REGISTER_AS_OF) + 1
    history = history_of(panel, month, hindsight=False, first_month=month)
    people = panel.spells[history.spell].select(
        "leader", "country", "gwcode", "start_date", "birth_year", "source"
    )
    named: dict[str, Any] = {
        f.name: np.round(getattr(history.situations, f.name), 4) for f in fields(Situations)
    }
    named["last_result"] = np.where(
        np.isin(history.situations.state, LEAVING_AFTER_A_VOTE), LOST, history.situations.last_result
    )
    stamped = people.with_columns(
        as_of=pl.max_horizontal(pl.col("start_date"), pl.lit(REGISTER_AS_OF)),
        name=_names(people, path),
        office=pl.col("gwcode").replace_strict(offices(data)),
        doubt=pl.col("gwcode").replace_strict(DOUBTS, default=""),
    )
    pl.concat([stamped, pl.DataFrame(named)], how="horizontal").sort("gwcode").write_csv(path)
    return people.height


def _names(people: pl.DataFrame, path: Path) -> pl.Series:
    """Names as readers know them: kept from the register as it was, for a new leader as coded."""
    kept: dict[tuple[str, int], str] = {}
    if path.is_file():
        before = pl.read_csv(path).select("leader", "gwcode", "name")
        kept = {(leader, gwcode): name for leader, gwcode, name in before.iter_rows()}
    coded = people.select("leader", "gwcode").iter_rows()
    return pl.Series([kept.get((leader, gwcode), leader) for leader, gwcode in coded])


def _carried(table: pl.DataFrame, origin_date: date) -> Situations:
    """The register's situations, clocks moved on to the origin date."""
    values = {f.name: table[f.name].to_numpy() for f in fields(Situations)}
    passed = max(0, month_of(origin_date) - int(values["origin_month"][0]))
    whole = {
        name: values[name].astype(np.int64) for name in ("origin_month", "state", "regime", "last_result")
    }
    real = {name: column.astype(np.float64) for name, column in values.items() if name not in whole}
    whole["origin_month"] = whole["origin_month"] + passed
    real["tenure"] = real["tenure"] + passed
    real["age"] = real["age"] + passed / 12.0
    real["regime_age"] = real["regime_age"] + passed
    real["since_coup"] = np.where(real["since_coup"] < NEVER, real["since_coup"] + passed, NEVER)
    held = (real["next_vote"] < NEVER) & (real["next_vote"] < passed)
    left = real["terms_left"] - held
    real["terms_left"] = np.where((real["terms_left"] < NEVER) & (left >= 0), left, NEVER)
    real["next_vote"], real["since_vote"] = _moved(
        real["next_vote"], real["since_vote"], real["term"], passed
    )
    merged: dict[str, Any] = {**whole, **real}
    return Situations(**merged)


def _moved(
    until: FloatArray, since: FloatArray, term: FloatArray, passed: int
) -> tuple[FloatArray, FloatArray]:
    """Months until the next vote and since the last, some months later; a vote passed was survived."""
    held = (until < NEVER) & (until < passed)
    following = np.where(term < NEVER, until + term - passed, NEVER)
    ahead = np.where(until < NEVER, until - passed, NEVER)
    behind = np.where(since < NEVER, since + passed, NEVER)
    return np.where(held, np.maximum(following, 0.0), ahead), np.where(held, passed - until, behind)


def _forecasts(
    names: Sequence[tuple[str, str, str, int]], origin_date: date, chances: WorldChances
) -> tuple[Forecast, ...]:
    parameter_set = parameters_as_of(origin_date).name
    targets = [_months_later(origin_date, months) for months in chances.months]
    return tuple(
        Forecast(
            leader_id,
            leader,
            country,
            gwcode,
            "effective",
            origin_date,
            Event.EFFECTIVE,
            Target.EXIT,
            tuple(_horizon(chances, place, column, target) for column, target in enumerate(targets)),
            (),
            (),
            parameter_set,
        )
        for place, (leader_id, leader, country, gwcode) in enumerate(names)
    )


def _horizon(chances: WorldChances, place: int, column: int, target: date) -> HorizonChance:
    causes = tuple((cause, float(chances.by_cause[row, place, column])) for row, cause in enumerate(CAUSES))
    return HorizonChance(
        target,
        float(chances.staying[place, column]),
        float(chances.low[place, column]),
        float(chances.high[place, column]),
        causes,
    )


def _months_later(day: date, months: int) -> date:
    first = first_of(month_of(day) + months)
    return first.replace(day=min(day.day, 28))


def _identifier(leader: str, gwcode: int) -> str:
    plain = unicodedata.normalize("NFKD", leader).encode("ascii", "ignore").decode().lower()
    return f"{gwcode}-{re.sub(r'[^a-z0-9]+', '-', plain).strip('-')}"
