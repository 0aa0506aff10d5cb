"""What the record holds: entries by kind, their chain fields, and what a check of them says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NotRequired, TypedDict

from incumbent.domain.forecast import ForecastJson

ENTRY_SCHEMA = "incumbent-entry-2"
FIRST_ENTRY_SCHEMA = "incumbent-entry-1"
"""The form before inputs were kept beside the record; entries in it stay readable for ever."""
GENESIS = "0" * 64
"""`previous` of the first entry."""


class Outcome(StrEnum):
    """How a question came out."""

    IN_OFFICE = "in_office"
    OUT = "out"
    DISPUTED = "disputed"  # shown, kept out of the headline score
    VOID = "void"  # the question lost its sense; shown, never scored


class InputHash(TypedDict):
    """One fact a forecast used: its id in the desk, and the SHA-256 of the bytes kept in `record/inputs`.

    In entries of the first form it is that of the desk's own row, of which nothing is kept.
    """

    id: str
    sha256: str


class DatedChance(TypedDict):
    """A chance of being in office at the end of a day."""

    target_date: str
    probability: float


class AskedQuestion(TypedDict):
    """A question of the desk answered by an entry; `rule` is the salted commitment to its rule's text."""

    id: str
    target_date: str
    rule: NotRequired[str]


class Commitment(TypedDict):
    """A salted SHA-256 of a text kept beside the record, so that the text can be deleted."""

    what: str
    id: str
    sha256: str


class ForecastDraft(TypedDict):
    """A forecast to be recorded.

    `baselines` names other forecasters for the same target dates: "climatology",
    "tenure_regime", "quotes_alone" (only the dates that quotes alone can answer), and one
    "without:SOURCE_ID" is read from the forecast's own sources. The base rate stands in `forecast["base"]`.
    `spell_start` tells two spells of one person apart; `regime` is the group scores are split by.
    """

    kind: Literal["forecast"]
    mode: Literal["live", "replay"]
    forecast: ForecastJson
    inputs: list[InputHash]
    parameter_set: str
    software_version: str
    seed: int
    questions: NotRequired[list[AskedQuestion]]
    baselines: NotRequired[dict[str, list[DatedChance]]]
    spell_start: NotRequired[str]
    regime: NotRequired[str]
    rebased_from: NotRequired[str]


class ResolvedDate(TypedDict):
    """One target date and how it came out."""

    target_date: str
    outcome: Literal["in_office", "out", "disputed", "void"]


class ResolutionDraft(TypedDict):
    """How questions about one leader, event and target came out, with the source that says so.

    `event_date` is the first day out of office, absent while the leader is in office.
    """

    kind: Literal["resolution"]
    leader_id: str
    event: str
    target: str
    outcomes: list[ResolvedDate]
    source: str
    known_at: str
    event_date: NotRequired[str]
    cause: NotRequired[str]
    spell_start: NotRequired[str]
    note: NotRequired[str]
    rebased_from: NotRequired[str]


class CorrectionDraft(TypedDict):
    """States that an earlier entry is wrong; the wrong entry stays."""

    kind: Literal["correction"]
    corrects: int
    reason: str
    corrected_by: NotRequired[int]
    rebased_from: NotRequired[str]


class RedactionDraft(TypedDict):
    """States that committed texts were deleted; each is named by its commitment."""

    kind: Literal["redaction"]
    redacts: list[str]
    reason: str
    rebased_from: NotRequired[str]


class NoteDraft(TypedDict):
    """A remark, with commitments to texts where there are any (posts, claims, rules)."""

    kind: Literal["note"]
    text: str
    commitments: NotRequired[list[Commitment]]
    rebased_from: NotRequired[str]


class ChainFields(TypedDict):
    """What the record adds to a draft.

    `_hash` is the SHA-256 of the entry's canonical line without this member; `previous` that of
    the entry before.
    """

    _hash: str
    previous: str
    recorded_at: str
    schema: str
    sequence: int


class ForecastEntry(ForecastDraft, ChainFields):
    """A recorded forecast."""


class ResolutionEntry(ResolutionDraft, ChainFields):
    """A recorded resolution."""


class CorrectionEntry(CorrectionDraft, ChainFields):
    """A recorded correction."""


class RedactionEntry(RedactionDraft, ChainFields):
    """A recorded redaction."""


class NoteEntry(NoteDraft, ChainFields):
    """A recorded note."""


Draft = ForecastDraft | ResolutionDraft | CorrectionDraft | RedactionDraft | NoteDraft
Entry = ForecastEntry | ResolutionEntry | CorrectionEntry | RedactionEntry | NoteEntry


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check of a record found.

    Parameters
    ----------
    count : int
        Entries that hold, from the first on.
    head : str
        `_hash` of the last of them; GENESIS for none.
    first_bad_entry : int or None
        Number of the first entry that is changed, missing or out of place.
    problem : str or None
        What is wrong, where, and what to do; None if the record holds.
    notes : tuple of str
        What a reader should know although the record holds: redactions, an unfinished batch, witnesses.
    """

    count: int
    head: str
    first_bad_entry: int | None = None
    problem: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """True if nothing is wrong."""
        return self.problem is None
