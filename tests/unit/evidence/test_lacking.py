"""What a panel does not say is counted."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from tests.invented_panel import invented_panel

from incumbent.evidence.lacking import lacking, list_ends


@pytest.fixture(scope="module")
def panel():
    return invented_panel(8)


def counted(panel, words):
    (count,) = [count for said, count in lacking(panel).items() if words in said]
    return count


@pytest.mark.parametrize(
    ("column", "words"), [("birth_year", "birth year"), ("woman", "sex"), ("military", "military career")]
)
def test_each_blank_cell_of_a_spell_is_counted(panel, column, words):
    before = panel.spells[column].null_count()
    blank = panel.spells.with_columns(
        pl.when(pl.int_range(pl.len()) < 3).then(None).otherwise(pl.col(column).fill_null(1)).alias(column)
    )
    assert counted(panel, words) == before
    assert counted(replace(panel, spells=blank.cast(panel.spells.schema)), words) == 3


def test_a_state_without_a_regime_is_counted(panel):
    state = panel.spells["gwcode"][0]
    fewer = replace(panel, regimes=panel.regimes.filter(pl.col("gwcode") != state))
    assert counted(fewer, "states without a regime") == counted(panel, "states without a regime") + 1


@pytest.mark.parametrize(("days", "gaps"), [(31, 0), (32, 1)])
def test_a_gap_of_more_than_a_month_is_counted(panel, days, gaps):
    two = panel.spells.sort("gwcode", "start_date")[:1]
    end = two["end_date"][0]
    later = two.with_columns(start_date=pl.lit(end + timedelta(days=days)), end_date=pl.lit(None, pl.Date))
    assert counted(replace(panel, spells=pl.concat([two, later])), "gaps of more than 31 days") == gaps


def test_the_last_of_each_list_is_told(panel):
    votes = panel.votes.with_columns(held=pl.col("vote_date") < date(1980, 1, 1))
    last = list_ends(replace(panel, votes=votes))
    assert date(1979, 1, 1) <= last["vote held"] < date(1980, 1, 1)
    assert last["change of leaders"] == panel.spells["start_date"].max()
