"""Blocks in posts: faults carry file and line, and what they cite never changes."""

from dataclasses import replace
from datetime import date

import lxml.html
import pytest

import invented_site
from incumbent.domain.errors import FaultsFoundError
from incumbent.site.blocks import Block, parts_of, post_faults
from incumbent.site.build import build_site
from incumbent.site.edition import Edition, plan_site
from incumbent.site.history import leader_histories
from incumbent.site.markdown import post_html
from incumbent.site.neutral import is_interview
from incumbent.site.pictures import Studio

INTERVIEW = """Before.

::: interview
who: Tim
place: a town
date: 2017-08-01

*Why?* **Because.**
:::

After."""


def post(body, **changes):
    return replace(invented_site.POSTS[0], body=body, body_line=7, **changes)


def faults_of(body, **changes):
    content = replace(invented_site.content(), posts=(post(body, **changes),))
    return post_faults(content, leader_histories(content))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return plan_site(invented_site.content(), invented_site.BUILT_AT, Studio()).editions[0]


def test_a_post_is_prose_and_blocks_in_order():
    before, block, after = parts_of(post(INTERVIEW))
    assert (before.text.strip(), after.text.strip()) == ("Before.", "After.")
    keys = {"who": "Tim", "place": "a town", "date": "2017-08-01"}
    assert block == Block("interview", 9, keys, "*Why?* **Because.**")


def test_an_unknown_block_is_refused_with_its_line():
    (fault,) = faults_of("Text.\n\n::: interveiw\nwho: Tim\n:::")
    assert str(fault).startswith("posts/spring.md:9")
    assert "claim, estimate, interview" in str(fault)


def test_a_missing_key_is_named():
    (fault,) = faults_of("::: interview\nwho: Tim\n\nWords.\n:::")
    assert (fault.line, fault.column) == (7, "date")


def test_a_key_that_means_nothing_is_refused():
    (fault,) = faults_of("::: claim\nid: quarry\nphone: 555\n:::")
    assert (fault.column, fault.value) == ("phone", "555")


def test_a_claim_that_the_desk_does_not_have_is_refused():
    (fault,) = faults_of("::: claim\nid: nothing\n:::")
    assert fault.value == "nothing"


def test_an_estimate_must_stand_in_the_record():
    (fault,) = faults_of("::: estimate\nleader: orlan\nquestion: 2024\nas-of: 2017-01-02\n:::")
    assert "stands in the record" in str(fault)


def test_an_estimate_later_than_the_post_is_refused():
    body = "::: estimate\nleader: orlan\nquestion: 2024\nas-of: 2018-04-01\n:::"
    (fault,) = faults_of(body, published_on=date(2018, 3, 15))
    assert "never changes" in str(fault)


def test_a_word_for_a_date_is_refused():
    (fault,) = faults_of("::: interview\nwho: Tim\ndate: spring\n\nWords.\n:::")
    assert fault.value == "spring"


def test_all_faults_are_told_at_once_and_nothing_is_written(tmp_path):
    wrong = post("::: claim\nid: nothing\n:::\n\n::: other\n:::")
    content = replace(invented_site.content(), posts=(wrong,))
    with pytest.raises(FaultsFoundError, match="2 faults"):
        build_site(content, tmp_path / "site", built_at=invented_site.BUILT_AT)
    assert not (tmp_path / "site").exists()


def test_an_estimate_shows_the_recorded_number_and_its_entry(edition):
    cited = next(e for e in invented_site.recorded() if e["forecast"]["origin_date"] == "2017-09-01")
    chance = next(h["probability"] for h in cited["forecast"]["horizons"] if h["target_date"] == "2024-12-31")
    html = post_html(post("::: estimate\nleader: orlan\nquestion: 2024\nas-of: 2017-09-01\n:::"), edition)
    assert f"was put at {round(chance * 100)} in 100" in html
    assert cited["_hash"][:16] in html


def test_an_interview_says_that_the_name_is_changed(edition):
    html = post_html(post(INTERVIEW), edition)
    assert "The name is changed." in html
    assert "<strong>Because.</strong>" in html


def test_a_claim_shows_only_what_was_known_when_the_post_appeared(edition):
    body = "::: claim\nid: quarry\n:::"
    early = post_html(post(body, published_on=date(2017, 5, 2)), edition)
    late = post_html(post(body), edition)
    assert "untrue" not in early
    assert "untrue" in late


@pytest.mark.parametrize("changes", [{"interview": True}, {"pseudonyms": ("Tim",)}])
def test_a_changed_name_makes_an_interview(changes):
    assert is_interview(post("Words.", **changes))
    assert not is_interview(post("Words."))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "[a](javascript:alert(1))",
        '<iframe src="https://example.org"></iframe>',
        '<p style="position:fixed">x</p>',
    ],
)
def test_nothing_that_runs_gets_through(edition, hostile):
    html = post_html(post(hostile), edition)
    assert not any(word in html for word in ("<script", "onerror", '"javascript:', "<iframe", "style="))


def test_quotation_marks_are_those_of_the_language(edition):
    assert "«Да»" in post_html(replace(post('Он сказал "Да".'), language="ru"), edition)
    assert "“Yes”" in post_html(post('He said "Yes".'), edition)


def test_footnotes_lead_to_their_words_and_back(edition):
    html = post_html(post("Said.[^1]\n\n[^1]: By whom."), edition)
    tree = lxml.html.fromstring(html)
    ids = set(tree.xpath("//@id"))
    links = [link.removeprefix("#") for link in tree.xpath("//a/@href")]
    assert len(links) == 2
    assert set(links) <= ids
