"""What does the hazard of regular exits read in every month ahead, for decades of leaders at once.

The log odds of a month are a sum over columns, and nearly every column depends on one small thing: tenure,
age, the months since a vote and its result, the months to the next, the lead. So they are a few numbers of
the leader plus entries of small tables. The tables are made of `design`'s own columns; where an entry
stands does not depend on the parameters and fits a byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from incumbent.model.clock import SURVIVED, clock_at
from incumbent.model.design import (
    FAMILIES,
    MOST_SERVED,
    NOT_LOST,
    Columns,
    age_columns,
    at_precedent,
    by_family,
    decade,
    handover_step,
    lame_duck_columns,
    lead_columns,
    log_lead,
    matrix,
    regular_columns,
    since_columns,
    tenure_columns,
    until_columns,
)
from incumbent.model.logistic import Matrix
from incumbent.model.situations import NEVER, FloatArray, IntArray, Situations

Coefficients = Mapping[str, float]
Places = NDArray[np.uint8]

PARTS_OF_A_MONTH = 31
"""Tenure is read in 31sts of a month: a panel's spells begin on days."""
LONGEST_TENURE = 85 * 12
LONGEST_AGE = 130 * 12
_LONGEST_SINCE, _LONGEST_UNTIL = 46, 26
_N_RESULTS = SURVIVED + 1
_BLOCK = 200
_SERVED = ("served", "served:presidential", "at precedent:presidential")
_SERVED_PLACES = 16
"""Votes survived 0 to 4, and 8 more where the precedent is reached."""


@dataclass(frozen=True, slots=True)
class ForwardDesign:
    """Where each leader reads the tables in each month ahead; places have shape (n_leaders, n_months).

    Parameters
    ----------
    situations : Situations, n_leaders of them
    fixed : float32 matrix, shape (n_leaders, n_columns)
        Columns that do not change with the lead.
    names : their names
    since : place in the table of months since the last vote by result
    until : place in the table of months to the next vote
    step : place in the table of lame ducks
    served : place in the table of votes survived
    outside : True where no gate's window is open
    """

    situations: Situations
    fixed: Matrix
    names: tuple[str, ...]
    since: Places
    until: Places
    step: Places
    served: Places
    outside: NDArray[np.bool_]

    @property
    def n_months(self) -> int:
        """Months ahead."""
        return int(self.since.shape[1])

    def leaders(self, chosen: slice) -> ForwardDesign:
        """The design of some of the leaders."""
        return ForwardDesign(
            self.situations.take(np.arange(len(self.situations))[chosen]),
            self.fixed[chosen],
            self.names,
            self.since[chosen],
            self.until[chosen],
            self.step[chosen],
            self.served[chosen],
            self.outside[chosen],
        )


def forward_design(situations: Situations, n_months: int) -> ForwardDesign:
    """Places of `n_months` months after each origin.

    Parameters
    ----------
    situations : Situations, n_leaders of them
        Clocks in whole months, as a panel has them.
    n_months : int
    """
    n = len(situations)
    shape = (n, n_months)
    since, until, step, served = (np.empty(shape, dtype=np.uint8) for _ in range(4))
    outside = np.empty(shape, dtype=np.bool_)
    for start in range(0, n, _BLOCK):  # a block stays in the processor's cache
        chosen = np.arange(start, min(start + _BLOCK, n))
        rows = slice(start, start + chosen.size)
        s = situations.take(np.repeat(chosen, n_months))
        clock = clock_at(s, np.tile(np.arange(n_months, dtype=np.int64), chosen.size))
        block = (chosen.size, n_months)
        ago = np.where(clock.since < NEVER, np.minimum(clock.since, _LONGEST_SINCE), _LONGEST_SINCE + 1)
        ahead = np.where(clock.to_next < NEVER, np.minimum(clock.to_next, _LONGEST_UNTIL), _LONGEST_UNTIL + 1)
        survived = np.minimum(s.served + clock.gates_passed, MOST_SERVED)
        since[rows] = (np.floor(ago) * _N_RESULTS + clock.result).reshape(block)
        until[rows] = np.floor(ahead).reshape(block)
        step[rows] = (np.minimum(handover_step(s, clock), 5) + 4).reshape(block)
        served[rows] = (survived + 8 * at_precedent(s, clock)).reshape(block)
        outside[rows] = (clock.inside == 0).reshape(block)
    columns = regular_columns(situations, np.zeros(n, dtype=np.int64))
    fixed = {name: column for name, column in columns.items() if name not in _moving()}
    return ForwardDesign(situations, matrix(fixed), tuple(fixed), since, until, step, served, outside)


