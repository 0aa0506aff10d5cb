"""Which packaged parameter set may an origin date use."""

from __future__ import annotations

import gzip
import json
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from incumbent.domain.errors import RefusedError
from incumbent.model.parameters import BaseRateParameters, parameters_from_json, parameters_json

PREFIX = "base-rate-"
SUFFIX = ".json.gz"


def parameters_as_of(origin_date: date, folder: Path | None = None) -> BaseRateParameters:
    """The newest parameter set whose cutoff is not after the origin date; no later one is opened.

    Parameters
    ----------
    origin_date : date
    folder : Path or None
        Where the sets lie; None: those shipped in the package.

    Raises
    ------
    RefusedError
        If every set was fitted on later events.
    """
    place = packaged_folder() if folder is None else folder
    cutoffs = {
        cutoff: path for path in place.glob(f"{PREFIX}*{SUFFIX}") if (cutoff := _cutoff(path)) <= origin_date
    }
    if not cutoffs:
        msg = (
            f"no parameter set in {place.name} was fitted before {origin_date}. "
            "Ask for a later date, or fit one with `incumbent train --data DIR`."
        )
        raise RefusedError(msg)
    return _read(cutoffs[max(cutoffs)])


def packaged_folder() -> Path:
    """The folder of the sets shipped in the package."""
    return Path(str(files("incumbent.model") / "parameters_by_january"))


def write_parameters(parameters: BaseRateParameters, folder: Path) -> Path:
    """Write one set as compressed compact JSON, the same bytes for the same parameters."""
    path = folder / f"{parameters.name}{SUFFIX}"
    text = json.dumps(parameters_json(parameters), separators=(",", ":"), allow_nan=False)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    return path


def read_parameters(path: Path) -> BaseRateParameters:
    """One stored set."""
    return parameters_from_json(json.loads(gzip.decompress(path.read_bytes())))


def _cutoff(path: Path) -> date:
    return date.fromisoformat(path.name.removeprefix(PREFIX).removesuffix(SUFFIX) + "-01")


@lru_cache(maxsize=16)
def _read(path: Path) -> BaseRateParameters:
    return read_parameters(path)
