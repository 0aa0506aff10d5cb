"""How a claim looks to the readers of one language, on one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from incumbent.domain.claims import Claim, ClaimStep
from incumbent.domain.desk import Post
from incumbent.site.blocks import claims_cited
from incumbent.site.edition import Edition
from incumbent.site.post_paths import post_path


@dataclass(frozen=True, slots=True)
class StepView:
    """One event as shown.

    Parameters
    ----------
    step : ClaimStep
        In the edition's language, as far as it was translated.
    anchor : str
        Name of its place in the claim's page; stays the same when other events are added.
    language : str
        Of the author's own words in it.
    words_language : str
        Of the quoted words.
    post : str
        Path, from the site's root, of the post that is the source; empty for a page elsewhere.
    """

    step: ClaimStep
    anchor: str
    language: str
    words_language: str
    post: str


@dataclass(frozen=True, slots=True)
class CitingPost:
    """A post that cites a claim; `path` leads from the site's root."""

    title: str
    path: str
    language: str
    published_on: date
    fictional: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as shown.

    Parameters
    ----------
    claim : Claim
        With what was known on the day, in the edition's language as far as it was translated.
    original : Claim
        Whole, in the author's words.
    state : str
    since : date
        Since when it has stood so.
    language : str
        Of its title.
    steps : tuple of StepView
    citing : tuple of CitingPost
        Published by the day; in another language only where this one has no version.
    """

    claim: Claim
    original: Claim
    state: str
    since: date
    language: str
    steps: tuple[StepView, ...]
    citing: tuple[CitingPost, ...]


def claim_view(claim: Claim, edition: Edition, day: date = date.max) -> ClaimView | None:
    """The claim as it stood at the end of a day; None before anything was known of it."""
    known = claim.known_on(day)
    state, since = known.state_on(day), known.since(day)
    if state is None or since is None:
        return None
    own, first = edition.words.language, edition.content.settings.languages[0]
    posts = [post for post in edition.content.posts if not post.draft and post.published_on <= day]
    told = known.told_in(own)
    steps = tuple(
        StepView(
            step,
            anchor,
            own if own in step.translations else first,
            step.words_language or first,
            _source_post(step, posts, edition),
        )
        for step, anchor in zip(told.steps, _anchors(told.steps), strict=True)
    )
    citing = [post for post in _in_one_language(posts, own) if claim.claim_id in claims_cited(post)]
    return ClaimView(
        told,
        claim,
        state,
        since,
        own if own in claim.translations else first,
        steps,
        tuple(_citing(post, edition) for post in citing),
    )


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """A claim that a post cites: as it stood when the post was published, if known then, and as it stands."""

    then: ClaimView | None
    then_page: str
    now: ClaimView


def claims_then_and_now(post: Post, edition: Edition) -> list[ThenAndNow]:
    """Every shown claim that a post cites, in its order."""
    shown = {claim.claim_id: claim for claim in edition.content.claims}
    found: list[ThenAndNow] = []
    for claim in (shown[name] for name in claims_cited(post) if name in shown):
        now = claim_view(claim, edition)
        if now is not None:
            then = claim_view(claim, edition, post.published_on)
            days = [day for day in claim.days if day <= post.published_on]
            page = f"claims/{claim.claim_id}/{days[-1]}.html" if days else ""
            found.append(ThenAndNow(then, page, now))
    return found


def root_path(post: Post, edition: Edition) -> str:
    """Path of a post from the site's root, in whatever language it is."""
    settings = edition.content.settings
    prefix = "" if post.language == settings.languages[0] else f"{post.language}/"
    return prefix + post_path(post, edition.content.posts)


def _anchors(steps: Sequence[ClaimStep]) -> list[str]:
    """A name for each event: its date and kind, numbered where two share both."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for step in steps:
        name = f"e-{step.printed_date}-{str(step.kind).replace(' ', '-')}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def _source_post(step: ClaimStep, posts: Sequence[Post], edition: Edition) -> str:
    found = [post for post in posts if step.post and step.post in (post.slug, post.translation_of)]
    own = [post for post in found if post.language == edition.words.language]
    return root_path((own or found)[0], edition) if found else ""


def _in_one_language(posts: Sequence[Post], language: str) -> list[Post]:
    """Posts in a language, and those of which it has no version."""
    own = {post.translation_of or post.slug for post in posts if post.language == language}
    return [
        post for post in posts if post.language == language or (post.translation_of or post.slug) not in own
    ]


def _citing(post: Post, edition: Edition) -> CitingPost:
    return CitingPost(post.title, root_path(post, edition), post.language, post.published_on, post.fictional)
