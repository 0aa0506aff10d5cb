"""What did the World Bank's answers say? Yearly values of one indicator by country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from pydantic import Field, TypeAdapter, ValidationError

from incumbent.domain.errors import SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.answers import Outside, read_json

SOURCE = "worldbank"


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """One indicator of one country in one year.

    Parameters
    ----------
    indicator, country : str
    iso3 : str or None
        None for aggregates and the few countries printed without a code.
    year : int
    value : float or None
        None is missing, not 0.
    """

    indicator: str
    country: str
    iso3: str | None
    year: int
    value: float | None


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One page of values; `pages` says how many there are."""

    page: int
    pages: int
    values: tuple[IndicatorValue, ...]


class _Paging(Outside):
    page: int
    pages: int


class _Named(Outside):
    id: str
    value: str


class _Row(Outside):
    indicator: _Named
    country: _Named
    iso3: str = Field("", alias="countryiso3code")
    date: int
    value: float | None


class _Message(Outside):
    key: str = ""
    value: str = ""


def read_indicator(snapshot: Snapshot) -> IndicatorPage:
    """One page of an indicator.

    Raises
    ------
    SourceError
        If the answer is not whole, or is the message that comes with status 200 when the indicator or
        the country does not exist.
    """
    answer = read_json(snapshot, SOURCE)
    if not isinstance(answer, list):
        raise _refused(snapshot, "the answer is not a list of two")
    parts = cast("list[object]", answer)
    if len(parts) == 1:
        raise _refused(snapshot, f"status 200 with a message instead of data: {_message(parts[0])}")
    try:
        paging = _Paging.model_validate(parts[0])
        rows = TypeAdapter(list[_Row]).validate_python(parts[1] or [])  # no rows: null
    except (ValidationError, IndexError) as fault:
        raise _refused(snapshot, f"the answer is not of the known form ({fault!s:.120})") from fault
    return IndicatorPage(paging.page, paging.pages, tuple(_value(row) for row in rows))


def _value(row: _Row) -> IndicatorValue:
    return IndicatorValue(row.indicator.id, row.country.value, row.iso3 or None, row.date, row.value)


def _message(part: object) -> str:
    try:
        entries = cast("dict[str, object]", part)["message"]
        said = TypeAdapter(list[_Message]).validate_python(entries)
    except (KeyError, TypeError, ValidationError):
        return "none that can be read"
    return "; ".join(f"{entry.key}: {entry.value}" for entry in said)


def _refused(snapshot: Snapshot, reason: str) -> SourceError:
    mend = "Check the indicator and the country; 400 and 502 come and go: ask again later."
    return SourceError(SOURCE, snapshot.address, reason, mend)
