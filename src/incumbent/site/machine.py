"""What programs read: which files stand beside the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incumbent.domain.desk import Post
from incumbent.site.api import api_files
from incumbent.site.cards import card_files
from incumbent.site.claim_feeds import claim_feeds
from incumbent.site.claims_data import claims_files
from incumbent.site.data_package import data_package
from incumbent.site.edition import Edition, Site
from incumbent.site.feeds import chances_feed, feed_without_posts, json_feed
from incumbent.site.hosting import hosting_files
from incumbent.site.hubverse import hubverse_files
from incumbent.site.letters import letter_files
from incumbent.site.serial import json_bytes


@dataclass(frozen=True, slots=True)
class Published:
    """A published post with its path below the site's root and its HTML."""

    post: Post
    path: str
    html: str


def write_machine_files(site: Site, root: Path, posts: Sequence[Published], indexed: Sequence[str]) -> None:
    """Write feeds, data, interfaces, cards, letters and what hosts need below the site's root.

    Parameters
    ----------
    site : Site
    root : Path
    posts : sequence of Published
        Newest first, all languages.
    indexed : sequence of str
        Paths that the site map lists.
    """
    _write(root, api_files(site))
    _write(root, hubverse_files(site))
    _write(root, claims_files(site))
    for edition in site.editions:
        _write(root, card_files(edition))
        _write(root, _feed_files(site, edition, posts))
        _write(root, claim_feeds(site, edition))
    _write(root, letter_files(site, posts))
    _write(root, {"datapackage.json": json_bytes(data_package(site, root))})
    _write(root, hosting_files(site, indexed))


def _feed_files(site: Site, edition: Edition, posts: Sequence[Published]) -> dict[str, bytes]:
    language = edition.words.language
    own = [published for published in posts if published.post.language == language]
    empty = {} if own else {f"feeds/{language}.atom.xml": feed_without_posts(site, edition)}
    return {
        **empty,
        f"feeds/{language}.json": json_bytes(json_feed(site, edition, own)),
        f"{edition.prefix}feeds/chances.atom.xml": chances_feed(site, edition),
    }


def _write(root: Path, files: Mapping[str, Any]) -> None:
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
