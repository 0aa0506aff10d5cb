"""Which of some yearly tables may an origin date use? The newest that was counted before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from incumbent.domain.errors import RefusedError


class _Counted(Protocol):
    @property
    def cutoff(self) -> date: ...


Table = TypeVar("Table", bound=_Counted)


def newest_before(tables: Sequence[Table], origin_date: date, name: str) -> Table:
    """The newest table whose cutoff is not after the origin date.

    Parameters
    ----------
    tables : sequence of tables with a cutoff
        Not empty.
    origin_date : date
    name : str
        What they are called in the message, "climatology" say.

    Raises
    ------
    RefusedError
        If none was counted before it.
    """
    known = [table for table in tables if table.cutoff <= origin_date]
    if not known:
        first = min(table.cutoff for table in tables)
        msg = f"no {name} was counted before {origin_date}; the first is of {first}."
        raise RefusedError(msg)
    return max(known, key=lambda table: table.cutoff)
