"""What of a record goes with a site, so that whoever carries the site away can check it."""

from __future__ import annotations

import shutil
from pathlib import Path

from incumbent.record import plain_checker
from incumbent.record.checkpoint import expected_end, file_bytes
from incumbent.record.layout import CHECKPOINT, INPUTS, UNFINISHED, WITNESSES, segments

CHECKER = "check_record.py"


def carry_record(record_folder: Path, place: Path) -> None:
    """Copy a record that holds: entries, inputs, what witnesses answered, and the plain checker.

    The checkpoint says where the record ends even where a killed run left none. Texts that can be deleted
    stay with the desk.

    Parameters
    ----------
    record_folder : Path
    place : Path
        A folder that is not there yet.
    """
    place.mkdir()
    for file in segments(record_folder):
        shutil.copyfile(file, place / file.name)
    end = expected_end(record_folder).checkpoint
    if end.count:
        (place / CHECKPOINT).write_bytes(file_bytes(end))
    for folder in (INPUTS, WITNESSES):
        if (record_folder / folder).is_dir():
            left = shutil.ignore_patterns(".*", f"*{UNFINISHED}")
            shutil.copytree(record_folder / folder, place / folder, ignore=left)
    shutil.copyfile(str(plain_checker.__file__), place / CHECKER)
