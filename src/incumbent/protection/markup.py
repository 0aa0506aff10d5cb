"""Reads markup once its tags are gone."""

from __future__ import annotations

import re
from functools import lru_cache

from incumbent.protection.characters import BLOCK_JOINT, INLINE_JOINT
from incumbent.protection.traits import FORCED
from incumbent.protection.views import Change, View, changed, joined, rewritten, with_borders

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
    r"<!--[^\0]*?(?:-->|(?=\0)|\Z)"
    r"|<!\[CDATA\[|\]\]>"
    r"|<(?P<dropped>script|style)\b[^>\0]{0,8192}>[^\0]*?(?:</(?P=dropped)\s*>|(?=\0)|\Z)"  # unclosed: to the end
    r"|<[/!?]?(?P<tag>[a-zA-Z][\w:.-]*)(?:[^<>\"'\0]++|\"[^\"\0]*\"|'[^'\0]*'){0,400}+>"
    r"|<[/!?]?(?P<broken>[a-zA-Z][\w:.-]*)[^<>\0]{0,8192}>",
    re.DOTALL | re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _joint(name: str) -> str:
    """What stands where a tag was: `</b>` joins, `<p>` parts."""
    return BLOCK_JOINT if name.lower().rpartition(":")[2] in _BLOCKS else INLINE_JOINT


def _exchanged(match: re.Match[str]) -> Change:
    """A tag, a comment or a whole script with what stands in its stead."""
    kind, (start, end) = match.lastgroup, match.span()
    if kind is None:
        return start, end, INLINE_JOINT
    return start, end, BLOCK_JOINT if kind == "dropped" else _joint(match[kind])


_LOOSE_TAG = re.compile(r"<!--[^\0]*?(?:-->|(?=\0)|\Z)|<[/!?]?(?P<tag>[a-zA-Z][\w:.-]*)[^<>\0]{0,8192}>")


def untagged(view: View, *, loose: bool = False) -> View | None:
    """The view without tags: inline ones join what they part, blocks leave a border; None without any tag.

    Parameters
    ----------
    view : View
    loose : bool
        Take quotes for text: in decoded readings a tag may stand inside another one's attribute.
    """
    if "<" not in view.text:
        return None
    return changed(view, [_exchanged(match) for match in (_LOOSE_TAG if loose else _TAG).finditer(view.text)])


_HIDDEN = re.compile(
    r"<(?P<name>[a-zA-Z][\w-]*)\b[^>\0]{0,2000}?(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])"
    r"|\shidden\b|aria-hidden\s*=\s*[\"']?true|class\s*=\s*[\"'][^\"'>\0]*(?:hidden|sr-only|invisible)[^\"'>\0]*[\"'])[^>\0]{0,2000}>"
    r"[^\0]{0,400}?</(?P=name)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_OVERRIDE = re.compile(
    "[\u202e\u202b\u2067]([^\u202c\u2069\u202d\n]{2,400})[\u202c\u2069\u202d]?"
    r"|<(?P<name>bdo|bdi|span|div|p|b|i|em)\b[^>\0]{0,400}(?:rtl|bidi-override)[^>\0]{0,400}>(?P<inside>[^<\0]{2,400})</",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t:-]*)*$\n?|^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$|^[ \t]*\d{1,3}[.)][ \t]+|\[\^[^\]\n]{1,30}\]"
    r"|(?<=\w)\{[^}\n]{0,60}\}|\\\n"
    r"|!?\[([^\]\n]{0,300})\](?:\([^)\n]{0,600}\)|\[[^\]\n]{0,80}\])|\*{1,3}|_{1,3}(?=\w)|(?<=\w)_{1,3}|~~|`+|\\(?=[^\w\s])",
    re.MULTILINE,
)
_COMBINED = re.compile(
    r"<(?:rt|rp)\b[^>\0]{0,2000}>[^\0]{0,80}?</(?:rt|rp)\s*>|<su[bp]\b[^>\0]{0,200}>[^\w\0]{0,3}\d{0,3}[^\w\0]{0,3}</su[bp]\s*>",
    re.IGNORECASE,
)


_MAY_HIDE = (
    "<rt",
    "<rp",
    "<sup",
    "<sub",
    "display",
    "visibility",
    "font-size",
    "opacity",
    "hidden",
    "sr-only",
    "invisible",
)


def hides(inside: View) -> bool:
    """Whether tags may hide an element or gloss it, by what stands inside them."""
    written = inside.text.lower()
    return any(word in written for word in _MAY_HIDE)


def unhidden(view: View) -> View | None:
    """The view without elements that a reader does not see, and without ruby glosses."""
    if "<" not in view.text:
        return None
    shown = rewritten(view, _HIDDEN, lambda _: INLINE_JOINT)
    return rewritten(shown or view, _COMBINED, lambda _: INLINE_JOINT) or shown


def turned(view: View) -> View | None:
    """The view with text that is shown from right to left by force the other way round."""
    if not view.present & FORCED and not (
        b"<" in view.ascii and any(sign in view.ascii for sign in (b"rtl", b"RTL", b"bidi"))
    ):
        return None
    return rewritten(view, _OVERRIDE, lambda match: (match[1] or match["inside"])[::-1])


_FORCES = re.compile(r"(?:[bB][dD][oO]|-[oO][vV][eE][rR][rR][iI][dD][eE])(?![^\W_])")
_LINE_WITH_DIGIT = re.compile(rf"[^\n\0{BLOCK_JOINT}]*\d[^\n\0{BLOCK_JOINT}]*")


def forces_direction(inside: View) -> bool:
    """Whether tags or styles force a direction on what is written, by what stands inside them."""
    return _FORCES.search(inside.text) is not None


def lines_turned(bare: View) -> View | None:
    """The view with every line that has a digit the other way round: names are looked for backwards anyway."""
    return rewritten(bare, _LINE_WITH_DIGIT, lambda match: match.group()[::-1])


def unmarked(view: View) -> View | None:
    """The view without Markdown's signs: emphasis and links that part a word."""
    return rewritten(view, _MARKDOWN, lambda match: match[1] or "")


def inside_tags(view: View, bare: View) -> View:
    """What stands inside the tags, comments and scripts that `untagged` took out of a view."""
    spans = [(start, end) for start, end, _ in bare.exchanged]
    return joined(view, with_borders(view, spans), between="\n") or view
