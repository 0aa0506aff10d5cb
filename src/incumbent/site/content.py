"""What a site is built from: everything a reader may see, handed over ready to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from incumbent.domain.claims import Claim
from incumbent.domain.desk import DeskEvent, DeskSettings, Post
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import LeftOut, Quote
from incumbent.domain.record import Entry, VerifyReport
from incumbent.domain.track_record import TrackRecord


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
    """Forecasts of about one size, live or replayed, and how often the leader stayed.

    `n` forecasts were said of `questions` different dates: repeated words on one date are not independent.
    """

    low: float
    high: float
    n: int
    questions: int
    mean_forecast: float
    stayed_share: float
    live: bool


def _no_claim_entries() -> Mapping[tuple[str, date], int]:
    return {}


def _not_translated() -> Mapping[str, Mapping[str, str]]:
    return {}


def _no_images() -> Mapping[str, bytes]:
    return {}


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
    entries : tuple of Entry
        The record as verified, in its order; forecasts, resolutions and corrections are shown.
    scores : tuple of ScoreRow
    verified : VerifyReport
        What `verify` said of these entries.
    left_out : tuple of LeftOut
        Rows of evidence that no forecast can use, so that pages can tell whose they are.
    quotes : tuple of Quote
        For the chart of evidence beside the curve.
    calibration : tuple of CalibrationRow
    track_record : TrackRecord or None
        Everything that has come, live apart from replay.
    claims : tuple of Claim
    claim_entries : mapping of (claim id, day) to int
        Numbers of the record's entries that say how a claim stood since a day.
    country_codes : mapping of int to str
        Two letters of each state by its Gleditsch & Ward number; for a desk of the world.
    translations : mapping of language to mapping of str to str
        The desk's own texts in other languages, by the original with single spaces between words.
    images : mapping of file name to bytes
        Stripped copies under the desk's `images/`, for the gallery and for posts, which show one by
        `![what it shows](../images/NAME)`.
    """

    settings: DeskSettings
    leaders: tuple[Leader, ...]
    posts: tuple[Post, ...]
    events: tuple[DeskEvent, ...]
    entries: tuple[Entry, ...]
    scores: tuple[ScoreRow, ...]
    verified: VerifyReport
    quotes: tuple[Quote, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    calibration: tuple[CalibrationRow, ...] = ()
    track_record: TrackRecord | None = None
    claims: tuple[Claim, ...] = ()
    claim_entries: Mapping[tuple[str, date], int] = field(default_factory=_no_claim_entries)
    country_codes: Mapping[int, str] = field(default_factory=dict[int, str])
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=_not_translated)
    images: Mapping[str, bytes] = field(default_factory=_no_images)
