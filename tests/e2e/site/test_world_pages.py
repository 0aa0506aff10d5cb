"""The pages of all leaders, built from the packaged register over three months."""

import csv
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from checkers import axe_violations, nu_errors

from incumbent.site.build import build_site
from incumbent.site.content import SiteContent
from incumbent.site.wording import in_hundred, words_of
from incumbent.site.world import world_history
from incumbent.site.world_map import CLASSES, map_chart, map_figure, tiles
from incumbent.workflows.countries import states
from invented_world import ORIGINS, PlainStudio, world_content, world_desk

LARGEST = 60 * 1024
LOOKED_AT = (
    "index",
    "world/chance",
    "world/dates",
    "world/2025-01",
    "countries/is",
    "countries/ru",
    "archive",
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> SiteContent:
    folder = tmp_path_factory.mktemp("world")
    return world_content(world_desk(folder / "desk"), folder / "record")


@pytest.fixture(scope="module")
def site(content: SiteContent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "site"
    build_site(content, folder, built_at=datetime(2025, 3, 1, 6, tzinfo=UTC), studio=PlainStudio())
    return folder


def page(site: Path, path: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring((site / f"{path}.html").read_text(encoding="utf-8"))


def cells(site: Path, path: str) -> list[list[str]]:
    """The body of a page's first table as text; the leader below a state's name is a cell of its own."""
    (body, *_) = page(site, path).xpath("//main//tbody")
    return [[" ".join(part.text_content().split()) for part in row.xpath("th/* | td")] for row in body]


def test_every_table_has_every_leader_and_fits_a_slow_link(site: Path) -> None:
    for prefix in ("", "ru/"):
        for name in ("chance", "country", "change", "years"):
            assert len(cells(site, f"{prefix}world/{name}")) == 195
    for path in site.rglob("*.html"):
        assert path.stat().st_size <= LARGEST, path


def test_the_table_says_what_the_record_says(site: Path, content: SiteContent) -> None:
    newest = {
        entry["forecast"]["leader"]: entry["forecast"]
        for entry in content.entries
        if entry["kind"] == "forecast" and entry["forecast"]["origin_date"] == "2025-03-01"
    }
    for _country, leader, year, *_rest in cells(site, "world/country"):
        (chance,) = [h for h in newest[leader]["horizons"] if h["target_date"] == "2026-03-01"]
        assert year == str(in_hundred(chance["probability"])).replace("100", ">99")


def test_each_order_is_what_it_says(site: Path) -> None:
    chances = [100 if row[2] == ">99" else int(row[2]) for row in cells(site, "world/chance")]
    assert chances == sorted(chances)
    years = [float(row[7]) for row in cells(site, "world/years")]
    assert years == sorted(years, reverse=True)
    changes = [abs(int(row[4].replace("−", "-").replace("–", "0"))) for row in cells(site, "world/change")]
    assert changes == sorted(changes, reverse=True)
    names = [row[0] for row in cells(site, "world/country")]
    assert names[0] == "Afghanistan"
    assert names.index("Egypt") < names.index("Eswatini") < names.index("Ethiopia")


@pytest.mark.browser
def test_a_phone_shows_state_leader_chance_range_and_change_at_once(site: Path, browser: object) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()  # type: ignore[attr-defined]
    for prefix in ("", "ru/"):
        page.goto((site / f"{prefix}world" / "chance.html").as_uri())
        edges = page.evaluate(
            "[...document.querySelectorAll('thead th')].map(cell => cell.getBoundingClientRect().right)"
        )
        assert max(edges[:4]) <= 360 - 16, prefix


def test_russian_tables_name_states_in_russian(site: Path) -> None:
    assert cells(site, "ru/world/country")[0][0] == "Австралия"


def test_russian_pages_say_in_russian_who_stands_in_for_another(site: Path) -> None:
    (korea,) = [row for row in cells(site, "ru/world/country") if row[0] == "Республика Корея"]
    assert korea[1] == "Choi Sang-mok (и. о.)"
    assert page(site, "ru/countries/kr").xpath("//h1")[0].text_content() == "Choi Sang-mok (и. о.)"


@pytest.mark.browser
def test_a_phone_sees_dates_and_months_whole_and_no_page_of_the_world_is_wider(
    site: Path, browser: object
) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()  # type: ignore[attr-defined]
    for path in ("index", "world/dates", "countries/ru", "ru/index", "ru/world/dates", "ru/countries/ru"):
        page.goto((site / f"{path}.html").as_uri())
        hidden = page.evaluate(
            "[...document.querySelectorAll('.wide')].filter(part => part.scrollWidth > part.clientWidth)"
            ".map(part => part.ariaLabel)"
        )
        assert hidden == [], path
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path


@pytest.mark.browser
def test_a_phone_is_given_a_map_of_its_own(site: Path, browser: object) -> None:
    chosen = {}
    for width in (360, 1280):
        page = browser.new_context(viewport={"width": width, "height": 740}).new_page()  # type: ignore[attr-defined]
        page.goto((site / "index.html").as_uri())
        chosen[width] = page.evaluate("document.querySelector('.map img').currentSrc").rsplit("/", 1)[1]
    assert chosen == {360: "world-map-small.png", 1280: "world-map.png"}


def test_the_map_for_phones_has_every_tile_and_fits(content: SiteContent) -> None:
    world = world_history(content)
    assert world is not None
    figure = map_figure(world.newest, words_of("en"), "world-map")
    large, small = map_chart(figure), map_chart(figure, small=True)
    assert small["datasets"]["tiles"] == large["datasets"]["tiles"]
    assert small["width"] <= 328


def test_a_succession_is_told_on_the_front_page_and_on_the_countrys_own(site: Path) -> None:
    front = page(site, "index").text_content()
    assert "New: Ada Example" in " ".join(front.split())
    assert "No longer followed: Bjarni Benediktsson" in " ".join(front.split())
    country = page(site, "countries/is")
    assert country.xpath("//h1")[0].text_content() == "Ada Example"
    told = [row.text_content() for row in country.xpath("//div//tbody/tr/th")]
    assert "1 January 2025 Bjarni Benediktsson" in told


def test_the_month_of_january_keeps_its_own_leader(site: Path) -> None:
    assert "Bjarni Benediktsson" in [row[1] for row in cells(site, "world/2025-01")]
    assert "Ada Example" not in [row[1] for row in cells(site, "world/2025-02")]


def test_dates_ahead_are_in_order_and_within_a_year(content: SiteContent) -> None:
    world = world_history(content)
    assert world is not None
    for standing in world.newest:
        days = [gate.decision_date for gate in standing.gates()]
        assert days == sorted(days)
        assert all(ORIGINS[-1] < day <= ORIGINS[-1].replace(year=2026) for day in days)


def test_young_facts_are_not_called_old(site: Path) -> None:
    assert "Old facts" not in page(site, "index").text_content()


def test_every_state_of_the_register_has_its_own_tile() -> None:
    codes = {state.iso2 for state in states()} - {"VA"}
    assert set(tiles()) == codes
    assert len(set(tiles().values())) == len(codes)


def test_the_map_shades_each_tile_by_its_chance(content: SiteContent) -> None:
    world = world_history(content)
    assert world is not None
    figure = map_figure(world.newest, words_of("en"), "world-map")
    drawn = {tile["text"]: tile["fill"] for tile in map_chart(figure)["datasets"]["tiles"]}
    by_shade: dict[str, list[int]] = {}
    for row in figure.rows:
        by_shade.setdefault(drawn[str(row["country_code"])], []).append(
            in_hundred(float(str(row["leaving_within_a_year"])))
        )
    bounds = (0, *CLASSES, 101)
    for chances in by_shade.values():
        assert any(low <= min(chances) and max(chances) < high for low, high in pairwise(bounds))


def test_the_map_says_in_words_who_is_likeliest_to_leave(content: SiteContent) -> None:
    world = world_history(content)
    assert world is not None
    figure = map_figure(world.newest, words_of("en"), "world-map")
    first = min(world.newest, key=lambda one: one.latest.year["probability"])
    assert "195 states" in figure.alt
    assert first.leader.name in figure.alt


def test_the_months_csv_holds_the_stored_numbers(site: Path, content: SiteContent) -> None:
    rows = list(csv.DictReader((site / "data/world-2025-01.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 195
    by_number = {str(entry["sequence"]): entry for entry in content.entries}
    for row in rows:
        entry = by_number[row["entry"]]
        assert entry["kind"] == "forecast"
        assert row["leader"] == entry["forecast"]["leader"]
        stored = {h["target_date"]: h["probability"] for h in entry["forecast"]["horizons"]}
        assert float(row["staying_12_months"]) == stored["2026-01-01"]


def test_every_link_of_the_world_pages_resolves(site: Path) -> None:
    for path in site.rglob("*.html"):
        for _element, attribute, link, _position in lxml.html.parse(str(path)).getroot().iterlinks():
            if attribute != "srcset" and ":" not in link.split("/")[0] and not link.startswith(("/", "#")):
                assert (path.parent / link.partition("#")[0]).is_file(), f"{path.relative_to(site)}: {link}"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_the_worlds_pages(
    site: Path, browser: object, node_modules: Path, scheme: str
) -> None:
    paths = [f"{prefix}{name}.html" for prefix in ("", "ru/") for name in LOOKED_AT]
    assert axe_violations(browser, node_modules, site.as_uri(), paths, scheme) == []


def test_the_nu_checker_finds_no_error_on_the_worlds_pages(site: Path, node_modules: Path) -> None:
    pages = [site / f"{prefix}{name}.html" for prefix in ("", "ru/") for name in LOOKED_AT]
    assert nu_errors(node_modules, pages) == ""


def test_two_builds_of_the_world_are_equal_byte_for_byte(
    site: Path, content: SiteContent, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    build_site(content, again, built_at=datetime(2025, 3, 1, 6, tzinfo=UTC), studio=PlainStudio())
    for path in site.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (again / path.relative_to(site)).read_bytes(), path
