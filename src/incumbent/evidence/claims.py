"""Which claims may stand on a desk: attributed, dated, sourced, and with the other side heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from pydantic import TypeAdapter, ValidationError

from incumbent.domain.claims import Claim, ClaimStep, ClaimTold, StepKind, Told, Verdict
from incumbent.domain.desk import Post
from incumbent.domain.errors import Fault
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.claim_files import ClaimEventEntry, ClaimFile, ClaimVerdictEntry
from incumbent.evidence.claim_wording import holds_quotation, is_no_verdict, is_unnamed, names
from incumbent.evidence.desk_faults import keys_checked
from incumbent.evidence.desk_fields import Identifier
from incumbent.evidence.desk_text import Keys, toml_of
from incumbent.evidence.known_at import known_at

_BEGINNING = (StepKind.ALLEGED, StepKind.REPORTED)
_ANSWERS = (StepKind.DENIED, StepKind.CONFIRMED, StepKind.NO_ANSWER, StepKind.DISPUTED)
_OWN_WORDS = ("summary", "asked_how", "anonymous_reason")
"""What an author says of an event; a quotation in it would stand without its speaker and language."""
_NEEDS_HAND = (StepKind.ALLEGED, StepKind.CORROBORATED)
_RESERVED = ("index", "state", "party", "place")
"""Names of the site's own pages in claims/."""


def claims_from(
    files: Sequence[Snapshot],
    leaders: Mapping[str, str],
    today: date,
    faults: list[Fault],
    languages: Sequence[str] = (),
) -> dict[str, Claim]:
    """The claims by id; every breach of a rule is added to `faults`.

    Parameters
    ----------
    files : sequence of Snapshot
        Those under claims/.
    leaders : mapping of id to name
        Those that the desk follows.
    today : date
    faults : list of Fault
    languages : sequence of str
        Of the desk; a translation into another is a fault. Empty: not looked at.
    """
    claims: dict[str, Claim] = {}
    for file in files:
        path = PurePosixPath(file.address)
        if path.suffix != ".toml":
            faults.append(Fault(file.address, "a .toml file", "Rename it, or move it out of claims/."))
            continue
        faults.extend(_name_faults(file.address, path.stem))
        keys = toml_of(file, faults)
        entry = None if keys is None else keys_checked(ClaimFile, keys, faults)
        if keys is None or entry is None:
            continue
        faults.extend(_claim_faults(entry, keys, leaders))
        faults.extend(_translation_faults(entry, keys, languages))
        if entry.verdict is not None:
            faults.extend(_verdict_faults(entry.verdict, _begun(entry), keys, today))
        for index, event in enumerate(entry.events):
            faults.extend(_event_faults(event, index, keys, today))
        claims[path.stem] = _claim(path.stem, entry)
    return claims


def citation_faults(claims: Mapping[str, Claim], posts: Sequence[Post]) -> Iterator[Fault]:
    """Claims that rest on a post not there, not shown or later; shown posts that cite a claim in draft."""
    for claim in claims.values():
        for step in claim.steps:
            if step.post:
                yield from _source_faults(claim, step, [post for post in posts if post.slug == step.post])
    for post in posts:
        for name in post.claims:
            if not post.draft and name in claims and claims[name].draft:
                mend = "Finish the claim and remove its draft line, or let the post be a draft too."
                yield Fault(post.path, "a claim that is no draft", mend, column="claims", value=name)


def _source_faults(claim: Claim, step: ClaimStep, found: Sequence[Post]) -> Iterator[Fault]:
    """What is wrong with the post in which something was said."""
    file = f"claims/{claim.claim_id}.toml"
    if not found:
        mend = "Write the slug of a post of this desk."
        yield Fault(file, "the slug of a post", mend, column="post", value=step.post)
    elif not claim.draft and all(post.draft for post in found):
        mend = "Publish the post first, or let the claim be a draft too: draft = true."
        yield Fault(file, "a post that is no draft", mend, column="post", value=step.post)
    elif not claim.draft and step.known_since < (day := min(post.published_on for post in found)):
        must_be = f"not before {day}, when the post {step.post} that says it was published"
        mend = f"Add known_at = {day} to the event: nobody could read it earlier."
        yield Fault(file, must_be, mend, column="known_at", value=str(step.known_since))


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
        verdict=None if entry.verdict is None else _verdict(entry.verdict),
        translations={
            language: ClaimTold(told.title, told.names) for language, told in entry.translations.items()
        },
    )


