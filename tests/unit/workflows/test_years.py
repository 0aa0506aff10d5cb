"""Januaries worked on here and on a cluster give the same bytes, and a broken run goes on."""

import pytest
from tests.invented_panel import invented_panel

from incumbent.workflows import years
from incumbent.workflows.years import Machines, run_years, stored_year

JANUARIES = [80 * 12, 81 * 12]
LAST_MONTH = 82 * 12


@pytest.fixture(scope="module")
def panel():
    return invented_panel(8)


@pytest.fixture(scope="module")
def serial(panel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("serial")
    assert list(run_years(panel, JANUARIES, folder, hindsight=False, last_month=LAST_MONTH)) == JANUARIES
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.glob("base-rate-*"))}


def test_the_same_january_fitted_twice_gives_the_same_bytes(panel, serial, tmp_path):
    list(run_years(panel, JANUARIES[:1], tmp_path, hindsight=False, last_month=LAST_MONTH))
    name = "base-rate-1980-01.json.gz"
    assert (tmp_path / name).read_bytes() == (serial / name).read_bytes()


def test_a_broken_run_goes_on_with_what_is_missing(panel, serial, tmp_path, monkeypatch):
    for path in serial.iterdir():
        if "1981" not in path.name:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    worked = []
    real = years.replay_year

    def counted(rows, cutoff_month, every, *, trees):
        worked.append(cutoff_month)
        return real(rows, cutoff_month, every, trees=trees)

    monkeypatch.setattr(years, "replay_year", counted)
    assert set(run_years(panel, JANUARIES, tmp_path, hindsight=False, last_month=LAST_MONTH)) == set(
        JANUARIES
    )
    assert worked == [81 * 12]
    assert contents(tmp_path) == contents(serial)


def test_a_stored_january_speaks_of_every_horizon(serial):
    year = stored_year(serial, JANUARIES[1])
    assert year.past.log_odds.shape == (3, year.past.places.size, 6)
    assert year.baselines.shape == (2, year.past.places.size, 6)
    assert year.parameters.cutoff.isoformat() == "1981-01-01"


@pytest.mark.slow
def test_a_scheduler_with_two_workers_gives_the_same_bytes_as_one_process(panel, serial, tmp_path):
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, processes=True
    ) as cluster:
        machines = Machines(scheduler=cluster.scheduler_address)
        done = set(
            run_years(panel, JANUARIES, tmp_path, hindsight=False, machines=machines, last_month=LAST_MONTH)
        )
    assert done == set(JANUARIES)
    assert contents(tmp_path) == contents(serial)
