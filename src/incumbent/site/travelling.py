"""What a post says of itself where it travels without its page: in feeds and letters."""

from __future__ import annotations

from markupsafe import Markup

from incumbent.domain.desk import Post
from incumbent.site.neutral import is_interview
from incumbent.site.prose import absolute_html
from incumbent.site.wording import Words


def notice(post: Post, words: Words) -> str:
    """A paragraph that says that all is invented; nothing where it is not."""
    return Markup("<p><strong>{}</strong></p>\n").format(words.gettext("FICTIONAL")) if post.fictional else ""


def letter_html(post: Post, html: str, address: str, words: Words) -> str:
    """The post's HTML with absolute links; an invented one says so in its own words."""
    return absolute_html(f"{notice(post, words)}{html}", address)


def feed_html(post: Post, html: str, address: str, words: Words) -> str:
    """The same for a feed: an interview's title stands here, since the list of entries must not show it."""
    title = Markup("<h1>{}</h1>\n").format(post.title) if is_interview(post) else ""
    return f"{title}{letter_html(post, html, address, words)}"
