"""What did a forecast rest on? Every input by id and SHA-256, so that a change shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from incumbent.domain.leader import Leader
from incumbent.domain.quotes import Quote
from incumbent.domain.record import InputHash

_SHOWN_ONLY = ("questions", "origins", "origin_dates", "note")
"""Members of a leader file that readers see and no forecast uses."""


def leader_input(leader: Leader) -> InputHash:
    """The hash of what was known of a leader; `leader` as of the origin."""
    facts: dict[str, Any] = {key: value for key, value in asdict(leader).items() if key not in _SHOWN_ONLY}
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return {"id": f"leader:{leader.leader_id}", "sha256": hashlib.sha256(text.encode()).hexdigest()}


def input_hashes(leader: Leader, quotes: Iterable[Quote]) -> list[InputHash]:
    """The leader and every quote a forecast saw, by id.

    Parameters
    ----------
    leader : Leader
        As known at the origin.
    quotes : iterable of Quote
        Known at the origin and about the leader, used or left out.
    """
    rows = [quote.provenance for quote in quotes]
    hashes: list[InputHash] = [{"id": row.fact_id, "sha256": row.sha256} for row in rows]
    return [leader_input(leader), *sorted(hashes, key=lambda item: item["id"])]
