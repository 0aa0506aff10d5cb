"""Which columns do the hazards and the gates see.

Every function turns situations and leads into a design matrix; training, the backtest and a desk's
leader go through the same ones. Column names are part of the stored parameters.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from incumbent.model.clock import SURVIVED, Clock, clock_at
from incumbent.model.situations import (
    ENTERED_SINCE,
    LOST,
    NEVER,
    NO_RESULT,
    OLDEST_REGIME,
    REGIME_GROUPS,
    WON,
    FloatArray,
    IntArray,
    Situations,
)

Columns = dict[str, FloatArray]

FAMILIES = {"presidential": (0,), "parliamentary": (1,), "autocratic": (2, 3, 4, 5), "interim": (6,)}
_SINCE_EDGES = (1, 2, 3, 4, 6, 9, 15, 27, 45, 10**6)
_NEXT_EDGES = (0, 1, 2, 3, 4, 7, 13, 25, int(NEVER))
_RESULTS = {"won": WON, "lost": LOST, "entered": ENTERED_SINCE, "unknown": NO_RESULT, "survived": SURVIVED}
_BLOCK = 4000
_LEAD_KNOT = 6.0
_LONGEST_LEAD = 60.0
MOST_SERVED = 4.0
YOUNG_MONTHS = 24.0
HALF_LIFE_MONTHS = 60.0
NOT_LOST = 9.0
"""Hand-over step of a vote that was not lost."""


def regular_columns(situations: Situations, lead: IntArray) -> Columns:
    """Columns of the monthly hazard of regular exits outside gates' windows."""
    clock = clock_at(situations, lead)
    families = families_of(situations.regime)
    columns = {"constant": np.ones(len(situations))}
    columns |= _regimes(situations)
    columns |= by_family(tenure_columns(situations.tenure + lead), families)
    columns |= age_columns(situations.age + lead / 12.0)
    columns |= since_columns(clock.since, clock.result)
    columns |= lame_duck_columns(handover_step(situations, clock))
    columns |= by_family(until_columns(clock.to_next), families)
    for name, column in lead_columns(lead).items():
        columns |= by_family({name: column}, families)
    columns |= _person(situations)
    columns |= _state(situations, families, lead)
    served = np.minimum(situations.served + clock.gates_passed, MOST_SERVED)
    columns["served"] = served
    columns["served:presidential"] = served * families["presidential"]
    columns["at precedent:presidential"] = at_precedent(situations, clock) * families["presidential"]
    columns["decade"] = decade(situations.origin_month + lead)
    return columns


def irregular_columns(situations: Situations, lead: IntArray) -> Columns:
    """Columns of the monthly hazard of irregular exits; it runs inside gates' windows too."""
    clock = clock_at(situations, lead)
    families = families_of(situations.regime)
    tenure = situations.tenure + lead
    young = _one(tenure < YOUNG_MONTHS)
    near, fading = np.log1p(situations.irregular_rate), fading_by(lead)
    columns = {"constant": np.ones(len(situations))} | _regimes(situations)
    columns |= by_family({"log tenure": np.log1p(tenure)}, families)
    columns |= plain_tenure_columns(tenure)
    columns["age"] = (situations.age + lead / 12.0 - 57.0) / 10.0
    columns["irregular exits"] = near * fading
    columns["coup attempts"] = np.log1p(situations.coup_rate) * fading
    columns |= _calm(situations, lead)
    columns |= _incomes(situations)
    columns["irregular exits:young"] = near * fading * young
    columns["irregular entry"] = situations.irregular_entry
    columns["irregular entry:young"] = situations.irregular_entry * young
    columns["military"] = situations.military
    columns["elected"] = situations.elected
    columns["log exit rate"] = np.log(situations.exit_rate / 0.2)
    columns["vote near"] = _one(clock.to_next <= 6)
    columns["vote just held"] = _one(clock.since <= 6)
    columns["lead"] = log_lead(lead)
    columns["decade"] = decade(situations.origin_month + lead)
    return columns


