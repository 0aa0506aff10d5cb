"""A claim as shown: never more than was known, each event with a place of its own, invention said so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import invented_site
from incumbent.site.claim_feeds import claim_feeds
from incumbent.site.claim_view import claim_view
from incumbent.site.edition import Edition, Site, plan_site
from incumbent.site.linked_data import claim_data
from incumbent.site.pictures import Studio

QUARRY, MILL = invented_site.CLAIMS


@pytest.fixture(scope="module")
def site() -> Site:
    return plan_site(invented_site.content(), invented_site.BUILT_AT, Studio())


@pytest.fixture(scope="module")
def edition(site: Site) -> Edition:
    return site.editions[0]


@given(days=st.integers(0, 400), claim=st.sampled_from(invented_site.CLAIMS))
def test_no_day_shows_what_became_known_later(days: int, claim) -> None:
    edition = plan_site(invented_site.content(), invented_site.BUILT_AT, Studio()).editions[0]
    day = date(2017, 4, 1) + timedelta(days=days)
    view = claim_view(claim, edition, day)
    shown = () if view is None else view.steps
    assert len(shown) == sum(step.known_since <= day for step in claim.steps)
    assert all(post.published_on <= day for post in (() if view is None else view.citing))


def test_two_events_of_one_day_and_kind_have_places_of_their_own(edition: Edition) -> None:
    doubled = replace(QUARRY, steps=(*QUARRY.steps, QUARRY.steps[-1]))
    view = claim_view(doubled, edition)
    assert view is not None
    anchors = [item.anchor for item in view.steps]
    assert anchors == ["e-2017-05-01-alleged", "e-2017-05-03-denied", "e-2017-05-03-denied-2"]


def test_an_event_added_later_moves_no_other(edition: Edition) -> None:
    whole, shorter = claim_view(MILL, edition), claim_view(replace(MILL, steps=MILL.steps[1:]), edition)
    assert whole is not None
    assert shorter is not None
    assert [item.anchor for item in whole.steps[1:]] == [item.anchor for item in shorter.steps]


def test_an_invented_claim_says_so_to_programs_and_feeds(site: Site, edition: Edition) -> None:
    invented = replace(QUARRY, fictional=True)
    view = claim_view(invented, edition)
    assert view is not None
    graph = claim_data(view, "https://example.org/claims/quarry.html", "https://example.org")["@graph"]
    assert {node.get("genre") for node in graph} == {"fiction"}
    shown = replace(site, content=replace(site.content, claims=(invented,)))
    feeds = claim_feeds(shown, edition)
    assert feeds["feeds/claims.atom.xml"].count(b"<title>FICTIONAL: The quarry") == 2


def test_a_desk_without_claims_has_no_feed_of_them(site: Site, edition: Edition) -> None:
    assert claim_feeds(replace(site, content=replace(site.content, claims=())), edition) == {}
