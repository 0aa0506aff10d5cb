"""How our curve is drawn beside the base rate and what others said, each named in the picture itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from incumbent.site.chart_style import BLUE, GREEN, INK, PAPER, QUARTERS, WIDTH, Spec, in_cases, styled
from incumbent.site.figure import Figure, Value
from incumbent.site.line_charts import axis_for

if TYPE_CHECKING:
    import altair as alt

LONG_AGO = timedelta(days=183)
"""A quote older than this is drawn hollow, with its day beside it."""
_PADDING = {"left": 4, "top": 8, "right": 40, "bottom": 4}
_OURS: dict[str, Any] = {"color": BLUE, "strokeWidth": 2.5}
_BASE: dict[str, Any] = {"color": INK, "strokeWidth": 1.6, "strokeDash": [6, 4]}
_OTHERS: dict[str, Any] = {"shape": "diamond", "filled": True, "color": GREEN, "opacity": 1}
_OLD: dict[str, Any] = {"shape": "diamond", "filled": True, "fill": PAPER, "stroke": GREEN, "opacity": 1}
_SIDES: tuple[tuple[str, Any, int], ...] = (("!datum.left", "left", 9), ("datum.left", "right", -9))
_INKS: tuple[dict[str, Any], ...] = ({"stroke": PAPER, "strokeWidth": 4, "color": PAPER}, {"color": INK})
"""A label's halo, then the label."""
_ACROSS, _DOWN, _LINE = WIDTH - 84, 250, 24
_LABEL_HEIGHT = 8
"""In cases of 100."""


def is_old(said_on: Value, as_of: date) -> bool:
    """True of a quote that says little about today."""
    return isinstance(said_on, date) and as_of - said_on > LONG_AGO


def evidence_chart(curve: Figure, evidence: Figure, as_of: date, names: Mapping[str, str]) -> Spec:
    """Our curve, the base rate beside it, and what others said about single dates.

    Parameters
    ----------
    curve : Figure
        With columns target_date, probability, low, high and, where there is a base rate, base.
    evidence : Figure
        With columns number, known_at, target_date, probability.
    as_of : date
        The forecast's day.
    names : mapping of str to str
        What "ours", "base", "others" and "old" are called in the picture.
    """
    rows = [in_cases(row) for row in curve.json_rows()]
    days = [day for row in (*curve.rows, *evidence.rows) if isinstance(day := row["target_date"], date)]
    middle = min(days) + (max(days) - min(days)) / 2
    drawn = zip(evidence.rows, evidence.json_rows(), strict=True)
    points = _joined([in_cases(stored) | _labelled(row, as_of, middle) for row, stored in drawn])
    spec = _beside(*axis_for(days))
    return styled(spec, {"rows": rows, "points": points, "key": _key(rows, points, names)}, _PADDING)


def _labelled(row: Mapping[str, Value], as_of: date, middle: date) -> dict[str, Any]:
    """Its number, with the day it was said where that is long ago, on the side where there is room."""
    day, old = row["target_date"], is_old(row["known_at"], as_of)
    label = f"{row['number']} ({row['known_at']})" if old else str(row["number"])
    return {"label": label, "old": old, "left": isinstance(day, date) and day > middle}


def _joined(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of quotes that would cover each other, the first bears the labels of all."""
    joined: list[dict[str, Any]] = []
    for point in points:
        near = (one for one in joined if one["label"] and _cover(one, point))
        if (first := next(near, None)) is not None:
            first["label"] += f", {point['label']}"
            point["label"] = ""
        joined.append(point)
    return joined


def _cover(one: dict[str, Any], other: dict[str, Any]) -> bool:
    apart = abs(one["probability"] - other["probability"])
    return one["target_date"] == other["target_date"] and apart < _LABEL_HEIGHT


def _key(
    rows: list[dict[str, Any]], points: list[dict[str, Any]], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """A line above the plot for each kind of mark that is there."""
    has_base = any(row.get("base") is not None for row in rows)
    ages = {point["old"] for point in points}
    there = {"ours": True, "base": has_base, "others": False in ages, "old": True in ages}
    kinds = [kind for kind, is_there in there.items() if is_there]
    return [
        {"kind": kind, "text": names[kind], "down": _LINE * (place - len(kinds))}
        for place, kind in enumerate(kinds)
    ]


@cache
def _beside(form: str, count: Any) -> Spec:
    import altair as alt

    scale = alt.Scale(domain=[0, 100], nice=False)
    x = alt.X("target_date:T", title=None, axis=alt.Axis(format=form, tickCount=count, labelFlush=True))
    y = alt.Y("probability:Q", scale=scale, title=None, axis=alt.Axis(values=list(QUARTERS)))
    rows = alt.Chart(alt.NamedData("rows"))
    ours = rows.mark_line(**_OURS).encode(x=x, y=y)
    base = rows.mark_line(**_BASE).encode(x=x, y=alt.Y("base:Q", scale=scale, title=None))
    points = alt.Chart(alt.NamedData("points")).encode(x=x, y=y)
    diamonds = [
        points.transform_filter(kept).mark_point(**look, size=110)
        for kept, look in (("!datum.old", _OTHERS), ("datum.old", _OLD))
    ]
    labels = [
        points.transform_filter(kept).mark_text(align=align, dx=dx, fontSize=15, **ink).encode(text="label:N")
        for kept, align, dx in _SIDES
        for ink in _INKS
    ]
    layers = alt.layer(base, ours, *diamonds, *labels, *_key_layers())
    return layers.properties(width=_ACROSS, height=_DOWN).to_dict()


def _key_layers() -> list[alt.Chart]:
    """Each kind's mark with its name beside it, above the plot."""
    import altair as alt

    lower = alt.expr("datum.down")
    key = alt.Chart(alt.NamedData("key")).encode(y=alt.value(0))
    marks = [
        key.transform_filter(f"datum.kind == '{kind}'")
        .mark_rule(**look, yOffset=lower)
        .encode(x=alt.value(0), x2=alt.value(30))
        for kind, look in (("ours", _OURS), ("base", _BASE))
    ]
    marks += [
        key.transform_filter(f"datum.kind == '{kind}'")
        .mark_point(**look, size=110, yOffset=lower)
        .encode(x=alt.value(15))
        for kind, look in (("others", _OTHERS), ("old", _OLD))
    ]
    names = key.mark_text(align="left", baseline="middle", color=INK, fontSize=15, yOffset=lower)
    return [*marks, names.encode(x=alt.value(40), text="text:N")]
