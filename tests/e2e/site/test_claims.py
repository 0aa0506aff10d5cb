"""A claim's timeline is the same on its page, in linked data, in JSON and in CSV."""

import csv
import json
import re

import pytest
from lxml import html

pytestmark = pytest.mark.slow


def test_a_claims_timeline_is_the_same_everywhere(built):
    page = html.fromstring((built / "claims" / "quarry.html").read_bytes())
    shown = [
        (item.find(".//time").get("datetime"), item.findtext(".//strong"), item.findtext(".//q") or "")
        for item in page.findall(".//ol[@class='timeline']/li")
    ]
    whole = json.loads((built / "data" / "claims.json").read_text())
    stored = [(s["date"], s["kind"], s["words"]) for s in whole["claims"][0]["events"]]
    with (built / "data" / "claims.csv").open() as table:
        rows = [(r["date"], r["kind"], r["words"]) for r in csv.DictReader(table) if r["claim"] == "quarry"]
    scripts = page.xpath("//script[@type='application/ld+json']/text()")
    graph = [node for script in scripts for node in json.loads(script).get("@graph", [])]
    linked = [(n["datePublished"], re.search(r"\((.*)\)$", n["name"])[1], n["text"]) for n in graph]
    assert shown == stored == rows == linked
    assert len(shown) > 1


def test_a_claims_page_names_the_posts_that_cite_it(built):
    page = html.fromstring((built / "claims" / "quarry.html").read_bytes())
    cited = [link.get("href") for link in page.xpath("//ul[@class='posts']//a")]
    assert cited
    assert all((built / "claims" / href).resolve().is_file() for href in cited)


def test_the_list_of_claims_says_how_each_stands(built):
    page = (built / "claims" / "index.html").read_text()
    assert "(denied)" in page


def test_the_page_of_a_past_day_shows_only_what_was_known_then(built):
    page = html.fromstring((built / "claims" / "quarry" / "2017-05-01.html").read_bytes())
    kinds = [strong.text for strong in page.findall(".//ol[@class='timeline']/li/strong")]
    assert kinds == ["alleged"]
    assert "As it stood on 1 May 2017." in page.text_content()


def test_a_claims_page_leads_to_how_it_stood(built):
    page = html.fromstring((built / "claims" / "quarry.html").read_bytes())
    days = [link.get("href") for link in page.xpath("//a[contains(@href, 'quarry/')]")]
    assert len(days) == 2
    assert all((built / "claims" / href).resolve().is_file() for href in days)
