"""Which of some yearly tables may an origin date use? The newest that was counted before it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Generic, Protocol, TypeVar, cast

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.domain.errors import RefusedError
from incumbent.model.history import History, history_of
from incumbent.workflows.panel import load_panel

_DIGITS = 6


class _Counted(Protocol):
    @property
    def cutoff(self) -> date: ...


Table = TypeVar("Table", bound=_Counted)


@dataclass(frozen=True)
class YearlyTables(Generic[Table]):
    """Tables of one kind in the package, one for each January, from the months before it.

    Parameters
    ----------
    name : str
        What they are called in a message, "climatology" say.
    file : str
        Name of the packaged file.
    format_name, values_name : str
        Name of the file's format, and of the part that holds the numbers by cutoff.
    count : callable
        The table of a cutoff, from the history of leaders.
    read : callable
        The table of a cutoff and its numbers.
    values : callable
        The numbers of a table.
    heading : mapping, optional
        What else the file says of all of them.
    """

    name: str
    file: str
    format_name: str
    values_name: str
    count: Callable[[History, date], Table]
    read: Callable[[date, FloatArray], Table]
    values: Callable[[Table], FloatArray]
    heading: Mapping[str, object] = field(default_factory=dict[str, object])

    @property
    def packaged_file(self) -> Path:
        """The tables shipped in the package."""
        return Path(str(files("incumbent.model") / self.file))

    def as_of(self, origin_date: date) -> Table:
        """The newest packaged table whose cutoff is not after the origin date.

        Raises
        ------
        RefusedError
            If none was counted before it.
        """
        return newest_before(self._packaged(), origin_date, self.name)

    def _packaged(self) -> tuple[Table, ...]:
        stated = _numbers(self.packaged_file, self.values_name)
        return tuple(self.read(cutoff, values) for cutoff, values in stated.items())

    def write(self, data: Path, first_year: int, last_year: int, path: Path) -> Path:
        """Count each January's table from the published data and write them.

        Parameters
        ----------
        data : Path
            Folder of published data files.
        first_year, last_year : int
            Januaries, both included.
        path : Path
        """
        panel, _ = load_panel(data)
        history = history_of(panel, (last_year - 1900) * 12, hindsight=False)
        cutoffs = [date(year, 1, 1) for year in range(first_year, last_year + 1)]
        counted = {day: self.values(self.count(history, day)).round(_DIGITS).tolist() for day in cutoffs}
        numbers = {day.isoformat(): values for day, values in counted.items()}
        content = {"format": self.format_name, **self.heading, self.values_name: numbers}
        path.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")
        return path


@lru_cache(maxsize=2)
def _numbers(path: Path, values_name: str) -> Mapping[date, FloatArray]:
    raw = json.loads(path.read_text(encoding="utf-8"))
    stated = cast("dict[str, list[object]]", raw[values_name])
    return {date.fromisoformat(day): np.array(values, dtype=float) for day, values in stated.items()}


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
