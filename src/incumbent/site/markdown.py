"""A post's Markdown as safe HTML: everything passes an allow-list."""

from __future__ import annotations

from incumbent.domain.desk import Post


def post_html(post: Post) -> str:
    """The post's body as HTML that carries no script, style or foreign frame.

    An invented post says so in its own words, so that a feed or a letter cannot lose it.
    """
    notice = "<p><strong>FICTIONAL</strong></p>\n" if post.fictional else ""
    return notice + safe_html(post.body)


def safe_html(text: str) -> str:
    """Markdown as HTML, through an allow-list of elements and attributes."""
    import markdown
    import nh3

    html = markdown.markdown(text, extensions=["tables", "footnotes", "smarty"], output_format="html")
    return nh3.clean(html, attributes={"a": {"href", "title"}, "img": {"src", "alt", "title"}})
