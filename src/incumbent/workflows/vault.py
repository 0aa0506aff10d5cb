"""Creates and changes vaults: reads clock and randomness, writes age files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from incumbent.domain.errors import RefusedError
from incumbent.protection.age import new_identity


def create_vault(folder: Path, key: Path | None) -> str:
    """Make an empty vault folder, and a new age key where one is asked for.

    Raises
    ------
    RefusedError
        If the folder is not empty, or the key file exists.
    """
    if folder.exists() and any(folder.iterdir()):
        msg = "the vault's folder is not empty. Name a new one; nothing was changed."
        raise RefusedError(msg)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    told = "vault created"
    if key is not None:
        secret, public = new_identity()
        with _private(key) as file:
            file.write(f"# public key: {public}\n{secret}\n")
        told += f"; key created, its public part is {public}. Keep the key on another medium."
    return told


def _private(path: Path) -> IO[str]:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        msg = "the key file exists already. Name a new one; nothing was changed."
        raise RefusedError(msg) from None
    return os.fdopen(handle, "w", encoding="utf-8")
