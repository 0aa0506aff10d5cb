"""What a reader, a screen reader and a program see of a claim: the same, and only what was known then."""

import csv
import json
from datetime import date
from pathlib import Path

import extruct
import lxml.etree
import pytest
from lxml import html

import invented_site
from incumbent.site.wording import words_of

pytestmark = pytest.mark.slow

ATOM = {"a": "http://www.w3.org/2005/Atom"}
BASE = "https://example.org"
Told = list[tuple[str, str, str, str, str]]
"""Date, kind, who, what was said or done, where it was read: one event each."""


def page_of(built: Path, path: str) -> html.HtmlElement:
    return html.fromstring((built / path).read_bytes())


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def on_page(built: Path, path: str) -> Told:
    page = page_of(built, path)
    told: Told = []
    for item in page.findall(".//ol[@class='timeline']/li"):
        (link,) = item.xpath(".//p[@class='rule']/a")
        href = link.get("href")
        said = item.xpath(".//q") or item.xpath(".//p[@class='summary']")
        told.append(
            (
                item.find(".//time").get("datetime"),
                item.get("data-kind"),
                text_of(item.xpath(".//*[@class='who']")[0]),
                text_of(said[0]),
                f"{BASE}/{href.lstrip('./')}" if href.startswith("../") else href,
            )
        )
    return told


def in_linked_data(built: Path, path: str) -> Told:
    found = extruct.extract((built / path).read_text(), base_url=f"{BASE}/{path}", syntaxes=["json-ld"])
    voices = [node for node in found["json-ld"][0]["@graph"] if "appearance" in node]
    return [
        (
            node["datePublished"],
            node["keywords"].split(", ")[0],
            node["author"]["name"],
            node["text"],
            node["appearance"]["url"],
        )
        for node in voices
    ]


def stored(row: dict[str, str]) -> tuple[str, str, str, str, str]:
    source = f"{BASE}/{row['post_address']}" if row["post_address"] else row["source_url"]
    return row["date"], row["kind"], row["who"], row["words"] or row["summary"], source


def in_json(built: Path, claim_id: str) -> Told:
    whole = json.loads((built / "data" / "claims.json").read_text())
    (claim,) = [claim for claim in whole["claims"] if claim["id"] == claim_id]
    return [stored(event) for event in claim["events"]]


def in_csv(built: Path, claim_id: str) -> Told:
    with (built / "data" / "claims.csv").open(newline="") as table:
        return [stored(row) for row in csv.DictReader(table) if row["claim"] == claim_id]


def in_feed(identity: str, kind: str, content: str) -> tuple[str, str, str, str, str]:
    piece = html.fromstring(f"<div>{content}</div>")
    printed = identity.split("#e-")[1].removesuffix(f"-{kind.replace(' ', '-')}")
    paragraphs = [text_of(p) for p in piece.findall("p")]
    quoted = piece.find("blockquote")
    said = paragraphs[1] if quoted is None else text_of(quoted).strip("“”«»")
    return printed, kind, paragraphs[0].split(": ", 1)[1].split(" (")[0], said, piece.find(".//a").get("href")


def in_atom(built: Path, claim_id: str) -> Told:
    feed = lxml.etree.parse(built / "feeds" / "claims.atom.xml")
    entries = [
        (
            entry.findtext("a:id", namespaces=ATOM),
            entry.find("a:category", ATOM).get("term"),
            entry.findtext("a:summary", namespaces=ATOM),
        )
        for entry in feed.findall(".//a:entry", ATOM)
    ]
    return [in_feed(*entry) for entry in entries if f"/{claim_id}.html#" in entry[0]][::-1]


def in_json_feed(built: Path, claim_id: str) -> Told:
    items = json.loads((built / "feeds" / "claims.json").read_text())["items"]
    told = [
        in_feed(item["id"], item["tags"][0], item["content_html"])
        for item in items
        if f"/{claim_id}.html#" in item["id"]
    ]
    return told[::-1]


