"""How a site is built into its staging folder."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from incumbent.domain.desk import Post
from incumbent.domain.errors import FaultsFoundError, RefusedError
from incumbent.site.blocks import post_faults
from incumbent.site.content import SiteContent
from incumbent.site.edition import EXTENSION, Site, plan_site
from incumbent.site.hosting import require_lasting_contact
from incumbent.site.image_faults import image_faults
from incumbent.site.pictures import Studio
from incumbent.site.theme_folder import THEME
from incumbent.site.wording import cases, in_hundred, slug_of


def build_site(
    content: SiteContent,
    staging: Path,
    *,
    built_at: datetime,
    studio: Studio | None = None,
    with_drafts: bool = False,
) -> None:
    """Write the whole site into an empty folder; two builds of the same content are equal byte for byte.

    Parameters
    ----------
    content : SiteContent
    staging : Path
        Made if missing; must be empty.
    built_at : datetime
        With a time zone. The newest date any page or feed may show; pass the newest `recorded_at` to keep
        repeated builds equal.
    studio : Studio, optional
        Pictures drawn earlier; with it only changed ones are drawn again.
    with_drafts : bool
        True only for a preview.

    Raises
    ------
    RefusedError
        If the folder holds something already, `built_at` has no time zone, or the security contact is
        about to expire.
    FaultsFoundError
        If a block or a picture in a post is at fault; nothing is written.
    """
    if built_at.tzinfo is None:
        msg = "built_at has no time zone; pass an aware datetime, e.g. datetime.now(UTC)."
        raise RefusedError(msg)
    if staging.exists() and any(staging.iterdir()):
        msg = f"{staging} is not empty; a site is built into an empty folder. Choose another or empty it."
        raise RefusedError(msg)
    require_lasting_contact(content.settings, built_at.date())
    site = plan_site(content, built_at, studio or Studio(), with_drafts=with_drafts)
    if faults := [*post_faults(content, site.editions[0].histories), *image_faults(content)]:
        raise FaultsFoundError(faults)
    staging.mkdir(parents=True, exist_ok=True)
    _run_pelican(site, staging)


def build_posts(content: SiteContent, built: Path, posts: Sequence[Post], *, built_at: datetime) -> None:
    """Write some posts' pages again into a built site, drafts too: what a preview needs at once.

    Parameters
    ----------
    content : SiteContent
        The whole content, with the posts as they are now.
    built : Path
        A folder that `build_site` has filled.
    posts : sequence of Post
        Of the content; lists and feeds that name them are left as they are.
    built_at : datetime

    Raises
    ------
    FaultsFoundError
        If a block or a picture in a post is at fault; nothing is written.
    """
    site = plan_site(content, built_at, Studio(), with_drafts=True)
    if faults := [*post_faults(content, site.editions[0].histories), *image_faults(content)]:
        raise FaultsFoundError(faults)
    places = frozenset(place for place, post in enumerate(content.posts) if post in posts)
    _run_pelican(replace(site, only_posts=places), built)


def _run_pelican(site: Site, staging: Path) -> None:
    from pelican import Pelican
    from pelican.log import console
    from pelican.settings import read_settings

    logging.getLogger("pelican").setLevel(logging.ERROR)
    console.quiet = True
    with tempfile.TemporaryDirectory() as folder:
        for number, post in enumerate(site.content.posts):
            shown = site.with_drafts or not post.draft
            if shown and (site.only_posts is None or number in site.only_posts):
                (Path(folder) / f"{number}.{EXTENSION}").touch()
        settings = _settings(site, Path(folder), staging)
        if site.only_posts is not None:
            settings |= {"TRANSLATION_FEED_ATOM": None}
        Pelican(read_settings(override=settings)).run()


def _settings(site: Site, posts: Path, staging: Path) -> dict[str, Any]:
    desk = site.content.settings
    off = dict.fromkeys(
        ("CATEGORY_SAVE_AS", "AUTHOR_SAVE_AS", "TAG_SAVE_AS", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS"), ""
    )
    return off | {
        "PATH": str(posts),
        "OUTPUT_PATH": str(staging),
        "THEME": str(THEME),
        "THEME_STATIC_DIR": "theme",
        "PLUGINS": ["incumbent.site.plugin"],
        "INCUMBENT_SITE": site,
        "SITENAME": desk.title,
        "SITEURL": desk.base_address.rstrip("/"),
        "FEED_DOMAIN": desk.base_address.rstrip("/"),
        "AUTHOR": desk.author,
        "RELATIVE_URLS": True,
        "DEFAULT_LANG": desk.languages[0],
        "TIMEZONE": "UTC",
        "DIRECT_TEMPLATES": [],
        "ARTICLE_TRANSLATION_ID": "translation_key",
        "ARTICLE_LANG_SAVE_AS": "{save_as}",
        "DEFAULT_CATEGORY": "posts",
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": "feeds/{lang}.atom.xml",
        "FEED_MAX_ITEMS": 30,
        "TYPOGRIFY": False,
        "JINJA_ENVIRONMENT": {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True},
        "JINJA_FILTERS": {"cases": cases, "in_hundred": in_hundred, "slug": slug_of},
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
        "DELETE_OUTPUT_DIRECTORY": False,
    }
