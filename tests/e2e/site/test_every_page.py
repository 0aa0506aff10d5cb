"""The example desk's own site, every page of it: hosted with its headers, in Chromium and in Firefox ESR.

Links, weight and the Nu checker always look at every page. Browsers and axe look at one page of each kind in
each language; with INCUMBENT_EVERY_PAGE=browsers (continuous integration) browsers look at every page, with
INCUMBENT_EVERY_PAGE=1 (`make check-site`) axe too, light and dark.
"""

import gzip
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import lxml.html
import pytest
from checkers import axe_violations, nu_errors
from example_site import EXAMPLE
from firefox import Firefox, firefox
from hosted import hosted

from incumbent.workflows.desk import read_desk
from requirements import skip_or_fail

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1200)]

BELOW = "/still-in-office"
MOST_BYTES = 60 * 1024
PICTURES = "[...document.images].filter(image => image.naturalWidth === 0).map(image => image.src)"
PAPER = "getComputedStyle(document.body).backgroundColor"
WIDTH = "document.documentElement.scrollWidth"
SCRIPTS = (
    "document.querySelectorAll(\"script:not([type='application/ld+json']), [onclick], [onload]\").length"
)


@pytest.fixture(scope="module")
def place(example: Path) -> Iterator[str]:
    """Its address, below a path as the desk's own."""
    with hosted(example, BELOW) as address:
        yield address


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = shutil.which("firefox-esr")
    if program is None:
        skip_or_fail("Firefox ESR is not installed (Debian: apt-get install firefox-esr)")
    assert program
    with firefox(program, tmp_path_factory.mktemp("profile")) as running:
        running.resize(360, 740)
        yield running


def pages(example: Path) -> list[str]:
    """Every page for readers; letters are mailed, not hosted."""
    found = (str(path.relative_to(example)) for path in example.rglob("*.html"))
    return sorted(path for path in found if "letters/" not in path)


def one_of_each_kind(found: list[str]) -> list[str]:
    """The first page of every template in every language."""
    kinds: dict[str, str] = {}
    for path in found:
        kind = re.sub(r"\d{4}-\d{2}-\d{2}(-\d)?", "DAY", path)
        kinds.setdefault(re.sub(r"(leaders|embed|claims|tags)/(?!index)[\w-]+", r"\1/NAME", kind), path)
    return sorted(kinds.values())


def looked_at(example: Path) -> list[str]:
    found = pages(example)
    return found if os.environ.get("INCUMBENT_EVERY_PAGE") else one_of_each_kind(found)


def checked_by_axe(example: Path) -> list[str]:
    return (
        looked_at(example)
        if os.environ.get("INCUMBENT_EVERY_PAGE") == "1"
        else one_of_each_kind(pages(example))
    )


