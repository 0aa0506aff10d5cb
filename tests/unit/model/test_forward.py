"""The tables of the months ahead say what the design times the coefficients says."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incumbent.model.design import regular_columns
from incumbent.model.forward import forward_design, regular_log_odds
from incumbent.model.situations import NEVER, REGIME_GROUPS, Situations

MONTHS = 40
whole = st.integers(0, 60).map(float)
or_never = st.one_of(whole, st.just(NEVER))
flag = st.sampled_from([0.0, 1.0])
share = st.floats(0.05, 0.95)
FIELDS = {
    "origin_month": st.integers(600, 1500),
    "regime": st.integers(0, len(REGIME_GROUPS) - 1),
    "tenure": st.integers(0, 31 * 400).map(lambda days: days / 31),
    "age": st.integers(25 * 12, 95 * 12).map(lambda months: months / 12),
    "last_result": st.integers(0, 3),
    "since_vote": or_never,
    "next_vote": or_never,
    "term": st.one_of(st.integers(12, 96).map(float), st.just(NEVER)),
    "lag": st.sampled_from([0.0, 1.0, 1.5, 2.0, 7.0]),
    "served": st.integers(0, 7).map(float),
    "precedent": st.integers(-2, 4).map(float),
    "earlier_spells": st.integers(0, 4).map(float),
    "exit_rate": share,
    "irregular_rate": share,
    "coup_rate": share,
    "loss_share": share,
}


@st.composite
def leaders(draw):
    rows = draw(st.lists(st.fixed_dictionaries(FIELDS | {"state": st.just(2)}), min_size=1, max_size=4))
    other = {f.name: draw(flag) for f in fields(Situations) if f.name not in rows[0]}
    return Situations(**{
        f.name: np.array([row.get(f.name, other.get(f.name)) for row in rows]) for f in fields(Situations)
    })  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(leaders())
def test_tables_add_up_to_the_design_times_the_coefficients(situations):
    n = len(situations)
    repeated = situations.take(np.repeat(np.arange(n), MONTHS))
    columns = regular_columns(repeated, np.tile(np.arange(MONTHS), n))
    coefficients = {name: np.cos(place) for place, name in enumerate(columns)}
    dense = sum(coefficients[name] * column for name, column in columns.items()).reshape(n, MONTHS)
    tables = regular_log_odds(forward_design(situations, MONTHS), coefficients)
    assert tables == pytest.approx(dense, abs=1e-5)
