"""What did a forecast rest on? Every input by id and SHA-256, so that a change shows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from incumbent.domain.leader import Leader
from incumbent.domain.record import InputHash
from incumbent.workflows.forecasting import Known

_SHOWN_ONLY = ("questions", "origins", "origin_dates", "note")
"""Members of a leader file that readers see and no forecast uses."""


def leader_input(leader: Leader) -> InputHash:
    """The hash of what was known of a leader; `leader` as of the origin."""
    facts: dict[str, Any] = {key: value for key, value in asdict(leader).items() if key not in _SHOWN_ONLY}
    for gate in facts["gates"]:
        if gate["announced"]:  # as every gate was before there was the word: older records keep their hashes
            del gate["announced"]
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return {"id": f"leader:{leader.leader_id}", "sha256": hashlib.sha256(text.encode()).hexdigest()}


def input_hashes(known: Known) -> list[InputHash]:
    """The leader, a patron in office, and every quote a forecast saw, used or left out, by id."""
    seen = [known] if known.patron is None else [known, known.patron]
    rows = {quote.provenance.fact_id: quote.provenance.sha256 for one in seen for quote in one.quotes}
    hashes: list[InputHash] = [{"id": name, "sha256": rows[name]} for name in sorted(rows)]
    return [*(leader_input(one.leader) for one in seen), *hashes]
