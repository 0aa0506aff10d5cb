"""Where two clones of a record part, and how one's entries are put after the other's."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from incumbent.domain.errors import RefusedError
from incumbent.domain.record import ChainFields, Draft, Entry
from incumbent.record.appending import append
from incumbent.record.checkpoint import expected_end
from incumbent.record.layout import (
    BEFORE_REBASE,
    BESIDE_REBASED,
    INPUTS,
    PAYLOADS,
    WITNESSES,
    stopped_rebase,
)
from incumbent.record.lock import sole_writer
from incumbent.record.texts import HeldTexts
from incumbent.record.verification import read, require_holding, verify
from incumbent.record.witnesses import witnessed_count


@dataclass(frozen=True, slots=True)
class Fork:
    """Two records that were one: the last entry they share, and how many each added since."""

    shared: int
    ours: int
    theirs: int

    @property
    def parted(self) -> bool:
        """True if both added entries: one author's must be put after the other's."""
        return self.ours > 0 and self.theirs > 0


def fork_point(ours: Sequence[Entry], theirs: Sequence[Entry]) -> Fork:
    """The last entry two records share.

    Parameters
    ----------
    ours, theirs : sequence of Entry
        Records that hold.
    """
    shared = 0
    for one, other in zip(ours, theirs, strict=False):
        if one["_hash"] != other["_hash"]:
            break
        shared += 1
    return Fork(shared, len(ours) - shared, len(theirs) - shared)


def rebase(record_folder: Path, onto: Path, *, recorded_at: datetime) -> list[Entry]:
    """Put our entries since the fork after theirs, visibly: each says which hash it had before.

    The new record is built beside the old one and exchanged with it. After a kill the old one is there,
    or lies beside under its name with `.before-rebase`: then nothing can be read or appended until the
    rebase is run again, which puts it back first.

    Parameters
    ----------
    record_folder : Path
        Our record.
    onto : Path
        The record folder of the other clone.
    recorded_at : datetime
        The clock: the entries are recorded anew, at this time.

    Returns
    -------
    list of Entry
        Our entries as recorded anew; none if only one side had added any.

    Raises
    ------
    RefusedError
        If a witness has seen one of our entries since the fork, the two records share nothing, the other one
        is a copy without its texts, or another run is writing.
    RecordBrokenError
        If one of the records does not hold.
    """
    _put_back(record_folder)
    for folder in (record_folder, onto):
        require_holding(verify(folder), folder)
    ours, theirs = read(record_folder), read(onto)
    fork = fork_point(ours, theirs)
    if not fork.theirs:
        return []
    _require_unwitnessed(record_folder, fork)
    with sole_writer(record_folder):
        _require_unchanged(record_folder, ours)
        beside = record_folder.with_name(record_folder.name + BESIDE_REBASED)
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(onto, beside)
        for kept in (INPUTS, PAYLOADS, WITNESSES):
            if (record_folder / kept).is_dir():
                shutil.copytree(record_folder / kept, beside / kept, dirs_exist_ok=True)
        drafts = _drafts(ours[fork.shared :], first=fork.shared + fork.theirs + 1)
        appended = append(beside, drafts, recorded_at=recorded_at) if drafts else []
        _delete_redacted(beside)
        _require_whole(beside)
        _swap(record_folder, beside)
    return appended


def _delete_redacted(beside: Path) -> None:
    """A text that one clone redacted still lies in the other, and must not come back with it."""
    held = HeldTexts()
    for entry in read(beside):
        held.add(entry)
    for digest in held.redacted_by:
        (beside / PAYLOADS / f"{digest}.json").unlink(missing_ok=True)


def _require_whole(beside: Path) -> None:
    """Nothing is exchanged for a record that would not hold, such as one from a copy without its texts."""
    report = verify(beside)
    if not report.holds:
        shutil.rmtree(beside)
        msg = f"put together, the two records would not hold, so nothing was moved. {report.problem}"
        raise RefusedError(msg)


def _put_back(record_folder: Path) -> None:
    """Undo the first half of an exchange that was killed between its two renames."""
    if stopped_rebase(record_folder) is not None:
        record_folder.with_name(record_folder.name + BEFORE_REBASE).rename(record_folder)


def _require_unchanged(record_folder: Path, ours: Sequence[Entry]) -> None:
    end = expected_end(record_folder).checkpoint
    if end.count != len(ours):
        msg = f"{record_folder} was appended to meanwhile; nothing was moved. Run the rebase again."
        raise RefusedError(msg)


def _require_unwitnessed(record_folder: Path, fork: Fork) -> None:
    if fork.ours and fork.shared == 0:
        msg = "the two records share no entry: they are of different desks. Name a clone of the same desk."
        raise RefusedError(msg)
    if fork.ours and (seen := witnessed_count(record_folder)) > fork.shared:
        msg = (
            f"a witness has seen our entries up to {seen}, and the clones part after entry {fork.shared}: "
            "what was witnessed is not moved. Rebase the other clone onto this one."
        )
        raise RefusedError(msg)


def _drafts(entries: Sequence[Entry], first: int) -> list[Draft]:
    """Our entries without their chain fields, their references to each other moved along."""
    moved = {entry["sequence"]: first + place for place, entry in enumerate(entries)}
    drafts: list[Draft] = []
    for entry in entries:
        chained = set(ChainFields.__annotations__)
        draft = {key: value for key, value in entry.items() if key not in chained}
        draft["rebased_from"] = entry["_hash"]
        for reference in ("corrects", "corrected_by"):
            if draft.get(reference) in moved:
                draft[reference] = moved[cast("int", draft[reference])]
        drafts.append(cast("Draft", draft))
    return drafts


def _swap(record_folder: Path, beside: Path) -> None:
    before = record_folder.with_name(record_folder.name + BEFORE_REBASE)
    shutil.rmtree(before, ignore_errors=True)
    record_folder.rename(before)  # a kill from here to the next line leaves no record: see `_put_back`
    beside.rename(record_folder)
    shutil.rmtree(before)
