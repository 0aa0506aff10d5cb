"""Read a desk: its folder, its faults, its facts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from incumbent.domain.desk import Desk
from incumbent.evidence.desk import desk_from
from incumbent.sources.desk import read_desk_files
from incumbent.workflows.pulled import with_pulled


def read_desk(folder: Path | str, today: date) -> Desk:
    """The desk in a folder, checked whole, with the quotes pulled for its linked markets.

    Parameters
    ----------
    folder : path
    today : date
        The clock; a fact that claims to be known later is a fault.

    Returns
    -------
    Desk

    Raises
    ------
    RefusedError
        If there is no such folder.
    FaultsFoundError
        If any file is at fault; it lists every fault, and nothing was written.
    """
    files, faults = read_desk_files(Path(folder), datetime.combine(today, time(), UTC))
    return with_pulled(desk_from(files, today, faults), Path(folder), today)
