"""Which pages an edition has, and what each is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incumbent.site.claim_pages import claim_pages
from incumbent.site.claim_view import claim_view
from incumbent.site.dated_pages import dated_pages, embed_page
from incumbent.site.edition import Edition, FigureOnPage, Page
from incumbent.site.evidence_figures import calibration_figure
from incumbent.site.figures import history_figure
from incumbent.site.history import LeaderHistory
from incumbent.site.line_charts import small_chart
from incumbent.site.missing_page import MISSING
from incumbent.site.part_charts import calibration_chart
from incumbent.site.questions import QuestionOnPage, question_on_page, question_stem
from incumbent.site.track_tables import modes_on_page
from incumbent.site.wording import Words
from incumbent.site.world_pages import world_front, world_pages

PLAIN_PAGES = {
    "method.html": "How a number is made",
    "safety.html": "Reading this safely",
    "follow.html": "Follow",
    "corrections.html": "Corrections",
    "about.html": "Author",
}


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
        yield embed_page(edition, leader, leader.headline, "")
        yield from dated_pages(edition, leader)
    yield from world_pages(edition)
    yield from claim_pages(edition)
    yield track_record_page(edition)
    yield from _plain_pages(edition)


def navigation(edition: Edition) -> list[tuple[str, str]]:
    """The main menu: path and label."""
    _ = edition.words.gettext
    menu = [("index.html", _("Chances")), ("posts/index.html", _("Posts"))]
    if edition.world is not None and edition.world.months:
        menu.insert(1, ("world/chance.html", _("All leaders")))
    if edition.content.claims:
        menu.append(("claims/index.html", _("Claims")))
    return [
        *menu,
        ("track-record.html", _("Track record")),
        ("method.html", _("Method")),
        ("safety.html", _("Safety")),
        ("follow.html", _("Follow")),
    ]


def small_print(edition: Edition) -> list[tuple[str, str]]:
    """The menu at the foot."""
    _ = edition.words.gettext
    menu = [
        ("archive.html", _("Every month")),
        ("corrections.html", _("Corrections")),
        ("about.html", _("Author")),
    ]
    return [*menu, ("gallery.html", _("Gallery"))] if edition.content.settings.pictures else menu


def front_page(edition: Edition) -> Page:
    """All leaders at a glance."""
    leaders = [_on_front(edition, leader) for leader in edition.histories]
    description = edition.words.gettext("How likely leaders are still in office, month by month, in public.")
    title, world = edition.content.settings.title, edition.world
    if world is not None and world.months:
        data = {"leaders": leaders, **world_front(edition, world)}
        return Page("index.html", "world", title, description, data)
    return Page("index.html", "index", title, description, {"leaders": leaders})


def _on_front(edition: Edition, leader: LeaderHistory) -> LeaderOnFront:
    stem = f"{question_stem(leader.headline)}-small"
    figure = history_figure(leader.headline, edition.words, stem)
    chart = small_chart(figure, leader.headline.held_until) if len(figure.rows) > 1 else None
    return LeaderOnFront(leader, edition.show(figure, chart))


def leader_page(edition: Edition, leader: LeaderHistory) -> Page:
    """Everything about one leader as it stands now."""
    leader_id = leader.leader.leader_id
    shown: set[str] = set()
    questions: list[QuestionOnPage] = []
    for history in leader.questions:
        sha256 = history.latest.sha256
        questions.append(question_on_page(edition, history, new_curve=sha256 not in shown))
        shown.add(sha256)
    about = [claim for claim in edition.content.claims if leader_id in claim.leader_ids]
    claims = [view for claim in about if (view := claim_view(claim, edition)) is not None]
    return Page(
        f"leaders/{leader_id}.html",
        "leader",
        leader.leader.name,
        headline_sentence(leader, edition.words),
        {"leader": leader, "questions": questions, "claims": claims},
    )


def headline_sentence(leader: LeaderHistory, words: Words) -> str:
    """The headline in one line, for previews and search."""
    return words.gettext("%(leader)s: %(chance)s. %(question)s") % {
        "leader": leader.leader.name,
        "chance": words.chance(leader.headline.latest.probability),
        "question": leader.headline.question.text,
    }


def track_record_page(edition: Edition) -> Page:
    """How past numbers did, misses beside hits."""
    _ = edition.words.gettext
    settled = [h for leader in edition.histories for h in leader.questions if h.resolution is not None]
    rows = edition.content.calibration
    figure = calibration_figure(rows, edition.words) if rows else None
    data = {
        "settled": sorted(settled, key=lambda h: (h.question.target_date, h.leader.leader_id), reverse=True),
        "scores": edition.content.scores,
        "modes": modes_on_page(edition),
        "made_live": any(row["live"] for row in rows),
        "calibration": None if figure is None else edition.show(figure, calibration_chart(figure)),
        "names": {leader.leader_id: leader.name for leader in edition.content.leaders},
        "asked_for": {
            (leader.leader_id, question.question_id): question.target_date
            for leader in edition.content.leaders
            for question in leader.questions
        },
    }
    about = _("What was said, what happened, and the score.")
    return Page("track-record.html", "track_record", _("Track record"), about, data)


def _plain_pages(edition: Edition) -> Iterator[Page]:
    _ = edition.words.gettext
    corrections = [entry for entry in edition.content.entries if entry["kind"] == "correction"]
    title = edition.content.settings.title
    for path, heading in PLAIN_PAGES.items():
        template = path.removesuffix(".html")
        yield Page(
            path,
            template,
            _(heading),
            f"{_(heading)}. {title}",
            {"corrections": corrections},
            has_chance=False,
        )
    yield Page("archive.html", "archive", _("Every month"), _("Every forecast as it was."), {})
    if edition.content.settings.pictures:
        gallery = {"pictures": edition.content.settings.pictures}
        yield Page("gallery.html", "gallery", _("Gallery"), title, gallery, has_chance=False)
    if edition.prefix == "":
        missing = _("Page not found")
        yield Page(MISSING, "404", missing, missing, {}, has_chance=False, indexed=False)
