"""What does a claim's file hold: the schema of claims/ID.toml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from incumbent.domain.claims import Hand, StepKind
from incumbent.domain.vocabulary import DatePrecision
from incumbent.evidence.desk_fields import Identifier, IsoDate, Language, Line, Number, Prose, WebAddress
from incumbent.evidence.desk_files import Strict


class ClaimEventTranslationEntry(Strict):
    """An event's words of yours in another language; quoted words stay in their own."""

    summary: Prose | None = None
    asked_how: Line | None = None
    anonymous_reason: Line | None = None


class ClaimTranslationEntry(Strict):
    """The claim's sentence and names in another language."""

    title: Line
    names: dict[str, Line] = Field(default={})
    """What people, parties, places and papers are called in it, by the name as written in the claim."""


class ClaimVerdictEntry(Strict):
    """What somebody who checked the claim found; only with a scale and a published method."""

    date: IsoDate
    by: Line
    """Who checked it."""
    rating: Number
    """Where on the scale."""
    worst: Number
    """The false end of the scale."""
    best: Number
    """The true end of the scale."""
    label: Line
    """The rating in words, as in mostly true; unproven is none."""
    method_url: WebAddress
    """Where the method is published."""
    source_url: WebAddress
    """Where the verdict is published."""


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
    words_language: Language | None = None
    """Language of `words`, as in en or ru; absent: the desk's first."""
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
    published_in: Line | None = None
    """Name of the newspaper, agency or site in which it was read."""
    post: Identifier | None = None
    """Or the slug of the post of this desk in which it was said."""
    archived_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Salted hash of your own copy of the page."""
    known_at: IsoDate | None = None
    """Since when a reader could know it; absent: the rule for the precision."""
    translations: dict[Language, ClaimEventTranslationEntry] = Field(default={})
    """Your own words in other languages, by language: summary, asked_how, anonymous_reason."""


class ClaimFile(Strict):
    """`claims/ID.toml`: one claim; the file's name is its id, for ever."""

    title: Line
    """The claim in one sentence, without quotation marks."""
    against: list[Line]
    """Parties it accuses by name; each must have answered, or been asked. [] if it accuses nobody by name."""
    mentions: list[Line] = Field(default=[])
    """Leaders of this desk whom the title names without accusing them."""
    leaders: list[Identifier] = Field(default=[])
    """Ids of leaders it concerns."""
    places: list[Line] = Field(default=[])
    fictional: bool = False
    """true for a claim of an invented interview."""
    draft: bool = False
    """true while it is being written: shown nowhere, and the other side may still be missing."""
    verdict: ClaimVerdictEntry | None = None
    """Of somebody who checked it; without one the claim stays a claim."""
    translations: dict[Language, ClaimTranslationEntry] = Field(default={})
    """Title and names in other languages, by language."""
    events: Annotated[list[ClaimEventEntry], Field(min_length=1)]
