"""Finds points within 300 m of a protected one, in any notation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from incumbent.protection.anchors import NumberAnchors
from incumbent.protection.automaton import Pool
from incumbent.protection.clean import CleanText
from incumbent.protection.fold import folded_alnum
from incumbent.protection.match import Hit
from incumbent.protection.person import Person, Point
from incumbent.protection.scaled_places import ScaledPlaces
from incumbent.protection.traits import DIGIT, UNSEEN, WORD, Places, windows
from incumbent.protection.views import BARRIER, View

NEAR_M = 300.0
_METRES_A_DEGREE = 111_320.0
_POINT, _COMMA = ord("."), ord(",")
_THREE_DIGITS = 1000  # with the one before it: fewer decimals say no place (see `_DECIMAL`)
_FAR = 0.02  # degrees: more than `NEAR_M`, in any direction, below the polar circles
_APART = 90  # characters that may stand between the two numbers of a point
_DECIMAL = re.compile(r"(?<!\d)(?<!\d\.)([+\-−]?\d{1,3}[.,]\d{3,15})(?![\d])")
_SECONDS = re.compile(
    r"(?<![\d.,])(\d{1,3})\s?(?:°|º|˚|d(?![^\W\d_])|deg(?:rees)?\b|град\w*\b|\s|:|-)\s?(\d{1,2}(?:[.,]\d+)?)\s?"
    r"(?:min(?:utes)?\b|мин\w*\b|['’′´`m]|\s|:|-)?\s?(?:(\d{1,2}(?:[.,]\d+)?)\s?(?:\"|”|″|''|′′|’’|s\b|sec(?:onds)?\b|сек\w*\b)?)?"
    r"\s?(north|south|east|west|[NSEWСЮВЗ](?![^\W_])|с\.?\s?ш|ю\.?\s?ш|в\.?\s?д|з\.?\s?д)?",
    re.IGNORECASE,
)
_OLC = "23456789CFGHJMPQRVWX"
_OLC_CODE = re.compile(
    r"(?<![0-9A-Za-z])([23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{0,5})(?![0-9A-Za-z])", re.IGNORECASE
)
_GEOHASH = "0123456789bcdefghjkmnpqrstuvwxyz"
_GEOHASH_CODE = re.compile(r"(?<![0-9A-Za-z])(?=[a-z]*\d)([0-9b-hjkmnp-z]{7,12})(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True, repr=False)
class _Number:
    start: int
    end: int
    degrees: float


def _decimals(text: str) -> Iterable[_Number]:
    for match in _DECIMAL.finditer(text):
        yield _Number(match.start(), match.end(), float(match[1].replace(",", ".").replace("−", "-")))


def _sexagesimals(text: str) -> Iterable[_Number]:
    for match in _SECONDS.finditer(text):
        minutes = float(match[2].replace(",", "."))
        seconds = float((match[3] or "0").replace(",", "."))
        if minutes <= 60 and seconds <= 60:
            degrees = int(match[1]) + minutes / 60 + seconds / 3600
            away = (match[4] or "").lower()[:1] in ("s", "w", "ю", "з")
            yield _Number(match.start(), match.end(), -degrees if away else degrees)


def open_location(code: str) -> tuple[float, float]:
    """Latitude and longitude of the middle of an Open Location Code's area."""
    digits = [_OLC.index(one) for one in code.upper().replace("+", "")[:10]]
    lat, lon, step = -90.0, -180.0, 20.0
    for index in range(0, len(digits) - 1, 2):
        lat += digits[index] * step
        lon += digits[index + 1] * step
        step /= 20
    return lat + step * 10, lon + step * 10


def geohash(code: str) -> tuple[float, float]:
    """Latitude and longitude of the middle of a geohash's cell."""
    ranges = [[-180.0, 180.0], [-90.0, 90.0]]
    turn = 0
    for letter in code:
        value = _GEOHASH.index(letter)
        for bit in (16, 8, 4, 2, 1):
            low, high = ranges[turn]
            ranges[turn][0 if value & bit else 1] = (low + high) / 2
            turn ^= 1
    return (ranges[1][0] + ranges[1][1]) / 2, (ranges[0][0] + ranges[0][1]) / 2


