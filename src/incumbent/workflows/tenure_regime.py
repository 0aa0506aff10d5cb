"""Which packaged table of tenure by regime may an origin date use? One for each January."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import cast

import numpy as np

from incumbent.model.history import history_of
from incumbent.model.situations import REGIME_GROUPS
from incumbent.model.tenure_regime import TenureRegimeTable, tenure_regime_before
from incumbent.workflows.counted_before import newest_before
from incumbent.workflows.panel import load_panel

FORMAT = "incumbent-tenure-regime-1"
_DIGITS = 6


def packaged_file() -> Path:
    """The tables shipped in the package."""
    return Path(str(files("incumbent.model") / "tenure_regime.json"))


def tenure_regime_as_of(origin_date: date) -> TenureRegimeTable:
    """The newest table whose cutoff is not after the origin date.

    Raises
    ------
    RefusedError
        If none was counted before it.
    """
    return newest_before(_packaged(), origin_date, "table of tenure by regime")


@lru_cache(maxsize=1)
def _packaged() -> tuple[TenureRegimeTable, ...]:
    raw = json.loads(packaged_file().read_text(encoding="utf-8"))
    hazards = cast("dict[str, list[list[float]]]", raw["hazard"])
    return tuple(TenureRegimeTable(date.fromisoformat(day), np.array(rows)) for day, rows in hazards.items())


def write_tenure_regime(data: Path, first_year: int, last_year: int, path: Path) -> Path:
    """Count each January's table from the published data and write them.

    Parameters
    ----------
    data : Path
        Folder of published data files.
    first_year, last_year : int
        Januaries, both included.
    path : Path
    """
    panel, _ = load_panel(data)
    history = history_of(panel, (last_year - 1900) * 12, hindsight=False)
    tables = [tenure_regime_before(history, date(year, 1, 1)) for year in range(first_year, last_year + 1)]
    hazards = {table.cutoff.isoformat(): table.hazard.round(_DIGITS).tolist() for table in tables}
    content = {"format": FORMAT, "regimes": REGIME_GROUPS, "hazard": hazards}
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")
    return path
