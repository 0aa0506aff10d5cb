"""What hosts and crawlers read: headers for common static hosts, site map, robots, security contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

from incumbent.domain.desk import DeskSettings
from incumbent.domain.errors import RefusedError
from incumbent.site.edition import Site
from incumbent.site.missing_page import MISSING, STYLE_SOURCE, onion_root, site_path

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        f"style-src 'self' {STYLE_SOURCE}",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
NEAR_DAYS = 30
"""A security contact that expires sooner stops the build."""


def hosting_files(site: Site, indexed: Sequence[str]) -> dict[str, bytes]:
    """Paths and contents below the site's root.

    Parameters
    ----------
    site : Site
    indexed : sequence of str
        Paths of pages that may be found by search.
    """
    files = {
        "_headers": _netlify(site),
        ".htaccess": _apache(site),
        "hosting/nginx.conf": _nginx(site),
        "hosting/Caddyfile": _caddy(site),
        "robots.txt": _robots(site),
        "sitemap.xml": _site_map(site, indexed),
        ".nojekyll": "",
    }
    desk = site.content.settings
    if desk.contact and desk.contact_until:
        files[".well-known/security.txt"] = _security(site, desk.contact, desk.contact_until)
    return {path: text.encode() for path, text in files.items()}


def _headers(site: Site, *, framed: bool, asked: str = "") -> dict[str, str]:
    """The headers of every page; `asked` is how a server writes the path it was asked for."""
    ancestors = "*" if framed else "'none'"
    found = {
        "Content-Security-Policy": f"{_POLICY}; frame-ancestors {ancestors}",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "interest-cohort=()",
    }
    if site.content.settings.onion_address and not framed:
        found["Onion-Location"] = _onion(site.content.settings, asked)
    return found


def _onion(desk: DeskSettings, asked: str) -> str:
    """Where Tor Browser goes: the same page, if both addresses lead to it by the same path."""
    onion, clear = urlsplit(desk.onion_address or ""), urlsplit(desk.base_address)
    if not asked or onion.path.rstrip("/") != clear.path.rstrip("/"):
        return desk.onion_address or ""
    return f"{onion.scheme}://{onion.netloc}{asked}"


def _embed_folders(site: Site) -> list[str]:
    return [f"{edition.prefix}embed/" for edition in site.editions]


def _netlify(site: Site) -> str:
    """For Netlify, Cloudflare Pages and others that read `_headers`; a later rule adds, so `!` takes away."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in _headers(site, framed=False).items())]
    for folder in _embed_folders(site):
        framed = _headers(site, framed=True)["Content-Security-Policy"]
        lines += [f"/{folder}*", "  ! Content-Security-Policy", f"  Content-Security-Policy: {framed}"]
    return "\n".join(lines) + "\n"


def _apache(site: Site) -> str:
    headers = _headers(site, framed=False, asked="%{REQUEST_URI}s").items()
    plain = "\n".join(f'Header always set {k} "{v}"' for k, v in headers)
    framed = _headers(site, framed=True)["Content-Security-Policy"]
    return (
        f"{_apache_missing(site.content.settings)}Options -Indexes\n<IfModule mod_headers.c>\n{plain}\n"
        '<If "%{REQUEST_URI} =~ m#/embed/#">\n'
        f'Header always set Content-Security-Policy "{framed}"\n</If>\n'
        "</IfModule>\n"
    )


def _apache_missing(desk: DeskSettings) -> str:
    """Apache wants the path from the host's root, which differs where the onion address has another."""
    usual = f"ErrorDocument 404 {site_path(desk)}/{MISSING}\n"
    if (onion := onion_root(desk)) is None:
        return usual
    asked, path = urlsplit(onion).hostname, urlsplit(onion).path
    return f"{usual}<If \"%{{HTTP_HOST}} == '{asked}'\">\nErrorDocument 404 {path}/{MISSING}\n</If>\n"


def _nginx(site: Site) -> str:
    headers = _headers(site, framed=False, asked="$request_uri").items()
    plain = "\n".join(f'add_header {k} "{v}" always;' for k, v in headers)
    framed = "\n".join(f'  add_header {k} "{v}" always;' for k, v in _headers(site, framed=True).items())
    missing = f"error_page 404 {site_path(site.content.settings)}/{MISSING};"
    head = f"# inside a server block\naccess_log off;\n{missing}"
    return f"{head}\n{plain}\nlocation ~ /embed/ {{\n{framed}\n}}\n"


def _caddy(site: Site) -> str:
    headers = _headers(site, framed=False, asked="{http.request.uri}").items()
    plain = "\n".join(f'\t{k} "{v}"' for k, v in headers)
    framed = _headers(site, framed=True)["Content-Security-Policy"]
    matchers = " ".join(f"/{folder}*" for folder in _embed_folders(site))
    page = f"{site_path(site.content.settings)}/{MISSING}"
    missing = f"handle_errors 404 {{\n\trewrite * {page}\n\tfile_server\n}}\n"
    return (
        f"# inside a site block\nfile_server\n{missing}header {{\n{plain}\n}}\n@framed path {matchers}\n"
        f'header @framed Content-Security-Policy "{framed}"\n'
    )


def _robots(site: Site) -> str:
    base = site.content.settings.base_address.rstrip("/")
    folders = "\n".join(f"Disallow: /{folder}" for folder in [*_embed_folders(site), "letters/"])
    return f"User-agent: *\n{folders}\nSitemap: {base}/sitemap.xml\n"


def _site_map(site: Site, indexed: Sequence[str]) -> str:
    base = site.content.settings.base_address.rstrip("/")
    root = ElementTree.Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for path in indexed:
        ElementTree.SubElement(ElementTree.SubElement(root, "url"), "loc").text = f"{base}/{path}"
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _security(site: Site, contact: str, until: date) -> str:
    address = contact if ":" in contact else f"mailto:{contact}"
    languages = ", ".join(site.languages)
    return f"Contact: {address}\nExpires: {until}T00:00:00Z\nPreferred-Languages: {languages}\n"


def require_lasting_contact(desk: DeskSettings, today: date) -> None:
    """Refuse a security contact without a date, or one about to expire.

    Raises
    ------
    RefusedError
        If the date is missing or lies less than 30 days after `today`.
    """
    if desk.contact is None:
        return
    earliest = today + timedelta(days=NEAR_DAYS)
    if desk.contact_until is None or desk.contact_until < earliest:
        msg = (
            f"the security contact holds until {desk.contact_until}; "
            f"it must hold until {earliest} or later. Set a later date once you know that somebody reads it."
        )
        raise RefusedError(msg)
