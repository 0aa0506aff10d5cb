"""Reading under constraint: right to left, four times as large, by keyboard, on paper, without SVG."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

import invented_site
from incumbent.site.build import build_site
from requirements import skip_or_fail

pytestmark = pytest.mark.browser


# of every text such as "98 in 100" the ones whose first sign stands to the right of their last on one line
BACKWARDS = r"""
(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, place = /\d+ in 100/.exec(node.data);
    if (!place) continue;
    const box = (at) => {
      const range = document.createRange();
      range.setStart(node, at); range.setEnd(node, at + 1);
      return range.getBoundingClientRect();
    };
    const first = box(place.index), last = box(place.index + place[0].length - 1);
    if (first.width && first.top === last.top && first.left > last.left) found.push(node.data.trim());
  }
  return found;
})()
"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("arabic") / "site"
    settings = replace(invented_site.SETTINGS, languages=("ar",))
    content = replace(invented_site.content(), settings=settings, posts=())
    build_site(content, folder, built_at=invented_site.BUILT_AT)
    return folder


def test_a_right_to_left_page_begins_at_the_right_and_keeps_a_number_s_order(arabic, browser):
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto((arabic / "leaders" / "vesna.html").as_uri())
    edges = page.evaluate(
        "[document.querySelector('h1'), document.querySelector('.headline')].map(element => {"
        " const range = document.createRange(); range.selectNodeContents(element);"
        " return range.getBoundingClientRect().right})"
    )
    assert all(edge > 330 for edge in edges)
    assert page.evaluate("getComputedStyle(document.querySelector('.headline')).unicodeBidi") == "plaintext"
    assert page.evaluate("document.documentElement.scrollWidth <= 360")


def test_a_right_to_left_page_keeps_every_chance_s_words_in_their_order(arabic, browser):
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    shown: list[tuple[str, str]] = []
    for path in ("index.html", "leaders/orlan.html", "leaders/orlan/2018-04-01.html", "embed/orlan.html"):
        page.goto((arabic / path).as_uri())
        shown += [(path, words) for words in page.evaluate(BACKWARDS)]
    assert shown == []


def test_nothing_is_cut_off_at_four_hundred_percent(built, browser):
    page = browser.new_context(viewport={"width": 320, "height": 256}).new_page()
    for path in ("index.html", "leaders/orlan.html", "track-record.html", "leaders/orlan/2018-04-01.html"):
        page.goto((built / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= 320"), path


def test_the_first_stop_of_the_keyboard_skips_to_the_content(built, browser):
    page = browser.new_context().new_page()
    page.goto((built / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_menu_entry_can_be_reached_and_seen_by_keyboard(built, browser):
    page = browser.new_context().new_page()
    page.goto((built / "index.html").as_uri())
    links = page.evaluate("document.querySelectorAll('header a').length")
    reached = set()
    for _ in range(links + 1):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert {"Method", "Safety", "Track record"} <= reached


def test_dark_mode_shows_the_dark_picture_on_dark_paper(built, browser):
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto((built / "leaders" / "orlan.html").as_uri())
    assert page.evaluate("document.querySelector('figure img').currentSrc").endswith("-dark.png")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 22, 20)"


def test_a_printed_page_keeps_what_is_to_be_cited(built, browser):
    page = browser.new_context().new_page()
    page.goto((built / "leaders" / "orlan" / "2018-04-01.html").as_uri())
    page.emulate_media(media="print")
    assert page.is_visible(".cite blockquote")
    assert not page.is_visible("header nav")


def test_charts_show_in_firefox_without_svg_and_scripts(built, tmp_path):
    firefox = shutil.which("firefox-esr")
    if firefox is None:
        skip_or_fail("Firefox ESR is not installed (Debian: apt-get install firefox-esr)")
    assert firefox
    (tmp_path / "user.js").write_text(
        'user_pref("svg.disabled", true);\nuser_pref("javascript.enabled", false);\n'
        'user_pref("browser.shell.checkDefaultBrowser", false);\n'
    )
    shot = tmp_path / "shot.png"
    address = (built / "leaders" / "orlan.html").as_uri()
    command = [firefox, "--headless", "--no-remote", "--profile", str(tmp_path), "--window-size=420,2400"]
    subprocess.run(
        [*command, "--screenshot", str(shot), address], check=True, capture_output=True, timeout=120
    )
    colours = Image.open(shot).convert("RGB").getcolors(2**24)
    band = sum(count for count, colour in colours if _is_band(colour))
    assert band > 5000, "the charts' light blue bands are not on the page"


def _is_band(colour: tuple[int, int, int]) -> bool:
    """True for the band's light blue: our blue at 18 % on paper."""
    red, green, blue = colour
    return abs(red - 206) < 8 and abs(green - 225) < 8 and abs(blue - 234) < 8
