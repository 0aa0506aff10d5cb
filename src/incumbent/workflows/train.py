"""Fit one parameter set per January from the published data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from incumbent.model.history import history_of
from incumbent.model.parameters import BaseRateParameters
from incumbent.model.training import fit_parameters, training_set
from incumbent.workflows.panel import load_panel
from incumbent.workflows.parameters import write_parameters

FIRST_YEAR, LAST_YEAR = 1960, 2025


def train(
    data: Path, out: Path, first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR
) -> Iterator[tuple[BaseRateParameters, Path]]:
    """Fit and write the set of each January, earliest first.

    Parameters
    ----------
    data : Path
        Folder of published data files.
    out : Path
        Where the sets are written.
    first_year, last_year : int
        Januaries, both included.

    Yields
    ------
    BaseRateParameters, Path
    """
    panel, _ = load_panel(data)
    rows = training_set(history_of(panel, (last_year - 1900) * 12, hindsight=False))
    out.mkdir(parents=True, exist_ok=True)
    warm: BaseRateParameters | None = None
    for year in range(first_year, last_year + 1):
        warm = fit_parameters(rows, (year - 1900) * 12, warm)
        yield warm, write_parameters(warm, out)