def open_location_code(lat: float, lon: float) -> str:
    """The first ten digits of a point's Open Location Code, without the sign."""
    code, step, lat, lon = "", 20.0, lat + 90, lon + 180
    for _ in range(5):
        code += _OLC[int(lat // step)] + _OLC[int(lon // step)]
        lat, lon, step = lat % step, lon % step, step / 20
    return code


def geohash_code(lat: float, lon: float, length: int = 7) -> str:
    """A point's geohash."""
    ranges, values = [[-180.0, 180.0], [-90.0, 90.0]], (lon, lat)
    bits = 0
    for turn in range(length * 5):
        low, high = ranges[turn % 2]
        upper = values[turn % 2] >= (low + high) / 2
        ranges[turn % 2] = [(low + high) / 2, high] if upper else [low, (low + high) / 2]
        bits = bits * 2 + upper
    return "".join(_GEOHASH[bits >> 5 * (length - 1 - index) & 31] for index in range(length))


def _whole_degrees(degrees: float) -> Iterable[str]:
    """Whole degrees that a number near the given ones begins with."""
    for near in (degrees - 0.01, degrees + 0.01):
        yield from (str(int(abs(near))), f"{int(abs(near)):02}", f"{int(abs(near)):03}")


def _areas(point: Point) -> Iterable[str]:
    """Beginnings of the codes of the areas around a point."""
    for north in (-0.004, 0.0, 0.004):
        for east in (-0.005, 0.0, 0.005):
            yield open_location_code(point.lat + north, point.lon + east)[:6]
            yield geohash_code(point.lat + north, point.lon + east)[:5]


def _may_be_near(view: View, chosen: Places, wanted: npt.NDArray[np.float64]) -> Places:
    """Where those of the chosen runs stand that are no decimals and begin no decimal number far from all wanted."""
    if not len(chosen):
        return chosen
    starts, ends, values = view.digits
    before = np.maximum(chosen - 1, 0)
    decimals = (view.codes[np.maximum(starts[chosen] - 1, 0)] == _POINT) & (
        ends[before] == starts[chosen] - 1
    )
    chosen = chosen[~decimals]
    after = np.minimum(chosen + 1, len(starts) - 1)
    sign = view.codes[np.minimum(ends[chosen], len(view.codes) - 1)]
    decimal = ((sign == _POINT) | (sign == _COMMA)) & (starts[after] == ends[chosen] + 1)
    whole, rest = values[chosen].astype(np.float64), values[after].astype(np.float64)
    whole -= 10 ** np.floor(np.log10(whole))
    degrees = whole + rest / 10 ** np.floor(np.log10(rest)) - 1
    sorted_ = np.sort(np.abs(wanted))
    at = np.clip(np.searchsorted(sorted_, degrees), 1, max(len(sorted_) - 1, 1))
    away = np.minimum(
        *(np.abs(sorted_[np.minimum(at - step, len(sorted_) - 1)] - degrees) for step in (0, 1))
    )
    return starts[chosen[~decimal | (away < _FAR) & (rest >= _THREE_DIGITS)]]


class PlaceMatcher:
    """Finds protected points in texts.

    Parameters
    ----------
    people : sequence of Person
    pool : Pool
        Takes the codes of areas.
    """

    def __init__(self, people: Sequence[Person], pool: Pool) -> None:
        self._points = [(point, place) for place, person in enumerate(people) for point in person.gps]
        points = [point for point, _ in self._points]
        self._scaled = ScaledPlaces(points)
        self._lats = np.array([point.lat for point in points])
        self._lons = np.array([point.lon for point in points])
        self._shrinks = np.cos(np.radians(self._lats))
        self._north = NumberAnchors({run for point in points for run in _whole_degrees(point.lat)})
        self._east = NumberAnchors({run for point in points for run in _whole_degrees(point.lon)})
        areas = {folded_alnum(area) for point in points for area in _areas(point)}
        self._areas = pool.part(sorted(areas))

    def find(self, view: View) -> list[Hit]:
        """Hits in a reading."""
        if not self._points or not view.present & DIGIT:
            return []
        found: list[Hit] = []
        for start, end, lat, lon in self._scaled.candidates(view):
            found += [Hit(start, end, person, "place") for person in self._within(lat, lon)]
        for start, end in self._windows(view):
            found += self._find(view.text[start:end], start)
        places = np.sort(self._codes(view))
        for start, end in windows(places, places, 24, len(view.text)):
            found += self._find(view.text[start:end], start)
        return found

    def _codes(self, view: View) -> Places:
        """Where a code of a protected area may begin: nothing visible before it or in it."""
        stream = view.alnum
        spots = self._areas.met(stream.codes)
        if not spots:
            return np.zeros(0, dtype=np.int64)
        found = np.array([(first, last) for _, first, last in spots], dtype=np.int64)
        starts, lasts = stream.offsets[found[:, 0]], stream.offsets[found[:, 1] - 1]
        visible = np.cumsum((view.traits & UNSEEN) == 0, dtype=np.int32)
        whole = visible[lasts] - visible[starts] == found[:, 1] - found[:, 0] - 1
        inside = (starts > 0) & ((view.traits[np.maximum(starts - 1, 0)] & WORD) != 0)
        return starts[whole & ~inside]

    def _windows(self, view: View) -> list[tuple[int, int]]:
        """Windows in which both a protected latitude's and a longitude's whole degrees stand."""
        digits = view.digits
        if len(digits.starts) < 2:
            return []
        north = _may_be_near(view, np.flatnonzero(self._north.met(digits)), self._lats)
        east = _may_be_near(view, np.flatnonzero(self._east.met(digits)), self._lons)
        if not len(north) or not len(east):
            return []
        after = np.append(east, 1 << 60)[np.searchsorted(east, north)] - north
        before = north - np.concatenate([[-(1 << 60)], east])[np.searchsorted(east, north)]
        near = north[np.minimum(after, before) <= _APART]
        return windows(near, near, _APART + 40, len(view.text))

    def _find(self, text: str, offset: int) -> Iterable[Hit]:
        for hit in self._find_in(CleanText(text)):
            yield Hit(hit.start + offset, hit.end + offset, hit.person, hit.rule)

    def _find_in(self, clean: CleanText) -> list[Hit]:
        found: list[Hit] = []
        for numbers in (list(_decimals(clean.text)), list(_sexagesimals(clean.text))):
            for start, end, lat, lon in self._pairs(clean.text, numbers):
                found += self._near(clean, start, end, lat, lon)
        for pattern, reader in ((_OLC_CODE, open_location), (_GEOHASH_CODE, geohash)):
            for match in pattern.finditer(clean.text):
                found += self._near(clean, match.start(), match.end(), *reader(match[1]))
        return found

    def _pairs(self, text: str, numbers: list[_Number]) -> Iterable[tuple[int, int, float, float]]:
        """Every two numbers near each other, in both orders, of which one can be a protected latitude."""
        for index, first in enumerate(numbers):
            for second in numbers[index + 1 : index + 4]:
                if second.start - first.end > _APART or BARRIER in text[first.end : second.start]:
                    break
                yield first.start, second.end, first.degrees, second.degrees
                yield first.start, second.end, second.degrees, first.degrees

    def _near(self, clean: CleanText, start: int, end: int, lat: float, lon: float) -> Iterable[Hit]:
        for person in self._within(lat, lon):
            yield Hit(*clean.span(start, end), person, "place")

    def _within(self, lat: float, lon: float) -> Iterable[int]:
        """The people who have a point near the given one."""
        north = (lat - self._lats) * _METRES_A_DEGREE
        east = (lon - self._lons) * _METRES_A_DEGREE * self._shrinks
        for index in np.flatnonzero(north * north + east * east < NEAR_M * NEAR_M).tolist():
            yield self._points[index][1]