def regular_log_odds(design: ForwardDesign, coefficients: Coefficients) -> FloatArray:
    """Log odds of a regular exit in each month ahead: `regular_columns` times the coefficients.

    Returns
    -------
    ndarray, shape (n_leaders, n_months)
    """
    s, months = design.situations, np.arange(design.n_months)
    family = _family_of(s.regime)
    fixed = design.fixed.astype(np.float64) @ np.array([coefficients[name] for name in design.names])
    total = fixed[:, None] + coefficients["decade"] * decade(s.origin_month[:, None] + months)
    total += _tables(lead_columns(months), coefficients)[family]
    total += coefficients["log exit rate:lead"] * np.outer(np.log(s.exit_rate / 0.2), log_lead(months))
    total += _read(_tables(_tenure_table(), coefficients), family, _tenure_places(s, months))
    total += np.take(_table(_age_table(), coefficients), _age_places(s, months))
    total += np.take(_table(_since_table(), coefficients), design.since)
    total += np.take(_table(_step_table(), coefficients), design.step)
    total += _read(_tables(_until_table(), coefficients), family, design.until)
    return total + _read(_served_tables(coefficients), family, design.served)


@cache
def _moving() -> frozenset[str]:
    """Columns that change with the lead."""
    named = [_age_table(), _since_table(), _step_table()]
    apart = [_tenure_table(), _until_table(), lead_columns(np.zeros(1, dtype=np.int64))]
    ones = {name: np.ones(1) for name in FAMILIES}
    named += [by_family({name: np.ones(1) for name in columns}, ones) for columns in apart]
    names = {name for columns in named for name in columns}
    return frozenset(names | {*_SERVED, "log exit rate:lead", "decade"})


def _family_of(regime: IntArray) -> IntArray:
    place = {code: number for number, codes in enumerate(FAMILIES.values()) for code in codes}
    return np.array([place[code] for code in range(len(place))])[regime]


def _tenure_places(s: Situations, months: IntArray) -> IntArray:
    start = np.round(s.tenure * PARTS_OF_A_MONTH).astype(np.int64)
    return np.clip(start[:, None] + months * PARTS_OF_A_MONTH, 0, LONGEST_TENURE * PARTS_OF_A_MONTH - 1)


def _age_places(s: Situations, months: IntArray) -> IntArray:
    return np.clip(np.round(s.age * 12.0).astype(np.int64)[:, None] + months, 0, LONGEST_AGE - 1)


def _table(columns: Columns, coefficients: Coefficients) -> FloatArray:
    """The columns times their coefficients, shape (n_places,)."""
    total: FloatArray = np.zeros(next(iter(columns.values())).size)
    for name, column in columns.items():
        total += coefficients[name] * column
    return total


def _tables(columns: Columns, coefficients: Coefficients) -> FloatArray:
    """The same for each family, shape (n_families, n_places)."""
    return np.stack(
        [_table(columns, {name: coefficients[f"{name}:{family}"] for name in columns}) for family in FAMILIES]
    )


def _read(tables: FloatArray, family: IntArray, places: Places | IntArray) -> FloatArray:
    """Each leader's entries in the table of the own family."""
    flat: FloatArray = tables.ravel()
    return flat[places + (family * tables.shape[1])[:, None]]


@cache
def _tenure_table() -> Columns:
    return tenure_columns(np.arange(LONGEST_TENURE * PARTS_OF_A_MONTH) / PARTS_OF_A_MONTH)


@cache
def _age_table() -> Columns:
    return age_columns(np.arange(LONGEST_AGE) / 12.0)


@cache
def _since_table() -> Columns:
    months = np.append(np.arange(_LONGEST_SINCE + 1.0), NEVER)
    return since_columns(months.repeat(_N_RESULTS), np.tile(np.arange(_N_RESULTS), months.size))


@cache
def _until_table() -> Columns:
    return until_columns(np.append(np.arange(_LONGEST_UNTIL + 1.0), NEVER))


@cache
def _step_table() -> Columns:
    return lame_duck_columns(np.append(np.arange(-4.0, 5.0), NOT_LOST))


def _served_tables(coefficients: Coefficients) -> FloatArray:
    """Votes survived and the precedent reached, for each family."""
    place = np.arange(_SERVED_PLACES)
    survived, reached = place % 8, place // 8
    everyone, presidents, precedent = (coefficients[name] for name in _SERVED)
    tables: FloatArray = np.tile(everyone * survived, (len(FAMILIES), 1)).astype(np.float64)
    tables[list(FAMILIES).index("presidential")] += presidents * survived + precedent * reached
    return tables
