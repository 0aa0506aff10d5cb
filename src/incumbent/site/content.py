"""What a site is built from: everything a reader may see, handed over ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypedDict

from incumbent.domain.desk import DeskEvent, DeskSettings, Post
from incumbent.domain.forecast import ForecastJson
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import Quote
from incumbent.domain.vocabulary import Mode


@dataclass(frozen=True, slots=True)
class RecordedForecast:
    """One forecast entry of the record, as verified.

    Parameters
    ----------
    sequence : int
        Its place in the record.
    sha256 : str
        The entry's own hash, by which a page cites it.
    mode : Mode
        `live`: made at the time. `replay`: computed later from what was known then.
    recorded_at : str
        ISO 8601, as it stands in the record.
    forecast : ForecastJson
        Stored to 1e-6; every number a page shows is one of these.
    """

    sequence: int
    sha256: str
    mode: Mode
    recorded_at: str
    forecast: ForecastJson


class Outcome(StrEnum):
    """What happened, by the question's rule."""

    STAYED = "stayed"
    LEFT = "left"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class RecordedResolution:
    """One resolution entry of the record.

    Parameters
    ----------
    leader_id, question_id : str
    outcome : Outcome
    event_date : date
        The target date, or the day of the exit if the leader left before it.
    sequence : int
    sha256 : str
    source_url : str
    note : str
        A sentence for readers, may be empty.
    """

    leader_id: str
    question_id: str
    outcome: Outcome
    event_date: date
    sequence: int
    sha256: str
    source_url: str = ""
    note: str = ""


class ScoreRow(TypedDict):
    """How the forecasts of one question did; lower Brier and log score are better.

    None means that the comparison does not exist (no price ever, say). `quotes` and `ours_where_quotes`
    are over the same forecasts, the ones for which somebody else quoted a chance.
    """

    leader_id: str
    question_id: str
    n: int
    brier: float
    log_score: float
    base: float | None
    climatology: float | None
    quotes: float | None
    ours_where_quotes: float | None


class CalibrationRow(TypedDict):
    """Forecasts of about one size, and how often the leader stayed."""

    low: float
    high: float
    n: int
    mean_forecast: float
    stayed_share: float


@dataclass(frozen=True, slots=True)
class Verified:
    """What `verify` said of the record.

    Parameters
    ----------
    entries : int
    head_sha256 : str
        Hash of the last entry: whoever keeps it can tell later whether anything was rewritten.
    """

    entries: int
    head_sha256: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One mistake that was published and mended, shown for ever."""

    corrected_on: date
    page: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One work in the gallery; the file is a stripped copy under the desk's `images/`.

    Parameters
    ----------
    file_name, title, year, medium : str
    alt : str
        What the picture shows, for those who cannot see it; required.
    content : bytes
    """

    file_name: str
    title: str
    year: str
    medium: str
    alt: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ClaimStep:
    """One dated event in a claim's life.

    Parameters
    ----------
    event_date : date
    kind : str
        "alleged", "reported", "denied", "no answer", "confirmed" or "withdrawn".
    who : str
    words : str
        As said, in quotation marks on the page.
    source_url : str
    archived_sha256 : str
    """

    event_date: date
    kind: str
    who: str
    words: str
    source_url: str
    archived_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """An allegation with who says and who denies; never a verdict of ours."""

    claim_id: str
    title: str
    leader_ids: tuple[str, ...]
    steps: tuple[ClaimStep, ...]


@dataclass(frozen=True, slots=True)
class SiteContent:
    """All that the site shows. The site computes nothing beyond choosing, ordering and formatting.

    Parameters
    ----------
    settings : DeskSettings
    leaders : tuple of Leader
        In the order shown.
    posts : tuple of Post
        Drafts included; only `preview` shows them.
    events : tuple of DeskEvent
    forecasts : tuple of RecordedForecast
        In the order of the record.
    resolutions : tuple of RecordedResolution
    scores : tuple of ScoreRow
    verified : Verified
    quotes : tuple of Quote
        For the chart of evidence beside the curve.
    calibration : tuple of CalibrationRow
    corrections, pictures, claims : tuples
    onion_address : str or None
        "http://….onion", announced to Tor Browser by the headers file.
    contact : str or None
        E-mail or web address for security.txt; without one that file is not made.
    about : str
        Markdown of the author's page.
    """

    settings: DeskSettings
    leaders: tuple[Leader, ...]
    posts: tuple[Post, ...]
    events: tuple[DeskEvent, ...]
    forecasts: tuple[RecordedForecast, ...]
    resolutions: tuple[RecordedResolution, ...]
    scores: tuple[ScoreRow, ...]
    verified: Verified
    quotes: tuple[Quote, ...] = ()
    calibration: tuple[CalibrationRow, ...] = ()
    corrections: tuple[Correction, ...] = ()
    pictures: tuple[Picture, ...] = ()
    claims: tuple[Claim, ...] = ()
    onion_address: str | None = None
    contact: str | None = None
    about: str = ""
