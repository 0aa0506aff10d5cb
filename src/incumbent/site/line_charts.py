"""How a chance over dates is drawn: a line, its band, numbered dates, and no word the page already says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from incumbent.site.chart_style import BLUE, QUARTERS, RULE, VERMILION, WIDTH, Spec, in_cases, styled
from incumbent.site.figure import Figure

if TYPE_CHECKING:
    import altair as alt

# Month and day names would bind a picture to one language; figures read the same in all.
NEAREST = 0.045
"""Two marks closer than this share of the axis would cover each other."""
_SPANS = ((3700, "%Y", 6), (1100, "%Y", "year"), (150, "%Y-%m", 5), (0, "%Y-%m-%d", 4))


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated line across a chart, numbered as in the list beside it."""

    day: date
    number: int


def history_chart(figure: Figure, held_until: date, marks: Sequence[Mark] = ()) -> Spec:
    """A chance at every origin date; it holds until the next word, the newest until `held_until`.

    Parameters
    ----------
    figure : Figure
        With columns origin_date, probability, low, high.
    held_until : date
        Where the picture ends: not before the newest origin date.
    marks : sequence of Mark
        Events.
    """
    rows = _held(figure, held_until)
    spec = _lines("origin_date", "step-after", *axis_for([*_days(figure, marks), held_until]))
    return _filled(spec, rows, rows[-2:-1], _marked(_days(figure, marks), marks))


def curve_chart(figure: Figure, marks: Sequence[Mark] = ()) -> Spec:
    """A chance date by date, as said on one day.

    Parameters
    ----------
    figure : Figure
        With columns target_date, probability, low, high.
    marks : sequence of Mark
        Scheduled votes and ends of terms.
    """
    rows = [in_cases(row) for row in figure.json_rows()]
    days = _days(figure, marks)
    return _filled(_lines("target_date", "linear", *axis_for(days)), rows, rows[-1:], _marked(days, marks))


def small_chart(figure: Figure, held_until: date) -> Spec:
    """A history without axes, for the front page."""
    rows = _held(figure, held_until)
    return styled(_small(), {"rows": rows, "newest": rows[-2:-1], "half": [{"half": 50}]})


def _held(figure: Figure, held_until: date) -> list[dict[str, Any]]:
    """The rows, and the newest once more on the day until which it holds: a step ends at another row."""
    rows = [in_cases(row) for row in figure.json_rows()]
    return [*rows, rows[-1] | {"origin_date": held_until.isoformat()}]


_PADDING = {"left": 4, "top": 8, "right": 40, "bottom": 4}


def _filled(
    spec: Spec, rows: list[dict[str, Any]], newest: list[dict[str, Any]], marks: list[dict[str, Any]]
) -> Spec:
    return styled(spec, {"rows": rows, "newest": newest, "end": rows[-1:], "marks": marks}, _PADDING)


def _marked(days: Sequence[date], marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """The marks, each one step lower than a neighbour that it would cover."""
    apart = (max(days) - min(days)).days * NEAREST if days else 0.0
    levels: list[date] = []
    found: list[dict[str, Any]] = []
    for mark in sorted(marks, key=lambda mark: mark.day):
        free = (level for level, last in enumerate(levels) if (mark.day - last).days >= apart)
        level = next(free, len(levels))
        levels[level : level + 1] = [mark.day]
        found.append({"day": mark.day.isoformat(), "number": str(mark.number), "level": level})
    return found


def _days(figure: Figure, marks: Sequence[Mark]) -> list[date]:
    in_rows = (value for row in figure.rows for value in row.values() if isinstance(value, date))
    return [*in_rows, *(mark.day for mark in marks)]


def axis_for(days: Sequence[date]) -> tuple[str, str | int]:
    """How an axis over these days writes them, and how many or what it marks."""
    span = (max(days) - min(days)).days
    return next((form, count) for longest, form, count in _SPANS if span >= longest)


@cache
def _lines(day: str, interpolate: Any, form: str, count: Any) -> Spec:
    import altair as alt

    scale = alt.Scale(domain=[0, 100], nice=False)
    x = alt.X(f"{day}:T", title=None, axis=alt.Axis(format=form, tickCount=count, labelFlush=True))
    y = alt.Y("probability:Q", scale=scale, title=None, axis=alt.Axis(values=list(QUARTERS)))
    rows = alt.Chart(alt.NamedData("rows"))
    low = alt.Y("low:Q", scale=scale, title=None)
    band = rows.mark_area(color=BLUE, opacity=0.18, interpolate=interpolate).encode(x=x, y=low, y2="high:Q")
    line = rows.mark_line(color=BLUE, strokeWidth=2.5, interpolate=interpolate).encode(x=x, y=y)
    newest = alt.Chart(alt.NamedData("newest")).encode(x=x, y=y)
    dot = newest.mark_point(color=BLUE, filled=True, size=70, opacity=1)
    reach = _reach(newest, x, low)
    end = alt.Chart(alt.NamedData("end")).encode(x=x, y=y)
    label = end.mark_text(color=BLUE, align="left", dx=9, fontSize=19, fontWeight="bold").encode(
        text="shown:N"
    )
    marks = alt.Chart(alt.NamedData("marks")).encode(x=alt.X("day:T", title=None))
    lower = alt.expr("datum.level * 22")
    rule = marks.mark_rule(color=VERMILION, strokeDash=[4, 3], strokeWidth=1.2)
    disc = marks.mark_point(
        shape="circle", filled=True, fill=VERMILION, size=340, opacity=1, yOffset=lower
    ).encode(y=alt.value(11))
    number = marks.mark_text(color="#FFFFFF", fontSize=13, fontWeight="bold", yOffset=lower).encode(
        y=alt.value(11), text="number:N"
    )
    layers = alt.layer(rule, band, line, reach, dot, label, disc, number)
    return layers.properties(width=WIDTH - 84, height=270).to_dict()


@cache
def _small() -> Spec:
    import altair as alt

    scale = alt.Scale(domain=[0, 100], nice=False)
    x = alt.X("origin_date:T", axis=None)
    y = alt.Y("probability:Q", scale=scale, axis=None)
    rows = alt.Chart(alt.NamedData("rows"))
    low = alt.Y("low:Q", scale=scale, axis=None)
    band = rows.mark_area(color=BLUE, opacity=0.18, interpolate="step-after").encode(x=x, y=low, y2="high:Q")
    line = rows.mark_line(color=BLUE, strokeWidth=2, interpolate="step-after").encode(x=x, y=y)
    newest = alt.Chart(alt.NamedData("newest")).encode(x=x, y=y)
    dot = newest.mark_point(color=BLUE, filled=True, size=50, opacity=1)
    reach = _reach(newest, x, low)
    half = alt.Chart(alt.NamedData("half")).mark_rule(color=RULE, strokeDash=[2, 3])
    middle = half.encode(y=alt.Y("half:Q", scale=scale, axis=None))
    return alt.layer(middle, band, line, reach, dot).properties(width=280, height=72).to_dict()


def _reach(newest: alt.Chart, x: alt.X, low: alt.Y) -> alt.Chart:
    """The newest likely range as an upright line: over many years its step is a sliver."""
    return newest.mark_rule(color=BLUE, strokeWidth=3, opacity=0.45).encode(x=x, y=low, y2="high:Q")
