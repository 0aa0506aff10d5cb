"""Every feed is what its standard asks for: Atom (RFC 4287) by feedparser, JSON Feed 1.1 by its members."""

import json
from datetime import datetime
from urllib.parse import urlsplit

import feedparser
import lxml.etree
import lxml.html
import pytest

import invented_site

pytestmark = pytest.mark.slow

ATOM = "{http://www.w3.org/2005/Atom}"


def test_every_atom_feed_is_well_formed_and_complete(built):
    feeds = sorted(built.rglob("*.atom.xml"))
    assert len(feeds) >= 4
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        name = path.relative_to(built)
        assert not feed.bozo, f"{name}: {feed.get('bozo_exception')}"
        assert feed.version == "atom10"
        assert feed.feed.id, name
        assert feed.feed.title, name
        assert feed.feed.updated_parsed, name
        for entry in feed.entries:
            assert entry.id, name
            assert entry.title, name
            assert entry.updated_parsed, name
            assert urlsplit(entry.link).netloc == "example.org", f"{name}: {entry.link}"


def test_every_entry_of_a_feed_has_an_author_and_an_id_of_its_own(built):
    for path in sorted(built.rglob("*.atom.xml")):
        root = lxml.etree.parse(path).getroot()
        entries = root.findall(f"{ATOM}entry")
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(ids) == len(set(ids)), path
        for entry in entries:
            assert entry.find(f"{ATOM}author") is not None or root.find(f"{ATOM}author") is not None, (
                f"{path.relative_to(built)}: {entry.findtext(f'{ATOM}id')} has no author"
            )


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_json_feed_has_what_its_standard_requires(built, language):
    feed = json.loads((built / "feeds" / f"{language}.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"].endswith(f"feeds/{language}.json")
    for item in feed["items"]:
        assert item["id"] == item["url"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert lxml.html.fragments_fromstring(item["content_html"])


def test_json_and_atom_tell_of_the_same_posts(built):
    for language in ("en", "ru"):
        told = json.loads((built / "feeds" / f"{language}.json").read_text(encoding="utf-8"))
        atom = feedparser.parse((built / "feeds" / f"{language}.atom.xml").read_bytes())
        assert [item["url"] for item in told["items"]] == [entry.link for entry in atom.entries]


def test_each_feed_has_an_id_of_its_own(built):
    feeds = [feedparser.parse(path.read_bytes()).feed for path in built.rglob("*.atom.xml")]
    assert len({feed.id for feed in feeds}) == len(feeds)


def test_a_feed_of_posts_names_its_language(built):
    for language in ("en", "ru"):
        root = lxml.etree.parse(built / "feeds" / f"{language}.atom.xml").getroot()
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_a_list_of_entries_shows_only_the_day_of_an_interview(built):
    atom = feedparser.parse((built / "feeds" / "en.atom.xml").read_bytes())
    told = json.loads((built / "feeds" / "en.json").read_text(encoding="utf-8"))
    (entry,) = (entry for entry in atom.entries if "2018-03-05" in entry.link)
    (item,) = (item for item in told["items"] if "2018-03-05" in item["url"])
    assert entry.title == item["title"] == "Post of 5 March 2018"
    assert "summary" not in entry or entry.summary == entry.content[0].value
    assert "The roofs of the lower town" in entry.content[0].value
    assert "The roofs of the lower town" in item["content_html"]


def test_a_post_that_is_no_interview_keeps_its_title_in_a_feed(built):
    told = json.loads((built / "feeds" / "en.json").read_text(encoding="utf-8"))
    atom = feedparser.parse((built / "feeds" / "en.atom.xml").read_bytes())
    plain = {post.title for post in invented_site.POSTS if post.slug == "spring"}
    assert plain < {item["title"] for item in told["items"]}
    assert plain < {entry.title for entry in atom.entries}