@pytest.mark.parametrize("claim", invented_site.CLAIMS, ids=lambda claim: claim.claim_id)
def test_a_timeline_is_the_same_in_page_linked_data_tables_and_feeds(built, claim):
    name = claim.claim_id
    said = on_page(built, f"claims/{name}.html")
    assert [(kind, who) for _date, kind, who, _said, _source in said] == [
        (step.kind, step.who) for step in claim.steps
    ]
    assert said == in_linked_data(built, f"claims/{name}.html")
    assert said == in_json(built, name) == in_csv(built, name)
    assert said == in_atom(built, name) == in_json_feed(built, name)


def test_a_russian_timeline_tells_the_same_events(built):
    english, russian = on_page(built, "claims/quarry.html"), on_page(built, "ru/claims/quarry.html")
    assert [event[:2] for event in russian] == [event[:2] for event in english]
    assert [event[3:] for event in russian] == [event[3:] for event in english]
    assert russian[1][2] == "Орлан Петроск"
    assert in_linked_data(built, "ru/claims/quarry.html") == russian


@pytest.mark.parametrize("claim", invented_site.CLAIMS, ids=lambda claim: claim.claim_id)
@pytest.mark.parametrize("prefix", ["", "ru/"])
def test_the_page_of_a_past_day_shows_only_what_was_known_then(built, claim, prefix):
    whole = on_page(built, f"{prefix}claims/{claim.claim_id}.html")
    for day in claim.days:
        path = f"{prefix}claims/{claim.claim_id}/{day}.html"
        known = sum(step.known_since <= day for step in claim.steps)
        assert on_page(built, path) == whole[:known]
        assert (
            in_linked_data(built, path)
            == in_linked_data(built, f"{prefix}claims/{claim.claim_id}.html")[:known]
        )
        state = claim.state_on(day)
        standing = text_of(page_of(built, path).xpath("//*[@class='standing']/strong")[0])
        assert standing == words_of("ru" if prefix else "en").state(state)
        later = [step for step in claim.steps if step.known_since > day]
        text = (built / path).read_text()
        assert not [step.words or step.summary for step in later if (step.words or step.summary) in text]


def test_a_verdict_is_a_claim_review_from_its_day_on_and_not_before(built):
    def reviews(path: str) -> list[dict[str, object]]:
        found = extruct.extract((built / path).read_text(), syntaxes=["json-ld"])["json-ld"]
        return [n for entry in found for n in entry.get("@graph", []) if n["@type"] == "ClaimReview"]

    (review,) = reviews("claims/mill.html")
    rating = review["reviewRating"]
    assert (rating["ratingValue"], rating["worstRating"], rating["bestRating"]) == (2, 1, 5)
    assert review["publishingPrinciples"] == "https://example.org/how"
    assert "Mostly false" in text_of(page_of(built, "claims/mill.html"))
    assert reviews("claims/mill/2018-03-31.html") == []
    assert "Mostly false" not in (built / "claims/mill/2018-03-31.html").read_text()
    assert reviews("claims/mill/2018-04-01.html") != []
    assert reviews("claims/quarry.html") == []


def test_a_claim_leads_to_its_past_days_and_they_to_what_it_is_now(built):
    page = page_of(built, "claims/quarry.html")
    days = [link.get("href") for link in page.xpath("//a[contains(@href, 'claims/quarry/2')]")]
    assert [Path(day).stem for day in days] == ["2017-05-01", "2017-05-03"]
    assert "entry No. 7 of the record" in text_of(page)
    then = page_of(built, "claims/quarry/2017-05-01.html")
    (cited,) = then.xpath("//*[@class='cite']")
    assert "https://example.org/claims/quarry/2017-05-01.html" in text_of(cited)
    assert "alleged since 1 May 2017" in text_of(cited)
    assert "No. 7" in text_of(cited)
    assert "As it stood on 1 May 2017." in text_of(then)
    assert then.xpath("//main//a[contains(@href, 'claims/quarry.html')]")


