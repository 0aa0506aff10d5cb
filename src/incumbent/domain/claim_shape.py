"""How a claim looks to programs: the shape that JSON, CSV and the record share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from incumbent.domain.claims import Claim, ClaimStep, Verdict


class StepJson(TypedDict):
    """One event as others read it.

    `date` is cut to its precision (2017-06 for a month); `post_address` leads from the site's root to the
    post that is the source, where a site is known.
    """

    date: str
    date_precision: str
    known_at: str
    kind: str
    who: str
    hand: str
    words: str
    words_language: str
    summary: str
    asked_how: str
    anonymous_reason: str
    published_in: str
    source_url: str
    post: str
    post_address: str
    archived_sha256: str


STEP_COLUMNS = tuple(StepJson.__annotations__)
"""Columns of an event in CSV, in order."""

CLAIM_COLUMNS = ("claim", "title", "state", "fictional", *STEP_COLUMNS)
"""Columns of the table of all claims: one row an event."""


class VerdictJson(TypedDict):
    """A verdict as others read it."""

    by: str
    date: str
    rating: float
    worst: float
    best: float
    label: str
    method_url: str
    source_url: str


class ChangeJson(TypedDict):
    """How a claim stood since a day."""

    since: str
    state: str


class ClaimJson(TypedDict):
    """One claim as others read it."""

    id: str
    title: str
    state: str
    since: str
    against: list[str]
    leaders: list[str]
    places: list[str]
    fictional: bool
    verdict: VerdictJson | None
    changes: list[ChangeJson]
    events: list[StepJson]


def claim_json(claim: Claim, day: date, addresses: Mapping[str, str] | None = None) -> ClaimJson:
    """The claim in its published shape, with what was known on `day`.

    Parameters
    ----------
    claim : Claim
    day : date
    addresses : mapping of slug to path, optional
        Where the posts of the desk stand on its site.
    """
    known = claim.known_on(day)
    since = known.since(day)
    return {
        "id": known.claim_id,
        "title": known.title,
        "state": known.state_on(day) or "",
        "since": "" if since is None else since.isoformat(),
        "against": list(known.against),
        "leaders": list(known.leader_ids),
        "places": list(known.places),
        "fictional": known.fictional,
        "verdict": None if known.verdict is None else _verdict_json(known.verdict),
        "changes": [{"since": changed.isoformat(), "state": state} for changed, state in known.changes()],
        "events": [step_json(step, addresses or {}) for step in known.steps],
    }


def claim_rows(claim: ClaimJson) -> list[list[str]]:
    """The claim's rows in the table of all claims."""
    whole = [claim["id"], claim["title"], claim["state"], "yes" if claim["fictional"] else "no"]
    return [[*whole, *map(str, event.values())] for event in claim["events"]]


def step_json(step: ClaimStep, addresses: Mapping[str, str]) -> StepJson:
    """One event in its published shape."""
    return {
        "date": step.printed_date,
        "date_precision": step.date_precision.value,
        "known_at": step.known_since.isoformat(),
        "kind": str(step.kind),
        "who": step.who,
        "hand": step.hand or "",
        "words": step.words,
        "words_language": step.words_language,
        "summary": step.summary,
        "asked_how": step.asked_how,
        "anonymous_reason": step.anonymous_reason,
        "published_in": step.published_in,
        "source_url": step.source_url,
        "post": step.post,
        "post_address": addresses.get(step.post, ""),
        "archived_sha256": step.archived_sha256,
    }


def _verdict_json(verdict: Verdict) -> VerdictJson:
    return {
        "by": verdict.by,
        "date": verdict.on.isoformat(),
        "rating": verdict.rating,
        "worst": verdict.worst,
        "best": verdict.best,
        "label": verdict.label,
        "method_url": verdict.method_url,
        "source_url": verdict.source_url,
    }
