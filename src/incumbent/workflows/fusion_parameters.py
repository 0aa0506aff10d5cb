"""Which set of fusion parameters an origin date may use."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from incumbent.model.fusion_parameters import FusionParameters, fusion_parameters_from_json


def fusion_parameters_as_of(origin_date: date, path: Path | None = None) -> FusionParameters:
    """The set with the newest cutoff not after the origin date; before the first, the start values.

    Parameters
    ----------
    origin_date : date
    path : Path or None
        A file of sets; None: the one shipped in the package.
    """
    sets = _read(packaged_path() if path is None else path)
    usable = [each for each in sets if each.cutoff is None or each.cutoff <= origin_date]
    return max(usable, key=lambda each: each.cutoff or date.min)


def packaged_path() -> Path:
    """The file of the sets shipped in the package."""
    return Path(str(files("incumbent.model") / "fusion.json"))


@lru_cache(maxsize=8)
def _read(path: Path) -> tuple[FusionParameters, ...]:
    """The start values, and each learnt set: the start values with what it names replaced."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    learnt: list[dict[str, Any]] = content["sets"]
    return tuple(fusion_parameters_from_json({**content["start"], **each}) for each in [{}, *learnt])
