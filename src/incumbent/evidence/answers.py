"""Is an answer whole and of the expected shape? Parse all of it or refuse all of it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from incumbent.domain.errors import SourceError
from incumbent.domain.snapshot import Snapshot

T = TypeVar("T")

LATEST_SECOND = 32_503_680_000  # year 3000: later "times" are faults, and datetime could not hold some

_SHAPE_CHANGED = "Its form may have changed: keep the snapshot, and mend the parser before it is used again."


class Outside(BaseModel):
    """A shape that outside bytes must have; fields we do not know are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


def _refuse_constant(name: str) -> float:
    msg = f"{name} is not JSON"
    raise ValueError(msg)


def read_json(snapshot: Snapshot, source: str) -> object:
    """The whole answer as JSON values.

    Raises
    ------
    SourceError
        If the status is not 200 or the body is not one whole JSON text in UTF-8. A time-out can come
        with status 200 and half a body, so nothing is taken from a body that does not end.
    """
    if snapshot.status != 200:
        reason = f"answered with status {snapshot.status}: {_first_words(snapshot.content)}"
        raise SourceError(source, snapshot.address, reason, "Ask again later; nothing was used.")
    try:
        return json_inside(snapshot.content.decode("utf-8"))
    except ValueError as fault:
        reason = f"status 200 with a body that is not whole JSON in UTF-8 ({fault})"
        raise SourceError(source, snapshot.address, reason, "Ask again later; nothing was used.") from fault


def json_inside(text: str) -> object:
    """JSON values of one whole text.

    Raises
    ------
    ValueError
        If it is not one whole JSON text, holds NaN or Infinity, or is nested absurdly deep.
    """
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as fault:
        msg = "nested too deep"
        raise ValueError(msg) from fault


def read_shape(snapshot: Snapshot, source: str, shape: type[T]) -> T:
    """The whole answer as `shape`.

    Parameters
    ----------
    snapshot : Snapshot
    source : str
        Id in the catalogue, for the message.
    shape : type
        What the answer must be, e.g. a model or a list of models.

    Raises
    ------
    SourceError
        If the answer is not whole, or not of that shape; the message names the first field at fault.
    """
    value = read_json(snapshot, source)
    try:
        return TypeAdapter(shape).validate_python(value)
    except ValidationError as fault:
        raise shape_refusal(snapshot, source, fault) from fault


def shape_refusal(snapshot: Snapshot, source: str, fault: ValidationError) -> SourceError:
    """What to raise when an answer is not of the known form."""
    first = fault.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "the top"
    reason = f"the answer is not of the known form at {where}: {first['msg']}"
    return SourceError(source, snapshot.address, reason, _SHAPE_CHANGED)


def read_instant(text: str | None) -> datetime | None:
    """A moment printed by a venue, in UTC; None when absent or not a moment.

    Both `2026-01-01T09:08:43Z` and `2026-01-01 09:08:43+00` occur. A moment without a zone is refused
    (None): which day it falls on would be a guess.
    """
    if not text:
        return None
    mended = re.sub(r"([+-]\d\d)$", r"\1:00", text.strip().replace("Z", "+00:00"))
    try:
        moment = datetime.fromisoformat(mended)
    except ValueError:
        return None
    if moment.tzinfo is None or moment.year < 1900:
        return None  # year 1 stands for "not set"
    return moment.astimezone(UTC)


def _first_words(content: bytes) -> str:
    text = re.sub(r"<[^>]*>", " ", content[:2000].decode("utf-8", errors="replace"))
    return " ".join(text.split())[:120] or "an empty body"
