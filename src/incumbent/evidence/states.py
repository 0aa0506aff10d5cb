"""Which number does a state carry, and which offices rotate by calendar.

REIGN, Archigos and the CIA files number a few states differently. Here one state keeps one number:
a state that went on under a new number (Germany 260, Yemen 678, Serbia 340) has the newer one.
"""

from __future__ import annotations

import polars as pl

CONTINUED: dict[int, int] = {260: 255, 678: 679, 340: 345}
"""Old number: the number under which the state went on."""

ROTATING: frozenset[int] = frozenset({225, 331, 346})
"""Switzerland, San Marino, Bosnia: the holder changes by calendar, whatever happens."""

TAIWAN = 713
"""Absent from REIGN; before 2021 its leaders come from Archigos."""


def one_number(table: pl.DataFrame) -> pl.DataFrame:
    """The same table with `gwcode` renumbered by CONTINUED."""
    return table.with_columns(pl.col("gwcode").replace(CONTINUED))


def unknown_states(table: pl.DataFrame, known: frozenset[int]) -> list[int]:
    """Numbers in `table` that no list of states knows, sorted."""
    return sorted(set(table["gwcode"].unique().to_list()) - known)
