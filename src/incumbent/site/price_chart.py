"""Draw what markets said about a leader, day by day, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from incumbent.domain.errors import RefusedError
from incumbent.site.chart_style import BLUE, FONT, GREEN, INK, PAPER, RULE, SOFT, VERMILION

FORMS = (".png", ".svg")
_HUES = (BLUE, VERMILION, GREEN, "#CC79A7", "#E69F00", "#56B4E9")
_LOOK = {
    "background": PAPER,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {"labelFontSize": 13, "labelColor": SOFT, "domain": False, "ticks": False, "gridColor": RULE},
    "legend": {"labelFontSize": 13, "labelColor": INK},
}


def draw_price_history(
    title: str, rows: Sequence[tuple[date, str, float, float | None, float | None]], path: Path
) -> None:
    """Write a chart of chances over time, one line a market, with the band between bid and ask.

    Parameters
    ----------
    title : str
    rows : sequence of (day, market, chance, low, high)
        Chances in [0, 1].
    path : Path
        Ends in .png or .svg.

    Raises
    ------
    RefusedError
        If the path has another ending or there is nothing to draw.
    """
    if path.suffix.lower() not in FORMS:
        msg = f"{path} must end in {' or '.join(FORMS)}."
        raise RefusedError(msg)
    if not rows:
        msg = "there are no prices to draw; pull some first with `incumbent pull`."
        raise RefusedError(msg)
    import altair as alt

    values = [
        {"day": day.isoformat(), "market": market, "chance": chance, "low": low, "high": high}
        for day, market, chance, low, high in rows
    ]
    chart: Any = alt.layer(_band(alt, title), _line(alt), data=alt.Data(values=values))
    chart.properties(width=640, height=320).configure(**_LOOK).save(str(path), scale_factor=2)


def _across(alt: Any) -> Any:
    return alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m-%d", tickCount=6, grid=False))


def _named(alt: Any) -> Any:
    """Each market by hue and, under the chart, by name: one legend for line, dash and band."""
    legend = alt.Legend(
        orient="bottom", direction="vertical", labelLimit=600, symbolType="stroke", symbolOpacity=1
    )
    return alt.Color("market:N", title=None, legend=legend, scale=alt.Scale(range=list(_HUES)))


def _band(alt: Any, title: str) -> Any:
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format="%")
    up = alt.Y("low:Q", scale=alt.Scale(domain=[0, 1]), axis=axis, title=None)
    band = alt.Chart(title=alt.Title(title, anchor="start", fontSize=16)).mark_area(opacity=0.2)
    return band.encode(x=_across(alt), y=up, y2="high:Q", color=_named(alt))


def _line(alt: Any) -> Any:
    line = alt.Chart().mark_line(point=alt.OverlayMarkDef(size=16), strokeWidth=2.5)
    dash = alt.StrokeDash("market:N", title=None, legend=None)
    return line.encode(x=_across(alt), y="chance:Q", color=_named(alt), strokeDash=dash)
