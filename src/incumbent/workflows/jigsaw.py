"""Count the facts that may name a person together, and remember what the author acknowledged."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from incumbent.domain.errors import RefusedError
from incumbent.protection.jigsaw import JigsawWarning, Passage, jigsaw_warnings
from incumbent.protection.jigsaw_english import ENGLISH
from incumbent.protection.jigsaw_russian import RUSSIAN
from incumbent.workflows.desk import read_desk

FILE_NAME = "jigsaw.json"
ID_LENGTH = 12


class _Acknowledgement(BaseModel):
    model_config = ConfigDict(extra="forbid")
    on: date
    reason: str = Field(min_length=1)


class _Stored(BaseModel):
    """`private/jigsaw.json`: acknowledgements by text hash, own estimates by pseudonym."""

    model_config = ConfigDict(extra="forbid")
    acknowledged: dict[str, _Acknowledgement] = Field(default_factory=dict[str, _Acknowledgement])
    own_estimates: dict[str, int] = Field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class JigsawReport:
    """Warnings of a desk or text, apart by whether the author acknowledged them.

    Parameters
    ----------
    pending, acknowledged : tuple of JigsawWarning
    """

    pending: tuple[JigsawWarning, ...]
    acknowledged: tuple[JigsawWarning, ...] = field(default=())

    def public(self) -> dict[str, Any]:
        """The report as JSON-ready values; it repeats the post's own words and nothing of the vault."""
        rows = [_row(one, False) for one in self.pending] + [_row(one, True) for one in self.acknowledged]
        return {"schema": "incumbent-jigsaw-1", "pending": len(self.pending), "warnings": rows}


def warning_id(warning: JigsawWarning) -> str:
    """The short id that an author types to acknowledge a warning."""
    return warning.text_hash[:ID_LENGTH]


def _row(warning: JigsawWarning, acknowledged: bool) -> dict[str, Any]:
    return {
        "id": warning_id(warning),
        "scope": warning.scope.value,
        "about": warning.about,
        "reason": warning.reason,
        "acknowledged": acknowledged,
        "facts": [
            {"kind": fact.kind.value, "text": fact.text, "where": fact.where, "rare": fact.is_rare,
             "instead": fact.instead}
            for fact in warning.facts
        ],
    }  # fmt: skip


def passages_of(place: Path, today: date) -> list[Passage]:
    """The posts of a desk; or one Markdown file, taken as one person's.

    Raises
    ------
    RefusedError
        If there is no such file or folder.
    FaultsFoundError
        If the desk has a fault.
    """
    if place.is_file():
        return [Passage(place.stem, place.read_text(encoding="utf-8"), (place.stem,))]
    posts = read_desk(place, today).posts
    return [Passage(post.slug, post.body, post.pseudonyms) for post in posts]


def jigsaw_report(place: Path, private: Path, today: date) -> JigsawReport:
    """Warnings over paragraph, post and pseudonym, without those acknowledged for this very text.

    Parameters
    ----------
    place : path
        A desk, or one Markdown file.
    private : path
        The folder that never enters git; acknowledgements stand in its `jigsaw.json`.
    today : date

    Returns
    -------
    JigsawReport
    """
    stored = _read(private)
    warnings = warnings_about(passages_of(place, today), stored.own_estimates)
    return _parted(warnings, stored)


def pending_of(passages: Sequence[Passage], private: Path) -> tuple[JigsawWarning, ...]:
    """Warnings about passages that nobody acknowledged for this very text.

    Parameters
    ----------
    passages : sequence of Passage
    private : path
        As in `jigsaw_report`.
    """
    stored = _read(private)
    return _parted(warnings_about(passages, stored.own_estimates), stored).pending


def _parted(warnings: Sequence[JigsawWarning], stored: _Stored) -> JigsawReport:
    known = [one.text_hash in stored.acknowledged for one in warnings]
    return JigsawReport(
        tuple(one for one, is_known in zip(warnings, known, strict=True) if not is_known),
        tuple(one for one, is_known in zip(warnings, known, strict=True) if is_known),
    )


def warnings_about(
    passages: Sequence[Passage], own_estimates: Mapping[str, int]
) -> tuple[JigsawWarning, ...]:
    """Warnings by the clues of every language that the project knows."""
    return jigsaw_warnings(passages, ENGLISH + RUSSIAN, own_estimates)


def acknowledge(place: Path, private: Path, ids: Sequence[str], reason: str, today: date) -> JigsawReport:
    """Remember that a person looked at these warnings and publishes this very text nevertheless.

    Parameters
    ----------
    place, private : path
    ids : sequence of str
        As shown with each warning.
    reason : str
        Why it may be published; kept.
    today : date

    Returns
    -------
    JigsawReport
        What remains.

    Raises
    ------
    RefusedError
        If an id is not that of a pending warning, or the reason is empty.
    """
    if not reason.strip():
        msg = "an acknowledgement needs a reason: say why these facts may stand together (--reason)."
        raise RefusedError(msg)
    pending = {warning_id(one): one for one in jigsaw_report(place, private, today).pending}
    if unknown := [one for one in ids if one not in pending]:
        msg = (
            f"no pending warning has the id {unknown[0]!r}: the text may have changed since. "
            "Run the command without --acknowledge and look at the warnings again."
        )
        raise RefusedError(msg)
    stored = _read(private)
    for one in ids:
        stored.acknowledged[pending[one].text_hash] = _Acknowledgement(on=today, reason=reason.strip())
    _write(private, stored)
    return jigsaw_report(place, private, today)


def estimate_people(private: Path, pseudonym: str, people: int) -> None:
    """Remember the author's own estimate of how many people fit everything under a pseudonym.

    Raises
    ------
    RefusedError
        If `people` is below 1.
    """
    if people < 1:
        msg = f"{people} people cannot fit: the person is one of them, so the estimate is 1 or more."
        raise RefusedError(msg)
    stored = _read(private)
    stored.own_estimates[pseudonym] = people
    _write(private, stored)


def _read(private: Path) -> _Stored:
    path = private / FILE_NAME
    if not path.exists():
        return _Stored()
    try:
        return _Stored.model_validate_json(path.read_bytes())
    except ValidationError as fault:
        msg = (
            f"{FILE_NAME} in the private folder cannot be read ({fault.error_count()} fault(s)): it must be "
            "the file that this command wrote. Restore it from a backup, or remove it and acknowledge again."
        )
        raise RefusedError(msg) from None


def _write(private: Path, stored: _Stored) -> None:
    if not private.is_dir():
        msg = "there is no such private folder: name the one that holds vault/ and drafts/ (--private)."
        raise RefusedError(msg)
    path, fresh = private / FILE_NAME, private / f".{FILE_NAME}.new"
    text = json.dumps(stored.model_dump(mode="json"), ensure_ascii=False, indent=2, sort_keys=True)
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text + "\n")
    fresh.replace(path)
