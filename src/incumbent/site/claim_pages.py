"""Which pages the claims have: lists by state, party and place, each claim now, and on past days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from incumbent.domain.claims import Claim
from incumbent.site.claim_view import ClaimView, claim_view
from incumbent.site.edition import Edition, Page
from incumbent.site.wording import slug_of


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims that share a state, an accused party or a place.

    Parameters
    ----------
    path : str
        Below the edition's folder; the same in every language.
    label : str
    title : str
        Of its page.
    claims : tuple of ClaimView
    """

    path: str
    label: str
    title: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class PastDay:
    """How a claim stood since a day, and the entry of the record that says so, if there is one."""

    day: date
    state: str
    entry: int | None


def claim_pages(edition: Edition) -> Iterator[Page]:
    """Every page of the claims; none for a desk without any."""
    shown = [view for claim in edition.content.claims if (view := claim_view(claim, edition)) is not None]
    if not shown:
        return
    _ = edition.words.gettext
    kinds = (
        (_("How it stands"), _by_state(edition, shown)),
        (_("Who is accused"), _by_name(shown, "party", _("Claims that accuse %(name)s"), _parties)),
        (_("Where"), _by_name(shown, "place", _("Claims about %(name)s"), _places)),
    )
    groups = [(heading, found) for heading, found in kinds if found]
    about = _("Who alleges, where it was reported, who denies.")
    listed = {"claims": _newest_first(shown), "groups": groups}
    yield Page("claims/index.html", "claims", _("Claims"), about, listed, has_chance=False)
    for _heading, found in groups:
        for group in found:
            data: dict[str, object] = {"claims": group.claims, "groups": ()}
            yield Page(group.path, "claims", group.title, about, data, has_chance=False)
    for view in shown:
        yield from _pages_of_claim(edition, view, groups)


def _pages_of_claim(
    edition: Edition, view: ClaimView, groups: Sequence[tuple[str, list[ClaimGroup]]]
) -> Iterator[Page]:
    claim = view.original
    yield _claim_page(edition, claim, view, None, groups)
    for day in claim.days:
        then = claim_view(claim, edition, day)
        if then is not None:
            yield _claim_page(edition, claim, then, day, groups)


def _claim_page(
    edition: Edition,
    claim: Claim,
    view: ClaimView,
    day: date | None,
    groups: Sequence[tuple[str, list[ClaimGroup]]],
) -> Page:
    """A claim's timeline: whole, or as it stood on a day on which something of it became known."""
    words = edition.words
    title = view.claim.title
    if day is not None:
        title = words.gettext("%(claim)s As it stood on %(day)s") % {"claim": title, "day": words.day(day)}
    about = words.gettext("Who alleges, where it was reported, who denies.")
    own = [group for _heading, found in groups for group in found if _holds(group, claim)]
    data = {
        "view": view,
        "claim": view.claim,
        "day": day,
        "entry": None if day is None else edition.content.claim_entries.get((claim.claim_id, day)),
        "past": _past_days(edition, claim),
        "groups": () if day is not None else own,
        "leaders": [leader for leader in edition.histories if leader.leader.leader_id in claim.leader_ids],
    }
    path = f"claims/{claim.claim_id}.html" if day is None else f"claims/{claim.claim_id}/{day}.html"
    return Page(path, "claim", title, about, data, has_chance=False, indexed=day is None)


def _past_days(edition: Edition, claim: Claim) -> list[PastDay]:
    entries = edition.content.claim_entries
    return [PastDay(day, claim.state_on(day) or "", entries.get((claim.claim_id, day))) for day in claim.days]


def _holds(group: ClaimGroup, claim: Claim) -> bool:
    return any(view.claim.claim_id == claim.claim_id for view in group.claims)


def _newest_first(claims: Sequence[ClaimView]) -> tuple[ClaimView, ...]:
    return tuple(sorted(claims, key=lambda view: (view.since, view.claim.claim_id), reverse=True))


def _by_state(edition: Edition, claims: Sequence[ClaimView]) -> list[ClaimGroup]:
    words = edition.words
    return [
        ClaimGroup(
            f"claims/state/{state.replace(' ', '-')}.html",
            words.state(state),
            words.gettext("Claims: %(state)s") % {"state": words.state(state)},
            _newest_first([view for view in claims if view.state == state]),
        )
        for state in sorted({view.state for view in claims})
    ]


def _parties(claim: Claim) -> tuple[str, ...]:
    return claim.against


def _places(claim: Claim) -> tuple[str, ...]:
    return claim.places


def _by_name(
    claims: Sequence[ClaimView],
    folder: str,
    title: str,
    names_of: Callable[[Claim], tuple[str, ...]],
) -> list[ClaimGroup]:
    """A list for every name; its address comes from the name as the author wrote it first."""
    holders: dict[str, list[ClaimView]] = {}
    labels: dict[str, str] = {}
    for view in claims:
        for name, told in zip(names_of(view.original), names_of(view.claim), strict=True):
            slug = slug_of(name) or "other"
            holders.setdefault(slug, []).append(view)
            if told != name or slug not in labels:
                labels[slug] = told
    return [
        ClaimGroup(
            f"claims/{folder}/{slug}.html",
            labels[slug],
            title % {"name": labels[slug]},
            _newest_first(views),
        )
        for slug, views in sorted(holders.items(), key=lambda held: labels[held[0]].casefold())
    ]
