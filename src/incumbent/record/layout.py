"""Where each file of a record stands.

record/00000001.jsonl     a segment: one batch, named by its first entry's number
record/00000024.jsonl     the next batch
record/checkpoint.json    how many entries there are, and the last one's hash
record/intent.json        only while a batch is being written (or after a kill)
record/inputs/            what forecasts were computed from, named by their hashes
record/payloads/          texts the record commits to with salt; each can be deleted
record/witnesses/         what third parties stamped
"""

from __future__ import annotations

from pathlib import Path

CHECKPOINT = "checkpoint.json"
INTENT = "intent.json"
INPUTS = "inputs"
PAYLOADS = "payloads"
WITNESSES = "witnesses"
UNFINISHED = ".unfinished"
BESIDE_REBASED, BEFORE_REBASE = ".rebased", ".before-rebase"
"""Endings of the two folders that stand beside a record while it is rebased."""


def segment_name(first_sequence: int) -> str:
    """File name of the segment that begins with this entry; names sort like their entries."""
    return f"{first_sequence:08d}.jsonl"


def segments(record_folder: Path) -> list[Path]:
    """Every segment, in the order of its entries; empty for a folder that is not there."""
    return sorted(record_folder.glob("*.jsonl"))


def stopped_rebase(record_folder: Path) -> str | None:
    """What to say if a rebase was killed after it had moved the old record aside; None if none was."""
    before = record_folder.with_name(record_folder.name + BEFORE_REBASE)
    if record_folder.exists() or not before.is_dir():
        return None
    return (
        f"a rebase was stopped while it exchanged the record: the old one lies in {before}, nothing is lost. "
        "Run `incumbent record DESK --rebase OTHER` again to finish it."
    )
