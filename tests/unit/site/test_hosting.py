"""What hosts are told."""

from dataclasses import replace
from datetime import date

import pytest

import invented_site
from incumbent.domain.errors import RefusedError
from incumbent.site.content import SiteContent
from incumbent.site.edition import plan_site
from incumbent.site.hosting import hosting_files, require_lasting_contact
from incumbent.site.pictures import Studio


def content_with(**changed: object) -> SiteContent:
    return replace(invented_site.content(), settings=replace(invented_site.SETTINGS, **changed))


@pytest.mark.parametrize("until", [None, date(2018, 5, 1)])
def test_a_contact_about_to_expire_stops_the_build(until):
    content = content_with(contact_until=until)
    with pytest.raises(RefusedError, match="security contact holds until"):
        require_lasting_contact(content.settings, invented_site.BUILT_AT.date())


def test_a_site_without_a_contact_may_be_built():
    settings = content_with(contact=None).settings
    require_lasting_contact(settings, invented_site.BUILT_AT.date())  # refuses nothing
    assert ".well-known/security.txt" not in headers_with(contact=None)


ONION = "http://exampleexampleexample.onion"


def headers_with(**changed: object) -> dict[str, str]:
    site = plan_site(content_with(onion_address=ONION, **changed), invented_site.BUILT_AT, Studio())
    return {path: text.decode() for path, text in hosting_files(site, []).items()}


def test_tor_browser_is_led_to_the_same_page_where_the_server_can_say_it():
    told = headers_with(base_address="https://example.org/")
    assert f'Onion-Location "{ONION}$request_uri"' in told["hosting/nginx.conf"]
    assert f'Onion-Location "{ONION}{{http.request.uri}}"' in told["hosting/Caddyfile"]
    assert f'Onion-Location "{ONION}%{{REQUEST_URI}}s"' in told[".htaccess"]
    assert f"Onion-Location: {ONION}\n" in told["_headers"]


def test_tor_browser_is_led_to_the_front_page_where_the_paths_differ():
    told = headers_with(base_address="https://example.org/below")
    assert f'Onion-Location "{ONION}"' in told["hosting/nginx.conf"]


def test_hosts_are_told_where_the_page_for_missing_addresses_lies():
    told = headers_with(base_address="https://example.org/below")
    assert "error_page 404 /below/404.html;" in told["hosting/nginx.conf"]
    assert "rewrite * /below/404.html" in told["hosting/Caddyfile"]
    usual, onion = told[".htaccess"].split("<If", maxsplit=1)
    assert usual == "ErrorDocument 404 /below/404.html\n"
    host, page = onion.split("\n")[:2]
    assert host == " \"%{HTTP_HOST} == 'exampleexampleexample.onion'\">"
    assert page == "ErrorDocument 404 /404.html"
