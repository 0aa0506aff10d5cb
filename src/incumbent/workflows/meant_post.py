"""Which post an author means, and how it is known again in the published site."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path, PurePosixPath

from incumbent.domain.claims import Claim
from incumbent.domain.desk import Post
from incumbent.evidence.desk import Readable, readable_part
from incumbent.protection.files import entries
from incumbent.site.post_paths import post_path
from incumbent.sources.desk import read_desk_files
from incumbent.workflows.traces import Traces, is_post_page, own_sentences, pages_with, pictures_in


@dataclass(frozen=True, slots=True)
class MeantPost:
    """A post as far as desk and site still have it.

    Parameters
    ----------
    slug : str
        Of the original; or what was typed, if the desk no longer has the post.
    posts : tuple of Post
        The post and its translations.
    claims : tuple of Claim
        Those with an event that rests on it.
    traces : Traces
        How to know it again in the site.
    pictures : frozenset of str
        File names of the pictures that it shows.
    target : str or None
        Where the desk is published to.
    languages : tuple of str
    known : tuple of str
        Slugs of all other posts.
    """

    slug: str
    posts: tuple[Post, ...]
    claims: tuple[Claim, ...]
    traces: Traces
    pictures: frozenset[str]
    target: str | None
    languages: tuple[str, ...]
    known: tuple[str, ...]


def meant_post(folder: Path, name: str, today: date) -> MeantPost:
    """The post of a slug, a file of posts/ or a page of the site; faults of the desk are passed over.

    Parameters
    ----------
    folder : Path
        The desk.
    name : str
        Such as `timur-speaks`, `posts/timur-speaks.md`, `ru/posts/2018-04-03.html` or the page's address.
    today : date
    """
    files, _ = read_desk_files(folder, datetime.combine(today, time(), UTC))
    desk = readable_part(files, today)
    pages = _post_pages(folder)
    stem = PurePosixPath(name.replace("\\", "/")).stem
    posts = _group(desk, [post for post in desk.posts if _is_named(post, desk, name, pages)])
    slugs = {post.slug for post in posts} or {stem}
    claims = tuple(c for c in desk.claims.values() if any(step.post in slugs for step in c.steps))
    traces = _traces(desk, posts, claims, stem, pages)
    shown = pictures_in([*(pages[path] for path in traces.pages), *(post.body for post in posts)])
    settings = desk.settings
    return MeantPost(
        slug=next((post.translation_of or post.slug for post in posts), stem),
        posts=posts,
        claims=claims,
        traces=traces,
        pictures=frozenset(shown),
        target=None if settings is None else settings.publish_target,
        languages=("en",) if settings is None else settings.languages,
        known=tuple(sorted({post.slug for post in desk.posts if post not in posts})),
    )


def unknown_post(meant: MeantPost, name: str) -> str:
    """What to tell an author whose post is neither on desk nor site."""
    near = difflib.get_close_matches(meant.slug, meant.known, n=1)
    if near:
        return f"there is no post {name!r} here; nothing was withdrawn. Did you mean {near[0]}?"
    known = ", ".join(meant.known[:8]) or "none"
    return f"there is no post {name!r} on this desk or its site; nothing was withdrawn. Its posts: {known}."


def _post_pages(folder: Path) -> Mapping[str, str]:
    """Every post's page in the site, by path."""
    site = folder / "site"
    names = [entry.name for entry in entries(site.resolve())] if site.is_dir() else []
    return {name: (site / name).read_text("utf-8", "replace") for name in names if is_post_page(name)}


def _group(desk: Readable, named: list[Post]) -> tuple[Post, ...]:
    """The named posts with all their translations, the original last."""
    roots = {post.translation_of or post.slug for post in named}
    group = [post for post in desk.posts if (post.translation_of or post.slug) in roots]
    return tuple(sorted(group, key=lambda post: post.translation_of is None))


def _is_named(post: Post, desk: Readable, name: str, pages: Mapping[str, str]) -> bool:
    """By slug or file; by page if the page holds the post's words, or if its address is the post's."""
    stem = PurePosixPath(name).stem
    if not name.endswith(".html"):
        return stem in {post.slug, PurePosixPath(post.path).stem}
    page = next((path for path in pages if name == path or name.endswith(f"/{path}")), None)
    own = own_sentences([post.body], [one.body for one in desk.posts if one is not post])
    if page is not None and own:
        return bool(pages_with(own, {page: pages[page]}))
    return PurePosixPath(post_path(post, desk.posts)).stem == stem


def _traces(
    desk: Readable, posts: tuple[Post, ...], claims: tuple[Claim, ...], stem: str, pages: Mapping[str, str]
) -> Traces:
    """Its pages are those that hold its words; a short or rewritten post is known by its address."""
    sentences = own_sentences((post.body for post in posts), _other_texts(desk, posts, claims))
    wanted = pages_with(sentences, pages)
    if not wanted:
        names = {PurePosixPath(post_path(post, desk.posts)).name for post in posts} or {f"{stem}.html"}
        wanted = {path for path in pages if PurePosixPath(path).name in names}
    ids = tuple(claim.claim_id for claim in claims)
    slugs = tuple(sorted({post.slug for post in posts}))
    return Traces(tuple(sorted(wanted)), (*slugs, *ids), ids, sentences)


def _other_texts(desk: Readable, posts: tuple[Post, ...], claims: tuple[Claim, ...]) -> Iterator[str]:
    """What other posts and claims say, so that words quoted from elsewhere are not taken for the post's."""
    yield from (post.body for post in desk.posts if post not in posts)
    for claim in desk.claims.values():
        if claim not in claims:
            yield claim.title
            for step in claim.steps:
                yield f"{step.words}\n\n{step.summary}"
