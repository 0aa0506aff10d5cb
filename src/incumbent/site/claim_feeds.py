"""What feed readers learn of the claims: every event, newest first, as Atom and as JSON Feed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from markupsafe import Markup, escape

from incumbent.site.claim_view import ClaimView, StepView, claim_view
from incumbent.site.edition import Edition, Site
from incumbent.site.serial import json_bytes

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Announced:
    """One event of a claim as a feed announces it."""

    identity: str
    page: str
    title: str
    who: str
    kind: str
    html: str
    known_since: date


def claim_feeds(site: Site, edition: Edition) -> dict[str, bytes]:
    """`feeds/claims.atom.xml` and `feeds/claims.json` of an edition; none without claims."""
    views = [claim_view(claim, edition) for claim in site.content.claims]
    items = [_announced(view, item, edition) for view in views if view is not None for item in view.steps]
    if not items:
        return {}
    newest = sorted(items, key=lambda item: (item.known_since, item.identity), reverse=True)[:LONGEST]
    return {
        f"{edition.prefix}feeds/claims.atom.xml": _atom(edition, newest),
        f"{edition.prefix}feeds/claims.json": json_bytes(_json_feed(edition, newest)),
    }


def _announced(view: ClaimView, item: StepView, edition: Edition) -> Announced:
    words, step = edition.words, item.step
    page = f"{_base(edition)}/{edition.prefix}claims/{view.claim.claim_id}.html"
    fictional = f"{words.gettext('FICTIONAL')}: " if view.claim.fictional else ""
    title = f"{fictional}{view.claim.title} {words.gettext(str(step.kind))}: {step.who}"
    return Announced(
        f"{page}#{item.anchor}",
        page,
        title,
        step.who,
        str(step.kind),
        _html(view, item, edition),
        step.known_since,
    )


def _html(view: ClaimView, item: StepView, edition: Edition) -> str:
    """The event in a few lines; quotation marks are written out, since readers drop markup."""
    words, step = edition.words, item.step
    hand = f" ({words.gettext(step.hand)})" if step.hand else ""
    fictional = f"{words.gettext('FICTIONAL')}. " if view.claim.fictional else ""
    who = escape(f"{fictional}{words.printed(step)}. {words.gettext(str(step.kind))}: {step.who}{hand}")
    quoted = Markup('<blockquote lang="{}">{}</blockquote>').format(
        item.words_language, words.quoted(step.words)
    )
    link = f"{_base(edition)}/{item.post}" if item.post else step.source_url
    parts = (
        Markup("<p>{}</p>").format(who),
        quoted if step.words else "",
        Markup("<p>{}</p>").format(step.summary) if step.summary else "",
        Markup('<p>{} <a href="{}">{}</a></p>').format(
            words.gettext("Read in:"), link, step.published_in or words.gettext("source")
        ),
        Markup("<p>{}</p>").format(words.gettext("A claim, not a finding of ours.")),
    )
    return "".join(parts)


def _atom(edition: Edition, items: Sequence[Announced]) -> bytes:
    from feedgenerator import Atom1Feed

    feed = Atom1Feed(
        title=_title(edition),
        link=f"{_base(edition)}/{edition.prefix}claims/index.html",
        feed_url=f"{_base(edition)}/{edition.prefix}feeds/claims.atom.xml",
        description="",
        language=edition.words.language,
    )
    for item in items:
        feed.add_item(
            title=item.title,
            link=item.page,
            description=item.html,
            unique_id=item.identity,
            author_name=edition.content.settings.author,
            categories=(item.kind,),  # pyright: ignore[reportCallIssue]  # the stub lacks it
            pubdate=_midnight(item.known_since),
            updateddate=_midnight(item.known_since),
        )
    sink = io.StringIO()
    feed.write(sink, "utf-8")
    return sink.getvalue().encode()


def _json_feed(edition: Edition, items: Sequence[Announced]) -> dict[str, Any]:
    base = _base(edition)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(edition),
        "home_page_url": f"{base}/{edition.prefix}claims/index.html",
        "feed_url": f"{base}/{edition.prefix}feeds/claims.json",
        "language": edition.words.language,
        "authors": [{"name": edition.content.settings.author}],
        "items": [
            {
                "id": item.identity,
                "url": item.page,
                "title": item.title,
                "content_html": item.html,
                "date_published": f"{item.known_since.isoformat()}T00:00:00Z",
                "tags": [item.kind],
            }
            for item in items
        ],
    }


def _title(edition: Edition) -> str:
    return f"{edition.content.settings.title} · {edition.words.gettext('Claims')}"


def _base(edition: Edition) -> str:
    return edition.content.settings.base_address.rstrip("/")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
