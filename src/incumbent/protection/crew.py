"""Scans the things of a tree in worker processes that may not take too long or too much memory.

Names reach the workers only as process memory: they are forked from a process that holds the scanner. Where
processes cannot be forked the scan runs in this one, without these bounds.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from incumbent.protection.files import Entry
from incumbent.protection.person import Finding
from incumbent.protection.scanner import Scanner

_SHARE = 4_000_000  # bytes of a worker's share of the work
_PATIENCE_S = 60.0  # for a share, beyond what its size asks for
_SLOWEST = 100_000  # bytes a second below which a file is given up
_MOST_MEMORY = 4_000_000_000  # bytes of address space that a worker may take beyond what it starts with

Result = tuple[list[Finding], dict[str, str]]


class _Worker:
    """A process and the share of the tree that it is scanning."""

    def __init__(self, context: Any, scanner: Scanner) -> None:
        self.ours, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, self.ours, scanner), daemon=True)
        signal.pthread_sigmask(
            signal.SIG_BLOCK, {signal.SIGINT}
        )  # the worker keeps it so: only this process ends it
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        theirs.close()
        self.share: Sequence[Entry] = ()
        self.until = 0.0

    def give(self, share: Sequence[Entry], patience: float) -> None:
        self.share = share
        self.until = time.monotonic() + patience + sum(map(_size, share)) / _SLOWEST
        self.ours.send(share)

    def answer(self) -> Result | None:
        """What was found; None where the process died."""
        try:
            return self.ours.recv()
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        self.ours.close()
        self.process.kill()
        self.process.join()


def _size(entry: Entry) -> int:
    try:
        return entry.path.stat().st_size if entry.is_file else 0
    except OSError:
        return 0


def _scanned(scanner: Scanner, entries: Sequence[Entry]) -> Result:
    """Findings, and the hash of every content as it was scanned."""
    hashes: dict[str, str] = {}
    return scanner.scan_entries(entries, hashes), hashes


def _work(pipe: Connection, other_end: Connection, scanner: Scanner) -> None:
    other_end.close()
    forbid_core_dumps()
    _bound_memory()
    try:
        while True:
            pipe.send(_scanned(scanner, pipe.recv()))
    except (EOFError, OSError):
        pass
    finally:
        os._exit(0)  # nothing of the parent's is to be tidied twice, and no traceback is to be written


def forbid_core_dumps() -> None:
    """Keep process memory, and so the vault, out of files."""
    try:
        import resource
    except ImportError:  # not on this system: nothing to forbid
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_memory() -> None:
    try:
        import resource

        import psutil

        most = psutil.Process().memory_info().vms + _MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, OSError, ValueError):
        return


def shares(entries: Sequence[Entry], size: int = _SHARE) -> list[list[Entry]]:
    """Neighbours put together until they have so many bytes."""
    out: list[list[Entry]] = []
    filled = size
    for entry in entries:
        if filled >= size:
            out.append([])
            filled = 0
        out[-1].append(entry)
        filled += _size(entry)
    return out


def scan_shared(
    scanner: Scanner, entries: Sequence[Entry], *, workers: int = 2, patience: float = _PATIENCE_S
) -> Result:
    """Findings in the entries and the hashes of their contents.

    A share that a worker dies on, or does not finish in time, is scanned again file by file; a file on which
    that happens is a blocking finding.

    Parameters
    ----------
    scanner : Scanner
    entries : sequence of Entry
    workers : int
    patience : float
        Seconds for a share, beyond what its size asks for.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return _scanned(scanner, entries)
    gc.freeze()  # what the workers inherit stays shared
    context = multiprocessing.get_context("fork")
    waiting = deque(shares(entries))
    findings: list[Finding] = []
    hashes: dict[str, str] = {}
    crew: list[_Worker] = []
    try:
        while waiting or any(worker.share for worker in crew):
            crew += [_Worker(context, scanner) for _ in range(min(workers, len(waiting)) - len(crew))]
            for worker in crew:
                if waiting and not worker.share:
                    worker.give(waiting.popleft(), patience)
            for worker, result in _finished(crew):
                share, worker.share = worker.share, ()
                if result is not None:
                    findings += result[0]
                    hashes |= result[1]
                    continue
                crew.remove(worker)
                worker.end()
                if len(share) > 1:
                    waiting.extendleft([entry] for entry in reversed(share))
                else:
                    findings += [scanner.refused(entry.name, "took-too-much") for entry in share]
    finally:
        for worker in crew:
            worker.end()
        gc.unfreeze()
    return findings, hashes


def _finished(crew: Sequence[_Worker]) -> list[tuple[_Worker, Result | None]]:
    """Workers that have an answer, that died, or whose time is up."""
    busy = [worker for worker in crew if worker.share]
    left = max(min((worker.until for worker in busy), default=0.0) - time.monotonic(), 0.0)
    ready = set(wait([worker.ours for worker in busy], timeout=left))
    now = time.monotonic()
    return [
        (worker, worker.answer() if worker.ours in ready else None)
        for worker in busy
        if worker.ours in ready or worker.until <= now
    ]
