"""What every template is given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup

from incumbent.domain.desk import DeskSettings
from incumbent.site import linked_data
from incumbent.site.claim_view import ClaimView, claims_then_and_now
from incumbent.site.edition import Edition, Page, Site
from incumbent.site.history import QuestionHistory
from incumbent.site.missing_page import MISSING, STYLE, STYLE_SOURCE, onion_root, site_path
from incumbent.site.neutral import listed_title
from incumbent.site.pages import navigation, small_print
from incumbent.site.prose import safe_html
from incumbent.site.questions import office_of
from incumbent.site.wording import Words, cases_between

Context = dict[str, Any]
Alternates = Sequence[tuple[Words, str]]


def page_context(site: Site, edition: Edition, page: Page, alternates: Alternates) -> Context:
    """The words, addresses and menus of one page.

    Parameters
    ----------
    site : Site
    edition : Edition
    page : Page
    alternates : sequence of (Words, str)
        The same page in other languages, with paths below the site's root.
    """
    settings, words = site.content.settings, edition.words
    address = settings.base_address.rstrip("/")
    here = f"{address}/{edition.prefix}{page.path}"
    depth = f"{edition.prefix}{page.path}".count("/")
    return {
        "site": site,
        "edition": edition,
        "settings": settings,
        "words": words,
        "_": words.gettext,
        "ngettext": words.ngettext,
        "P": edition.prefix,
        "page": page,
        "office_of": office_of,
        "cases_between": cases_between,
        "lang_of": partial(_language_of, site, edition),
        "alternates": alternates,
        "address": address,
        "here": here,
        "root": site_path(settings) if page.path == MISSING else "/".join([".."] * depth) or ".",
        **_missing(settings, page),
        "card": _card(edition, page),
        "navigation": navigation(edition),
        "small_print": small_print(edition),
        "about_html": Markup(safe_html(*_about(site, edition))),
        "about_lang": "" if words.language in settings.about else _language_of_desk(site, edition),
        "linked_data": partial(_dataset, edition=edition, here=here),
        "claim_data": partial(_claim, here=here, root=address),
        "cited_claims": partial(claims_then_and_now, edition=edition),
        "post_data": partial(_posting, edition=edition, here=here),
    }


def _missing(settings: DeskSettings, page: Page) -> Context:
    """What the page for missing addresses carries itself."""
    if page.path != MISSING:
        return {}
    return {
        "missing_style": Markup(STYLE),
        "missing_style_source": Markup(STYLE_SOURCE),
        "missing_onion": onion_root(settings),
    }


def _about(site: Site, edition: Edition) -> tuple[str, str]:
    """The author's page in the edition's language, else in the desk's first; and which that is."""
    about = site.content.settings.about
    own = edition.words.language
    language = own if own in about else site.languages[0]
    return about.get(language, ""), language


def _language_of(site: Site, edition: Edition, text: str) -> Markup:
    """An attribute where a text of the desk's is not in the page's language, for screen readers."""
    return Markup("") if edition.is_translated(text.strip()) else _language_of_desk(site, edition)


def _language_of_desk(site: Site, edition: Edition) -> Markup:
    """An attribute that tells screen readers in which language the desk's own words are."""
    first = site.languages[0]
    return Markup("") if edition.words.language == first else Markup(' lang="{}" dir="auto"').format(first)


def _card(edition: Edition, page: Page) -> str:
    """The preview picture: a leader's own where the page is about one, else one that tells nothing."""
    leader = page.data.get("leader")
    return "theme/card.png" if leader is None else f"{edition.prefix}cards/{leader.leader.leader_id}.png"


def _dataset(history: QuestionHistory, edition: Edition, here: str) -> Markup:
    return linked_data.script(linked_data.dataset(history, edition.content, edition.words, here))


def _claim(view: ClaimView, here: str, root: str) -> Markup:
    return linked_data.script(linked_data.claim_data(view, here, root))


def _posting(article: Any, edition: Edition, here: str) -> Markup:
    post, words = article.post, edition.words
    title = listed_title(post, words)
    published: date = post.published_on
    return linked_data.script(linked_data.posting(title, published.isoformat(), edition.content, words, here))
