"""Which bytes stand in a desk's folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from incumbent.domain.errors import Fault, RefusedError
from incumbent.domain.snapshot import Snapshot

READ_FOLDERS = ("leaders", "evidence", "posts", "claims", "translations")
LARGEST_FILE_BYTES = 8 * 1024 * 1024


def read_desk_files(folder: Path, read_at: datetime) -> tuple[list[Snapshot], list[Fault]]:
    """Every file of a desk that the software reads, and what could not be read.

    Hidden files, images, the record and the site are not read here. A file of more than
    `LARGEST_FILE_BYTES` is a fault and is not opened; so is a link that leads out of the desk.

    Parameters
    ----------
    folder : Path
    read_at : datetime
        With a time zone.

    Raises
    ------
    RefusedError
        If the folder is not there.
    """
    if not folder.is_dir():
        msg = (
            f"{folder} is no folder. Name the desk first, as in `incumbent estimate my-desk putin`, or with "
            "`--desk my-desk`; `incumbent new FOLDER` makes one."
        )
        raise RefusedError(msg)
    snapshots: list[Snapshot] = []
    faults: list[Fault] = []
    for path in _candidates(folder):
        address = path.relative_to(folder).as_posix()
        fault = _unreadable(folder, path, address)
        if fault is not None:
            faults.append(fault)
            continue
        try:
            snapshots.append(Snapshot(address, path.read_bytes(), read_at))
        except OSError as error:
            mend = "Check the file's permissions."
            faults.append(Fault(address, f"readable ({error.strerror})", mend))
    return snapshots, faults


def _candidates(folder: Path) -> Iterator[Path]:
    settings = folder / "desk.toml"
    if settings.exists():
        yield settings
    for name in READ_FOLDERS:
        for path in sorted((folder / name).rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if not hidden and not path.is_dir():
                yield path


def _unreadable(folder: Path, path: Path, address: str) -> Fault | None:
    if not path.resolve().is_relative_to(folder.resolve()):
        return Fault(address, "a file inside the desk", "Replace the link by the file it points to.")
    if not path.is_file():
        return Fault(address, "an ordinary file", "Remove it, or replace it by a file.")
    size = path.stat().st_size
    if size > LARGEST_FILE_BYTES:
        must_be = f"at most {LARGEST_FILE_BYTES // 1024**2} MiB"
        mend = "It was not opened: a desk's file is short text. Look at what has been written into it."
        return Fault(address, must_be, mend, value=f"{size:,} bytes")
    return None
