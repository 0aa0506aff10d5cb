"""A small invented world: states, leaders, votes and regimes made from a fixed seed."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from incumbent.domain.panel import COUP_SCHEMA, REGIME_SCHEMA, SPELL_SCHEMA, VOTE_SCHEMA, LeaderPanel

FIRST, LAST = date(1950, 1, 1), date(1990, 1, 1)


def _spells(state, generator):
    start = FIRST
    while start < LAST:
        end = start + timedelta(days=int(generator.integers(200, 3000)))
        cause = str(generator.choice(["regular", "irregular", "death"], p=[0.8, 0.15, 0.05]))
        over = end < LAST
        yield {
            "spell_id": f"{state}-{start}", "person_id": f"{state}-{start}", "leader": f"Leader {start}",
            "country": f"State {state}", "gwcode": state, "start_date": start,
            "end_date": end if over else None, "end_known": True, "end_precision": "day",
            "exit_cause": cause if over else None, "cause_source": "invented" if over else None,
            "office": None, "irregular_entry": False,
            "birth_year": start.year - int(generator.integers(35, 75)), "woman": False, "military": False,
            "confirmed_month": None, "rotating": False, "source": "invented",
        }  # fmt: skip
        start = end


def _votes(state, generator):
    for year in range(1949 + state % 4, 1990, 4):
        yield {
            "vote_id": state * 10000 + year, "gwcode": state, "vote_date": date(year, 6, 10),
            "day_known": True, "executive": True, "direct": True, "regular": True, "as_scheduled": True,
            "held": True, "announced_on": None, "incumbent_won": True,
            "leader_changed": bool(generator.random() < 0.4), "voided": False,
        }  # fmt: skip


def invented_panel(n_states: int = 20) -> LeaderPanel:
    """The same small world every time."""
    generator = np.random.default_rng(7)
    states = range(1, n_states + 1)
    spells = [row for state in states for row in _spells(state, generator)]
    votes = [row for state in states for row in _votes(state, generator)]
    regimes = [
        {"gwcode": state, "start_date": FIRST, "end_date": None,
         "regime": ("presidential", "parliamentary", "personal")[state % 3]}
        for state in states
    ]  # fmt: skip
    return LeaderPanel(
        pl.DataFrame(spells, schema=SPELL_SCHEMA),
        pl.DataFrame(votes, schema=VOTE_SCHEMA),
        pl.DataFrame(regimes, schema=REGIME_SCHEMA),
        pl.DataFrame(schema=COUP_SCHEMA),
    )
