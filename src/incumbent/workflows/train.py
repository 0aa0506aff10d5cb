"""Fit one parameter set per January from the published data."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from incumbent.model.history import history_of
from incumbent.model.parameters import BaseRateParameters
from incumbent.model.tree_training import pooling_from, with_pooling
from incumbent.workflows.backtest import score_functions
from incumbent.workflows.kept_plan import keep_plan
from incumbent.workflows.model_cards import model_card, past_cases, write_card
from incumbent.workflows.panel import input_hashes, load_panel
from incumbent.workflows.parameters import write_parameters
from incumbent.workflows.years import (
    LAST_MONTH,
    Machines,
    refuse_januaries,
    run_years,
    show_progress,
    stored_year,
)

FIRST_YEAR, LAST_YEAR = 1960, 2025


def train(
    data: Path,
    out: Path,
    first_year: int = FIRST_YEAR,
    last_year: int = LAST_YEAR,
    *,
    work: Path | None = None,
    machines: Machines | None = None,
) -> Iterator[tuple[BaseRateParameters, Path]]:
    """Fit and write the set of each January and its model card, earliest first.

    Calendar and results are coded as they were known then. Weights of a January are learnt from the
    forecasts of the Januaries before it, so a later `first_year` starts with equal weights.

    Parameters
    ----------
    data : Path
        Folder of published data files.
    out : Path
        Where the sets are written.
    first_year, last_year : int
        Januaries, both included.
    work : Path or None
        Where finished Januaries are kept so that a broken run can go on; None: a folder that is
        removed at the end.
    machines : Machines or None

    Yields
    ------
    BaseRateParameters, Path

    Raises
    ------
    RefusedError
        If the panel does not reach to a January, or the work folder holds those of other data or code.
    """
    refuse_januaries(first_year, last_year)
    panel, _ = load_panel(data)
    inputs = input_hashes(data)
    if work is not None:
        keep_plan(work, {"hindsight": False, "every": 3, "trees": True}, inputs, "--work")
    months = [(year - 1900) * 12 for year in range(first_year, last_year + 1)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = work or Path(scratch)
        show_progress(run_years(panel, months, folder, hindsight=False, machines=machines), len(months))
        history = history_of(panel, LAST_MONTH, hindsight=False)
        out.mkdir(parents=True, exist_ok=True)
        years = [stored_year(folder, month) for month in months]
        cases, scores = past_cases(history, years, LAST_MONTH), score_functions()
        for place, year in enumerate(years):
            past = [earlier.past for earlier in years[:place]]
            ready = with_pooling(year.parameters, pooling_from(history, past, year.cutoff_month))
            path = write_parameters(ready, out)
            write_card(model_card(ready, path, inputs, cases, scores), out)
            yield ready, path