def test_every_list_by_state_party_and_place_names_its_claims(built):
    index = page_of(built, "claims/index.html")
    lists = {Path(link.get("href")).as_posix() for link in index.xpath("//*[@class='lists']//a")}
    listed = {
        "../claims/state/corroborated.html": ["mill"],
        "../claims/state/denied.html": ["quarry"],
        "../claims/party/orlan-petrosk.html": ["quarry"],
        "../claims/place/lower-arcady.html": ["mill", "quarry"],
        "../claims/place/mill-weir.html": ["mill"],
    }
    assert lists == set(listed)
    for path, wanted in listed.items():
        for prefix in ("", "ru/"):
            page = page_of(built, f"{prefix}claims/{path.removeprefix('../claims/')}")
            found = [
                Path(link.get("href")).stem for link in page.xpath("//ul[contains(@class, 'claims')]//a")
            ]
            assert sorted(found) == wanted


def test_a_claim_names_every_post_that_cites_it_in_head_or_block(built):
    (cited,) = page_of(built, "claims/quarry.html").xpath(
        "//h2[.='Posts that cite it']/following-sibling::ul[1]//a"
    )
    assert cited.text == "The roofs of the lower town"
    (russian,) = page_of(built, "ru/claims/quarry.html").xpath("//main//a[contains(@href, 'posts/')]")
    assert russian.get("lang") == "en"
    assert ((built / "ru/claims") / russian.get("href")).resolve().is_file()


def test_an_old_post_shows_how_its_claim_stood_then_and_stands_now(built, tmp_path):
    from dataclasses import replace

    from incumbent.site.build import build_site

    old = replace(invented_site.POSTS[-1], published_on=date(2017, 5, 2), claims=("quarry", "mill"))
    content = replace(invented_site.content(), posts=(old,))
    build_site(content, tmp_path / "site", built_at=invented_site.BUILT_AT)
    page = page_of(tmp_path / "site", f"posts/{old.slug}.html")
    quarry, mill = (text_of(item) for item in page.xpath("//*[@class='then-and-now']//li"))
    assert "When this was written: alleged · Now: denied since 3 May 2017" in quarry
    assert "When this was written: nothing known yet · Now: corroborated" in mill


def test_hearsay_and_quoted_words_are_marked_for_ear_and_eye(built):
    page = page_of(built, "ru/claims/mill.html")
    (spoken,) = page.findall(".//q")
    assert (spoken.get("lang"), spoken.text) == ("en", "I heard of it.")
    assert [text_of(tag) for tag in page.xpath("//ol//*[@class='tag']")] == ["с чужих слов", "с чужих слов"]
    assert "hearsay only" in text_of(page_of(built, "claims/index.html"))
    assert "By letter, two weeks." in text_of(page)
    assert "The speaker lives there." in text_of(page)


def test_a_claim_said_in_a_post_leads_to_that_post(built):
    first = page_of(built, "claims/mill.html").xpath("//ol/li[1]//a")[0]
    assert (built / "claims" / first.get("href")).resolve() == (built / "posts/2018-03-05.html").resolve()


@pytest.mark.browser
def test_a_printed_claim_is_black_on_white_and_says_where_it_and_its_sources_stand(built, browser):
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto((built / "claims/mill.html").as_uri())
    assert not page.is_visible("text=https://example.org/claims/mill.html")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.is_visible("text=https://example.org/claims/mill.html")
    assert page.is_visible("text=(https://example.org/posts/2018-03-05.html)")
    assert page.evaluate("getComputedStyle(document.querySelector('.rule')).color") == "rgb(92, 88, 80)"
    assert page.evaluate("getComputedStyle(document.querySelector('.fictional')).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).breakAfter") == "avoid"
