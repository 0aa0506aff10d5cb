"""Every leader of the world, from the published files and from the packaged register."""

import json
from datetime import date

import polars as pl
import pytest

from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import forecast_json
from incumbent.domain.panel import LeaderPanel
from incumbent.workflows.panel import load_panel
from incumbent.workflows.world import world_from_register, world_of_panel

ORIGIN = date(2017, 7, 1)


@pytest.fixture(scope="module")
def panel(data_folder):
    return load_panel(data_folder)[0]


def as_text(found):
    return json.dumps([forecast_json(forecast) for forecast in found.forecasts])


def test_truncating_every_input_at_the_origin_changes_nothing(panel):
    ended = pl.when(pl.col("end_date") <= ORIGIN)
    past = LeaderPanel(
        panel.spells.filter(pl.col("start_date") <= ORIGIN).with_columns(
            end_date=ended.then(pl.col("end_date")), exit_cause=ended.then(pl.col("exit_cause"))
        ),
        panel.votes.filter(
            (pl.col("vote_date") <= ORIGIN)
            | (pl.col("announced_on") <= ORIGIN)
            | (pl.col("as_scheduled") & (pl.col("vote_date") < date(2017, 11, 1)))  # called by then
        ).with_columns(
            leader_changed=pl.when(pl.col("vote_date") <= ORIGIN).then(pl.col("leader_changed")),
            held=pl.col("held") & (pl.col("vote_date") <= ORIGIN),
        ),
        panel.regimes.filter(pl.col("start_date") <= ORIGIN),
        panel.coups.filter(pl.col("date") <= ORIGIN),
    )
    assert as_text(world_of_panel(past, ORIGIN)) == as_text(world_of_panel(panel, ORIGIN))


def test_every_leader_has_coherent_chances(panel):
    found = world_of_panel(panel, ORIGIN)
    assert len(found.forecasts) == 195
    for forecast in found.forecasts:
        chances = [horizon.probability for horizon in forecast.horizons]
        assert chances == sorted(chances, reverse=True)
        for horizon in forecast.horizons:
            assert 0 <= horizon.low <= horizon.probability <= horizon.high <= 1
            assert sum(share for _, share in horizon.causes) == pytest.approx(
                1 - horizon.probability, abs=1e-9
            )
    assert len({forecast.leader_id for forecast in found.forecasts}) == 195


def test_the_register_speaks_of_every_state_and_says_when_it_is_old():
    fresh, stale = world_from_register(date(2025, 1, 15)), world_from_register(date(2026, 6, 1))
    assert len(fresh.forecasts) == 195
    assert (fresh.stale, stale.stale) == (False, True)


def test_the_register_does_not_speak_of_days_before_it():
    with pytest.raises(RefusedError, match="--data DIR"):
        world_from_register(date(2024, 1, 1))
