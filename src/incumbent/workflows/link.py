"""Find markets that may ask about a leader, and keep the author's word on what one of them means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from incumbent.domain.errors import RefusedError, SourceError
from incumbent.domain.market import MarketLink, MarketState, Settlement, YesMeans
from incumbent.domain.snapshot import Snapshot
from incumbent.domain.vocabulary import Event, Target
from incumbent.evidence.links import FILE, entry_of, read_links
from incumbent.evidence.rule_dates import dates_named
from incumbent.sources.ask import Ask
from incumbent.workflows.desk import read_desk
from incumbent.workflows.meant_leader import meant_leaders
from incumbent.workflows.pulled import links_snapshot
from incumbent.workflows.venues import Venue, all_venues, venue_named

Fetch = Callable[[Ask], Snapshot]

CODE_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A market that was found, to be read by the author.

    Parameters
    ----------
    name : str
        What to name it by: `venue:name in addresses`.
    market : MarketState
    code : str or None
        First digits of the rule text's hash, to confirm that this text was read; None without a text.
    dates : tuple of date
        Dates the rule text names: proposals for the deadline, not its meaning.
    """

    name: str
    market: MarketState
    code: str | None
    dates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the author says a market asks, after reading its rule text.

    Parameters
    ----------
    yes_means : YesMeans
    event : Event
    deadline : date
    code : str
        As shown beside the text.
    target : Target
    death_excluded : bool
    gate_id : str or None
    """

    yes_means: YesMeans
    event: Event
    deadline: date
    code: str
    target: Target = Target.EXIT
    death_excluded: bool = False
    gate_id: str | None = None


def find_candidates(
    folder: Path,
    leader_id: str,
    fetch: Fetch,
    today: date,
    *,
    term: str | None = None,
    venues: Mapping[str, Venue] | None = None,
) -> tuple[list[Candidate], list[SourceError]]:
    """Open markets whose words fit a leader's name, or other words; and the venues that did not answer.

    Parameters
    ----------
    folder : Path
        Of the desk.
    leader_id : str
    fetch : callable
    today : date
    term : str, optional
        Words to look for; the leader's family name without them.
    venues : mapping of name to Venue, optional

    Raises
    ------
    RefusedError
        If the desk has no such leader.
    """
    words = term or require_leader(folder, leader_id, today).split()[-1]
    found: list[Candidate] = []
    failures: list[SourceError] = []
    for venue in (venues or all_venues()).values():
        try:
            markets = venue.search(fetch, words).markets
        except SourceError as failure:
            failures.append(failure)
        else:
            found += [candidate(market) for market in markets if market.settlement is Settlement.OPEN]
    return found, failures


def require_leader(folder: Path, leader_id: str, today: date) -> str:
    """The name of a leader of the desk.

    Raises
    ------
    RefusedError
        If the desk has no such leader.
    """
    leaders = read_desk(folder, today).leaders
    if leader_id not in leaders:
        msg = f"there is no leader {leader_id!r} on this desk. {meant_leaders(leader_id, leaders)}"
        raise RefusedError(msg)
    return leaders[leader_id].name


def require_venue(name: str, venues: Mapping[str, Venue] | None = None) -> Venue:
    """The venue of a market's name such as `kalshi:TICKER`; nobody is asked.

    Raises
    ------
    RefusedError
        If there is no such venue.
    """
    return venue_named(name.partition(":")[0], venues or all_venues())


def candidate(market: MarketState) -> Candidate:
    """A market with what helps an author to read it."""
    name = f"{market.venue}:{market.slug or market.market_id}"
    code = market.rule_sha256[:CODE_DIGITS] if market.rule_text else None
    return Candidate(name, market, code, dates_named(market.rule_text))


def read_candidate(name: str, fetch: Fetch, venues: Mapping[str, Venue] | None = None) -> Candidate:
    """One market with its whole rule text.

    Parameters
    ----------
    name : str
        `polymarket:name-in-its-address`, `kalshi:TICKER`, `manifold:id` or `manifold:id/answer`.

    Raises
    ------
    RefusedError
        If there is no such venue, or its answer holds no such Yes/No market.
    SourceError
        If the venue does not answer as it should.
    """
    venue = require_venue(name, venues)
    venue_name, _, own_name = name.partition(":")
    read = venue.read(fetch(venue.market_ask(own_name)))
    for market in read.markets:
        if own_name in {market.market_id, market.slug}:
            return candidate(market)
    reasons = [f"{left.fact_id}: {left.reason}" for left in read.left_out]
    parts = [f"{market.venue}:{market.market_id} ({market.title})" for market in read.markets]
    told = "; ".join([*reasons, *parts]) or "nothing"
    msg = f"{venue_name} shows no Yes/No market named {own_name!r}; it shows {told}."
    raise RefusedError(msg)


def confirm_link(folder: Path, leader_id: str, found: Candidate, meaning: Meaning, today: date) -> MarketLink:
    """Write the author's word into `links.toml`.

    Raises
    ------
    RefusedError
        If the rule text is missing or is not the one that was read, the deadline has passed, the market
        is not open, or it is linked already.
    FaultsFoundError
        If the file is at fault; it is left as it was.
    """
    market = found.market
    _require_linkable(found, meaning, today)
    require_leader(folder, leader_id, today)
    link = MarketLink(
        venue=market.venue,
        market_id=market.market_id,
        leader_id=leader_id,
        yes_means=meaning.yes_means,
        event=meaning.event,
        target=meaning.target,
        deadline=meaning.deadline,
        rule_sha256=market.rule_sha256,
        confirmed_on=today,
        death_excluded=meaning.death_excluded,
        gate_id=meaning.gate_id,
        token=market.token,
        slug=market.slug,
        title=market.title,
        address=market.address,
    )
    _append(folder, link, market.rule_text, today)
    return link


def _require_linkable(found: Candidate, meaning: Meaning, today: date) -> None:
    if found.code is None:
        msg = f"{found.name} came without a rule text; nobody can say what it asks. It cannot be linked."
        raise RefusedError(msg)
    if len(meaning.code) < CODE_DIGITS or not found.market.rule_sha256.startswith(meaning.code):
        msg = (
            f"the code {meaning.code!r} is not that of the rule text shown now ({found.code}). "
            "Read the text above; if it is the text you mean, give its code."
        )
        raise RefusedError(msg)
    if found.market.settlement is not Settlement.OPEN:
        msg = f"{found.name} is not open ({found.market.settlement}): it can no longer give a quote."
        raise RefusedError(msg)
    if meaning.deadline < today:
        msg = f"the deadline {meaning.deadline} has passed; it must be {today} or later."
        raise RefusedError(msg)


def _append(folder: Path, link: MarketLink, rule_text: str, today: date) -> None:
    """Add an entry at the end; the author's own lines and comments stay as they are."""
    import tomli_w

    leaders = read_desk(folder, today).leaders
    before = links_snapshot(folder, today)
    links, _ = read_links(before, leaders, today)
    if any(link.key == old.key and link.rule_sha256 == old.rule_sha256 for old in links):
        msg = f"{link.key} is linked already with this very text. To change its meaning, edit {FILE}."
        raise RefusedError(msg)
    entry = tomli_w.dumps({"links": [entry_of(link, rule_text)]})
    kept = b"" if before is None else before.content.rstrip() + b"\n\n"
    content = kept + entry.encode()
    after = Snapshot(FILE, content, datetime.combine(today, time(), UTC))
    read_links(after, leaders, today)  # what we write, we can read
    fresh = folder / f".{FILE}.new"
    fresh.write_bytes(content)
    fresh.replace(folder / FILE)