def test_every_page_stands_in_chromium_under_its_own_headers(example, place, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    requested: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    faults: list[str] = []
    for path in looked_at(example):
        answer = page.goto(f"{place}/{path}")
        if "default-src 'none'" not in answer.headers["content-security-policy"]:
            faults.append(f"{path}: no policy")
        faults += [f"{path}: {picture} did not show" for picture in page.evaluate(PICTURES)]
        if page.evaluate(WIDTH) > 360:
            faults.append(f"{path}: wider than a phone")
        if page.evaluate(SCRIPTS):
            faults.append(f"{path}: carries a script")
    cookies = context.cookies()
    context.close()
    assert faults == []
    assert [url for url in requested if not url.startswith(f"{place}/")] == []
    assert complaints == []
    assert cookies == []


def test_every_page_stands_in_firefox_without_svg(example, place, fox):
    faults: list[str] = []
    for path in looked_at(example):
        fox.open(f"{place}/{path}")
        faults += [f"{path}: {picture} did not show" for picture in fox.evaluate(PICTURES)]
        if fox.evaluate(WIDTH) > 360:
            faults.append(f"{path}: wider than a phone")
    assert faults == []
    own = (f"{place}/", "data:")  # Firefox keeps the site's icon as data
    assert [url for url in fox.requested if not url.startswith(own)] == []
    assert fox.complaints == []


def test_an_embedding_page_may_frame_only_the_pages_meant_for_it(example, place, browser, tmp_path):
    (tmp_path / "_headers").touch()
    for name in ("embed", "leaders"):
        frame = f'<iframe src="{place}/{name}/putin.html" width="400" height="400"></iframe>'
        (tmp_path / f"{name}.html").write_text(f"<!DOCTYPE html><title>Other</title>{frame}")
    page = browser.new_context().new_page()
    shown: dict[str, bool] = {}
    with hosted(tmp_path) as elsewhere:
        for name in ("embed", "leaders"):
            page.goto(f"{elsewhere}/{name}.html")
            shown[name] = page.frames[1].query_selector("main h1") is not None
    assert shown == {"embed": True, "leaders": False}


def test_every_link_leads_somewhere_inside(example):
    trees = {path: lxml.html.fromstring((example / path).read_bytes()) for path in pages(example)}
    broken: list[str] = []
    for path, tree in trees.items():
        for _element, attribute, link, _position in tree.iterlinks():
            if attribute == "srcset" or ":" in link.split("/")[0]:
                continue
            target, _, fragment = link.partition("#")
            inside = target.removeprefix(BELOW).lstrip("/") if target.startswith("/") else None
            found = example / inside if inside is not None else (example / path).parent / target
            found = example / path if not target else found
            named = os.path.relpath(found.resolve(), example.resolve())
            if not found.is_file() or (fragment and not trees[named].xpath("//*[@id=$id]", id=fragment)):
                broken.append(f"{path}: {link}")
    assert broken == []


def chosen(image: lxml.html.HtmlElement) -> str:
    """What a screen of double density loads."""
    return str(image.get("srcset", image.get("src"))).split()[0]


def test_no_page_is_heavier_than_a_slow_link_bears(example):
    heavy: list[str] = []
    weights: dict[Path, int] = {}

    def weight(file: Path) -> int:
        if file not in weights:
            weights[file] = len(gzip.compress(file.read_bytes()))
        return weights[file]

    for path in pages(example):
        tree = lxml.html.fromstring((example / path).read_bytes())
        shown = [
            *tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href"),
            *(chosen(image) for image in tree.xpath("//img")),
        ]
        files = {
            example / link.removeprefix(BELOW).lstrip("/")
            if link.startswith("/")
            else ((example / path).parent / link).resolve()
            for link in shown
        }
        total = weight(example / path) + sum(weight(file) for file in files)
        if total > MOST_BYTES:
            heavy.append(f"{path}: {total} bytes")
    assert heavy == []


def test_the_nu_checker_finds_no_error_on_any_page(example, node_modules):
    assert nu_errors(node_modules, sorted(example.rglob("*.html"))) == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(example, place, browser, node_modules, scheme):
    assert axe_violations(browser, node_modules, place, checked_by_axe(example), scheme) == []


def test_the_site_is_read_from_a_plain_folder(example, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    for path in one_of_each_kind(pages(example)):
        page.goto((example / path).as_uri())
        assert page.evaluate(PICTURES) == [], path
        assert page.evaluate(PAPER) == "rgb(251, 250, 246)", path


def test_the_page_for_missing_addresses_is_styled_and_leads_home_wherever_it_is_shown(
    example, place, browser
):
    page = browser.new_context(java_script_enabled=False).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    with hosted(example) as onion:
        shown = (f"{place}/leaders/no/body.html", f"{onion}/a/b/c.html", (example / "404.html").as_uri())
        for nowhere in shown:
            page.goto(nowhere)
            assert page.evaluate(PAPER) == "rgb(251, 250, 246)", nowhere
    assert not any("Content Security Policy" in complaint for complaint in complaints)
    links = page.evaluate("[...document.querySelectorAll('section:first-of-type a')].map(link => link.href)")
    assert links[0] == f"file://{BELOW}/index.html"  # on the public host: below its path
    assert links[1] == f"{read_desk(EXAMPLE, date(2026, 1, 1)).settings.onion_address}/index.html"
    assert links[2] == (example / "index.html").as_uri()


def test_a_text_browser_shows_the_number_and_the_sentence(example):
    lynx = shutil.which("lynx") or shutil.which("w3m")
    if lynx is None:
        skip_or_fail("no text browser is installed (Debian: apt-get install lynx)")
    page = str(example / "leaders" / "putin.html")
    told = subprocess.run([str(lynx), "-dump", page], capture_output=True, text=True, check=True).stdout
    assert re.search(r"\b\d+ in 100\b", told)
    assert "This is the chance that a person holds an office." in " ".join(told.split())
