"""Every page opened in Chromium with scripts off."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


def html_pages(built: Path) -> list[str]:
    """All but letters, whose pictures are on the author's host, and the page for missing pages."""
    pages = (str(path.relative_to(built)) for path in built.rglob("*.html"))
    return sorted(path for path in pages if path != "404.html" and "letters/" not in path)


def test_every_page_shows_its_pictures_without_scripts_or_foreign_requests(built, address, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    requested: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in html_pages(built):
        page.goto(f"{address}/{path}")
        for picture in page.query_selector_all("img"):
            assert picture.evaluate("image => image.naturalWidth") > 0, path
        assert page.evaluate("document.documentElement.scrollWidth <= 360"), f"{path} is wider than a phone"
        assert not page.query_selector("script:not([type='application/ld+json'])"), path
    context.close()
    assert [url for url in requested if not url.startswith(address)] == []
    assert complaints == []


def test_a_chart_shows_from_a_plain_folder(built, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((built / "leaders" / "orlan.html").as_uri())
    assert page.query_selector("figure img").evaluate("image => image.naturalWidth") > 0
    assert page.evaluate("getComputedStyle(document.querySelector('.headline')).fontWeight") == "700"
