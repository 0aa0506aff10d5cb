"""Which pages show the whole world, and what each is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from incumbent.domain.months import months_after
from incumbent.site.edition import Edition, FigureOnPage, Page
from incumbent.site.figures import CAUSE_WORDS, curve_figure
from incumbent.site.line_charts import curve_chart
from incumbent.site.wording import Words, cases
from incumbent.site.world import MONTHS, YEAR, Standing, Told, WorldHistory
from incumbent.site.world_map import map_chart, map_figure
from incumbent.site.world_rows import (
    Row,
    band,
    by_chance,
    gate_rows,
    in_months,
    row_of,
    sortings,
    world_figure,
)

MOST_MOVERS = 10
NEXT_GATES = 10
DAYS_PER_YEAR = 365.25


def world_front(edition: Edition, world: WorldHistory) -> dict[str, Any]:
    """What the front page of a world desk is given: map, movers, comings and goings, next gates."""
    newest, words = world.newest, edition.words
    figure = map_figure(newest, words, "world-map")
    rows = [row_of(one, words) for one in newest]
    moved = sorted((row for row in rows if row.change), key=lambda row: (-abs(row.change or 0), row.country))
    stale = [one for one in newest if one.is_stale]
    return {
        "map": edition.show(figure, map_chart(figure)),
        "small_map": edition.show(replace(figure, name="world-map-small"), map_chart(figure, small=True)),
        "movers": moved[:MOST_MOVERS],
        "come": [row_of(one, words) for one in world.come()],
        "gone": [row_of(one, words) for one in world.gone()],
        "gates": gate_rows(newest, words)[:NEXT_GATES],
        "stale": stale,
        "stale_since": min((one.leader.facts_as_of for one in stale if one.leader.facts_as_of), default=None),
        "number": len(newest),
        "origin": max(one.latest.origin_date for one in newest),
        "sortings": sortings(words),
        "sums": _expected_changes(newest),
    }


def _expected_changes(standings: Sequence[Standing]) -> int:
    """How many of these leaders the numbers together expect to leave within a year."""
    return round(sum(1.0 - one.latest.year["probability"] for one in standings))


def world_pages(edition: Edition) -> Iterator[Page]:
    """Tables, gates, months and countries; nothing for a desk that does not follow the world."""
    world = edition.world
    if world is None or not world.months:
        return
    yield from _table_pages(edition, world)
    yield _gates_page(edition, world)
    for month in world.months:
        yield _month_page(edition, world, month)
    for code in sorted({standing.code for standing in world.standings}):
        yield country_page(edition, world, code)


def _table_pages(edition: Edition, world: WorldHistory) -> Iterator[Page]:
    words, newest = edition.words, world.newest
    _ = words.gettext
    rows = [row_of(one, words) for one in newest]
    figure = world_figure(newest, words, f"world-{world.months[-1]:%Y-%m}")
    shown = edition.show(figure, None)
    for sorting in sortings(words):
        data = {
            "rows": sorted(rows, key=sorting.key),
            "sorting": sorting,
            "sortings": sortings(words),
            "months": world.months,
            "csv": shown.csv,
            "origin": max(one.latest.origin_date for one in newest),
        }
        title = _("All leaders, %(order)s") % {"order": sorting.heading}
        about = _("The chance that each leader of the world is still in office a year from now.")
        yield Page(f"world/{sorting.name}.html", "world_table", title, about, data)


def _gates_page(edition: Edition, world: WorldHistory) -> Page:
    words = edition.words
    _ = words.gettext
    data = {"gates": gate_rows(world.newest, words), "origin": world.newest[0].latest.origin_date}
    about = _("Votes and ends of terms in the next twelve months, as known when the numbers were made.")
    return Page("world/dates.html", "world_dates", _("Dates of the next twelve months"), about, data)


def _month_page(edition: Edition, world: WorldHistory, month: date) -> Page:
    words = edition.words
    _ = words.gettext
    standings = world.of(month)
    if month != world.months[-1]:
        edition.show(world_figure(standings, words, f"world-{month:%Y-%m}"), None)
    place = world.months.index(month)
    data = {
        "rows": sorted((row_of(one, words) for one in standings), key=lambda row: by_chance(row.standing)),
        "month": month,
        "csv": f"data/world-{month:%Y-%m}.csv",
        "neighbours": (
            world.months[place - 1] if place else None,
            world.months[place + 1] if place + 1 < len(world.months) else None,
        ),
    }
    title = _("All leaders, %(month)s") % {"month": words.month(month)}
    about = _("Every leader's chance as it was told in that month.")
    return Page(f"world/{month:%Y-%m}.html", "world_month", title, about, data)


@dataclass(frozen=True, slots=True)
class HorizonRow:
    """One date ahead in a country's table."""

    words: str
    day: date
    chance: str
    band: str


def country_page(edition: Edition, world: WorldHistory, code: str) -> Page:
    """One state: who leads it, the chances ahead, the months behind, the proof."""
    words = edition.words
    told = [one for one in world.standings if one.code == code]
    current = max(told, key=lambda one: (one.latest.origin_date, one.since))
    row = row_of(current, words)
    latest = current.latest
    day = months_after(latest.origin_date, YEAR)
    sentence = _sentence(row, latest, day, words)
    data = {
        "standing": current,
        "row": row,
        "day": day,
        "horizons": [_horizon(latest, months, words) for months in MONTHS],
        "curve": _curve(edition, current),
        "ways": _ways(latest, words),
        "gates": gate_rows([current], words),
        "earlier": [one for one in told if one is not current],
        "in_newest": latest.month == world.months[-1],
        "sentence": sentence,
        "has_page": current.leader.leader_id in {one.leader.leader_id for one in edition.histories},
    }
    return Page(f"countries/{code.lower()}.html", "country", row.country, sentence, data)


def _horizon(told: Told, months: int, words: Words) -> HorizonRow:
    chance = told.chances[months]
    return HorizonRow(
        in_months(months, words),
        date.fromisoformat(chance["target_date"]),
        cases(chance["probability"]),
        band(chance),
    )


def _sentence(row: Row, told: Told, day: date, words: Words) -> str:
    return words.gettext(
        "As of %(origin)s, the chance that %(leader)s (%(country)s) is still in office at the end of %(day)s "
        "was put at %(chance)s, likely range %(band)s."
    ) % {
        "origin": words.day(told.origin_date),
        "leader": row.standing.leader.name,
        "country": row.country,
        "day": words.day(day),
        "chance": words.chance(told.year["probability"]),
        "band": words.band(told.year["low"], told.year["high"]),
    }


def _ways(told: Told, words: Words) -> list[tuple[str, str]]:
    """Ways out of office within a year, likeliest first; those under 1 in 200 are left out."""
    named = sorted(told.year["causes"].items(), key=lambda item: (-item[1], item[0]))
    return [
        (words.gettext(CAUSE_WORDS.get(cause, cause)), cases(value))
        for cause, value in named
        if value > 0.005
    ]


def _curve(edition: Edition, standing: Standing) -> FigureOnPage:
    stem = f"country-{standing.code.lower()}"
    figure = curve_figure(standing.latest.said, standing.leader.name, edition.words, stem)
    return edition.show(figure, curve_chart(figure))
