"""What the built folder holds, looked at as files."""

import csv
import gzip
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import extruct
import jsonschema
import lxml.etree
import lxml.html
import pytest
from PIL import Image

import invented_site
from incumbent.domain.errors import RefusedError
from incumbent.site.build import build_site
from incumbent.site.cards import card_words
from incumbent.site.edition import plan_site
from incumbent.site.pictures import Studio
from incumbent.site.questions import office_of

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


def test_a_russian_page_feed_or_letter_says_in_russian_that_all_is_invented(built):
    said = [*(built / "ru").rglob("*.html"), built / "feeds" / "ru.json", *(built / "ru").rglob("*.txt")]
    assert len(said) > 20
    for path in said:
        text = path.read_text(encoding="utf-8")
        assert "FICTIONAL" not in text, path
        assert "ВЫМЫСЕЛ" in text or path.match("letters/*") or path.match("feeds/*"), path
    assert "ВЫМЫСЕЛ" in (built / "feeds" / "ru.json").read_text(encoding="utf-8")


def test_a_page_says_once_above_a_post_that_it_is_invented(built):
    page = parsed(built / "posts" / "spring.html")
    assert text_of(page).count("FICTIONAL") == 1


def test_a_script_in_a_post_is_dropped(built):
    assert "alert(1)" not in (built / "posts" / "spring.html").read_text(encoding="utf-8")


def recorded_chances(leader_id: str, target_date: str) -> list[float]:
    """What the record holds, read without the site's own code."""
    return [
        horizon["probability"]
        for entry in invented_site.recorded()
        for horizon in entry["forecast"]["horizons"]
        if entry["forecast"]["leader_id"] == leader_id and horizon["target_date"] == target_date
    ]


@pytest.mark.parametrize(
    ("leader_id", "question_id", "target_date"),
    [
        ("orlan", "2018-05-08", "2018-05-08"),
        ("orlan", "2024", "2024-12-31"),
        ("vesna", "2018", "2018-12-31"),
    ],
)
def test_every_place_shows_the_number_that_the_record_holds(built, leader_id, question_id, target_date):
    recorded = recorded_chances(leader_id, target_date)
    whole = [str(round(chance * 100)) for chance in recorded]
    said = f"{whole[-1]} in 100"
    section = parsed(built / "leaders" / f"{leader_id}.html").xpath(f"//section[h2[@id='q-{question_id}']]")[
        0
    ]
    assert section.xpath(".//*[@class='headline']/text()") == [said]
    assert section.xpath("(.//figure)[1]//tbody/tr/td[1]/text()") == whole
    assert said in section.xpath("(.//figure)[1]//img/@alt")[0]
    stem = f"{leader_id}-{question_id}-history"
    table = csv.DictReader(io.StringIO((built / "data" / f"{stem}.csv").read_text()))
    assert [float(row["probability"]) for row in table] == recorded
    drawn = lxml.etree.parse(built / "charts" / f"{stem}.svg")
    assert whole[-1] in drawn.xpath("//*[local-name()='text']/text()")
    told = json.loads((built / "api" / "leaders" / f"{leader_id}.json").read_text())
    question = next(q for q in told["questions"] if q["question_id"] == question_id)
    assert [item["probability"] for item in question["history"]] == recorded
    assert [str(item["in_hundred"]) for item in question["history"]] == whole
    newest = parsed(built / "leaders" / leader_id / "2018-04-01.html")
    assert said in text_of(newest.xpath(f"//section[h2[@id='q-{question_id}']]//blockquote")[0])
    feed = lxml.etree.parse(built / "feeds" / "chances.atom.xml").findall("a:entry", ATOM)
    address = f"leaders/{leader_id}/2018-04-01.html#q-{question_id}"
    told_of = [entry for entry in feed if address in entry.findtext("a:id", namespaces=ATOM)]
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in told_of]
    assert [title.split(": ")[1] for title in titles] == [said]


