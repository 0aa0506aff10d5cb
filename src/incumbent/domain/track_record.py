"""The track record as others read it: what was said of resolved questions, and how good it was."""

from __future__ import annotations

from typing import TypedDict

TRACK_RECORD_SCHEMA = "incumbent-score-3"


class Slope(TypedDict):
    """Calibration slope of the outcomes' log odds on the chances'; 1 is perfect, below it too extreme.

    The 95 % interval is robust to dependence within countries; absent for one country.
    """

    value: float
    low: float | None
    high: float | None


class ForecasterScore(TypedDict):
    """One forecaster's mean scores on the cases it answers, beside ours on the same cases.

    `brier` and `log` are lower for better. `difference` is our Brier score minus theirs with a 95 %
    interval by bootstrap over countries (absent for one country): below 0, ours is better. `skill` is
    1 - ours / theirs, absent where theirs is 0; `slope` is absent where it has no finite value.
    Repeated forecasts of one date weigh 1/n; `n_dates` counts a leader's event, target, spell and date once.
    """

    forecaster: str
    n_dates: int
    n_forecasts: int
    n_countries: int
    brier: float
    brier_low: float | None
    brier_high: float | None
    log: float
    ours_brier: float
    ours_log: float
    difference: float
    difference_low: float | None
    difference_high: float | None
    skill: float | None
    slope: Slope | None


class GroupScore(TypedDict):
    """Our mean scores within one group of cases (a leader, a horizon, a regime), beside the base rate's."""

    group: str
    n_dates: int
    n_forecasts: int
    brier: float
    log: float
    base_rate_brier: float | None
    slope: Slope | None


class ReliabilityPoint(TypedDict):
    """A stated chance, what it should have been (CORP), and its share of the weight."""

    chance: float
    recalibrated: float
    mass: float


class Calibration(TypedDict):
    """Calibration of all cases together; the slope is absent where it has no finite value."""

    slope: Slope | None
    expected_calibration_error: float
    miscalibration: float
    discrimination: float
    uncertainty: float
    auc: float | None
    reliability: list[ReliabilityPoint]


class SourceValue(TypedDict):
    """What one source was worth: Brier without it minus Brier with it; above 0, it helped."""

    source: str
    n_dates: int
    n_forecasts: int
    brier: float
    brier_without: float
    value: float
    value_low: float | None
    value_high: float | None


class IntegratedScore(TypedDict):
    """Integrated Brier score of whole curves to a number of months, beside the base rate's on the same."""

    months: int
    n_forecasts: int
    score: float
    base_rate_score: float


class PathPoint(TypedDict):
    """What was said of a question on one origin date, and the record's entry that holds it.

    `brier` is null where the outcome is disputed or void, so that nothing can be scored.
    """

    origin_date: str
    probability: float
    base_rate: float | None
    brier: float | None
    entry: int


class UnscoredQuestion(TypedDict):
    """One question or date that has come, with its whole path, oldest word first.

    `question_ids` names the desk's questions that ask for it, empty for a standard horizon.
    """

    leader_id: str
    leader: str
    country: str
    event: str
    target: str
    target_date: str
    question_ids: list[str]
    outcome: str
    resolved_by: int
    source: str
    path: list[PathPoint]


class QuestionScore(UnscoredQuestion):
    """One resolved question or date with its mean scores over its path.

    `missed` is true if the mean Brier score is worse than that of an even chance, 0.25.
    """

    brier: float
    log: float
    missed: bool


class LeaderMisses(TypedDict):
    """One leader's missed dates beside the questions asked: how many of how many, and the worst."""

    leader_id: str
    leader: str
    n_dates: int
    n_missed: int
    worst: QuestionScore


class ModeRecord(TypedDict):
    """The track record of live forecasts, or of replays; the two are never mixed.

    A **question** is one that the desk asks, with its rule. Every forecast answers other **dates** besides:
    standard horizons and days around gates, new ones from every origin. `scores` is over the questions,
    `date_scores` over all dates, both beginning with our own row ("incumbent"); groups, integrated scores,
    calibration and sources are over all dates. `n_forecasts` counts chances on all dates, `n_dates` the
    dates, questions included. `misses` is the part of `questions` that was missed, worst first; `dates` are
    those that no question asks for. What is `disputed` is shown and not scored.
    """

    n_questions: int
    n_dates: int
    n_forecasts: int
    scores: list[ForecasterScore]
    date_scores: list[ForecasterScore]
    by_leader: list[GroupScore]
    by_horizon: list[GroupScore]
    by_regime: list[GroupScore]
    integrated: list[IntegratedScore]
    calibration: Calibration | None
    sources: list[SourceValue]
    questions: list[QuestionScore]
    misses: list[QuestionScore]
    dates: list[QuestionScore]
    date_misses: list[LeaderMisses]
    disputed: list[UnscoredQuestion]


class TrackRecord(TypedDict):
    """The whole track record; `open_dates` are not resolved yet, `open_questions` the asked ones of them."""

    schema: str
    open_questions: int
    open_dates: int
    live: ModeRecord
    replay: ModeRecord
