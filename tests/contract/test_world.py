"""Every leader of the world, from the published files and from the packaged register."""

import json
from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import forecast_json
from incumbent.domain.panel import LeaderPanel
from incumbent.model.situations import first_of
from incumbent.workflows.panel import load_panel
from incumbent.workflows.world import world_from_register, world_of_panel

ORIGIN = date(2017, 7, 1)


@pytest.fixture(scope="module")
def panel(data_folder):
    return load_panel(data_folder)[0]


def as_text(found):
    return json.dumps([forecast_json(forecast) for forecast in found.forecasts])


def known_by(panel, origin):
    """The panel as it could be written on a first of a month: what came later is cut off or blank.

    Votes ahead (docs/base-rate.md): only those announced, or on a published list, in an earlier month.
    """
    ended = pl.when(pl.col("end_date") <= origin)
    past = pl.col("vote_date") <= origin
    announced = (pl.col("announced_on") < origin) & ~pl.col("voided")
    return LeaderPanel(
        panel.spells.filter(pl.col("start_date") <= origin).with_columns(
            end_date=ended.then(pl.col("end_date")), exit_cause=ended.then(pl.col("exit_cause"))
        ),
        panel.votes.filter(past | announced.fill_null(value=False)).with_columns(
            leader_changed=pl.when(past).then(pl.col("leader_changed")), held=pl.col("held") & past
        ),
        panel.regimes.filter(pl.col("start_date") <= origin),
        panel.coups.filter(pl.col("date") <= origin),
        panel.incomes.filter(pl.col("year") < origin.year - 1),
        panel.term_rules.filter(pl.col("known_on") < origin),
        panel.listings.filter(pl.col("listed_on") < origin).with_columns(
            unlisted_on=pl.when(pl.col("unlisted_on") < origin).then(pl.col("unlisted_on"))
        ),
    )


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(61 * 12, 121 * 12).map(first_of))
@example(ORIGIN)
def test_truncating_every_input_at_the_origin_changes_nothing(panel, origin):
    assert as_text(world_of_panel(known_by(panel, origin), origin)) == as_text(world_of_panel(panel, origin))


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
    assert (len(fresh.forecasts), fresh.gone) == (195, ())
    assert len(stale.forecasts) + len(stale.gone) == 195
    assert (fresh.stale, stale.stale) == (False, True)


def test_who_is_known_to_have_left_by_vote_or_calendar_is_named_and_not_forecast():
    found = world_from_register(date(2026, 6, 1))
    states = {state for name in found.gone for state in [name.rpartition("(")[2].rstrip(")")]}
    assert states == {
        "United States", "Uruguay", "Ghana", "Mozambique", "Namibia",
        "Switzerland", "San Marino", "Bosnia & Herzegovina",
    }  # fmt: skip
    assert not states & {forecast.country for forecast in found.forecasts}


def test_a_holder_about_to_hand_over_is_still_forecast():
    (biden,) = [one for one in world_from_register(date(2025, 1, 1)).forecasts if one.gwcode == 2]
    assert biden.horizons[0].probability < 0.5


def test_published_data_asked_of_a_day_after_they_end_are_stale_and_say_their_own_day(panel):
    found = world_of_panel(panel, date(2026, 1, 1))
    assert found.stale
    assert date(2024, 12, 1) < found.facts_as_of < date(2025, 1, 2)
    assert world_of_panel(panel, ORIGIN).facts_as_of == ORIGIN


def test_states_are_named_in_words_whether_or_not_they_are_still_there(panel):
    named = {one.country for one in world_of_panel(panel, date(1985, 1, 1)).forecasts}
    assert {"United States", "East Germany"} <= named
    assert not {name for name in named if name.isupper() and len(name) == 3}


def test_the_register_does_not_speak_of_days_before_it():
    with pytest.raises(RefusedError, match="--data DIR"):
        world_from_register(date(2024, 1, 1))
