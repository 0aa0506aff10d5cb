"""A figure's numbers: the one source of its picture, its table, its CSV and its sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from incumbent.site.wording import Words, cases, in_hundred

Value = str | int | float | date | None


class Kind(StrEnum):
    """How a column reads."""

    DAY = "day"
    CHANCE = "chance"
    SHARE = "share"
    SCORE = "score"
    COUNT = "count"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    name : str
        Its stable name in data files.
    heading : str
        In the reader's language.
    kind : Kind
    said : mapping of str to str
        What a stored word reads as in tables and pictures; data files keep the stored one, in every language.
    """

    name: str
    heading: str
    kind: Kind
    said: Mapping[str, str] = field(default_factory=dict[str, str])

    def read(self, value: Value) -> Value:
        """The value as readers are told it."""
        return self.said.get(value, value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Figure:
    """Rows under columns, with what they show in words.

    Parameters
    ----------
    name : str
        File stem, unique over the site, e.g. "putin-2018-history".
    title : str
    alt : str
        One or two sentences that say what the picture shows.
    columns : tuple of Column
    rows : tuple of mapping of column name to value
        Probabilities as stored in the record.
    """

    name: str
    title: str
    alt: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Value], ...]

    def csv(self) -> str:
        """The rows as CSV with the stored numbers and words."""
        sink = io.StringIO()
        writer = csv.writer(sink, lineterminator="\n")
        writer.writerow([column.name for column in self.columns])
        for row in self.rows:
            writer.writerow([_plain(row[column.name]) for column in self.columns])
        return sink.getvalue()

    def json_rows(self) -> list[dict[str, str | int | float | None]]:
        """The rows with dates as ISO text and words as readers are told them, for pictures."""
        return [
            {column.name: _jsonable(column.read(row[column.name])) for column in self.columns}
            for row in self.rows
        ]

    def cells(self, words: Words) -> list[list[str]]:
        """The rows as a reader sees them in the page's table."""
        return [
            [shown(column.read(row[column.name]), column.kind, words) for column in self.columns]
            for row in self.rows
        ]


def shown(value: Value, kind: Kind, words: Words) -> str:
    """One value as it reads in a table; a missing one is a dash."""
    if value is None:
        return "–"
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, str):
        return value
    if kind is Kind.CHANCE:
        return cases(value)
    if kind is Kind.SHARE:
        return str(in_hundred(value))
    return words.decimal(value) if kind is Kind.SCORE else str(value)


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _jsonable(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value