@pytest.mark.parametrize(("leader_id", "target_date"), [("orlan", "2018-05-08"), ("vesna", "2018-12-31")])
def test_front_page_embed_and_card_show_the_headline_s_number(built, leader_id, target_date):
    said = f"{round(recorded_chances(leader_id, target_date)[-1] * 100)} in 100"
    card = parsed(built / "index.html").xpath(f"//article[.//h2[@id='leader-{leader_id}']]")[0]
    assert card.xpath(".//*[@class='headline']/text()") == [said]
    embed = parsed(built / "embed" / f"{leader_id}.html")
    assert embed.xpath("//*[@class='headline']/text()") == [said]
    edition = plan_site(invented_site.content(), invented_site.BUILT_AT, Studio()).editions[0]
    leader = next(h for h in edition.histories if h.leader.leader_id == leader_id)
    assert card_words(edition, leader)[1] == said
    with Image.open(built / "cards" / f"{leader_id}.png") as picture:
        assert picture.size == (1200, 630)


def test_a_dated_page_knows_nothing_of_later_months(built):
    text = text_of(parsed(built / "leaders" / "vesna" / "2018-03-01.html"))
    assert "What happened" not in text
    assert "As of 1 April 2018" not in text


def test_a_dated_page_draws_the_history_only_as_far_as_its_day(built):
    page = parsed(built / "leaders" / "vesna" / "2018-03-01.html")
    (picture,) = page.xpath("(//section[@class='question'])[1]//img[contains(@src, '-history.png')]/@src")
    drawn = built / "leaders" / "vesna" / picture.replace(".png", ".svg")
    days = page.xpath(
        "(//section[@class='question'])[1]//figure[.//img[contains(@src, 'history')]]//tbody/tr/th"
    )
    assert "April 2018" not in drawn.read_text(encoding="utf-8")
    assert text_of(days[-1]) == "1 March 2018"


def test_a_dated_page_says_the_complement(built):
    text = text_of(parsed(built / "leaders" / "vesna" / "2018-03-01.html"))
    said = [round(chance * 100) for chance in recorded_chances("vesna", "2018-12-31")]
    assert any(f"In {100 - chance} in 100 such cases" in text for chance in said)


def test_a_country_is_named_once_in_the_sentence_to_cite():
    leader = replace(invented_site.LEADERS[0], office="president of Arcady", country="Arcady")
    assert office_of(leader) == "president of Arcady"
    assert office_of(replace(leader, office="president")) == "president, Arcady"


def test_a_dated_page_can_be_cited_whole(built):
    page = parsed(built / "leaders" / "orlan" / "2017-09-01.html")
    cited = text_of(page.xpath("//section[@class='cite'][1]//blockquote")[0])
    entry = next(
        e
        for e in invented_site.recorded()
        if (e["forecast"]["leader_id"], e["forecast"]["origin_date"]) == ("orlan", "2017-09-01")
    )
    for needed in (
        entry["_hash"],
        "1 September 2017",
        "Computed later",
        "register of invented states",
        "https://example.org/leaders/orlan/2017-09-01.html",
    ):
        assert needed in cited


def test_an_interview_s_address_title_and_card_tell_only_a_day(built):
    (found,) = (built / "posts").glob("2018-03-05*.html")
    page = parsed(found)
    shown_elsewhere = [
        found.name,
        page.findtext(".//title"),
        *page.xpath(
            "//meta[@property='og:title' or @property='og:description' or @name='description']/@content"
        ),
        *page.xpath("//script[@type='application/ld+json']/text()"),
    ]
    assert not any("roof" in text.lower() or "Tim" in text for text in shown_elsewhere)
    assert text_of(page.xpath("//h1")[0]) == "The roofs of the lower town"


def test_no_page_is_heavier_than_sixty_kibibytes(built):
    for path in built.rglob("*.html"):
        page = parsed(path)
        files = [path, *(path.parent / link for link in page.xpath("//link[@rel='stylesheet']/@href"))]
        files += [path.parent / source for source in page.xpath("//img/@src[not(contains(., ':'))]")]
        files = [file if file.is_file() else built / str(file).lstrip("/") for file in files]
        weight = sum(len(gzip.compress(file.read_bytes())) for file in files)
        assert weight <= 60 * 1024, f"{path.relative_to(built)}: {weight}"


def test_linked_data_names_data_sets_posts_and_claims(built):
    def kinds(path: str) -> set[str]:
        found = extruct.extract((built / path).read_text(encoding="utf-8"), syntaxes=["json-ld"])["json-ld"]
        return {item["@type"] for data in found for item in data.get("@graph", [data])}

    assert kinds("leaders/orlan.html") == {"Dataset"}
    assert kinds("posts/spring.html") == {"BlogPosting"}
    assert kinds("claims/quarry.html") == {"Claim"}


