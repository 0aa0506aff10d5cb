"""What does a reader of a backtest see: one page of tables and reliability diagrams, without a script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import polars as pl

from incumbent.backtest.summary import ReliabilityCurve, Values

TEMPLATE = "report.html"
SIDE = 220
"""Side of a diagram's square, in its own units."""
_BARS = 20


@dataclass(frozen=True, slots=True)
class Report:
    """What the page shows.

    Parameters
    ----------
    title : str
    facts : mapping of label to text
        What was replayed.
    inputs : mapping of path to sha256
        The published files it rests on.
    model : str
        The model whose reliability, regimes and differences are shown.
    summary, regimes, differences : polars.DataFrame
        As `summary` makes them.
    curves : mapping of horizon to ReliabilityCurve
        Of `model`.
    """

    title: str
    facts: Mapping[str, str]
    inputs: Mapping[str, str]
    model: str
    summary: pl.DataFrame
    regimes: pl.DataFrame
    differences: pl.DataFrame
    curves: Mapping[int, ReliabilityCurve]


def report_page(report: Report) -> str:
    """The page as HTML that needs nothing else."""
    from jinja2 import Environment, StrictUndefined

    text = resources.files("incumbent.backtest").joinpath(TEMPLATE).read_text(encoding="utf-8")
    environment: Any = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters["number"] = _number
    horizons = sorted(report.curves)
    page = environment.from_string(text).render(
        report=report,
        horizons=horizons,
        side=SIDE,
        models=_named(report.summary, "model"),
        cell=_cells(report.summary, "model"),
        regimes=_named(report.regimes, "regime"),
        regime=_cells(report.regimes, "regime"),
        others=_named(report.differences, "other"),
        difference=_cells(report.differences, "other"),
        drawn={months: _drawn(report.curves[months]) for months in horizons},
    )
    return "\n".join(line for line in page.splitlines() if line.strip()) + "\n"


def _named(table: pl.DataFrame, key: str) -> list[str]:
    return table[key].unique(maintain_order=True).to_list() if table.height else []


def _cells(table: pl.DataFrame, key: str) -> dict[tuple[str, int], dict[str, Any]]:
    return {(row[key], row["horizon"]): row for row in table.to_dicts()}


def _number(value: float, digits: int = 3) -> str:
    """A number without its leading zero; an en dash where there is none."""
    if np.isnan(value):
        return "–"
    value = round(float(value), digits) + 0.0  # no minus before a rounded 0
    text = f"{value:.{digits}f}"
    return text.replace("0.", ".", 1).replace("-", "−") if abs(value) < 1 else text.replace("-", "−")


def _drawn(curve: ReliabilityCurve) -> dict[str, Any]:
    """Points of the curve and bars of how often each chance was stated, in a square of SIDE."""
    return {"line": _steps(curve.chance, curve.recalibrated), "bars": _bars(curve)}


def _steps(chance: Values, frequency: Values) -> str:
    points = [(float(x) * SIDE, SIDE - float(y) * SIDE) for x, y in zip(chance, frequency, strict=True)]
    kept = [
        place
        for place, (_, y) in enumerate(points)
        if place in (0, len(points) - 1) or points[place - 1][1] != y or points[place + 1][1] != y
    ]
    return " ".join(f"{points[place][0]:.1f},{points[place][1]:.1f}" for place in kept)


def _bars(curve: ReliabilityCurve) -> list[dict[str, float]]:
    share = np.histogram(curve.chance, bins=_BARS, range=(0, 1), weights=curve.mass)[0]
    width = SIDE / _BARS
    return [
        {"x": round(place * width, 1), "width": round(width - 1, 1), "height": round(float(value) * 40, 2)}
        for place, value in enumerate(share)
    ]
