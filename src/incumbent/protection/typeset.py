"""Reads what a typesetting language says of letters: accents and spaces of LaTeX, entities that a file defines."""

from __future__ import annotations

import re

from incumbent.protection.views import View, rewritten

# What is written in braces or right behind an accent is the letter: accents are folded away anyway.
_ACCENTED = re.compile(
    r"\{?\\(?:['`^\"~=.](?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))"
    r"|(?:cb|[uvHcdbkrt])(?:\{\\?([A-Za-z])\}|\s\\?([A-Za-z])))(?:\}(?=\w))?"
)
_LETTERS = re.compile(r"\{?\\(ss|ae|AE|oe|OE|aa|AA|[ijlLoO])(?:\{\}|\s|\}|(?=[\\{}]))\}?")
_NOTHING = re.compile(
    r"\\[-/,!]|\{\}|\\(?:kern|hskip)-?[\d.]+(?:pt|em|ex|mm|cm)\s?|\\(?:hspace|vspace|kern|mbox)\*?\{[^{}\n]{0,20}\}"
    r"|\\allowbreak\s?|\\discretionary\{-?\}\{\}\{\}|\{\\(?:bf|it|em|sc|rm|sf|tt)\s|(?<=\w)\}(?=\w)"
    r"|\$?\\(?:text|mathrm|textrm|textbf|textit|textsc|emph|textsf|underline)\{"
)
_LIKELY = re.compile(
    r"\\(?:['`^\"~=.][{\\A-Za-z]|[uvHcdbkrt][{ ]|cb|[-/]|text|emph|kern|h?space|allowb|discr|ss|ae|oe|[ijlLoO][{} \\])|\{\}"
)
_DEFINED = re.compile(r"<!ENTITY\s+([\w.-]{1,60})\s+(?:\"([^\"\0]{0,400})\"|'([^'\0]{0,400})')")
_USED = re.compile(r"&([\w.-]{1,60});")


def untexed(view: View) -> View | None:
    """The view with letters that LaTeX accents as the bare letters, and without its marks inside words."""
    if b"\\" not in view.ascii or _LIKELY.search(view.text) is None:
        return None
    plain = rewritten(view, _ACCENTED, lambda match: match[1] or match[2] or match[3] or match[4]) or view
    whole = rewritten(plain, _LETTERS, lambda match: match[1]) or plain
    whole = rewritten(whole, _NOTHING, lambda _: "") or whole
    return whole if whole is not view else None


def entities_expanded(view: View) -> View | None:
    """The view with the entities that it defines itself; None where it defines none."""
    if b"<!ENTITY" not in view.ascii:
        return None
    known = {match[1]: match[2] or match[3] or "" for match in _DEFINED.finditer(view.text)}
    return rewritten(view, _USED, lambda match: known.get(match[1]))
