"""What all charts share: colours, type, scales."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from incumbent.site.wording import cases

Spec = dict[str, Any]

# Okabe & Ito: told apart with every common colour blindness; a dash or a marker stands beside every hue.
BLUE, VERMILION, GREEN = "#0072B2", "#D55E00", "#009E73"
PAPER, INK, SOFT, RULE = "#FBFAF6", "#26241F", "#5C5850", "#D9D4C8"
DARK_PAPER = "#171614"
FONT = "Noto Sans, Noto Sans Arabic, DejaVu Sans, Liberation Sans, sans-serif"
WIDTH = 540
"""Narrow, so that the labels can still be read where a phone shows it smaller."""
QUARTERS = (0, 25, 50, 75, 100)


def in_cases(row: Mapping[str, Any]) -> dict[str, Any]:
    """Probabilities in cases of 100, and the number a label shows: rounded as the page's text rounds it."""
    scaled = {key: round(value * 100, 4) if isinstance(value, float) else value for key, value in row.items()}
    return scaled | {"shown": cases(row["probability"])}


def styled(
    spec: Spec, data: Mapping[str, list[dict[str, Any]]], padding: Mapping[str, int] | int = 4
) -> Spec:
    """The specification with its data and the house's look."""
    return spec | {"datasets": dict(data), "config": _config(), "padding": padding}


def _config() -> Spec:
    axis = {
        "labelColor": SOFT,
        "labelFontSize": 15,
        "titleColor": SOFT,
        "titleFontSize": 15,
        "titleFontWeight": "normal",
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
        "axisX": {"grid": False, "ticks": True, "tickColor": RULE, "domain": True, "domainColor": SOFT},
    }
