"""How does Wikidata print values? Rows of SPARQL answers, ids, labels, dates with their precision."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from incumbent.domain.holders import StatedDate
from incumbent.domain.vocabulary import DatePrecision
from incumbent.evidence.answers import Outside

SOURCE = "wikidata"
UNKNOWN_DATE = StatedDate(None, None)

_PRECISIONS = {9: DatePrecision.YEAR, 10: DatePrecision.MONTH, 11: DatePrecision.DAY}
_TIME = re.compile(r"([+-]?)(\d{1,16})-(\d\d)-(\d\d)(?:T.*)?")


class Cell(Outside):
    """One bound value of a row."""

    type: str
    value: str


class Results(Outside):
    """The rows."""

    bindings: list[dict[str, Cell]]


class Sparql(Outside):
    """A whole SPARQL answer."""

    results: Results


def id_of(cell: Cell) -> str:
    """The id at the end of an entity's address."""
    return cell.value.rsplit("/", 1)[-1]


def label_of(row: Mapping[str, Cell], names: Iterable[str], own_id: str) -> str | None:
    """The label, unless the label service printed the id because it has none."""
    for name in names:
        if name in row and row[name].value != own_id:
            return row[name].value
    return None


def cell_date(row: Mapping[str, Cell], name: str) -> StatedDate | None:
    """The date bound as `name`, read with `namePrecision`; None when not bound."""
    cell = row.get(name)
    if cell is None:
        return None
    if cell.type != "literal":
        return UNKNOWN_DATE  # an unknown value is printed as an address where a date is due
    precision = row.get(f"{name}Precision")
    return stated_date(cell.value, None if precision is None else precision.value)


def stated_date(printed: str, precision: str | None) -> StatedDate:
    """A time as Wikidata prints it, with its precision.

    Parameters
    ----------
    printed : str
        E.g. "+1995-01-01T00:00:00Z", "1995-01-01T00:00:00Z", "-13798000000-00-00T00:00:00Z".
    precision : str or None
        "9" year, "10" month, "11" day; "14" and the like are read as day, coarser than a year as
        unknown. None (not asked for): a first of January is taken as a year, another first as a month.
    """
    match = _TIME.fullmatch(printed)
    if match is None:
        return UNKNOWN_DATE
    sign, year, month, day = match[1], int(match[2]), int(match[3]), int(match[4])
    if sign == "-" or not 1 <= year <= 9999:
        return UNKNOWN_DATE
    kind = _precision(precision, month, day)
    if kind is None:
        return UNKNOWN_DATE
    try:
        return StatedDate(date(year, max(month, 1), max(day, 1)), kind)
    except ValueError:
        return UNKNOWN_DATE


def _precision(printed: str | None, month: int, day: int) -> DatePrecision | None:
    if printed is not None and printed.isdecimal():
        return _PRECISIONS.get(min(int(printed), 11))
    if day <= 1:
        return DatePrecision.YEAR if month <= 1 else DatePrecision.MONTH
    return DatePrecision.DAY
