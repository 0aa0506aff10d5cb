"""Which posts tell nothing by title, address and preview: interviews, since telephones get searched."""

from __future__ import annotations

from incumbent.domain.desk import Post
from incumbent.site.blocks import Block, parts_of
from incumbent.site.wording import Words


def is_interview(post: Post) -> bool:
    """True where somebody speaks under a changed name: title, address and preview stay neutral."""
    return (
        post.interview
        or bool(post.pseudonyms)
        or any(isinstance(part, Block) and part.kind == "interview" for part in parts_of(post))
    )


def listed_title(post: Post, words: Words) -> str:
    """The title that a list outside the site shows: a feed, a mailbox, a browser's history."""
    return neutral_title(post, words) if is_interview(post) else post.title


def neutral_title(post: Post, words: Words) -> str:
    """What a browser's history and a preview card say of an interview."""
    return words.gettext("Post of %(day)s") % {"day": words.day(post.published_on)}
