"""Fit and replay each January, on this machine or on a cluster, resuming what was done before.

A finished January is two files in the working folder; a run that was broken off, or lost a worker,
goes on with those that are missing.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from incumbent.backtest.replay import YearReplay, replay_year
from incumbent.domain.errors import RefusedError
from incumbent.domain.panel import LeaderPanel
from incumbent.model.history import history_of
from incumbent.model.situations import first_of
from incumbent.model.training import TrainingSet, training_set
from incumbent.model.tree_training import PastForecasts
from incumbent.workflows.parameters import PREFIX, SUFFIX, read_parameters, write_parameters

LAST_MONTH = 125 * 12
"""January 2025: the month after the panel ends."""
FIRST_JANUARY = {False: 1951, True: 1955}
"""The first one that a year of the panel lies before; trees need five."""
_ADDRESS = re.compile(r"(?:tcp|tls)://.+:\d{1,5}")
_ATTEMPTS = 5
_BROKEN = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True, slots=True)
class Machines:
    """Where the Januaries are worked on.

    Parameters
    ----------
    jobs : int
        Processes at once on this machine.
    scheduler : str or None
        Address of a Dask scheduler; None: processes of this machine.

    Raises
    ------
    RefusedError
        If the address is none.
    """

    jobs: int = 1
    scheduler: str | None = None

    def __post_init__(self) -> None:
        if self.scheduler is not None and not _ADDRESS.fullmatch(self.scheduler):
            msg = f"the scheduler's address is {self.scheduler!r}; write it as tcp://host:port."
            raise RefusedError(msg)


def refuse_januaries(first_year: int, last_year: int, *, trees: bool = True) -> None:
    """Refuse Januaries that the panel does not reach to.

    Raises
    ------
    RefusedError
        If the first lies after the last, too few years lie before the first, or the panel ends before
        the last.
    """
    if first_year > last_year:
        msg = f"the first January is {first_year}, after the last, {last_year}. Name them in order."
        raise RefusedError(msg)
    earliest, latest = FIRST_JANUARY[trees], 1900 + LAST_MONTH // 12
    if first_year < earliest:
        msg = f"the first January is {first_year}: too little lies before it, {earliest} is the first."
        raise RefusedError(msg)
    if last_year > latest:
        msg = (
            f"the last January is {last_year}, but the published data end before {latest}: who has left "
            f"since would count as staying. Name Januaries to {latest}."
        )
        raise RefusedError(msg)


def panel_bytes(panel: LeaderPanel) -> bytes:
    """The panel as bytes that travel to a worker."""
    parts = [getattr(panel, table.name) for table in fields(panel)]
    buffer = io.BytesIO()
    np.savez(buffer, *[np.frombuffer(_ipc(part), dtype=np.uint8) for part in parts])
    return buffer.getvalue()


def _ipc(table: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    table.write_ipc(buffer)
    return buffer.getvalue()


@lru_cache(maxsize=1)
def _rows(panel: bytes, hindsight: bool, last_month: int) -> TrainingSet:
    with np.load(io.BytesIO(panel)) as stored:
        tables = [pl.read_ipc(io.BytesIO(stored[name].tobytes())) for name in stored.files]
    panel_of_all = LeaderPanel(*tables)
    known = history_of(panel_of_all, last_month, hindsight=hindsight)
    if hindsight:
        return training_set(known)
    taught = history_of(panel_of_all, last_month, hindsight=False, taught=True)
    return training_set(taught, known.situations)


def _work(  # noqa: PLR0917 - what travels to a worker
    panel: bytes, hindsight: bool, last_month: int, cutoff_month: int, every: int, trees: bool
) -> YearReplay:
    from threadpoolctl import threadpool_limits  # pyright: ignore[reportMissingTypeStubs] it has none

    with threadpool_limits(limits=1):  # sums in another order would give other bytes on another machine
        return replay_year(_rows(panel, hindsight, last_month), cutoff_month, every, trees=trees)


def run_years(
    panel: LeaderPanel,
    cutoff_months: Sequence[int],
    folder: Path,
    *,
    hindsight: bool,
    every: int = 3,
    trees: bool = True,
    machines: Machines | None = None,
    last_month: int = LAST_MONTH,
) -> Iterator[int]:
    """Work on every January that is not in the folder yet, storing each as it is done.

    Parameters
    ----------
    panel : LeaderPanel
    cutoff_months : sequence of int
        Januaries, in months since January 1900.
    folder : Path
        Working folder; made if it is not there.
    hindsight : bool
        Retrospective coding of calendar and results.
    every : int
        Months between origins.
    trees : bool
        Grow trees beside the hazards and gates.
    machines : Machines or None
    last_month : int
        Last origin month that the panel covers.

    Yields
    ------
    int
        Each January done, finished ones first.

    Raises
    ------
    RefusedError
        If worker processes are ended again and again, or no scheduler answers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = [month for month in cutoff_months if not _is_stored(folder, month)]
    yield from (month for month in cutoff_months if month not in missing)
    sent = panel_bytes(panel) if missing else b""
    for _ in range(_ATTEMPTS):
        tasks = [(sent, hindsight, last_month, month, every, trees) for month in missing]
        try:
            for done in _mapped(machines or Machines(), _work, tasks):
                _store(done, folder)
                missing.remove(done.cutoff_month)
                yield done.cutoff_month
        except BrokenProcessPool:
            continue  # a worker was killed: what it had in hand is begun again
        return
    msg = (
        f"workers were ended again and again, often for want of memory; the finished Januaries are kept in "
        f"{folder}. Do this again with fewer --jobs."
    )
    raise RefusedError(msg)