def _verdict(entry: ClaimVerdictEntry) -> Verdict:
    return Verdict(
        by=entry.by,
        on=entry.date,
        rating=entry.rating,
        worst=entry.worst,
        best=entry.best,
        label=entry.label,
        method_url=entry.method_url,
        source_url=entry.source_url,
    )


def _given(told: Mapping[str, str | None]) -> Told:
    return {name: words for name, words in told.items() if words is not None}


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
        published_in=event.published_in or "",
        words_language=event.words_language or "",
        translations={language: _given(told.model_dump()) for language, told in event.translations.items()},
    )


def _name_faults(address: str, name: str) -> Iterator[Fault]:
    try:
        TypeAdapter[str](Identifier).validate_python(name)
    except ValidationError:
        must_be = "named by an id: lower-case Latin letters, digits, '.', '_' or '-'"
        yield Fault(address, must_be, "Rename it, as in grozny-2017.toml; the name is kept for ever.")
    if name in _RESERVED:
        must_be = f"named otherwise than the site's own pages ({', '.join(_RESERVED)})"
        yield Fault(address, must_be, "Rename it, as in grozny-2017.toml.")


def _translation_faults(entry: ClaimFile, keys: Keys, languages: Sequence[str]) -> Iterator[Fault]:
    told = [(language, words.title) for language, words in entry.translations.items()]
    told += [
        (language, getattr(words, name) or "")
        for event in entry.events
        for language, words in event.translations.items()
        for name in _OWN_WORDS
    ]
    for language, words in told:
        line = _line_with(words, keys) or _line_with(f"translations.{language}", keys)
        if languages and language not in languages[1:]:
            must_be = f"another language of the desk ({', '.join(languages[1:]) or 'there is none'})"
            mend = "Write the claim itself in the desk's first language; add others to desk.toml."
            yield Fault(keys.file, must_be, mend, line, "translations", language)
        if holds_quotation(words):
            mend = "Quoted words stand in `words`, in their own language."
            yield Fault(keys.file, "without quotation marks", mend, line, "translations", words)


def _line_with(words: str, keys: Keys) -> int | None:
    lines = enumerate(keys.text.split("\n"), start=1)
    return next((number for number, line in lines if words and words in line), None)


def _verdict_faults(verdict: ClaimVerdictEntry, begun: date, keys: Keys, today: date) -> Iterator[Fault]:
    if verdict.worst == verdict.best or not _lies_between(verdict.rating, verdict.worst, verdict.best):
        must_be = f"on the scale from {verdict.worst:g} to {verdict.best:g}, whose ends differ"
        mend = "Copy the scale from the published method: worst is its false end, best its true end."
        yield _at(keys, ["verdict", "rating"], f"{verdict.rating:g}", must_be, mend)
    if is_no_verdict(verdict.label):
        mend = "Remove [verdict]: a claim without one is shown as what it is, a claim."
        yield _at(keys, ["verdict", "label"], verdict.label, "a verdict", mend)
    if verdict.date < begun:
        must_be = f"on or after {begun}, when the claim became known"
        yield _at(
            keys, ["verdict", "date"], verdict.date, must_be, "Correct the date, or add who said it first."
        )
    if verdict.date > today:
        mend = "Write what has happened."
        yield _at(keys, ["verdict", "date"], verdict.date, f"not after today ({today})", mend)


