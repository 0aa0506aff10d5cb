"""Which claims may stand on a desk: attributed, dated, sourced, and with the other side heard."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import Field, StringConstraints

from incumbent.domain.claims import Claim, ClaimStep, Hand, StepKind
from incumbent.domain.desk import Post
from incumbent.domain.errors import Fault
from incumbent.domain.snapshot import Snapshot
from incumbent.domain.vocabulary import DatePrecision
from incumbent.evidence.desk_faults import keys_checked
from incumbent.evidence.desk_fields import Identifier, IsoDate, Line, Prose, WebAddress
from incumbent.evidence.desk_files import Strict
from incumbent.evidence.desk_text import Keys, toml_of
from incumbent.evidence.known_at import known_at

_QUOTATION_MARKS = re.compile('["“”„«»]')
_BEGINNING = (StepKind.ALLEGED, StepKind.REPORTED)
_ANSWERS = (StepKind.DENIED, StepKind.CONFIRMED, StepKind.NO_ANSWER, StepKind.DISPUTED)
_NEEDS_HAND = (StepKind.ALLEGED, StepKind.CORROBORATED)


class ClaimEventEntry(Strict):
    """One dated event of a claim."""

    date: IsoDate
    date_precision: DatePrecision = DatePrecision.DAY
    kind: StepKind
    """alleged, reported, denied, no answer, corroborated, confirmed, disputed, withdrawn or corrected."""
    who: Line
    """Who alleges, reports, denies, was asked, confirms; a protected person by pseudonym."""
    words: Prose | None = None
    """Exactly as said, without quotation marks around it."""
    summary: Prose | None = None
    """In your own words; no quotation marks."""
    hand: Hand | None = None
    """first hand or hearsay: needed for alleged and corroborated."""
    anonymous_reason: Line | None = None
    """Why the speaker is not named; needed when `who` is anonymous."""
    asked_how: Line | None = None
    """no answer: by which way the party was asked, and until when it could answer."""
    source_url: WebAddress | None = None
    """Where it was read."""
    post: Identifier | None = None
    """Or the slug of the post of this desk in which it was said."""
    archived_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Salted hash of your own copy of the page."""
    known_at: IsoDate | None = None
    """Since when a reader could know it; absent: the rule for the precision."""


class ClaimFile(Strict):
    """`claims/ID.toml`: one claim; the file's name is its id, for ever."""

    title: Line
    """The claim in one sentence, without quotation marks."""
    against: list[Line] = Field(default=[])
    """Parties it accuses by name; each must have answered, or been asked."""
    leaders: list[Identifier] = Field(default=[])
    """Ids of leaders it concerns."""
    places: list[Line] = Field(default=[])
    fictional: bool = False
    """true for a claim of an invented interview."""
    draft: bool = False
    """true while it is being written: shown nowhere, and the other side may still be missing."""
    events: Annotated[list[ClaimEventEntry], Field(min_length=1)]


def claims_from(
    files: Sequence[Snapshot], leaders: Collection[str], today: date, faults: list[Fault]
) -> dict[str, Claim]:
    """The claims by id; every breach of a rule is added to `faults`.

    Parameters
    ----------
    files : sequence of Snapshot
        Those under claims/.
    leaders : collection of str
    today : date
    faults : list of Fault
    """
    claims: dict[str, Claim] = {}
    for file in files:
        path = PurePosixPath(file.address)
        if path.suffix != ".toml":
            faults.append(Fault(file.address, "a .toml file", "Rename it, or move it out of claims/."))
            continue
        keys = toml_of(file, faults)
        entry = None if keys is None else keys_checked(ClaimFile, keys, faults)
        if keys is None or entry is None:
            continue
        faults.extend(_claim_faults(entry, keys, leaders))
        for index, event in enumerate(entry.events):
            faults.extend(_event_faults(event, index, keys, today))
        claims[path.stem] = _claim(path.stem, entry)
    return claims


def citation_faults(claims: Mapping[str, Claim], posts: Sequence[Post]) -> Iterator[Fault]:
    """Claims that rest on a post that is not there, and shown posts that cite a claim still in draft."""
    slugs = {post.slug for post in posts}
    for claim in claims.values():
        for step in claim.steps:
            if step.post and step.post not in slugs:
                file, mend = f"claims/{claim.claim_id}.toml", "Write the slug of a post of this desk."
                yield Fault(file, "the slug of a post", mend, column="post", value=step.post)
    for post in posts:
        for name in post.claims:
            if not post.draft and name in claims and claims[name].draft:
                mend = "Finish the claim and remove its draft line, or let the post be a draft too."
                yield Fault(post.path, "a claim that is no draft", mend, column="claims", value=name)


