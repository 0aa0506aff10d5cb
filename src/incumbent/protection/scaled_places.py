"""Finds protected points in whole parts of a degree (`latE7`), and in degrees and minutes written together (NMEA)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from math import cos, radians

import numpy as np

from incumbent.protection.anchors import NumberAnchors
from incumbent.protection.person import Point
from incumbent.protection.traits import Places
from incumbent.protection.views import BARRIER, View

_PARTS = (10**5, 10**6, 10**7)  # of a degree
_FAR = 0.004  # degrees: more than what is near, at any latitude
_AHEAD = 90  # characters from a latitude to its longitude
_WHOLE = re.compile(r"(?:(?<![\d.,])|(?<=\d{6},))-?\d{6,10}(?![\d.])")  # no part of a decimal
_TOGETHER = re.compile(
    r"(?<!\d)(\d{2})(\d{2}\.\d{1,6})\s?,?\s?([NS]?)[,\s+-]{0,3}(\d{3})(\d{2}\.\d{1,6})\s?,?\s?([EW]?)(?!\d)"
)
_LEAST = 1_000_000  # a run of six digits, with a one before it
_MINUTES = 60

Near = Callable[[int, int, float, float], Iterable[int]]


class ScaledPlaces:
    """Where points may stand that are written as whole numbers.

    Parameters
    ----------
    points : sequence of Point
    """

    def __init__(self, points: Sequence[Point]) -> None:
        self._points = sorted((abs(point.lat), abs(point.lon)) for point in points)
        every = sorted(
            ((abs(point.lat) - _FAR) * part, (abs(point.lat) + _FAR) * part)
            for point in points
            for part in _PARTS
        )
        self._low = np.array([low for low, _ in every])
        self._high = np.maximum.accumulate(np.array([high for _, high in every])) if every else self._low
        self._together = NumberAnchors(
            {
                f"{minutes // _MINUTES:02}{minutes % _MINUTES:02}"
                for point in points
                for minutes in {int((abs(point.lat) + step) * _MINUTES) for step in (-_FAR, 0, _FAR)}
            }
        )

    def candidates(self, view: View) -> Iterable[tuple[int, int, float, float]]:
        """Spans with the degrees north and east that they may stand for, of either sign as written."""
        digits = view.digits
        if not len(digits.values):
            return
        text = view.text
        for place in np.flatnonzero(self._together.met(digits)).tolist():
            if match := _TOGETHER.match(text, int(digits.starts[place])):
                north = int(match[1]) + float(match[2]) / _MINUTES
                east = int(match[4]) + float(match[5]) / _MINUTES
                yield *match.span(), -north if match[3] == "S" else north, -east if match[6] == "W" else east
        for place in self._large(digits.starts, digits.values).tolist():
            yield from self._pairs(text, place)

    def _large(self, starts: Places, values: Places) -> Places:
        """Where long numbers stand that may be a protected latitude in parts of a degree."""
        chosen = np.flatnonzero(values >= _LEAST)
        if not len(chosen) or not len(self._low):
            return starts[:0]
        numbers = values[chosen].astype(np.float64)
        numbers -= 10 ** np.floor(np.log10(numbers))
        at = np.searchsorted(self._low, numbers, side="right") - 1
        near = (at >= 0) & (numbers <= self._high[np.maximum(at, 0)])
        return starts[chosen[near]]

    def _pairs(self, text: str, place: int) -> Iterable[tuple[int, int, float, float]]:
        """A number at a place with those close to it, in the scales in which both may be those of a point."""
        first = _WHOLE.match(text, place - 1 if text[max(0, place - 1) : place] == "-" else place)
        if first is None:
            return
        scales = [(part, self._longitudes(abs(int(first.group())) / part)) for part in _PARTS]
        scales = [(part, longitudes) for part, longitudes in scales if longitudes]
        for other in _WHOLE.finditer(text, max(0, place - _AHEAD), min(len(text), first.end() + _AHEAD)):
            start, end = min(first.start(), other.start()), max(first.end(), other.end())
            if other.start() == first.start() or BARRIER in text[start:end]:
                continue
            for part, longitudes in scales:
                east = int(other.group()) / part
                if any(abs(abs(east) - one) <= far for one, far in longitudes):
                    yield start, end, int(first.group()) / part, east

    def _longitudes(self, north: float) -> list[tuple[float, float]]:
        """Degrees east of the points at a latitude, and how many more or fewer are still near; none of either has a sign."""
        first = bisect_left(self._points, (north - _FAR, 0.0))
        last = bisect_right(self._points, (north + _FAR, 180.0))
        return [(east, _FAR / max(cos(radians(lat)), _FAR)) for lat, east in self._points[first:last]]
