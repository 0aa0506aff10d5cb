"""Which columns do the hazards and the gates see.

Every function turns situations and leads into a design matrix; training, the backtest and a desk's
leader go through the same ones. Column names are part of the stored parameters.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from incumbent.model.clock import SURVIVED, Clock, clock_at
from incumbent.model.situations import (
    ENTERED_SINCE,
    LOST,
    NEVER,
    NO_RESULT,
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
_LEAD_KNOT = 6.0
_LONGEST_LEAD = 60.0


def regular_columns(situations: Situations, lead: IntArray) -> Columns:
    """Columns of the monthly hazard of regular exits outside gates' windows."""
    clock = clock_at(situations, lead)
    columns = {"constant": np.ones(len(situations))}
    columns |= _regimes(situations)
    families = _families(situations)
    tenure = situations.tenure + lead
    for name, inside in families.items():
        for term, value in _tenure_basis(tenure).items():
            columns[f"{term}:{name}"] = value * inside
    columns |= _ages(situations.age + lead / 12.0)
    columns |= _since_vote(clock)
    columns |= _lame_duck(situations, clock)
    for name, inside in families.items():
        columns |= {f"{key}:{name}": value * inside for key, value in _until_vote(clock).items()}
    columns |= _leads(lead, families)
    columns |= _person(situations)
    columns |= _state(situations, families, lead)
    served = situations.served + clock.gates_passed
    columns["served"] = np.minimum(served, 4.0)
    columns["served:presidential"] = np.minimum(served, 4.0) * families["presidential"]
    columns["at precedent:presidential"] = _at_precedent(situations, clock) * families["presidential"]
    columns["decade"] = (situations.origin_month + lead - 1200) / 120.0
    return columns


def irregular_columns(situations: Situations, lead: IntArray) -> Columns:
    """Columns of the monthly hazard of irregular exits; it runs inside gates' windows too."""
    clock = clock_at(situations, lead)
    families = _families(situations)
    tenure = situations.tenure + lead
    columns = {"constant": np.ones(len(situations))} | _regimes(situations)
    for name, inside in families.items():
        columns[f"log tenure:{name}"] = np.log1p(tenure) * inside
    columns["first half year"] = _one(tenure < 6)
    columns["long tenure"] = np.maximum(np.log1p(tenure) - np.log(121.0), 0.0)
    columns["age"] = (situations.age + lead / 12.0 - 57.0) / 10.0
    near = np.log1p(situations.irregular_rate)
    shrink = 2.0 ** (-lead / 60.0)
    columns["irregular exits"] = near * shrink
    columns["coup attempts"] = np.log1p(situations.coup_rate) * shrink
    columns["irregular exits:young"] = near * shrink * (tenure < 24)
    columns["irregular entry"] = situations.irregular_entry
    columns["irregular entry:young"] = situations.irregular_entry * (tenure < 24)
    columns["military"] = situations.military
    columns["elected"] = situations.elected
    columns["log exit rate"] = np.log(situations.exit_rate / 0.2)
    columns["vote near"] = _one(clock.to_next <= 6)
    columns["vote just held"] = _one(clock.since <= 6)
    columns["lead"] = _log_lead(lead)
    columns["decade"] = (situations.origin_month + lead - 1200) / 120.0
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
    families = _families(situations)
    executive = situations.next_executive
    served = situations.served + gate - 1
    gap = np.clip(situations.precedent - (gate - 1), -1, 2)
    columns = {"constant": np.ones(len(situations))} | _regimes(situations)
    columns["executive"] = executive
    for name, inside in families.items():
        columns[f"executive:{name}"] = executive * inside
        columns[f"loss share:{name}"] = _logit(situations.loss_share) * inside
        columns[f"log tenure:{name}"] = np.log1p(situations.tenure + lead) * inside
        columns[f"lead:{name}"] = _log_lead(lead) * inside
    for count in range(4):
        exactly = (served == count) if count < 3 else (served >= 3)
        columns[f"served {count}:executive"] = exactly * executive * (families["autocratic"] == 0)
        columns[f"served {count}:other"] = exactly * (1 - executive)
    for value in (-1, 0, 1, 2):
        columns[f"precedent {value}:executive"] = (gap == value) * executive
    columns["precedent reached:autocratic"] = (gap <= 0) * families["autocratic"]
    columns |= _ages(situations.age + lead / 12.0)
    columns |= _person(situations)
    columns["expected only"] = 1.0 - situations.next_certain
    columns["expected only:lead"] = (1.0 - situations.next_certain) * _log_lead(lead)
    columns["later gate"] = _one(gate > 1)
    columns["log exit rate"] = np.log(situations.exit_rate / 0.2)
    columns["irregular exits"] = np.log1p(situations.irregular_rate)
    columns["last vote lost"] = _one(situations.last_result == LOST)
    columns["entered since"] = _one(situations.last_result == ENTERED_SINCE)
    columns["decade"] = (situations.origin_month + lead - 1200) / 120.0
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


