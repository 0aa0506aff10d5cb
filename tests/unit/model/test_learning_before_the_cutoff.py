"""What is learnt for a January does not depend on anything that happened from it on."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest
from tests.invented_panel import invented_panel

from incumbent.model.history import history_of
from incumbent.model.training import fit_parameters, training_set
from incumbent.model.tree_training import with_trees
from incumbent.workflows.parameters import write_parameters

CUTOFF_DAY = date(1980, 1, 1)
CUTOFF = 80 * 12
LAST_MONTH = 83 * 12


def fitted(panel, folder):
    """The bytes of the set learnt for January 1980."""
    taught = history_of(panel, LAST_MONTH, hindsight=False, taught=True)
    rows = training_set(taught, history_of(panel, LAST_MONTH, hindsight=False).situations)
    learnt = with_trees(rows, fit_parameters(rows, CUTOFF, None), CUTOFF)
    return write_parameters(learnt, folder).read_bytes()


@pytest.fixture(scope="module")
def votes_in_winter():
    """Votes a few weeks after the cutoff, where a date seen ahead would tell of it."""
    panel = invented_panel(8)
    moved = panel.votes.with_columns(
        vote_date=pl.when(pl.col("vote_date").dt.year() % 2 == 0)
        .then(pl.date(pl.col("vote_date").dt.year(), 2, 10))
        .otherwise(pl.col("vote_date"))
    )
    return replace(panel, votes=moved)


@pytest.mark.parametrize("months", [-1, 1, 5])
def test_moving_every_vote_after_the_cutoff_changes_no_parameter(votes_in_winter, months, tmp_path):
    later = pl.col("vote_date") >= CUTOFF_DAY
    moved = votes_in_winter.votes.with_columns(
        vote_date=pl.when(later & (pl.col("vote_date").dt.offset_by(f"{months}mo") >= CUTOFF_DAY))
        .then(pl.col("vote_date").dt.offset_by(f"{months}mo"))
        .otherwise(pl.col("vote_date"))
    )
    assert not moved.equals(votes_in_winter.votes)
    changed = fitted(replace(votes_in_winter, votes=moved), tmp_path)
    assert changed == fitted(votes_in_winter, tmp_path)


def test_why_leaders_leave_after_the_cutoff_changes_no_parameter(votes_in_winter, tmp_path):
    later = pl.col("end_date") >= CUTOFF_DAY
    killed = votes_in_winter.spells.with_columns(
        exit_cause=pl.when(later).then(pl.lit("irregular")).otherwise(pl.col("exit_cause"))
    )
    assert not killed.equals(votes_in_winter.spells)
    changed = fitted(replace(votes_in_winter, spells=killed), tmp_path)
    assert changed == fitted(votes_in_winter, tmp_path)


def test_a_vote_before_the_cutoff_that_moves_does_change_them(votes_in_winter, tmp_path):
    sooner = pl.col("vote_date").dt.year() == 1978
    moved = votes_in_winter.votes.with_columns(
        vote_date=pl.when(sooner).then(pl.col("vote_date").dt.offset_by("5mo")).otherwise(pl.col("vote_date"))
    )
    changed = fitted(replace(votes_in_winter, votes=moved), tmp_path)
    assert changed != fitted(votes_in_winter, tmp_path)


def test_forecasts_of_a_january_come_from_what_was_known_then(votes_in_winter):
    taught = history_of(votes_in_winter, LAST_MONTH, hindsight=False, taught=True)
    known = history_of(votes_in_winter, LAST_MONTH, hindsight=False)
    assert np.array_equal(taught.situations.origin_month, known.situations.origin_month)
    assert known.situations.next_certain.max() == 0
    assert taught.situations.next_certain.max() == 1