def gate_columns(situations: Situations, gate: IntArray) -> Columns:
    """Columns of the chance of losing at the `gate`-th vote after the origin (1 is the next).

    Parameters
    ----------
    situations : Situations, n of them
        Each with a known or expected next vote.
    gate : ndarray of int, shape (n,)
        From 1.
    """
    lead = gate_lead(situations, gate)
    families = families_of(situations.regime)
    executive = situations.next_executive
    served = situations.served + gate - 1
    gap = np.clip(situations.precedent - (gate - 1), -1, 2)
    columns = {"constant": np.ones(len(situations))} | _regimes(situations)
    columns["executive"] = executive
    for name, inside in families.items():
        columns[f"executive:{name}"] = executive * inside
        columns[f"loss share:{name}"] = _logit(situations.loss_share) * inside
        columns[f"log tenure:{name}"] = np.log1p(situations.tenure + lead) * inside
        columns[f"lead:{name}"] = log_lead(lead) * inside
    for count in range(4):
        exactly = (served == count) if count < 3 else (served >= 3)
        columns[f"served {count}:executive"] = exactly * executive * (families["autocratic"] == 0)
        columns[f"served {count}:other"] = exactly * (1 - executive)
    for value in (-1, 0, 1, 2):
        columns[f"precedent {value}:executive"] = (gap == value) * executive
    barred = _one(situations.terms_left == gate - 1)
    columns["barred"] = barred
    columns["barred:autocratic"] = barred * families["autocratic"]
    columns["precedent reached:autocratic"] = (gap <= 0) * families["autocratic"]
    columns |= age_columns(situations.age + lead / 12.0)
    columns |= _person(situations)
    columns["expected only"] = 1.0 - situations.next_certain
    columns["expected only:lead"] = (1.0 - situations.next_certain) * log_lead(lead)
    columns["later gate"] = _one(gate > 1)
    columns["log exit rate"] = np.log(situations.exit_rate / 0.2)
    columns["irregular exits"] = np.log1p(situations.irregular_rate)
    columns["last vote lost"] = _one(situations.last_result == LOST)
    columns["entered since"] = _one(situations.last_result == ENTERED_SINCE)
    columns["decade"] = decade(situations.origin_month + lead)
    return columns


def gate_lead(situations: Situations, gate: IntArray) -> IntArray:
    """Months from the origin to the `gate`-th vote; NEVER or more if there is none."""
    term = np.where(situations.term < NEVER, np.maximum(situations.term, 12.0), NEVER)
    return np.where(situations.next_vote < NEVER, situations.next_vote + (gate - 1) * term, NEVER).astype(
        np.int64
    )


def matrix(columns: Columns) -> NDArray[np.float32]:
    """The columns side by side, shape (n, n_columns)."""
    return np.column_stack([column.astype(np.float32) for column in columns.values()])


def matrix_in_blocks(
    columns: Callable[[Situations, IntArray], Columns], situations: Situations, lead: IntArray
) -> tuple[NDArray[np.float32], tuple[str, ...]]:
    """The same for many rows without holding all columns at once, and the columns' names."""
    names = tuple(columns(situations.take(np.arange(1)), lead[:1]))
    whole = np.empty((lead.size, len(names)), dtype=np.float32)
    for start in range(0, lead.size, _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, lead.size))
        whole[rows] = matrix(columns(situations.take(rows), lead[rows]))
    return whole, names


def by_family(columns: Columns, families: Columns) -> Columns:
    """Each column once per family of regimes, 0 outside it."""
    return {
        f"{key}:{name}": value * inside for name, inside in families.items() for key, value in columns.items()
    }


def families_of(regime: IntArray) -> Columns:
    """1 in the family of each regime."""
    return {name: _one(np.isin(regime, codes)) for name, codes in FAMILIES.items()}


def tenure_columns(tenure: FloatArray) -> Columns:
    """Kinked lines in log tenure (months), and the first two months."""
    log_tenure = np.log1p(tenure)
    knots = {"year": 12.0, "four years": 48.0, "ten years": 120.0}
    return {"log tenure": log_tenure, "new": _one(tenure < 2)} | {
        f"log tenure beyond {name}": np.maximum(log_tenure - np.log1p(months), 0.0)
        for name, months in knots.items()
    }


def plain_tenure_columns(tenure: FloatArray) -> Columns:
    """Columns of tenure (months) that all families share, of irregular exits."""
    return {
        "first half year": _one(tenure < 6),
        "long tenure": np.maximum(np.log1p(tenure) - np.log(121.0), 0.0),
    }


