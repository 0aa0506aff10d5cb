"""Which number does a state carry, and which offices rotate by calendar.

REIGN, Archigos and the CIA files number a few states differently. Here one state keeps one number:
a state that went on under a new number (Germany 260, Yemen 678, Serbia 340) has the newer one.
"""

from __future__ import annotations

import polars as pl

from incumbent.domain.errors import Fault
from incumbent.evidence.published import faults_where, read_published

CONTINUED: dict[int, int] = {260: 255, 678: 679, 340: 345}
"""Old number: the number under which the state went on."""

MISTYPED: dict[int, int] = {533: 553}
"""REIGN's election list prints Malawi's vote of May 2025 under a number that no state has."""

FORMER: dict[int, str] = {
    245: "Bavaria",
    260: "West Germany",
    265: "East Germany",
    300: "Austria-Hungary",
    315: "Czechoslovakia",
    340: "Serbia",
    396: "Abkhazia",
    397: "South Ossetia",
    511: "Zanzibar",
    563: "Transvaal",
    564: "Orange Free State",
    678: "Yemen Arab Republic",
    680: "South Yemen",
    711: "Tibet",
    730: "Korea",
    815: "Vietnam",
    817: "South Vietnam",
    971: "Nauru",
    972: "Tonga",
    973: "Tuvalu",
}
"""Numbers that stand in the files though no state of today carries them in REIGN; the last three are the
incomes file's own numbers of small states."""

ROTATING: frozenset[int] = frozenset({225, 331, 346})
"""Switzerland, San Marino, Bosnia: the holder changes by calendar, whatever happens."""

TAIWAN = 713
"""Absent from REIGN; before 2021 its leaders come from Archigos."""


def one_number(table: pl.DataFrame) -> pl.DataFrame:
    """The same table with `gwcode` renumbered by CONTINUED and MISTYPED."""
    return table.with_columns(pl.col("gwcode").replace(CONTINUED | MISTYPED))


def state_faults(content: bytes, file: str, column: str, known: frozenset[int]) -> list[Fault]:
    """One fault for each row whose state number no list of states knows.

    Parameters
    ----------
    content : bytes
        A published CSV.
    file, column : str
        Name for messages; the column that holds the number.
    known : frozenset of int
        Numbers of today's states; FORMER and MISTYPED are known as well.
    """
    table = read_published(content, file, {column: pl.Int64})
    number = pl.col(column)
    wrong = number.is_null() | ~number.is_in([*known, *FORMER, *MISTYPED])
    return faults_where(
        table,
        wrong,
        file,
        column,
        "the Gleditsch & Ward number of a state",
        "Look the state up in country_codes.csv; a new state is added to the list of states first.",
    )
