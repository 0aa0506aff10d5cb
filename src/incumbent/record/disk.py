"""How bytes reach the disk so that a kill leaves the old file or the new one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from incumbent.record.layout import UNFINISHED


class Disk(Protocol):
    """What the record asks of a file system; tests pass one that fails."""

    def replace(self, path: Path, content: bytes) -> None:
        """Write a file whole and durably: after a kill it is the old one or the new one."""
        ...

    def remove(self, path: Path) -> None:
        """Remove a file durably; one that is not there is no fault."""
        ...


class LocalDisk:
    """A local file system: write beside, fsync, rename, fsync the folder."""

    def replace(self, path: Path, content: bytes) -> None:
        """Write a file whole and durably."""
        unfinished = path.with_name(path.name + UNFINISHED)
        try:
            with unfinished.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.replace(path)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        self._sync_folder(path.parent)

    def remove(self, path: Path) -> None:
        """Remove a file durably."""
        path.unlink(missing_ok=True)
        self._sync_folder(path.parent)

    @staticmethod
    def _sync_folder(folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
