"""Where the folder lies that never enters git."""

from __future__ import annotations

import os
from pathlib import Path

PRIVATE_FOLDERS = ("vault", "originals", "drafts", "consent", "reports", "archive")
ENVIRONMENT_NAME = "INCUMBENT_PRIVATE"


def private_folder(desk: Path) -> Path:
    """The private folder of a desk: `INCUMBENT_PRIVATE` if set, else `DESK-private` beside the desk.

    It is named by rule and not in `desk.toml`: what enters git should not say where it lies.
    """
    named = os.environ.get(ENVIRONMENT_NAME)
    return Path(named) if named else desk.absolute().with_name(f"{desk.absolute().name}-private")
