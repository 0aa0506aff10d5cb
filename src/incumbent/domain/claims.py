"""Claims: who says what, since when, and who denies it; never a verdict of ours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypedDict

from incumbent.domain.vocabulary import DatePrecision


class StepKind(StrEnum):
    """What happened to a claim on a day."""

    ALLEGED = "alleged"
    REPORTED = "reported"
    DENIED = "denied"
    NO_ANSWER = "no answer"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"


STATE_CHANGING = (
    StepKind.DENIED,
    StepKind.CORROBORATED,
    StepKind.CONFIRMED,
    StepKind.DISPUTED,
    StepKind.WITHDRAWN,
    StepKind.CORRECTED,
)
"""Kinds that change how a claim stands; a report or an unanswered question does not."""


class Hand(StrEnum):
    """How the speaker knows."""

    FIRST = "first hand"
    HEARSAY = "hearsay"


@dataclass(frozen=True, slots=True)
class ClaimStep:
    """One dated event in a claim's life.

    Parameters
    ----------
    event_date : date
    kind : str
        One of StepKind.
    who : str
        Who alleges, reports, denies, was asked, confirms.
    words : str
        Exactly as said; shown in quotation marks.
    source_url : str
        Empty when the source is a post of this desk.
    archived_sha256 : str
        Salted hash of the author's own copy of the page.
    known_at : date or None
        None: the day itself.
    summary : str
        In the author's words.
    hand : Hand or None
        Of an allegation or corroboration.
    anonymous_reason : str
        Why the speaker is not named; empty for a named one.
    asked_how : str
        For `no answer`: by which way and when.
    post : str
        Slug of the post that is the source.
    date_precision : DatePrecision
    """

    event_date: date
    kind: str
    who: str
    words: str
    source_url: str
    archived_sha256: str = ""
    known_at: date | None = None
    summary: str = ""
    hand: Hand | None = None
    anonymous_reason: str = ""
    asked_how: str = ""
    post: str = ""
    date_precision: DatePrecision = DatePrecision.DAY

    @property
    def known_since(self) -> date:
        """First day a reader could know it."""
        return self.known_at or self.event_date


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that somebody says is true, with everything dated that was said of it.

    Parameters
    ----------
    claim_id : str
    title : str
        The sentence.
    leader_ids : tuple of str
    steps : tuple of ClaimStep
        By day.
    against : tuple of str
        Parties the claim accuses by name.
    places : tuple of str
    fictional : bool
    draft : bool
        Not shown, and not yet held to every rule.
    """

    claim_id: str
    title: str
    leader_ids: tuple[str, ...]
    steps: tuple[ClaimStep, ...]
    against: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    fictional: bool = False
    draft: bool = False

    @property
    def state(self) -> str:
        """How it stands with everything known."""
        return self.state_on(date.max) or ""

    def known_on(self, day: date) -> Claim:
        """The claim with only the steps known at the end of `day`."""
        return replace(self, steps=tuple(step for step in self.steps if step.known_since <= day))

    def state_on(self, day: date) -> str | None:
        """How the claim stood at the end of `day`: the newest change of state, else how it began.

        None before anything was known.
        """
        known = sorted((s for s in self.steps if s.known_since <= day), key=lambda step: step.known_since)
        changing = [step.kind for step in known if step.kind in STATE_CHANGING]
        if changing:
            return str(changing[-1])
        return str(known[0].kind) if known else None

    def changes(self) -> tuple[tuple[date, str], ...]:
        """Every day on which the state changed, with the state since then, in order."""
        days = sorted({step.known_since for step in self.steps})
        found: list[tuple[date, str]] = []
        for day in days:
            state = self.state_on(day)
            if state is not None and (not found or found[-1][1] != state):
                found.append((day, state))
        return tuple(found)


class StepJson(TypedDict):
    """One event as others read it."""

    date: str
    known_at: str
    kind: str
    who: str
    words: str
    summary: str
    hand: str
    source_url: str
    post: str


class ClaimJson(TypedDict):
    """One claim as others read it."""

    id: str
    title: str
    state: str
    against: list[str]
    leaders: list[str]
    places: list[str]
    fictional: bool
    events: list[StepJson]


def claim_json(claim: Claim, day: date) -> ClaimJson:
    """The claim in its published shape, as it stood on `day`."""
    return {
        "id": claim.claim_id,
        "title": claim.title,
        "state": claim.state_on(day) or "",
        "against": list(claim.against),
        "leaders": list(claim.leader_ids),
        "places": list(claim.places),
        "fictional": claim.fictional,
        "events": [_step_json(step) for step in claim.steps],
    }


def _step_json(step: ClaimStep) -> StepJson:
    return {
        "date": step.event_date.isoformat(),
        "known_at": step.known_since.isoformat(),
        "kind": str(step.kind),
        "who": step.who,
        "words": step.words,
        "summary": step.summary,
        "hand": step.hand or "",
        "source_url": step.source_url,
        "post": step.post,
    }
