"""Januaries on a real Dask cluster of two workers on loopback."""

import os
import signal
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.invented_panel import invented_panel

from incumbent.model.situations import month_of
from incumbent.workflows.years import Machines, run_years

JANUARIES = [(year - 1900) * 12 for year in range(1976, 1982)]
LAST = month_of(date(1989, 12, 1))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def started(*arguments):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def cluster():
    """Address of a scheduler, and its two workers' processes."""
    from distributed import Client

    address = f"tcp://127.0.0.1:{free_port()}"
    host, port = address.removeprefix("tcp://").split(":")
    scheduler = started(
        "distributed.cli.dask_scheduler", "--host", host, "--port", port, "--no-dashboard", "--no-show"
    )
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", host)
    workers = [started("distributed.cli.dask_worker", address, *options) for _ in range(2)]
    with Client(address, timeout=60) as client:
        client.wait_for_workers(2, timeout=60)
    yield address, workers
    for process in [*workers, scheduler]:
        process.kill()
        process.wait(10)


def replayed(folder, machines):
    years = run_years(
        invented_panel(8), JANUARIES, folder, hindsight=False, trees=False, machines=machines, last_month=LAST
    )
    yield from years


def contents(folder: Path):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.slow
def test_a_cluster_writes_the_bytes_of_a_serial_run_though_a_worker_is_killed(cluster, tmp_path):
    address, workers = cluster
    assert list(replayed(tmp_path / "serial", Machines())) == JANUARIES
    done = []
    for month in replayed(tmp_path / "cluster", Machines(scheduler=address)):
        if not done:
            workers[0].send_signal(signal.SIGKILL)
            assert workers[0].wait(10) == -signal.SIGKILL
        done.append(month)
    assert sorted(done) == JANUARIES
    assert contents(tmp_path / "cluster") == contents(tmp_path / "serial")
