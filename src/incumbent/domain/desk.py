"""The desk as a value: everything an author owns, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from incumbent.domain.claims import Claim
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import LeftOut, Quote


@dataclass(frozen=True, slots=True)
class Picture:
    """One work in the gallery; `file_name` is a file of the desk's `images/`.

    Parameters
    ----------
    file_name, title, year, medium : str
    alt : str
        What the picture shows, for those who cannot see it; required.
    """

    file_name: str
    title: str
    year: str
    medium: str
    alt: str


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """`desk.toml`.

    Parameters
    ----------
    title, author : str
    languages : tuple of str
        The first is the default, e.g. ("en", "ru").
    base_address : str
        Where the site will stand, e.g. "https://example.org"; pages still link relatively.
    leaders : tuple of str
        Ids of the leaders followed, in the order shown.
    horizons_months : tuple of int
        Standard horizons, rising.
    publish_target : str or None
        Folder, rsync address or ZIP path.
    licence_text, licence_data : str
    fictional : bool
        True for a desk with invented people: every page says so.
    world : bool
        True for a desk of the world's leaders: the front page is a map and tables of all of them.
    about : mapping of language to str
        Markdown of the author's page.
    pictures : tuple of Picture
        The gallery, in the order shown.
    onion_address : str or None
        "http://….onion", announced to Tor Browser by the headers files.
    contact : str or None
        E-mail or web address for security.txt; without one that file is not made.
    contact_until : date or None
        Until when the author promises to read it.
    source_names : mapping of str to str
        What readers see in place of a source's id.
    """

    title: str
    author: str
    languages: tuple[str, ...]
    base_address: str
    leaders: tuple[str, ...]
    horizons_months: tuple[int, ...]
    publish_target: str | None
    licence_text: str
    licence_data: str
    fictional: bool = False
    world: bool = False
    about: Mapping[str, str] = field(default_factory=dict[str, str])
    pictures: tuple[Picture, ...] = ()
    onion_address: str | None = None
    contact: str | None = None
    contact_until: date | None = None
    source_names: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """One dated event shown beside a history: an announcement, a vote, a crisis."""

    fact_id: str
    leader_id: str
    event_date: date
    known_at: date
    kind: str
    text: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Post:
    """One post: front matter and Markdown body, as the author wrote it.

    Parameters
    ----------
    slug, title, language : str
    published_on : date
    path : str
        Relative to the desk.
    body : str
        Markdown.
    tags : tuple of str
    leaders, claims : tuple of str
        Ids cited.
    translation_of : str or None
        Slug of the post in the default language.
    pseudonyms : tuple of str
        Changed names in it; any makes a vault necessary before publishing.
    fictional : bool
    draft : bool
    interview : bool
        True: a neutral preview card.
    body_line : int
        Line of `path` on which the body begins, to point at a fault in it.
    """

    slug: str
    title: str
    language: str
    published_on: date
    path: str
    body: str
    tags: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    translation_of: str | None = None
    pseudonyms: tuple[str, ...] = ()
    fictional: bool = False
    draft: bool = False
    interview: bool = False
    body_line: int = 1


def _without_sequel(quote: Quote) -> Quote:
    """The quote as it looked before anything newer was known."""
    if quote.provenance.until is None:
        return quote
    return replace(quote, provenance=replace(quote.provenance, until=None))


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk without a fault.

    Parameters
    ----------
    settings : DeskSettings
    leaders : mapping of id to Leader
    quotes : tuple of Quote
        Every mapped fact, whatever its `known_at`; `as_of` chooses.
    events : tuple of DeskEvent
    posts : tuple of Post
    left_out : tuple of LeftOut
        Quotes that could not be mapped to leader, event and deadline.
    claims : mapping of id to Claim
        Drafts included: show only those that are none.
    translations : mapping of language to mapping of str to str
        The desk's own texts in other languages, by the original with single spaces between words.
    """

    settings: DeskSettings
    leaders: Mapping[str, Leader]
    quotes: tuple[Quote, ...]
    events: tuple[DeskEvent, ...]
    posts: tuple[Post, ...]
    left_out: tuple[LeftOut, ...]
    claims: Mapping[str, Claim] = field(default_factory=dict[str, Claim])
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])

    def as_of(self, origin_date: date) -> Desk:
        """Only what was known at the end of `origin_date`: the single place where look-ahead is cut off."""
        return Desk(
            settings=self.settings,
            leaders={key: leader.known_on(origin_date) for key, leader in self.leaders.items()},
            quotes=tuple(
                _without_sequel(quote) for quote in self.quotes if quote.provenance.counts_on(origin_date)
            ),
            events=tuple(event for event in self.events if event.known_at <= origin_date),
            posts=tuple(post for post in self.posts if post.published_on <= origin_date),
            left_out=tuple(
                item for item in self.left_out if item.known_at is None or item.known_at <= origin_date
            ),
            claims={
                key: then for key, claim in self.claims.items() if (then := claim.known_on(origin_date)).steps
            },
            translations=self.translations,
        )