def test_a_data_set_s_description_has_the_length_that_search_asks_for(built):
    text = (built / "leaders" / "orlan.html").read_text(encoding="utf-8")
    (data,) = extruct.extract(text, syntaxes=["json-ld"])["json-ld"]
    assert 50 <= len(data["description"]) <= 5000


def test_the_data_package_and_every_table_in_it_are_valid(built):
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(built / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])


def test_the_interface_keeps_its_schemas(built):
    def checked(name: str, path: str) -> None:
        schema = json.loads((built / "api" / "schema" / f"{name}.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads((built / path).read_text()), schema)

    checked("index", "api/index.json")
    checked("leader", "api/leaders/orlan.json")
    checked("claims", "data/claims.json")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("kind", "refuted"), ("date", "in spring"), ("hand", "second hand"), ("who", ""), ("source_url", "")],
)
def test_the_schema_of_the_claims_refuses_what_no_claim_may_be(built, name, wrong):
    schema = json.loads((built / "api" / "schema" / "claims.json").read_text())
    claims = json.loads((built / "data" / "claims.json").read_text())
    claims["claims"][0]["events"][0][name] = wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(claims, schema)


def test_a_json_feed_has_every_post_of_its_language_with_absolute_links(built):
    feed = json.loads((built / "feeds" / "en.json").read_text())
    english = [post for post in invented_site.POSTS if post.language == "en" and not post.draft]
    assert len(feed["items"]) == len(english)
    assert all('href="../' not in item["content_html"] for item in feed["items"])


def test_feed_ids_stay_when_the_site_is_built_again(built, tmp_path):
    def ids(folder: Path) -> list[str]:
        entries = lxml.etree.parse(folder / "feeds" / "en.atom.xml").findall("a:entry", ATOM)
        return [entry.findtext("a:id", namespaces=ATOM) for entry in entries]

    settings = replace(invented_site.SETTINGS, pictures=())
    fewer = replace(invented_site.content(), scores=(), calibration=(), settings=settings)
    build_site(fewer, tmp_path / "fewer", built_at=datetime(2018, 5, 1, tzinfo=UTC))
    assert ids(tmp_path / "fewer") == ids(built)


def test_headers_forbid_everything_but_the_site_s_own_pictures_and_styles(built):
    headers = (built / "_headers").read_text()
    assert "default-src 'none'" in headers
    assert "frame-ancestors 'none'" in headers
    assert "Onion-Location: http://exampleexampleexample.onion" in headers
    for name in (".htaccess", "hosting/nginx.conf", "hosting/Caddyfile"):
        assert "default-src 'none'" in (built / name).read_text()


def test_no_file_that_a_reader_downloads_is_saved_under_a_telling_name(built):
    saved = {
        (Path(link.get("href")).suffix, link.get("download"))
        for path in built.rglob("*.html")
        for link in parsed(path).xpath("//a[@href]")
        if Path(link.get("href")).suffix in {".csv", ".svg", ".png", ".zip"}
    }
    assert saved == {(".csv", "table.csv"), (".svg", "chart.svg"), (".png", "chart.png")}


def test_each_post_is_a_letter_with_its_words(built):
    assert "The chance moved little." in (built / "letters" / "spring.txt").read_text(encoding="utf-8")
    assert "FICTIONAL" in text_of(parsed(built / "letters" / "spring.html"))


def test_no_word_of_a_draft_gets_into_a_built_site(built):
    assert all(b"unfinished thought" not in path.read_bytes() for path in built.rglob("*") if path.is_file())


def test_translations_point_to_each_other(built):
    for path, other in (("posts/spring.html", "vesna-sluhov"), ("ru/posts/vesna-sluhov.html", "spring")):
        links = parsed(built / path).xpath("//link[@rel='alternate'][@hreflang]/@href")
        assert any(link.endswith(f"posts/{other}.html") for link in links)


def test_hub_forecasts_have_mean_and_quantiles_for_every_horizon(built):
    (file,) = (built / "hubverse").rglob("2018-04-01-*.csv")
    rows = list(csv.DictReader(io.StringIO(file.read_text())))
    horizons = sum(
        len(e["forecast"]["horizons"])
        for e in invented_site.recorded()
        if e["forecast"]["origin_date"] == "2018-04-01"
    )
    assert len(rows) == 3 * horizons
    assert {row["output_type"] for row in rows} == {"mean", "quantile"}
