"""How parts are drawn: ways out of office, what moved a number, and how often it was right."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from incumbent.site.chart_style import BLUE, INK, QUARTERS, RULE, VERMILION, Spec, in_cases, styled
from incumbent.site.figure import Figure

if TYPE_CHECKING:
    import altair as alt


def bar_chart(figure: Figure, label: str) -> Spec:
    """One bar a row, in the order given, its number at its end.

    Parameters
    ----------
    figure : Figure
        With columns `label` and probability.
    label : str
    """
    return styled(_bars(label), {"rows": [in_cases(row) for row in figure.json_rows()]})


def moved_chart(figure: Figure, now: float) -> Spec:
    """From the chance without each source (hollow) to the chance with all of them (filled).

    Parameters
    ----------
    figure : Figure
        With columns source and probability, the chance without that source.
    now : float
        The chance with all of them, in [0, 1].
    """
    rows = [in_cases(row) | {"now": round(now * 100, 4)} for row in figure.json_rows()]
    return styled(_moved(), {"rows": rows})


def calibration_chart(figure: Figure) -> Spec:
    """How often leaders stayed, against what had been said; on the line, words and facts agree.

    Parameters
    ----------
    figure : Figure
        With columns probability (mean forecast), stayed, n.
    """
    rows = [in_cases(row) for row in figure.json_rows()]
    return styled(_calibration(), {"rows": rows, "line": [{"x": 0, "y": 0}, {"x": 100, "y": 100}]}, 8)


@cache
def _bars(label: str) -> Spec:
    import altair as alt

    y = alt.Y(f"{label}:N", sort=None, axis=None)
    x = alt.X("probability:Q", axis=None, scale=alt.Scale(domain=[0, 100]))
    rows = alt.Chart(alt.NamedData("rows"))
    bars = rows.mark_bar(color=BLUE, height=14).encode(x=x, y=y)
    numbers = rows.mark_text(align="left", dx=6, fontSize=15, color=INK).encode(x=x, y=y, text="shown:N")
    layers = alt.layer(bars, numbers, _labels(rows, label, y))
    return layers.properties(width=310, height={"step": 44}).to_dict()


def _labels(rows: alt.Chart, label: str, y: alt.Y) -> alt.Chart:
    """Words above each bar or line: beside it they would leave no room on a phone."""
    import altair as alt

    text = rows.mark_text(align="left", baseline="bottom", dy=-9, fontSize=15, color=INK, limit=330)
    return text.encode(x=alt.value(0), y=y, text=f"{label}:N")


@cache
def _moved() -> Spec:
    import altair as alt

    scale = alt.Scale(domain=[0, 100], nice=False)
    y = alt.Y("source:N", sort=None, axis=None)
    x = alt.X("probability:Q", scale=scale, title=None, axis=alt.Axis(values=list(QUARTERS)))
    rows = alt.Chart(alt.NamedData("rows"))
    rule = rows.mark_rule(color=BLUE, strokeWidth=3).encode(x=x, x2="now:Q", y=y)
    without = rows.mark_point(shape="circle", stroke=INK, fill="#FFFFFF", filled=False, size=80, opacity=1)
    now = rows.mark_point(filled=True, color=BLUE, size=90, opacity=1).encode(
        x=alt.X("now:Q", scale=scale), y=y
    )
    layers = alt.layer(rule, without.encode(x=x, y=y), now, _labels(rows, "source", y))
    return layers.properties(width=320, height={"step": 46}).to_dict()


@cache
def _calibration() -> Spec:
    import altair as alt

    scale = alt.Scale(domain=[0, 100], nice=False)
    ticks = alt.Axis(values=list(QUARTERS))
    line = alt.Chart(alt.NamedData("line")).mark_line(color=RULE, strokeDash=[4, 3])
    rows = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("probability:Q", scale=scale, title=None, axis=ticks),
        y=alt.Y("stayed:Q", scale=scale, title=None, axis=ticks),
    )
    dots = rows.mark_point(filled=True, color=BLUE, opacity=1).encode(
        size=alt.Size("n:Q", legend=None, scale=alt.Scale(range=[40, 420]))
    )
    numbers = rows.mark_text(color=VERMILION, align="left", dx=12, fontSize=12).encode(text="n:Q")
    diagonal = line.encode(x=alt.X("x:Q", scale=scale, title=None), y=alt.Y("y:Q", scale=scale, title=None))
    return alt.layer(diagonal, dots, numbers).properties(width=340, height=340).to_dict()
