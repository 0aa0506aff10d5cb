"""Draw what markets said about a leader, day by day, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from incumbent.domain.errors import RefusedError

FORMS = (".png", ".svg")


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
    chart: Any = alt.layer(_band(alt), _line(alt), data=alt.Data(values=values))
    chart.properties(title=title, width=720, height=360).save(str(path), scale_factor=2)


def _across(alt: Any) -> Any:
    return alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m-%d", labelAngle=-30))


def _band(alt: Any) -> Any:
    up = alt.Y("low:Q", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%"), title="still in office")
    band = alt.Chart().mark_area(opacity=0.2)
    return band.encode(x=_across(alt), y=up, y2="high:Q", color=alt.Color("market:N", title=None))


def _line(alt: Any) -> Any:
    line = alt.Chart().mark_line(point=alt.OverlayMarkDef(size=12))
    return line.encode(x=_across(alt), y="chance:Q", color="market:N", strokeDash="market:N")
