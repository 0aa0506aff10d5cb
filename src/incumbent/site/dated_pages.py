"""How a page looks as it was on one day: the words then, and how to cite them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from incumbent.site.edition import Edition, FigureOnPage, Page
from incumbent.site.figures import history_figure
from incumbent.site.history import LeaderHistory, QuestionHistory
from incumbent.site.line_charts import small_chart
from incumbent.site.questions import (
    NumberedDate,
    curve_on_page,
    question_stem,
    sentence_to_cite,
    why,
)
from incumbent.site.source_names import naming


@dataclass(frozen=True, slots=True)
class QuestionThen:
    """One question as it was answered on one day."""

    history: QuestionHistory
    why: str
    sentence: str
    history_figure: FigureOnPage
    curve: FigureOnPage | None
    scheduled: tuple[NumberedDate, ...]


def dated_pages(edition: Edition, leader: LeaderHistory) -> Iterator[Page]:
    """One page, and one small page for embedding, for every origin date."""
    origins = leader.origins
    for position, origin in enumerate(origins):
        asked = [h.until(origin) for h in leader.questions if any(s.origin_date == origin for s in h.said)]
        neighbours = (
            origins[position - 1] if position else None,
            origins[position + 1] if position + 1 < len(origins) else None,
        )
        yield _dated_page(edition, leader, asked, origin, neighbours)
        yield embed_page(edition, leader, asked[0], f"/{origin.isoformat()}")


def _dated_page(
    edition: Edition,
    leader: LeaderHistory,
    asked: list[QuestionHistory],
    origin: date,
    neighbours: tuple[date | None, date | None],
) -> Page:
    words = edition.words
    title = words.gettext("%(leader)s as of %(day)s") % {
        "leader": leader.leader.name,
        "day": words.day(origin),
    }
    questions = [
        _question_then(edition, history, origin, first=not index) for index, history in enumerate(asked)
    ]
    return Page(
        f"leaders/{leader.leader.leader_id}/{origin.isoformat()}.html",
        "dated",
        title,
        questions[0].sentence,
        {"leader": leader, "questions": questions, "origin": origin, "neighbours": neighbours},
    )


def _question_then(edition: Edition, history: QuestionHistory, origin: date, *, first: bool) -> QuestionThen:
    """A question on a day; only the first draws the curve, which they share."""
    stem = f"{question_stem(history)}-{origin.isoformat()}"
    figure = history_figure(history, edition.words, stem)
    told = edition.show(figure, small_chart(figure, history.held_until) if len(history.said) > 1 else None)
    curve, scheduled = curve_on_page(edition, history, stem) if first else (None, ())
    sentence = sentence_to_cite(history, history.latest, edition.words)
    reason = why(history, edition.words, naming(edition.content.settings))
    return QuestionThen(history, reason, sentence, told, curve, scheduled)


def embed_page(edition: Edition, leader: LeaderHistory, history: QuestionHistory, suffix: str) -> Page:
    """A small page that others may put in a frame."""
    return Page(
        f"embed/{leader.leader.leader_id}{suffix}.html",
        "embed",
        leader.leader.name,
        sentence_to_cite(history, history.latest, edition.words),
        {"leader": leader, "history": history, "dated": bool(suffix)},
        indexed=False,
    )
