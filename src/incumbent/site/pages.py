"""Which pages an edition has, and what each is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incumbent.site.drawing import bar_chart, line_chart, small_line_chart
from incumbent.site.edition import Edition, FigureOnPage, Page
from incumbent.site.figures import cause_figure, curve_figure, history_figure
from incumbent.site.history import LeaderHistory, QuestionHistory


@dataclass(frozen=True, slots=True)
class QuestionOnPage:
    """A question with its figures, newest word first."""

    history: QuestionHistory
    history_figure: FigureOnPage
    curve: FigureOnPage
    causes: FigureOnPage


@dataclass(frozen=True, slots=True)
class LeaderOnFront:
    """One line of the front page."""

    leader: LeaderHistory
    small: FigureOnPage


def pages_of(edition: Edition) -> Iterator[Page]:
    """Every page of an edition except posts, in the order written."""
    yield front_page(edition)
    for leader in edition.histories:
        yield leader_page(edition, leader)


def navigation(edition: Edition) -> list[tuple[str, str]]:
    """The main menu: path and label."""
    return [("index.html", edition.words.gettext("Chances"))]


def front_page(edition: Edition) -> Page:
    """All leaders at a glance."""
    settings = edition.content.settings
    leaders = [_on_front(edition, leader) for leader in edition.histories]
    description = edition.words.gettext("How likely leaders are still in office, month by month, in public.")
    return Page("index.html", "index", settings.title, description, {"leaders": leaders})


def _on_front(edition: Edition, leader: LeaderHistory) -> LeaderOnFront:
    headline = leader.headline
    stem = f"{leader.leader.leader_id}-{headline.question.question_id}-small"
    figure = history_figure(headline, edition.words, stem)
    return LeaderOnFront(leader, edition.show(figure, small_line_chart(figure, "origin_date")))


def leader_page(edition: Edition, leader: LeaderHistory) -> Page:
    """Everything about one leader as it stands now."""
    questions = [question_on_page(edition, history) for history in leader.questions]
    words = edition.words
    headline = leader.headline
    description = words.gettext("%(leader)s: %(chance)s. %(question)s") % {
        "leader": leader.leader.name,
        "chance": words.chance(headline.latest.probability),
        "question": headline.question.text,
    }
    return Page(
        f"leaders/{leader.leader.leader_id}.html",
        "leader",
        leader.leader.name,
        description,
        {"leader": leader, "questions": questions},
    )


def question_on_page(edition: Edition, history: QuestionHistory, suffix: str = "") -> QuestionOnPage:
    """One question's figures; `suffix` tells a dated page's figures from the live ones."""
    words = edition.words
    stem = f"{history.leader.leader_id}-{history.question.question_id}{suffix}"
    told = history_figure(history, words, stem)
    curve = curve_figure(history.latest, history.leader.name, words, stem)
    causes = cause_figure(history.latest, words, stem)
    return QuestionOnPage(
        history,
        edition.show(told, line_chart(told, "origin_date", stepped=True)),
        edition.show(curve, line_chart(curve, "target_date")),
        edition.show(causes, bar_chart(causes, "cause")),
    )
