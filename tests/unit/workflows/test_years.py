"""Januaries worked on here and on a cluster give the same bytes, and a broken run goes on."""

import contextlib
import threading
import time
from concurrent.futures.process import BrokenProcessPool

import psutil
import pytest
from tests.invented_panel import invented_panel

from incumbent.domain.errors import RefusedError
from incumbent.workflows import years
from incumbent.workflows.years import Machines, refuse_januaries, run_years, stored_year

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


@pytest.mark.parametrize("name", ["replay-1981-01.npz", "base-rate-1981-01.json.gz"])
@pytest.mark.parametrize("kept", [0, 1000])
def test_a_january_cut_short_is_worked_on_again(panel, serial, tmp_path, name, kept):
    for path in serial.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_bytes((serial / name).read_bytes()[:kept])
    assert set(run_years(panel, JANUARIES, tmp_path, hindsight=False, last_month=LAST_MONTH)) == set(
        JANUARIES
    )
    assert contents(tmp_path) == contents(serial)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (2000, 1990, "after the last, 1990"),
        (1954, 1990, "1955 is the first"),
        (2020, 2026, "published data end before 2025.*count as staying"),
    ],
)
def test_januaries_that_the_data_do_not_reach_to_are_refused(first, last, said):
    with pytest.raises(RefusedError, match=said):
        refuse_januaries(first, last)


@pytest.mark.parametrize(("first", "trees"), [(1955, True), (1951, False)])
def test_the_first_january_is_the_last_one_not_refused_going_back(first, trees):
    accepted = []
    for year in range(first + 3, first - 4, -1):
        try:
            refuse_januaries(year, 2025, trees=trees)
        except RefusedError:
            continue
        accepted.append(year)
    assert accepted == [first + 3, first + 2, first + 1, first]


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1:8786", "tcp://localhost", "tcp://:x", ""])
def test_an_address_without_protocol_or_port_is_refused(address):
    with pytest.raises(RefusedError, match="tcp://host:port"):
        Machines(scheduler=address)


def test_a_scheduler_that_does_not_answer_is_named(panel, tmp_path):
    import dask
    import distributed  # noqa: F401  # its settings must be there before one is changed

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "200ms"}),
        pytest.raises(RefusedError, match=r"no scheduler answered at tcp://127\.0\.0\.1:9"),
    ):
        list(
            run_years(
                panel, JANUARIES, tmp_path, hindsight=False, last_month=LAST_MONTH,
                machines=Machines(scheduler="tcp://127.0.0.1:9"),
            )
        )  # fmt: skip


def test_a_stored_january_speaks_of_every_horizon(serial):
    year = stored_year(serial, JANUARIES[1])
    assert year.past.log_odds.shape == (3, year.past.places.size, 6)
    assert year.baselines.shape == (2, year.past.places.size, 6)
    assert year.parameters.cutoff.isoformat() == "1981-01-01"


@pytest.mark.slow
def test_two_processes_of_which_one_is_killed_write_the_bytes_of_one(panel, serial, tmp_path):
    def children():
        return set(psutil.Process().children(recursive=True))

    before, killed = children(), []

    def kill_one():
        while not killed:
            for worker in children() - before:
                with contextlib.suppress(psutil.Error):
                    if "popen_loky_posix" in " ".join(worker.cmdline()):
                        worker.kill()
                        killed.append(worker.pid)
                        return
            time.sleep(0.05)

    hunter = threading.Thread(target=kill_one, daemon=True)
    hunter.start()
    machines = Machines(jobs=2)
    done = list(
        run_years(panel, JANUARIES, tmp_path, hindsight=False, machines=machines, last_month=LAST_MONTH)
    )
    hunter.join(10)
    assert killed
    assert sorted(done) == JANUARIES
    assert contents(tmp_path) == contents(serial)


def test_workers_that_are_ended_again_and_again_are_told_of(panel, tmp_path, monkeypatch):
    def broken(*_):
        raise BrokenProcessPool
        yield

    monkeypatch.setattr(years, "_mapped", broken)
    with pytest.raises(RefusedError, match="fewer --jobs"):
        list(run_years(panel, JANUARIES, tmp_path, hindsight=False, last_month=LAST_MONTH))


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
