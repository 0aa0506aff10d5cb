"""Which Januaries kept in a folder may be gone on with: those of the same options, data and code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from incumbent.domain.errors import RefusedError

PLAN = "plan.json"
_CODE = ("incumbent.domain", "incumbent.evidence", "incumbent.model", "incumbent.backtest")


def keep_plan(folder: Path, options: Mapping[str, Any], inputs: Mapping[str, str], option: str) -> None:
    """Write what the Januaries of a folder rest on; refuse to go on with those of something else.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    options : mapping of name to JSON-ready value
        Whatever changes a January.
    inputs : mapping of path to sha256
        Of the published files.
    option : str
        The command's option that names another folder.

    Raises
    ------
    RefusedError
        If the folder is a file, or holds Januaries of another plan, other data or other code.
    """
    path = folder / PLAN
    now = {**options, "inputs": dict(inputs), "code": code_digest()}
    if folder.exists() and not folder.is_dir():
        msg = f"{folder} is a file. Name a folder with {option}."
        raise RefusedError(msg)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return
    stored = _stored(path)
    other = sorted(key for key in now if stored.get(key) != now[key])
    if other:
        msg = (
            f"{path} says that the years kept in this folder were replayed with other {', '.join(other)}. "
            f"Name another folder with {option}, or remove this one to begin anew."
        )
        raise RefusedError(msg)


def _stored(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        msg = f"{path} cannot be read: what the years beside it rest on is not known. Remove the folder."
        raise RefusedError(msg) from None


def code_digest() -> str:
    """The sha256 of every module that a January goes through."""
    digest = hashlib.sha256()
    for package in _CODE:
        for module in sorted(Path(str(files(package))).rglob("*.py")):
            digest.update(f"{package}/{module.name}\n".encode() + module.read_bytes())
    return digest.hexdigest()
