"""Where a post stands below its edition of the site."""

from __future__ import annotations

from collections.abc import Sequence

from incumbent.domain.desk import Post
from incumbent.site.neutral import is_interview


def post_path(post: Post, posts: Sequence[Post]) -> str:
    """Path of a post among all; an interview's address tells only a day."""
    if not is_interview(post):
        return f"posts/{post.slug}.html"
    same_day = [
        other.slug
        for other in posts
        if (other.published_on, other.language) == (post.published_on, post.language) and is_interview(other)
    ]
    place = sorted(same_day).index(post.slug)
    return f"posts/{post.published_on}{f'-{place + 1}' if place else ''}.html"
