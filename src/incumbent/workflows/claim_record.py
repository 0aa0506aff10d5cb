"""Which entries of the record say how a claim stood, and how they come there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import cast

from incumbent import record
from incumbent.domain.claim_shape import step_json
from incumbent.domain.claims import Claim
from incumbent.domain.record import Commitment, Entry
from incumbent.record.layout import PAYLOADS

_VOUCHED = (
    "date",
    "known_at",
    "kind",
    "who",
    "hand",
    "words",
    "summary",
    "asked_how",
    "anonymous_reason",
    "source_url",
    "post",
)
"""What the record vouches for of an event. Never add to it: every claim would be recorded anew."""


def claim_commitments(claims: Iterable[Claim], record_folder: Path) -> Iterator[Commitment]:
    """For every day on which something of a shown claim became known, a salted commitment to how it stood.

    An entry shows only day and hash: neither the claim's name nor its words stand in the record for ever.
    """
    kept = {text: digest for digest, text in _claim_texts(record_folder)}
    for claim in claims:
        for day in () if claim.draft else claim.days:
            text, named = standing_text(claim, day), day.isoformat()
            if text in kept:
                yield {"what": "claim", "id": named, "sha256": kept[text]}
            else:
                yield record.commit(record_folder, "claim", named, text)


def standing_text(claim: Claim, day: date) -> str:
    """How a claim stood at the end of a day, in the words that the record vouches for."""
    known = claim.known_on(day)
    verdict = known.verdict
    events = [dict(step_json(step, {})) for step in known.steps]
    text: dict[str, object] = {
        "id": claim.claim_id,
        "title": claim.title,
        "against": list(claim.against),
        "state": known.state_on(day),
        "events": [{name: event[name] for name in _VOUCHED if event[name]} for event in events],
    }
    if verdict is not None:
        text["verdict"] = f"{verdict.by}: {verdict.label} ({verdict.source_url})"
    return json.dumps(text, ensure_ascii=False, sort_keys=True)


def claim_entries(
    claims: Iterable[Claim], record_folder: Path, entries: Iterable[Entry]
) -> Mapping[tuple[str, date], int]:
    """Number of the first entry that vouches for how each claim stood since each day.

    Days for which the record vouches for nothing, or for other words than today's, are not in it.
    """
    texts = {text: digest for digest, text in _claim_texts(record_folder)}
    numbers: dict[str, int] = {}
    for entry in entries:
        if entry["kind"] == "note":
            for commitment in entry.get("commitments", []):
                numbers.setdefault(commitment["sha256"], entry["sequence"])
    wanted = ((claim, day) for claim in claims for day in claim.days)
    found = {
        (claim.claim_id, day): numbers.get(texts.get(standing_text(claim, day), "")) for claim, day in wanted
    }
    return {place: number for place, number in found.items() if number is not None}


def texts_of_claim(record_folder: Path, claim_id: str) -> set[str]:
    """Commitments to any version of a claim."""
    return {digest for digest, text in _claim_texts(record_folder) if json.loads(text).get("id") == claim_id}


def old_texts_of_claim(claims: Iterable[Claim], record_folder: Path, claim_id: str) -> set[str]:
    """Commitments to versions of a claim that say other words than the desk does today; all of a draft's."""
    shown = [claim for claim in claims if claim.claim_id == claim_id and not claim.draft]
    standing = {standing_text(claim, day) for claim in shown for day in claim.days}
    still = {digest for digest, text in _claim_texts(record_folder) if text in standing}
    return texts_of_claim(record_folder, claim_id) - still


def _claim_texts(record_folder: Path) -> Iterator[tuple[str, str]]:
    """Commitment and text of every claim kept beside the record."""
    for path in sorted((record_folder / PAYLOADS).glob("*.json")):
        kept = cast("dict[str, str]", json.loads(path.read_bytes()))
        if kept["what"] == "claim":
            yield path.stem, kept["text"]
