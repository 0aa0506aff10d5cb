from datetime import date

import numpy as np
import pytest
from tests.invented_leaders import fact, leader, vote

from incumbent.domain.errors import RefusedError
from incumbent.domain.leader import WidePrior
from incumbent.model.base_rate import N_MONTHS, base_forecast, month_edges
from incumbent.workflows.parameters import parameters_as_of

ORIGIN = date(2017, 1, 15)
VOTE = vote(date(2018, 3, 18), date(2016, 1, 1), handover=date(2018, 5, 7))


def forecast_of(person, origin=ORIGIN):
    return base_forecast(person, origin, parameters_as_of(origin))


def test_the_base_curve_reaches_ten_years_and_never_rises():
    curve = forecast_of(leader(gates=(VOTE,))).risks.curve()
    days = np.arange(0, 3653)
    survival = curve.survival(days)
    assert survival[0] == 1.0
    assert np.all(np.diff(survival) <= 0)
    assert survival[-1] > 0


def test_an_election_loss_falls_on_the_handover_day():
    curve = forecast_of(leader(gates=(VOTE,))).risks.curve()
    before, on = curve.at(date(2018, 5, 6)), curve.at(date(2018, 5, 7))
    chance = forecast_of(leader(gates=(VOTE,))).risks.gates[0].chance_of_losing
    assert on / before == pytest.approx(1 - chance, rel=0.01)


def test_regular_exits_inside_a_gates_window_belong_to_the_gate_alone():
    risks = forecast_of(leader(gates=(VOTE,))).risks
    months = np.searchsorted(risks.edge_days, [(date(2018, 4, 20) - ORIGIN).days]) - 1
    assert risks.hazard_mass[0, months[0]] == 0
    assert risks.hazard_mass[1, months[0]] > 0


def test_a_leader_who_may_not_stand_nearly_always_leaves_at_the_gate():
    barred = vote(date(2018, 3, 18), date(2016, 1, 1), handover=date(2018, 5, 7), standing=False)
    assert forecast_of(leader(gates=(barred,))).risks.curve().at(date(2018, 5, 8)) < 0.05


def test_a_state_nobody_knows_gets_the_worlds_mean():
    unknown = forecast_of(leader(gwcode=0, facts=(fact("regime", "parliamentary", date(2000, 1, 1)),)))
    assert 0.05 < unknown.risks.curve().at(date(2022, 1, 15)) < 0.9


def test_older_leaders_face_more_death():
    young = forecast_of(leader(birth_date=date(1977, 1, 1))).risks
    old = forecast_of(leader(birth_date=date(1932, 1, 1))).risks
    assert np.all(old.hazard_mass[2] > young.hazard_mass[2])


def test_draws_are_the_same_every_time_and_centred():
    first, second = forecast_of(leader(gates=(VOTE,))), forecast_of(leader(gates=(VOTE,)))
    assert np.array_equal(first.log_hazard_shifts, second.log_hazard_shifts)
    assert first.log_hazard_shifts.shape == (200, N_MONTHS)
    assert first.log_odds_loss_shifts.shape == (200, 1)
    assert np.abs(first.log_hazard_shifts.mean(axis=0)).max() < 1e-9
    assert first.log_hazard_shifts.std(axis=0).min() > 0.05


def test_a_wide_prior_stands_in_where_the_world_model_does_not_reach():
    prior = WidePrior(0.12, 1.0, "no list of governors exists")
    forecast = forecast_of(leader(prior=prior))
    assert forecast.parameter_set == "none"
    assert forecast.risks.curve().at(date(2018, 1, 15)) == pytest.approx(np.exp(-0.12), rel=1e-9)
    assert forecast.log_hazard_shifts.std(axis=0)[0] == pytest.approx(1.0, abs=0.05)


def test_a_leader_out_of_office_is_refused_with_a_remedy():
    gone = leader(end=date(2015, 6, 1))
    with pytest.raises(RefusedError, match=r"in no office on 2017-01-15.*add the spell"):
        forecast_of(gone)


def test_parameters_fitted_later_are_refused():
    later = parameters_as_of(date(2020, 1, 1))
    with pytest.raises(RefusedError, match="fitted on events to 2020-01-01, after the origin"):
        base_forecast(leader(), ORIGIN, later)


def test_month_edges_keep_the_day_and_shorten_in_short_months():
    edges = month_edges(date(2017, 1, 31), 2)
    assert edges.tolist() == [0, 28, 59]
