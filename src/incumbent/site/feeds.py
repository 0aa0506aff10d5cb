"""Feeds beside Pelican's own: posts as JSON Feed, and new numbers as Atom."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Protocol

from incumbent.domain.desk import Post
from incumbent.site.edition import Edition, Site
from incumbent.site.neutral import listed_title
from incumbent.site.questions import sentence_to_cite
from incumbent.site.travelling import feed_html

LONGEST = 30


class PublishedPost(Protocol):
    """A published post with its path and HTML."""

    @property
    def post(self) -> Post: ...  # noqa: D102
    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def html(self) -> str: ...  # noqa: D102


def json_feed(site: Site, edition: Edition, posts: Sequence[PublishedPost]) -> dict[str, Any]:
    """The newest posts with full text, as JSON Feed 1.1.

    References
    ----------
    .. [1] https://www.jsonfeed.org/version/1.1/
    """
    settings = site.content.settings
    base = settings.base_address.rstrip("/")
    language = edition.words.language
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": settings.title,
        "home_page_url": f"{base}/{edition.prefix}index.html",
        "feed_url": f"{base}/feeds/{language}.json",
        "language": language,
        "authors": [{"name": settings.author}],
        "items": [
            {
                "id": f"{base}/{published.path}",
                "url": f"{base}/{published.path}",
                "title": listed_title(published.post, edition.words),
                "content_html": feed_html(
                    published.post, published.html, f"{base}/{published.path}", edition.words
                ),
                "date_published": f"{published.post.published_on.isoformat()}T00:00:00Z",
                "tags": list(published.post.tags),
            }
            for published in posts[:LONGEST]
        ],
    }


def feed_without_posts(site: Site, edition: Edition) -> bytes:
    """The Atom feed of a site without a post: every page names it, and readers may follow it already."""
    from feedgenerator import Atom1Feed

    settings, language = site.content.settings, edition.words.language
    base = settings.base_address.rstrip("/")
    address = f"{base}/feeds/{language}.atom.xml"
    title = settings.title
    feed = Atom1Feed(title=title, link=f"{base}/", feed_url=address, description="", language=language)
    feed.feed["id"] = address
    return _written(feed, site)


def chances_feed(site: Site, edition: Edition) -> bytes:
    """The newest number of every leader on every origin date, newest first, as Atom."""
    from feedgenerator import Atom1Feed

    settings = site.content.settings
    base = settings.base_address.rstrip("/")
    told = [
        (said.origin_date, leader.leader.leader_id, history, said)
        for leader in edition.histories
        for history in leader.questions
        for said in history.said
    ]
    newest = sorted(told, key=lambda item: (item[0], item[1], item[2].question.question_id), reverse=True)[
        :LONGEST
    ]
    feed = Atom1Feed(
        title=f"{settings.title} · {edition.words.gettext('Chances')}",
        link=f"{base}/{edition.prefix}index.html",
        feed_url=f"{base}/{edition.prefix}feeds/chances.atom.xml",
        description="",
        language=edition.words.language,
    )
    for origin, leader_id, history, said in newest:
        page = f"{base}/{edition.prefix}leaders/{leader_id}/{origin}.html"
        feed.add_item(
            title=f"{history.leader.name}: {edition.words.chance(said.probability)}",
            link=page,
            description=sentence_to_cite(history, said, edition.words),
            unique_id=f"{page}#q-{history.question.question_id}",
            author_name=settings.author,
            pubdate=_midnight(origin),
            updateddate=_midnight(origin),
        )
    _add_months(feed, edition, base)
    return _written(feed, site)


def _add_months(feed: Any, edition: Edition, base: str) -> None:
    """One item for each month in which every leader's chance was told."""
    _ = edition.words.gettext
    months = edition.world.months[-LONGEST:] if edition.world is not None else ()
    for month in reversed(months):
        page = f"{base}/{edition.prefix}world/{month:%Y-%m}.html"
        feed.add_item(
            title=_("All leaders, %(month)s") % {"month": edition.words.month(month)},
            link=page,
            description=_("Every leader's chance as it was told in that month."),
            unique_id=page,
            author_name=edition.content.settings.author,
            pubdate=_midnight(month),
            updateddate=_midnight(month),
        )


def _written(feed: Any, site: Site) -> bytes:
    """The feed's bytes; an empty one is dated as the site is, not by the clock."""
    if not feed.items:
        feed.latest_post_date = lambda: site.built_at
    sink = io.StringIO()
    feed.write(sink, "utf-8")
    return sink.getvalue().encode()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
