"""How the page for missing addresses stands at whatever depth, host or folder it is shown.

A host shows it below any address, so no relative link to a style sheet holds there, and an onion address may
have another path than the public one. It carries its few rules itself, and the policy names their hash.
"""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import urlsplit

from incumbent.domain.desk import DeskSettings

MISSING = "404.html"

STYLE = (
    ":root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1d1c1a;--soft:#5c5850;--link:#0a4f7d}"
    "@media screen and (prefers-color-scheme:dark){"
    ":root{--paper:#171614;--ink:#ece8df;--soft:#aba59a;--link:#86c2ea}}"
    "body{margin:0 auto;max-width:42rem;padding:0 1rem 3rem;background:var(--paper);color:var(--ink);"
    'font:1.0625rem/1.6 "Iowan Old Style","Charter","Noto Serif","Noto Naskh Arabic",Georgia,serif}'
    "header{border-block:.3rem solid var(--ink);border-block-end-width:1px;padding-block:.9rem .6rem}"
    "header p{margin:0;font-size:1.35rem;font-weight:700}"
    "section{margin-block-start:2.2rem}h1,h2{font-size:1.9rem;line-height:1.2;margin:0 0 .6rem}"
    "ul{padding-inline-start:1.1rem;margin:.4rem 0}li::marker{color:var(--soft)}"
    "a{color:var(--link);text-underline-offset:.16em}"
    ":focus-visible{outline:3px solid var(--link);outline-offset:2px}"
)
STYLE_SOURCE = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
"""What a content security policy calls these rules."""


def site_path(desk: DeskSettings) -> str:
    """Path of the site's root on its public host, without a slash at the end."""
    return urlsplit(desk.base_address).path.rstrip("/")


def onion_root(desk: DeskSettings) -> str | None:
    """The site's onion address where its path is another than the public one's, else None."""
    if desk.onion_address is None or urlsplit(desk.onion_address).path.rstrip("/") == site_path(desk):
        return None
    return desk.onion_address.rstrip("/")