def _claim(claim_id: str, entry: ClaimFile) -> Claim:
    steps = sorted((_step(event) for event in entry.events), key=lambda step: step.event_date)
    return Claim(
        claim_id=claim_id,
        title=entry.title,
        leader_ids=tuple(entry.leaders),
        steps=tuple(steps),
        against=tuple(entry.against),
        places=tuple(entry.places),
        fictional=entry.fictional,
        draft=entry.draft,
    )


def _step(event: ClaimEventEntry) -> ClaimStep:
    return ClaimStep(
        event_date=event.date,
        kind=event.kind,
        who=event.who,
        words=event.words or "",
        source_url=event.source_url or "",
        archived_sha256=event.archived_sha256 or "",
        known_at=known_at(event.date, event.date_precision, event.known_at),
        summary=event.summary or "",
        hand=event.hand,
        anonymous_reason=event.anonymous_reason or "",
        asked_how=event.asked_how or "",
        post=event.post or "",
        date_precision=event.date_precision,
    )


def _claim_faults(entry: ClaimFile, keys: Keys, leaders: Collection[str]) -> Iterator[Fault]:
    if _QUOTATION_MARKS.search(entry.title):
        mend = "Say it in your own words; put quotations into an event's `words`, with their source."
        yield _at(keys, ["title"], entry.title, "without quotation marks", mend)
    for name in entry.leaders:
        if name not in leaders:
            must_be = f"a leader of this desk ({', '.join(leaders) or 'there is none'})"
            yield _at(keys, ["leaders"], name, must_be, "Correct the id.")
    first = min(entry.events, key=lambda event: event.date)
    if first.kind not in _BEGINNING:
        index = entry.events.index(first)
        mend = "Add who alleged it first, or who reported it, with the day."
        yield _at(keys, ["events", index, "kind"], first.kind, "alleged or reported at the beginning", mend)
    if entry.draft:
        return
    answered = {event.who.casefold() for event in entry.events if event.kind in _ANSWERS}
    for party in entry.against:
        if party.casefold() not in answered:
            must_be = "answered: an event denied, disputed, confirmed or no answer by this party"
            mend = "Ask them, and add what they said, or when and how they were asked (kind: no answer)."
            yield _at(keys, ["against"], party, must_be, mend)


def _event_faults(event: ClaimEventEntry, index: int, keys: Keys, today: date) -> Iterator[Fault]:
    at: list[str | int] = ["events", index]

    def wrong(name: str, value: object, must_be: str, mend: str) -> Fault:
        return _at(keys, [*at, name], value, must_be, mend)

    if event.source_url is None and event.post is None:
        mend = "Add source_url, or post for something said in a post of this desk."
        yield wrong("source_url", None, "there: a claim without a source is a rumour", mend)
    if event.words is None and event.summary is None:
        yield wrong("summary", None, "there, or words", "Say what was said or done.")
    if event.summary is not None and _QUOTATION_MARKS.search(event.summary):
        mend = "Put what was said literally into `words`; it is shown in quotation marks beside its source."
        yield wrong("summary", None, "without quotation marks", mend)
    if event.kind in _NEEDS_HAND and event.hand is None:
        mend = 'Write hand = "first hand" if the speaker saw it, "hearsay" if the speaker was told.'
        yield wrong("hand", None, "first hand or hearsay", mend)
    if event.kind is StepKind.NO_ANSWER and event.asked_how is None:
        mend = "Say by which way they were asked and how long they had."
        yield wrong("asked_how", None, "there for no answer", mend)
    if event.who.casefold().startswith("anonym") and event.anonymous_reason is None:
        mend = "Say why the name is withheld, or name the speaker."
        yield wrong("anonymous_reason", None, "there for an anonymous source", mend)
    if event.date > today or (event.known_at or event.date) > today:
        name = "date" if event.date > today else "known_at"
        yield wrong(name, getattr(event, name), f"not after today ({today})", "Write what has happened.")
    if event.known_at is not None and event.known_at < event.date:
        yield wrong("known_at", event.known_at, f"on or after {event.date}", "Correct one of the two dates.")


def _at(keys: Keys, path: list[str | int], value: object, must_be: str, mend: str) -> Fault:
    shown = None if value is None else str(value)
    return Fault(keys.file, must_be, mend, keys.line_of(path), str(path[-1]), shown)
