"""Who may write to a record right now: one run at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from incumbent.domain.errors import RefusedError


@contextmanager
def sole_writer(record_folder: Path) -> Generator[None]:
    """Hold the record for writing; the lock goes with the process, so a kill leaves none behind.

    Raises
    ------
    RefusedError
        If another run holds it: nothing of this run was written.
    """
    handle = os.open(record_folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            msg = (
                f"{record_folder} is being written by another run; nothing of this one was recorded. "
                "Wait until the other has ended, then run again."
            )
            raise RefusedError(msg) from taken
        if not _is_still(record_folder, handle):
            msg = f"{record_folder} was exchanged by another run meanwhile; nothing was recorded. Run again."
            raise RefusedError(msg)
        yield
    finally:
        os.close(handle)


def _is_still(record_folder: Path, handle: int) -> bool:
    """True if the folder that was locked is the one that bears the name: a rebase puts another there."""
    try:
        return os.path.samestat(record_folder.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


@contextmanager
def no_writer(record_folder: Path) -> Generator[None]:
    """Hold the record for reading: waits for a batch that is being written to end."""
    handle = os.open(record_folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)
