"""What was said of one question, origin after origin, picked from the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from incumbent.domain.forecast import ForecastJson, JointJson
from incumbent.domain.leader import Leader, Question
from incumbent.domain.months import months_after
from incumbent.domain.record import ForecastEntry, ResolutionEntry
from incumbent.domain.vocabulary import Mode
from incumbent.site.content import SiteContent


@dataclass(frozen=True, slots=True)
class Said:
    """One question's chance as recorded on one origin date.

    Parameters
    ----------
    origin_date : date
    probability, low, high : float
        As stored in the record, in [0, 1].
    causes : mapping of str to float
        P(exit by the target date, by that cause).
    entry : ForecastEntry
    """

    origin_date: date
    probability: float
    low: float
    high: float
    causes: dict[str, float]
    entry: ForecastEntry

    def joint_on(self, target_date: date) -> JointJson | None:
        """With the patron on a date; None without a patron in office."""
        day = target_date.isoformat()
        return next((row for row in self.forecast.get("joint", []) if row["target_date"] == day), None)

    @property
    def rests_on_a_guess(self) -> bool:
        """True where the author's stated guess stands in for a base rate learnt from history."""
        return self.entry["parameter_set"].startswith("none")

    @property
    def base(self) -> dict[str, float]:
        """The base rate's chance by target date; none where there is only a guess."""
        if self.rests_on_a_guess:
            return {}
        return {value["target_date"]: value["probability"] for value in self.forecast["base"]}

    @property
    def forecast(self) -> ForecastJson:
        """The whole forecast this chance is taken from."""
        return self.entry["forecast"]

    @property
    def is_live(self) -> bool:
        """True if it was made at the time, not computed later."""
        return self.entry["mode"] == Mode.LIVE.value

    @property
    def sha256(self) -> str:
        """The entry's own hash."""
        return self.entry["_hash"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """How a question came out.

    Parameters
    ----------
    outcome : str
        "in_office", "out", "disputed" or "void".
    event_date : date or None
        First day out of office, if it happened.
    entry : ResolutionEntry
    """

    outcome: str
    event_date: date | None
    entry: ResolutionEntry


@dataclass(frozen=True, slots=True)
class QuestionHistory:
    """A question with everything said about it, oldest first; never empty."""

    leader: Leader
    question: Question
    said: tuple[Said, ...]
    resolution: Resolved | None

    @property
    def latest(self) -> Said:
        """The newest word."""
        return self.said[-1]

    @property
    def before(self) -> Said | None:
        """The word before the newest, if any."""
        return self.said[-2] if len(self.said) > 1 else None

    @property
    def held_until(self) -> date:
        """Until when a picture holds the newest word: a month on, or a fifth of a shorter history.

        Never past the date asked about or the end of the office.
        """
        newest = self.latest.origin_date
        fifth = max((newest - self.said[0].origin_date) / 5, timedelta(days=1))
        ends = [months_after(newest, 1), newest + fifth, self.question.target_date]
        if self.resolution and self.resolution.event_date:
            ends.append(self.resolution.event_date)
        return max(min(ends), newest)

    def until(self, origin_date: date) -> QuestionHistory:
        """The history as it stood on `origin_date`; what happened later is not known yet."""
        said = tuple(item for item in self.said if item.origin_date <= origin_date)
        return QuestionHistory(self.leader, self.question, said, None)


@dataclass(frozen=True, slots=True)
class LeaderHistory:
    """A leader with every question that was ever answered; the first is the headline."""

    leader: Leader
    questions: tuple[QuestionHistory, ...]

    @property
    def headline(self) -> QuestionHistory:
        """The question shown on the front page."""
        return self.questions[0]

    @property
    def origins(self) -> tuple[date, ...]:
        """Every origin date, oldest first."""
        return tuple(sorted({said.origin_date for history in self.questions for said in history.said}))


def leader_histories(content: SiteContent) -> tuple[LeaderHistory, ...]:
    """Every leader of whom the record speaks, in the desk's order.

    The headline is the question answered last; among those the one with the nearest target date.
    """
    histories: list[LeaderHistory] = []
    for leader in content.leaders:
        questions = [found for q in leader.questions if (found := _question_history(leader, q, content))]
        if questions:
            ranked = sorted(questions, key=_headline_first)
            histories.append(LeaderHistory(leader, tuple(ranked)))
    return tuple(histories)


def _headline_first(history: QuestionHistory) -> tuple[int, date, str]:
    question = history.question
    return -history.latest.origin_date.toordinal(), question.target_date, question.question_id


def _question_history(leader: Leader, question: Question, content: SiteContent) -> QuestionHistory | None:
    forecasts = (entry for entry in content.entries if entry["kind"] == "forecast")
    said = _answers(question, (e for e in forecasts if e["forecast"]["leader_id"] == leader.leader_id))
    if not said:
        return None
    return QuestionHistory(leader, question, tuple(said), _resolved(leader, question, content))


def _resolved(leader: Leader, question: Question, content: SiteContent) -> Resolved | None:
    """The newest resolution: a later entry may correct an earlier one."""
    found: Resolved | None = None
    asked = (leader.leader_id, question.event.value, question.target.value)
    for entry in content.entries:
        if entry["kind"] != "resolution" or (entry["leader_id"], entry["event"], entry["target"]) != asked:
            continue
        left_on = entry.get("event_date")
        event_date = None if left_on is None else date.fromisoformat(left_on)
        for item in entry["outcomes"]:
            if item["target_date"] == question.target_date.isoformat():
                found = Resolved(item["outcome"], event_date, entry)
    return found


def _answers(question: Question, entries: Iterable[ForecastEntry]) -> list[Said]:
    """What was said on each origin; a later entry for the same origin replaces an earlier one."""
    by_origin: dict[date, Said] = {}
    for entry in entries:
        forecast = entry["forecast"]
        origin = date.fromisoformat(forecast["origin_date"])
        asked = (forecast["event"], forecast["target"]) == (question.event.value, question.target.value)
        if not asked or not _is_open(question, origin):
            continue
        for horizon in forecast["horizons"]:
            if horizon["target_date"] == question.target_date.isoformat():
                by_origin[origin] = Said(
                    origin, horizon["probability"], horizon["low"], horizon["high"], horizon["causes"], entry
                )
    return [by_origin[origin] for origin in sorted(by_origin)]


def _is_open(question: Question, origin: date) -> bool:
    if question.asked_from is not None and origin < question.asked_from:
        return False
    return question.asked_until is None or origin <= question.asked_until
