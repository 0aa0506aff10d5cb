"""How the world is drawn: one tile of equal size for each state, near its neighbours.

No border is drawn, so none is taken sides on, and the smallest state is seen as well as the largest. Where
each tile stands is our own, in world_tiles.txt.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, cast

from incumbent.site.chart_style import INK, PAPER, RULE, Spec, styled
from incumbent.site.figure import Column, Figure, Kind
from incumbent.site.wording import Words, cases, in_hundred
from incumbent.site.world import Standing, called

TILE, SMALL_TILE = 24, 10.8
CLASSES = (5, 10, 20, 40)
"""Bounds between the five shades, in cases of 100."""
SHADES = ("#E4EDF3", "#AFCFE2", "#66A5CB", "#1F6DA6", "#0A2F57")
_WHITE_LETTERS = 3
"""From this shade on the letters are white."""
_LEGEND_ROW = 19
_GAP = 0.05
_NAMED = 5
"""So many leaders are named in the text that stands for the picture."""


@cache
def tiles() -> dict[str, tuple[int, int]]:
    """Column and row of each state's tile, by its two letters."""
    text = files("incumbent.site").joinpath("world_tiles.txt").read_text(encoding="ascii")
    return {
        code: (column, row)
        for row, line in enumerate(text.splitlines())
        for column, code in enumerate(line.split())
        if code != ".."
    }


def map_figure(standings: Sequence[Standing], words: Words, name: str) -> Figure:
    """The chance of leaving office within a year, state by state.

    Parameters
    ----------
    standings : sequence of Standing
        Of one month.
    words : Words
    name : str
        File stem.
    """
    _ = words.gettext
    ranked = sorted(standings, key=lambda one: (one.latest.year["probability"], one.code))
    named = [
        f"{one.leader.name}, {country_of(one, words)} ({cases(_leaving(one))})" for one in ranked[:_NAMED]
    ]
    alt = _(
        "One tile for each of %(count)d states, the darker the likelier its leader leaves within a year."
    ) % {"count": len(ranked)}
    likeliest = _("Most likely to leave, in 100: %(leaders)s.") % {"leaders": "; ".join(named)}
    columns = (
        Column("country_code", _("Country"), Kind.TEXT),
        Column("leader", _("Leader"), Kind.TEXT, called(ranked)),
        Column("leaving_within_a_year", _("Chance in 100"), Kind.CHANCE),
    )
    rows = tuple(
        {"country_code": one.code, "leader": one.stored_name, "leaving_within_a_year": _leaving(one)}
        for one in ranked
    )
    title = _("Chance of leaving office within a year, in 100")
    return Figure(name, title, f"{alt} {likeliest}", columns, rows)


def _leaving(standing: Standing) -> float:
    return round(1.0 - standing.latest.year["probability"], 6)


def country_of(standing: Standing, words: Words) -> str:
    """The country's usual name in the reader's language."""
    names = cast("dict[str, str]", words.locale.territories)
    return names.get(standing.code, standing.leader.country)


def map_chart(figure: Figure, *, small: bool = False) -> Spec:
    """The drawing of `map_figure`; its letters are the states' codes, the same in every language.

    A state of which nothing is told keeps a tile without a shade. A small one, for phones, shows the whole
    world at once, in tiles too small for letters.
    """
    shades = {str(row["country_code"]): _shade(row["leaving_within_a_year"]) for row in figure.rows}
    placed = [_tile(code, place, shades.get(code)) for code, place in tiles().items()]
    legend = _legend(*((0, 6, 2) if small else (8, 3, 1)))
    return styled(_drawing(small=small), {"tiles": placed, "legend": legend}, padding=2)


def _shade(chance: object) -> int:
    return sum(in_hundred(float(str(chance))) >= bound for bound in CLASSES)


def _tile(
    text: str, place: tuple[int, int], shade: int | None, width: int = 1, height: int = 1
) -> dict[str, Any]:
    column, row = place
    return {
        "text": text,
        "left": column + _GAP,
        "right": column + width - _GAP,
        "top": row + _GAP,
        "bottom": row + height - _GAP,
        "across": column + width / 2,
        "down": row + height / 2,
        "fill": PAPER if shade is None else SHADES[shade],
        "letters": PAPER if shade is not None and shade >= _WHITE_LETTERS else INK,
    }


def _legend(left: int, width: int, height: int) -> list[dict[str, Any]]:
    """A row of shades with the cases of 100 that each stands for."""
    between = (f"{low}–{high - 1}" for low, high in pairwise(CLASSES))
    named = (f"<{CLASSES[0]}", *between, f"{CLASSES[-1]}+")
    return [
        _tile(name, (left + width * shade, _LEGEND_ROW), shade, width, height)
        for shade, name in enumerate(named)
    ]


@cache
def _drawing(*, small: bool) -> Spec:
    import altair as alt

    columns = max(column for column, _row in tiles().values()) + 1
    tile, rows = (SMALL_TILE, _LEGEND_ROW + 2) if small else (TILE, _LEGEND_ROW + 1)
    x = alt.Scale(domain=[0, columns], nice=False)
    y = alt.Scale(domain=[0, rows], nice=False, reverse=True)
    layers: list[alt.Chart] = []
    for name, size in (("tiles", 11), ("legend", 13)):
        chart = alt.Chart(alt.NamedData(name))
        square = chart.mark_rect(stroke=RULE, strokeWidth=0.5).encode(
            x=alt.X("left:Q", scale=x, axis=None),
            x2="right:Q",
            y=alt.Y("top:Q", scale=y, axis=None),
            y2="bottom:Q",
            fill=alt.Fill("fill:N", scale=None),
        )
        letters = chart.mark_text(fontSize=size, baseline="middle").encode(
            x=alt.X("across:Q", scale=x, axis=None),
            y=alt.Y("down:Q", scale=y, axis=None),
            text="text:N",
            color=alt.Color("letters:N", scale=None),
        )
        layers += [square] if small and name == "tiles" else [square, letters]
    size = {"width": columns * tile, "height": rows * tile}
    return alt.layer(*layers).properties(**size).to_dict()
