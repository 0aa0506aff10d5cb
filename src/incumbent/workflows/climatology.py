"""Which packaged climatology may an origin date use? One for each January, from the months before it."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import cast

import numpy as np

from incumbent.model.climatology import Climatology, climatology_before
from incumbent.model.history import history_of
from incumbent.workflows.counted_before import newest_before
from incumbent.workflows.panel import load_panel

FORMAT = "incumbent-climatology-1"
_DIGITS = 6


def packaged_file() -> Path:
    """The table shipped in the package."""
    return Path(str(files("incumbent.model") / "climatology.json"))


def climatology_as_of(origin_date: date) -> Climatology:
    """The newest climatology whose cutoff is not after the origin date.

    Raises
    ------
    RefusedError
        If none was counted before it.
    """
    return newest_before(_packaged(), origin_date, "climatology")


@lru_cache(maxsize=1)
def _packaged() -> tuple[Climatology, ...]:
    raw = json.loads(packaged_file().read_text(encoding="utf-8"))
    staying = cast("dict[str, list[float]]", raw["staying"])
    return tuple(Climatology(date.fromisoformat(day), np.array(values)) for day, values in staying.items())


def write_climatology(data: Path, first_year: int, last_year: int, path: Path) -> Path:
    """Count each January's climatology from the published data and write the table.

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
    counted = [climatology_before(history, date(year, 1, 1)) for year in range(first_year, last_year + 1)]
    staying = {item.cutoff.isoformat(): item.staying.round(_DIGITS).tolist() for item in counted}
    text = json.dumps({"format": FORMAT, "staying": staying}, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
    return path