def _one(claim: NDArray[np.bool_]) -> FloatArray:
    return claim.astype(np.float64)


def _regimes(situations: Situations) -> Columns:
    return {name: _one(situations.regime == code) for code, name in enumerate(REGIME_GROUPS)}


def _families(situations: Situations) -> Columns:
    return {name: _one(np.isin(situations.regime, codes)) for name, codes in FAMILIES.items()}


def _tenure_basis(tenure: FloatArray) -> Columns:
    log_tenure = np.log1p(tenure)
    knots = {"year": 12.0, "four years": 48.0, "ten years": 120.0}
    return {"log tenure": log_tenure, "new": _one(tenure < 2)} | {
        f"log tenure beyond {name}": np.maximum(log_tenure - np.log1p(months), 0.0)
        for name, months in knots.items()
    }


def _ages(age: FloatArray) -> Columns:
    return {"age": (age - 57.0) / 10.0} | {
        f"age beyond {years}": np.maximum(age - years, 0.0) / 10.0 for years in (50, 65, 75)
    }


def _since_vote(clock: Clock) -> Columns:
    columns: Columns = {}
    for low, high in pairwise(_SINCE_EDGES):
        near = (clock.since >= low) & (clock.since < high) & (clock.since < NEVER)
        for name, code in _RESULTS.items():
            columns[f"since vote {low}:{name}"] = _one(near & (clock.result == code))
    return columns


def _lame_duck(situations: Situations, clock: Clock) -> Columns:
    """A lost vote runs out at the usual hand-over."""
    beyond = np.clip(np.round(clock.since - situations.lag), -4, 4)
    lost = clock.result == LOST
    return {f"lost, hand-over {int(step):+d}": _one(lost & (beyond == step)) for step in range(-4, 5)}


def _until_vote(clock: Clock) -> Columns:
    columns: Columns = {}
    for low, high in pairwise(_NEXT_EDGES):
        columns[f"vote in {low}"] = _one((clock.to_next >= low) & (clock.to_next < high))
    columns["no vote known"] = _one(clock.to_next >= NEVER)
    return columns


def _log_lead(lead: IntArray | FloatArray) -> FloatArray:
    return np.log1p(np.minimum(lead, _LONGEST_LEAD))


def _leads(lead: IntArray, families: Columns) -> Columns:
    log_lead = _log_lead(lead)
    later = np.maximum(log_lead - np.log1p(_LEAD_KNOT), 0.0)
    columns = {f"lead:{name}": log_lead * inside for name, inside in families.items()}
    return columns | {f"later lead:{name}": later * inside for name, inside in families.items()}


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
    columns["log exit rate:lead"] = rate * _log_lead(lead)
    columns["irregular exits"] = np.log1p(situations.irregular_rate)
    columns["coup attempts"] = np.log1p(situations.coup_rate)
    columns["loss share"] = _logit(situations.loss_share)
    return columns


def _at_precedent(situations: Situations, clock: Clock) -> FloatArray:
    return _one(situations.precedent - clock.gates_passed <= 0)


def _logit(share: FloatArray) -> FloatArray:
    return np.log(share) - np.log1p(-share)
