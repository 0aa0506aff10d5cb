"""A desk of every leader of the register."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from incumbent.cli.app import app
from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.model.desk_situation import situation_of
from incumbent.workflows.desk import read_desk
from incumbent.workflows.forecasting import forecasts_on, known_on
from incumbent.workflows.inputs import inputs_of
from incumbent.workflows.new_desk import new_world_desk
from incumbent.workflows.parameters import parameters_as_of
from incumbent.workflows.recording import record_due
from incumbent.workflows.world import world_from_register
from incumbent.workflows.world_desk import WorldSettings, registered_leaders

ORIGIN = date(2025, 1, 1)
SETTINGS = WorldSettings("The World in Office", "A. Writer", ("en", "ru"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_world_desk(tmp_path_factory.mktemp("world") / "desk", SETTINGS, ORIGIN).desk


def test_a_world_desk_has_every_leader_of_the_register_and_no_fault(folder: Path) -> None:
    desk = read_desk(folder, ORIGIN)
    assert desk.settings.world
    assert len(desk.leaders) == len(registered_leaders()) == 195
    russia = next(leader for leader in desk.leaders.values() if leader.gwcode == 365)
    assert (russia.name, russia.country, russia.zone) == ("Vladimir Putin", "Russia", "Europe/Moscow")


def test_everything_in_it_is_known_since_the_registers_own_day(folder: Path) -> None:
    leaders = read_desk(folder, ORIGIN).leaders.values()
    known = {item.known_at for leader in leaders for item in (*leader.facts, *leader.gates)}
    assert known == {date(2024, 12, 26), date(2024, 12, 27)}
    (last,) = {leader.country for leader in leaders for fact in leader.facts if fact.known_at.day == 27}
    assert last == "South Korea"


def test_a_run_records_a_forecast_of_every_leader(folder: Path, tmp_path: Path) -> None:
    desk = read_desk(folder, ORIGIN)
    entries = record_due(desk, tmp_path, through=ORIGIN, recorded_at=datetime(2025, 1, 1, 6, tzinfo=UTC))
    assert len({entry["forecast"]["leader_id"] for entry in entries if entry["kind"] == "forecast"}) == 195


def test_a_world_desk_agrees_with_the_world_command_within_two_points_on_average(folder: Path) -> None:
    desk = read_desk(folder, ORIGIN)
    world = {one.gwcode: one for one in world_from_register(ORIGIN).forecasts}
    apart: list[float] = []
    for leader_id, leader in desk.leaders.items():
        there = {chance.target_date: chance.probability for chance in world[leader.gwcode].horizons}
        apart.append(abs(_after_a_year(desk, leader_id) - there[date(2026, 1, 1)]))
    assert sum(apart) / len(apart) < 0.02


@pytest.mark.parametrize("months", [1, 3, 6, 12, 24])
def test_no_single_leader_of_a_world_desk_is_a_fifth_from_the_world_command(
    folder: Path, months: int
) -> None:
    desk = read_desk(folder, ORIGIN)
    target = date(2025 + months // 12, 1 + months % 12, 1)
    world = {one.gwcode: one for one in world_from_register(ORIGIN).forecasts}
    apart: dict[str, float] = {}
    for leader_id, leader in desk.leaders.items():
        there = {chance.target_date: chance.probability for chance in world[leader.gwcode].horizons}
        apart[leader.name] = abs(_staying(desk, leader_id, target) - there[target])
    assert max(apart.values()) < 0.2, sorted(apart.items(), key=lambda pair: -pair[1])[:3]


def test_an_office_that_rotates_changes_hands_by_its_calendar_not_by_a_vote(folder: Path) -> None:
    desk = read_desk(folder, ORIGIN)
    (captains,) = [key for key, one in desk.leaders.items() if one.country == "San Marino"]
    assert not desk.leaders[captains].gates
    assert _staying(desk, captains, date(2025, 2, 1)) > 0.95
    assert _staying(desk, captains, date(2025, 4, 1)) < 0.1


def test_a_late_hand_over_after_a_vote_is_waited_for(folder: Path) -> None:
    desk = read_desk(folder, ORIGIN)
    (suriname,) = [key for key, one in desk.leaders.items() if one.country == "Suriname"]
    assert desk.leaders[suriname].gates[0].decision_date == date(2025, 5, 15)
    before, after = (_staying(desk, suriname, day) for day in (date(2025, 7, 1), date(2026, 1, 1)))
    assert before > after + 0.3


def test_a_vote_that_is_only_expected_weighs_less_than_an_announced_one(folder: Path) -> None:
    desk = read_desk(folder, ORIGIN)
    leader_id, leader = next((key, one) for key, one in desk.leaders.items() if one.country == "Guyana")
    assert not leader.gates[0].announced
    sure = replace(leader, gates=tuple(replace(gate, announced=True) for gate in leader.gates))
    announced = replace(desk, leaders={leader_id: sure})
    assert _after_a_year(announced, leader_id) < _after_a_year(desk, leader_id) - 0.05


def _after_a_year(desk: Desk, leader_id: str) -> float:
    return _staying(desk, leader_id, date(2026, 1, 1))


def _staying(desk: Desk, leader_id: str, day: date) -> float:
    (forecast,) = forecasts_on(desk, leader_id, ORIGIN)
    return next(one.probability for one in forecast.horizons if one.target_date == day)


def test_the_word_announced_left_the_inputs_of_earlier_leaders_alone(folder: Path) -> None:
    desk = read_desk(folder, ORIGIN)
    planned = next(leader for leader in desk.leaders.values() if leader.gates)
    leader = replace(planned, gates=tuple(replace(gate, announced=True) for gate in planned.gates))
    announced = replace(desk, leaders={leader.leader_id: leader})
    kept = inputs_of(known_on(announced, leader.leader_id, ORIGIN))[f"facts:{leader.leader_id}"]
    assert b'"decision_date"' in kept
    assert b'"announced":true' not in kept


def test_world_refuses_a_single_leaders_answers() -> None:
    done = CliRunner().invoke(app, ["new", "desk", "--world", "--leader", "Ada Example"])
    assert done.exit_code == 2
    assert "name no --leader" in " ".join(done.output.replace("│", " ").split())


def test_world_asks_two_questions(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["new", str(tmp_path / "desk"), "--world"], input="Everyone\nA. Writer\n")
    assert done.exit_code == 0, done.output
    assert "2 of 2" in done.output
    assert "3 of" not in done.output
    assert "2024-12-26" in done.output
    assert "Check first, for their files say why: Estonia, Mauritius" in " ".join(done.output.split())


def test_a_world_desk_never_enters_a_folder_in_use(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(RefusedError, match="not empty"):
        new_world_desk(tmp_path, SETTINGS, ORIGIN)


def test_status_of_a_world_desk_tells_old_facts_once_and_asks_no_price_of_195_leaders(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    done = CliRunner().invoke(app, ["status", str(folder)])
    assert done.exit_code == 0, done.output
    assert "195 leaders not checked for three months; the oldest facts are of 2024-12-26" in done.output
    assert "no price" not in done.output
    assert len(done.output.splitlines()) < 30


def test_whom_a_vote_brought_in_is_elected_in_a_world_desk_as_in_the_register(folder: Path) -> None:
    parameters = parameters_as_of(ORIGIN)
    desk = read_desk(folder, ORIGIN)
    for registered in registered_leaders():
        leader = desk.leaders[registered.leader_id]
        known = situation_of(leader.known_on(date(2025, 1, 1)), date(2025, 1, 1), parameters)
        if registered.situation["elected"]:
            assert known.elected[0] == 1.0, registered.name
    assert sum(one.situation["elected"] for one in registered_leaders()) > 120
