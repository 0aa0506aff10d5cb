"""Reads markup once its tags are gone."""

from __future__ import annotations

import re

from incumbent.protection.fold import BLOCK_JOINT, INLINE_JOINT
from incumbent.protection.views import View, rewritten

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "entry",
        "feed",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "id",
        "item",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "rss",
        "script",
        "section",
        "select",
        "style",
        "subtitle",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "updated",
        "content",
        "name",
        "channel",
        "description",
        "video",
        "audio",
        "iframe",
        "object",
    ]
)
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<!\[CDATA\[|\]\]>"
    r"|<(?P<dropped>script|style)\b[^>]*>.*?</(?P=dropped)\s*>"
    r"|<[/!?]?(?P<tag>[a-zA-Z][\w:.-]*)(?:[^<>\"']|\"[^\"]{0,8192}\"|'[^']{0,8192}'){0,400}+>"
    r"|<[/!?]?(?P<broken>[a-zA-Z][\w:.-]*)[^<>]{0,8192}>",
    re.DOTALL | re.IGNORECASE,
)


def _joint(match: re.Match[str]) -> str:
    name = (match["tag"] or match["broken"] or "").lower()
    if match["dropped"]:
        return BLOCK_JOINT
    return BLOCK_JOINT if name.rpartition(":")[2] in _BLOCKS else INLINE_JOINT


def untagged(view: View) -> View | None:
    """The view without tags: inline ones join what they part, blocks leave a border; None without any tag."""
    return rewritten(view, _TAG, _joint) if "<" in view.text else None
