"""What a site is built from: everything a reader may see, handed over ready to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from incumbent.domain.claims import Claim
from incumbent.domain.desk import DeskEvent, DeskSettings, Post
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import Quote
from incumbent.domain.record import Entry, VerifyReport


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
class Picture:
    """One work in the gallery; `file_name` is one of the content's images.

    Parameters
    ----------
    file_name, title, year, medium : str
    alt : str
        What the picture shows, for those who cannot see it; required.
    """

    file_name: str
    title: str
    year: str
    medium: str
    alt: str


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
    quotes : tuple of Quote
        For the chart of evidence beside the curve.
    calibration : tuple of CalibrationRow
    pictures : tuple of Picture
    claims : tuple of Claim
    onion_address : str or None
        "http://….onion", announced to Tor Browser by the headers file.
    contact : str or None
        E-mail or web address for security.txt; without one that file is not made.
    contact_until : date or None
        Until when the author promises to read it; a build within 30 days of that day is refused.
    about : str
        Markdown of the author's page.
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
    calibration: tuple[CalibrationRow, ...] = ()
    pictures: tuple[Picture, ...] = ()
    claims: tuple[Claim, ...] = ()
    onion_address: str | None = None
    contact: str | None = None
    contact_until: date | None = None
    about: str = ""
    images: Mapping[str, bytes] = field(default_factory=_no_images)