def age_columns(age: FloatArray) -> Columns:
    """Kinked lines in age (years)."""
    return {"age": (age - 57.0) / 10.0} | {
        f"age beyond {years}": np.maximum(age - years, 0.0) / 10.0 for years in (50, 65, 75)
    }


def since_columns(since: FloatArray, result: IntArray) -> Columns:
    """Months since the last vote, by its result."""
    columns: Columns = {}
    for low, high in pairwise(_SINCE_EDGES):
        near = (since >= low) & (since < high) & (since < NEVER)
        for name, code in _RESULTS.items():
            columns[f"since vote {low}:{name}"] = _one(near & (result == code))
    return columns


def handover_step(situations: Situations, clock: Clock) -> FloatArray:
    """Months past the usual hand-over after a lost vote, within ±4; NOT_LOST if it was not lost."""
    beyond = np.clip(np.round(clock.since - situations.lag), -4, 4)
    return np.where(clock.result == LOST, beyond, NOT_LOST)


def lame_duck_columns(step: FloatArray) -> Columns:
    """A lost vote runs out at the usual hand-over."""
    return {f"lost, hand-over {months:+d}": _one(step == months) for months in range(-4, 5)}


def until_columns(to_next: FloatArray) -> Columns:
    """Months to the next vote."""
    columns: Columns = {}
    for low, high in pairwise(_NEXT_EDGES):
        columns[f"vote in {low}"] = _one((to_next >= low) & (to_next < high))
    columns["no vote known"] = _one(to_next >= NEVER)
    return columns


def log_lead(lead: IntArray | FloatArray) -> FloatArray:
    """Log of the lead in months, level beyond five years."""
    return np.log1p(np.minimum(lead, _LONGEST_LEAD))


def lead_columns(lead: IntArray) -> Columns:
    """The lead, with a kink at half a year."""
    return {"lead": log_lead(lead), "later lead": np.maximum(log_lead(lead) - np.log1p(_LEAD_KNOT), 0.0)}


def fading_by(lead: IntArray) -> FloatArray:
    """How much of what is recent at the origin is still recent."""
    return 2.0 ** (-lead / HALF_LIFE_MONTHS)


def decade(month: IntArray) -> FloatArray:
    """Decades since January 2000."""
    return (month - 1200) / 120.0


def at_precedent(situations: Situations, clock: Clock) -> FloatArray:
    """1 if as many votes are survived as the longest-serving of the last four holders survived."""
    return _one(situations.precedent - clock.gates_passed <= 0)


def _one(claim: NDArray[np.bool_]) -> FloatArray:
    return claim.astype(np.float64)


def _regimes(situations: Situations) -> Columns:
    return {name: _one(situations.regime == code) for code, name in enumerate(REGIME_GROUPS)}


def _person(situations: Situations) -> Columns:
    return {
        "irregular entry": situations.irregular_entry,
        "military": situations.military,
        "woman": situations.woman,
        "elected": situations.elected,
        "elected:parliamentary": situations.elected * (situations.regime == 1),
        "earlier spells": np.minimum(situations.earlier_spells, 3.0),
    }


def _state(situations: Situations, families: Columns, lead: IntArray) -> Columns:
    rate = np.log(situations.exit_rate / 0.2)
    columns = {f"log exit rate:{name}": rate * inside for name, inside in families.items()}
    columns["log exit rate:lead"] = rate * log_lead(lead)
    columns["irregular exits"] = np.log1p(situations.irregular_rate)
    columns["coup attempts"] = np.log1p(situations.coup_rate)
    columns["loss share"] = _logit(situations.loss_share)
    return columns


def _calm(situations: Situations, lead: IntArray) -> Columns:
    """How long the state has gone without a coup attempt, and with its regime."""
    once = _one(situations.since_coup < NEVER)
    age = np.minimum(situations.regime_age + lead, OLDEST_REGIME)
    return {
        "log since coup": np.log1p(situations.since_coup + lead) * once,
        "no coup ever": 1.0 - once,
        "log regime age": np.log1p(age),
    }


def _incomes(situations: Situations) -> Columns:
    known = _one(situations.income > 0)
    return {"income": (situations.income - 8.0) * known, "income unknown": 1.0 - known}


def _logit(share: FloatArray) -> FloatArray:
    return np.log(share) - np.log1p(-share)
