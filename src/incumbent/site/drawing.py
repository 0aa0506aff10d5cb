"""How a figure is drawn: its Vega-Lite specification, calm and without words that the page already says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from incumbent.site.figure import Figure
from incumbent.site.wording import in_hundred

Spec = dict[str, Any]

# Okabe & Ito: told apart with every common colour blindness.
BLUE, VERMILION, GREEN, ORANGE, PURPLE, GREY = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#E69F00",
    "#CC79A7",
    "#6B6862",
)
PAPER, INK, RULE = "#FFFFFF", "#26241F", "#DEDAD0"
FONT = "Noto Sans, DejaVu Sans, Liberation Sans, sans-serif"


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated line across a chart, with a short label."""

    day: str
    label: str


def line_chart(
    figure: Figure, day: str, *, marks: Sequence[Mark] = (), height: int = 260, stepped: bool = False
) -> Spec:
    """A chance over dates with its band, the last value labelled at its end.

    Parameters
    ----------
    figure : Figure
        With columns `day`, probability, low, high.
    day : str
        Name of the date column.
    marks : sequence of Mark
        Scheduled votes, or events.
    height : int
        Pixels at single density.
    stepped : bool
        True where a value holds until the next one (a history).
    """
    import altair as alt

    rows = [_percent(row) for row in figure.json_rows()]
    interpolate = "step-after" if stepped else "linear"
    x = alt.X(f"{day}:T", title=None)
    base = alt.Chart(alt.Data(values=rows))
    scale = alt.Scale(domain=[0, 100], nice=False)
    y = alt.Y("probability:Q", scale=scale, title=None, axis=alt.Axis(values=[0, 25, 50, 75, 100]))
    band = base.mark_area(color=BLUE, opacity=0.18, interpolate=interpolate).encode(
        x=x, y=alt.Y("low:Q", scale=scale, title=None), y2="high:Q"
    )
    line = base.mark_line(color=BLUE, strokeWidth=2.5, interpolate=interpolate).encode(x=x, y=y)
    newest = alt.Chart(alt.Data(values=rows[-1:]))
    dot = newest.mark_point(color=BLUE, filled=True, size=70, opacity=1).encode(x=x, y=y)
    label = newest.mark_text(color=BLUE, align="left", dx=9, fontSize=17, fontWeight="bold").encode(
        x=x, y=y, text="shown:N"
    )
    layers: list[alt.Chart] = [*_mark_layers(marks), band, line, dot, label]
    chart: Spec = alt.layer(*layers).properties(width=620, height=height).to_dict()
    return chart | {"config": _config(), "padding": {"left": 4, "top": 8, "right": 34, "bottom": 4}}


def small_line_chart(figure: Figure, day: str) -> Spec:
    """The same as a small picture without axes, for the front page."""
    import altair as alt

    rows = [_percent(row) for row in figure.json_rows()]
    scale = alt.Scale(domain=[0, 100], nice=False)
    x = alt.X(f"{day}:T", axis=None)
    base = alt.Chart(alt.Data(values=rows))
    band = base.mark_area(color=BLUE, opacity=0.18, interpolate="step-after").encode(
        x=x, y=alt.Y("low:Q", scale=scale, axis=None), y2="high:Q"
    )
    y = alt.Y("probability:Q", scale=scale, axis=None)
    line = base.mark_line(color=BLUE, strokeWidth=2, interpolate="step-after").encode(x=x, y=y)
    dot = alt.Chart(alt.Data(values=rows[-1:])).mark_point(color=BLUE, filled=True, size=50, opacity=1)
    middle = alt.Y("half:Q", scale=scale, axis=None)
    half = (
        alt.Chart(alt.Data(values=[{"half": 50}])).mark_rule(color=RULE, strokeDash=[2, 3]).encode(y=middle)
    )
    chart: Spec = alt.layer(half, band, line, dot.encode(x=x, y=y)).properties(width=240, height=64).to_dict()
    return chart | {"config": _config(), "padding": 4}


def bar_chart(figure: Figure, label: str) -> Spec:
    """One bar a row, longest first, its number at its end."""
    import altair as alt

    rows = [_percent(row) for row in figure.json_rows()]
    base = alt.Chart(alt.Data(values=rows))
    y = alt.Y(f"{label}:N", sort=None, title=None, axis=alt.Axis(labelFontSize=13, labelLimit=260))
    x = alt.X("probability:Q", axis=None, scale=alt.Scale(domain=[0, 100]))
    bars = base.mark_bar(color=BLUE, height=14).encode(x=x, y=y)
    numbers = base.mark_text(align="left", dx=6, fontSize=13, color=INK).encode(x=x, y=y, text="shown:N")
    chart: Spec = alt.layer(bars, numbers).properties(width=380, height={"step": 26}).to_dict()
    return chart | {"config": _config(), "padding": 4}


def _mark_layers(marks: Sequence[Mark]) -> list[Any]:
    import altair as alt

    if not marks:
        return []
    base = alt.Chart(alt.Data(values=[{"day": mark.day, "label": mark.label} for mark in marks]))
    x = alt.X("day:T", title=None)
    rule = base.mark_rule(color=VERMILION, strokeDash=[4, 3], strokeWidth=1.2).encode(x=x)
    text = base.mark_text(color=VERMILION, align="left", baseline="top", dx=4, fontSize=12).encode(
        x=x, y=alt.value(2), text="label:N"
    )
    return [rule, text]


def _percent(row: dict[str, Any]) -> dict[str, Any]:
    """Probabilities in cases of 100, and the number a label shows: rounded as the page's text rounds it."""
    scaled = {key: round(value * 100, 4) if isinstance(value, float) else value for key, value in row.items()}
    return scaled | {"shown": str(in_hundred(row["probability"]))}


def _config() -> Spec:
    axis = {
        "labelColor": GREY,
        "labelFontSize": 13,
        "labelFont": FONT,
        "domain": False,
        "ticks": False,
        "gridColor": RULE,
        "labelPadding": 6,
    }
    return {
        "background": PAPER,
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False, "ticks": True, "tickColor": RULE, "domain": True, "domainColor": GREY},
        "axisY": {"grid": True},
    }
