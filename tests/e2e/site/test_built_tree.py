"""What the built folder holds, looked at as files."""

import csv
import io
from hashlib import sha256
from pathlib import Path

import lxml.etree
import lxml.html
import pytest

import invented_site
from incumbent.domain.errors import RefusedError
from incumbent.site.build import build_site

SENTENCE = (
    "This is the chance that a person holds an office. It is not the chance that anyone is safe; "
    "a successor may be no better."
)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def parsed(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(path.read_text(encoding="utf-8"))


def text_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def tree_hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_builds_are_equal_byte_for_byte(built, tmp_path):
    build_site(invented_site.content(), tmp_path / "again", built_at=invented_site.BUILT_AT)
    assert tree_hashes(tmp_path / "again") == tree_hashes(built)


def test_a_folder_that_holds_something_is_refused(tmp_path):
    (tmp_path / "old.html").write_text("old")
    with pytest.raises(RefusedError, match="not empty"):
        build_site(invented_site.content(), tmp_path, built_at=invented_site.BUILT_AT)


def test_every_internal_link_resolves(built):
    for path in built.rglob("*.html"):
        page = parsed(path)
        for _element, attribute, link, _position in page.iterlinks():
            if attribute == "srcset" or ":" in link.split("/")[0]:
                continue
            target, _, fragment = link.partition("#")
            found = (path.parent / target) if target else path
            if target.startswith("/"):  # the page for missing pages is shown at any depth
                found = built / target.lstrip("/")
            assert found.is_file(), f"{path.relative_to(built)} links to {link}"
            if fragment:
                assert parsed(found).xpath("//*[@id=$id]", id=fragment), f"{path.relative_to(built)}: {link}"


def test_every_page_with_a_chance_carries_the_fixed_sentence(built):
    for path in built.rglob("*.html"):
        page = parsed(path)
        if page.get("lang") == "en" and page.xpath("//*[@class='headline']"):
            assert SENTENCE in text_of(page), path


def test_every_page_and_feed_of_a_fictional_post_says_so(built):
    for path in (built / "posts").glob("*.html"):
        assert "FICTIONAL" in text_of(parsed(path))
    for entry in lxml.etree.parse(built / "feeds" / "en.atom.xml").findall("a:entry", ATOM):
        assert "FICTIONAL" in entry.findtext("a:content", namespaces=ATOM)


def test_a_script_in_a_post_is_dropped(built):
    assert "alert(1)" not in (built / "posts" / "spring.html").read_text(encoding="utf-8")


def test_the_number_is_the_same_in_text_table_and_csv(built):
    recorded = [
        horizon["probability"]
        for entry in invented_site.recorded()
        for horizon in entry["forecast"]["horizons"]
        if entry["forecast"]["leader_id"] == "orlan" and horizon["target_date"] == "2024-12-31"
    ]
    page = parsed(built / "leaders" / "orlan.html")
    section = page.xpath("//section[h2[@id='q-2024']]")[0]
    rows = section.xpath(".//figure[1]//tbody/tr/td[1]/text()")
    table = csv.DictReader(io.StringIO((built / "data" / "orlan-2024-history.csv").read_text()))
    assert [float(row["probability"]) for row in table] == recorded
    assert rows == [str(round(chance * 100)) for chance in recorded]
    assert section.xpath(".//*[@class='headline']/text()") == [f"{round(recorded[-1] * 100)} in 100"]