def show_progress(done: Iterable[int], total: int) -> None:
    """Go through the Januaries of `run_years` while a bar tells a reader how many are done."""
    from rich.progress import track

    for _ in track(done, description="Januaries", total=total, transient=True):
        pass


def _is_stored(folder: Path, cutoff_month: int) -> bool:
    """True if the January can be read; one that was cut short, or spoilt, is worked on again."""
    try:
        stored_year(folder, cutoff_month)
    except _BROKEN:
        return False
    return True


def stored_year(folder: Path, cutoff_month: int) -> YearReplay:
    """One January from the working folder."""
    with np.load(_replay_path(folder, cutoff_month)) as stored:
        past = PastForecasts(stored["places"], stored["log_odds"])
        baselines = stored["baselines"]
    return YearReplay(cutoff_month, read_parameters(_set_path(folder, cutoff_month)), past, baselines)


def _mapped(
    machines: Machines, work: Callable[..., YearReplay], tasks: list[tuple[Any, ...]]
) -> Iterator[YearReplay]:
    if machines.jobs == 1 and machines.scheduler is None:
        yield from (work(*task) for task in tasks)
        return
    import joblib  # pyright: ignore[reportMissingTypeStubs]

    library: Any = joblib
    calls = [library.delayed(work)(*task) for task in tasks]
    if machines.scheduler is None:
        yield from library.Parallel(n_jobs=machines.jobs, return_as="generator_unordered")(calls)
        return
    import distributed

    cluster: Any = distributed
    try:
        client = cluster.Client(machines.scheduler)
    except OSError as error:
        msg = f"no scheduler answered at {machines.scheduler} ({error}). Start one, or mend --scheduler."
        raise RefusedError(msg) from None
    with client, library.parallel_config("dask"):
        yield from library.Parallel(return_as="generator_unordered", batch_size=1)(calls)


def _store(done: YearReplay, folder: Path) -> None:
    """The parameters first: the replay file marks the January as done."""
    write_parameters(done.parameters, folder)
    path = _replay_path(folder, done.cutoff_month)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as stream:
        np.savez_compressed(
            stream, places=done.past.places, log_odds=done.past.log_odds, baselines=done.baselines
        )
    unfinished.replace(path)


def _replay_path(folder: Path, cutoff_month: int) -> Path:
    return folder / f"replay-{first_of(cutoff_month):%Y-%m}.npz"


def _set_path(folder: Path, cutoff_month: int) -> Path:
    return folder / f"{PREFIX}{first_of(cutoff_month):%Y-%m}{SUFFIX}"
