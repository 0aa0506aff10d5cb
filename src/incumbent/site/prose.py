"""How Markdown becomes HTML without script, style or foreign frame: all of it passes an allow-list."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_CLASSES = {
    "section": {"interview", "claim", "estimate", "footnotes"},
    "p": {"speaker", "rule"},
    "a": {"footnote-backref"},
    "sup": {"footnote-ref"},
    "code": {"hash"},
}
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "img": {"src", "alt", "title"},
    "th": {"align"},
    "td": {"align"},
    "li": {"id"},
    "time": {"datetime"},
}
_BESIDES = {"section", "time", "sup"}
_QUOTES = {"ru": "«»„“", "uk": "«»„“", "de": "„“‚‘", "fr": ["«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"]}


def prose_html(text: str, language: str, part: int = 0) -> str:
    """Markdown as HTML not yet cleaned, with the language's own quotation marks.

    Parameters
    ----------
    text : str
    language : str
    part : int
        Tells the footnotes of several texts on one page apart.
    """
    return _reader(language).render(text, {"docId": str(part)} if part else {})


@cache
def safe_html(text: str, language: str) -> str:
    """Markdown as HTML, through the allow-list; kept, since every page asks for the same few texts."""
    return clean(prose_html(text, language))


def clean(html: str) -> str:
    """HTML with only allowed elements, attributes and addresses left."""
    import nh3

    return nh3.clean(
        html,
        tags=set(nh3.ALLOWED_TAGS) | _BESIDES,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        link_rel="noreferrer noopener",
    )


def absolute_html(html: str, address: str) -> str:
    """The same with every link absolute, for feeds and letters."""
    import nh3

    return nh3.clean(
        html,
        tags=set(nh3.ALLOWED_TAGS) | _BESIDES,
        attributes=_ATTRIBUTES,
        link_rel=None,
        url_relative=("rewrite_with_base", address),
    )


@cache
def _reader(language: str) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    options = {"typographer": True, "quotes": _QUOTES.get(language, "“”‘’")}
    reader = MarkdownIt("commonmark", options).enable(["table", "replacements", "smartquotes"])
    return reader.use(footnote_plugin)