def _begun(entry: ClaimFile) -> date:
    """First day on which anything of a claim was known."""
    return min(known_at(event.date, event.date_precision, event.known_at) for event in entry.events)


def _lies_between(value: float, one: float, other: float) -> bool:
    return min(one, other) <= value <= max(one, other)


def _claim_faults(entry: ClaimFile, keys: Keys, leaders: Mapping[str, str]) -> Iterator[Fault]:
    if holds_quotation(entry.title):
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
    yield from _unaccused_faults(entry, keys, leaders)
    answered = {event.who.casefold() for event in entry.events if event.kind in _ANSWERS}
    for party in entry.against:
        if party.casefold() not in answered:
            must_be = "answered: an event denied, disputed, confirmed or no answer by this party"
            mend = "Ask them, and add what they said, or when and how they were asked (kind: no answer)."
            yield _at(keys, ["against"], party, must_be, mend)


def _unaccused_faults(entry: ClaimFile, keys: Keys, leaders: Mapping[str, str]) -> Iterator[Fault]:
    """Leaders whom the claim's sentence names, though nothing says whether it accuses them."""
    sorted_out = " ".join([*entry.against, *entry.mentions])
    for person in dict.fromkeys(name for name in leaders.values() if names(entry.title, name)):
        if not names(sorted_out, person):
            must_be = f"a list that says whether the claim accuses {person}, whom its title names"
            mend = "Add the name to against, with the answer or the attempt to get one; or, if it accuses "
            mend += f'nobody of this name, write mentions = ["{person}"].'
            yield _at(keys, ["against"], ", ".join(entry.against) or "[]", must_be, mend)


def _event_faults(event: ClaimEventEntry, index: int, keys: Keys, today: date) -> Iterator[Fault]:
    at: list[str | int] = ["events", index]

    def wrong(name: str, value: object, must_be: str, mend: str) -> Fault:
        return _at(keys, [*at, name], value, must_be, mend)

    if event.source_url is None and event.post is None:
        mend = "Add source_url, or post for something said in a post of this desk."
        yield wrong("source_url", None, "there: a claim without a source is a rumour", mend)
    if event.words is None and event.summary is None:
        yield wrong("summary", None, "there, or words", "Say what was said or done.")
    for name in _OWN_WORDS:
        if holds_quotation(getattr(event, name) or ""):
            mend = (
                "Put what was said literally into `words`; it is shown in quotation marks beside its source."
            )
            yield wrong(name, None, "without quotation marks", mend)
    if event.kind in _NEEDS_HAND and event.hand is None:
        mend = 'Write hand = "first hand" if the speaker saw it, "hearsay" if the speaker was told.'
        yield wrong("hand", None, "first hand or hearsay", mend)
    if event.kind is StepKind.NO_ANSWER and event.asked_how is None:
        mend = "Say by which way they were asked and how long they had."
        yield wrong("asked_how", None, "there for no answer", mend)
    if is_unnamed(event.who) and event.anonymous_reason is None:
        mend = "Say why the name is withheld, or name the speaker; a name begins with a capital letter."
        yield wrong("anonymous_reason", None, "there for an anonymous source", mend)
    known = known_at(event.date, event.date_precision, event.known_at)
    if event.date > today or (event.known_at or event.date) > today:
        name = "date" if event.date > today else "known_at"
        yield wrong(name, getattr(event, name), f"not after today ({today})", "Write what has happened.")
    elif known > today:
        must_be = f"there: a date known to the {event.date_precision} counts from {known}, which is to come"
        yield wrong("known_at", None, must_be, f"Add the day on which you read it, as in known_at = {today}.")
    if event.known_at is not None and event.known_at < event.date:
        yield wrong("known_at", event.known_at, f"on or after {event.date}", "Correct one of the two dates.")


def _at(keys: Keys, path: list[str | int], value: object, must_be: str, mend: str) -> Fault:
    shown = None if value is None else str(value)
    return Fault(keys.file, must_be, mend, keys.line_of(path), str(path[-1]), shown)
