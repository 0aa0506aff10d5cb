"""Claims: who says what, since when, and who denies it; never a verdict of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

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


Told = Mapping[str, str]
"""Words in another language, by the name of the field they stand for."""


def _untranslated() -> Mapping[str, Told]:
    return {}


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """A claim in another language: its sentence, and what people, places and papers are called there."""

    title: str
    names: Told


def _told_nowhere() -> Mapping[str, ClaimTold]:
    return {}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody who checked the claim found, on a published scale by a published method.

    Parameters
    ----------
    by : str
    on : date
    rating, worst, best : float
        `worst` is the false end of the scale, `best` the true one.
    label : str
        The rating in words.
    method_url : str
        Where the method is published.
    source_url : str
        Where the verdict is published.
    """

    by: str
    on: date
    rating: float
    worst: float
    best: float
    label: str
    method_url: str
    source_url: str


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
    published_in : str
        Name of the newspaper, agency or site in which it was read.
    words_language : str
        Language of `words`; empty: the desk's first.
    translations : mapping of language to Told
        `summary`, `asked_how` and `anonymous_reason` in other languages; never `words`.
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
    published_in: str = ""
    words_language: str = ""
    translations: Mapping[str, Told] = field(default_factory=_untranslated)

    @property
    def known_since(self) -> date:
        """First day a reader could know it."""
        return self.known_at or self.event_date

    @property
    def printed_date(self) -> str:
        """The date as far as it is known: 2017-06-15, 2017-06 or 2017."""
        whole = self.event_date.isoformat()
        return whole[: {DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}.get(self.date_precision, 10)]


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
    verdict : Verdict or None
    translations : mapping of language to ClaimTold
    """

    claim_id: str
    title: str
    leader_ids: tuple[str, ...]
    steps: tuple[ClaimStep, ...]
    against: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    fictional: bool = False
    draft: bool = False
    verdict: Verdict | None = None
    translations: Mapping[str, ClaimTold] = field(default_factory=_told_nowhere)

    @property
    def state(self) -> str:
        """How it stands with everything known."""
        return self.state_on(date.max) or ""

    def known_on(self, day: date) -> Claim:
        """The claim with only the steps known at the end of `day`."""
        verdict = self.verdict if self.verdict is not None and self.verdict.on <= day else None
        known = tuple(step for step in self.steps if step.known_since <= day)
        return replace(self, steps=known, verdict=verdict)

    def told_in(self, language: str) -> Claim:
        """The claim in another language, as far as it was translated; quoted words stay as they are."""
        names = self._names_in(language)
        return replace(
            self,
            title=self.translations[language].title if language in self.translations else self.title,
            against=tuple(names.get(name, name) for name in self.against),
            places=tuple(names.get(name, name) for name in self.places),
            steps=tuple(
                replace(
                    step,
                    who=names.get(step.who, step.who),
                    published_in=names.get(step.published_in, step.published_in),
                    **step.translations.get(language, {}),
                )
                for step in self.steps
            ),
        )

    def _names_in(self, language: str) -> Told:
        return self.translations[language].names if language in self.translations else {}

    @property
    def days(self) -> tuple[date, ...]:
        """Every day on which something of it became known, in order."""
        known = {step.known_since for step in self.steps}
        return tuple(sorted(known if self.verdict is None else {*known, self.verdict.on}))

    @property
    def rests_on_hearsay(self) -> bool:
        """True if everybody who alleges or corroborates it was told of it by others."""
        hands = {step.hand for step in self.steps if step.hand is not None}
        return hands == {Hand.HEARSAY}

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

    def since(self, day: date) -> date | None:
        """Since when it has stood as it stands on `day`; None before anything was known."""
        changes = [changed for changed, _state in self.changes() if changed <= day]
        return changes[-1] if changes else None
