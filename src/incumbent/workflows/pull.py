"""Pull what linked markets say now, keep it, and say what could not be had."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from incumbent.domain.errors import RefusedError, SourceError
from incumbent.domain.market import MarketLink, MarketState, Settlement
from incumbent.domain.quotes import ChanceQuote, LeftOut
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.links import read_links
from incumbent.evidence.market_quotes import linked_quotes
from incumbent.sources.archive import Archive
from incumbent.sources.ask import Ask
from incumbent.sources.price_history import PriceHistory, PriceRow, row_of_state, rows_of_points
from incumbent.workflows.asking import contact_of, polite_transport
from incumbent.workflows.desk import read_desk
from incumbent.workflows.pulled import PULLED, links_snapshot, pulled_facts
from incumbent.workflows.venues import Venue, all_venues

_FINAL = frozenset({Settlement.YES, Settlement.NO, Settlement.VOID, Settlement.PARTIAL})


class Asking(Protocol):
    """What a pull needs of the transport."""

    def fetch_all(self, asks: Sequence[Ask]) -> tuple[Snapshot | SourceError, ...]:
        """The answer or the failure of each request, in order."""
        ...


@dataclass(frozen=True, slots=True)
class PullReport:
    """What a pull brought, and what it did not.

    Parameters
    ----------
    as_of : date
        The day whose end the quotes were known at.
    links : int
        Of this desk.
    asked, answered : int
        Requests.
    failures : tuple of SourceError
        Sources that did not answer as they should; nothing of such an answer was used.
    quotes : tuple of ChanceQuote
        Fit for a forecast.
    left_out : tuple of LeftOut
        Linked markets that give no quote, with the reason.
    settled : tuple of MarketState
        Linked markets whose venue has said what it pays.
    """

    as_of: date
    links: int
    quotes: tuple[ChanceQuote, ...]
    left_out: tuple[LeftOut, ...]
    asked: int = 0
    answered: int = 0
    failures: tuple[SourceError, ...] = ()
    settled: tuple[MarketState, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Lines a reader must see: dead sources, and links that no longer hold."""
        dead = sorted({f"{failure.source}: {failure.reason}" for failure in self.failures})
        unlinked = [f"{left.fact_id}: {left.reason}" for left in self.left_out if "unlinked" in left.reason]
        return (*dead, *unlinked)


def desk_links(folder: Path, today: date) -> tuple[MarketLink, ...]:
    """The links of a desk, checked against its leaders."""
    return _links_and_texts(folder, today)[0]


def _links_and_texts(folder: Path, today: date) -> tuple[tuple[MarketLink, ...], tuple[str, ...]]:
    leaders = read_desk(folder, today).leaders
    return read_links(links_snapshot(folder, today), leaders, today)


def pull(
    folder: Path, now: datetime, transport: Asking, venues: Mapping[str, Venue] | None = None
) -> PullReport:
    """Ask for every linked market once, keep the answers, and read the quotes in them.

    The raw answers are kept first; a pull that was killed after that is read from them by the next one.
    Repeating a pull adds its newer answers and changes nothing that was there.

    Parameters
    ----------
    folder : Path
        Of the desk.
    now : datetime
        The clock, with a time zone.
    transport : Asking
    venues : mapping of name to Venue, optional

    Raises
    ------
    FaultsFoundError
        If the desk or its links are at fault.
    RefusedError
        If another pull is running.
    """
    by_name = venues or all_venues()
    today = now.astimezone(UTC).date()
    links, texts = _links_and_texts(folder, today)
    archive = Archive(folder / PULLED)
    if not links:
        return _report(folder, (), (), today)
    asks = _asks(links, by_name)
    with archive.only_writer():
        _keep_prices(folder, links, by_name, archive.last_pull())
        answers = transport.fetch_all(asks)
        if settled := _settled_asks(asks, answers, links, by_name):
            answers = (*answers, *transport.fetch_all(settled))
        snapshots = [answer for answer in answers if isinstance(answer, Snapshot)]
        states, refused = read_states(snapshots, links, by_name)
        archive.add(snapshots, unusable=[refusal.address for refusal in refused])
        _keep_prices(folder, links, by_name, snapshots)
        archive.pack_months_before(today)
    unasked = [answer for answer in answers if isinstance(answer, SourceError)]
    report = _report(folder, links, texts, today)
    told = {left.fact_id for left in report.left_out}
    now_silent = [left for left in linked_quotes(states, links)[1] if left.fact_id not in told]
    return replace(
        report,
        left_out=(*report.left_out, *now_silent),
        asked=len(answers),
        answered=len(snapshots) - len(refused),
        failures=(*unasked, *refused),
        settled=tuple(state for state in states if state.settlement in _FINAL),
    )


def _asks(links: Sequence[MarketLink], venues: Mapping[str, Venue]) -> list[Ask]:
    """One request for each market, however many texts of it were read."""
    asks = [
        ask
        for name, venue in sorted(venues.items())
        for ask in venue.market_asks([link for link in links if link.venue == name])
    ]
    return list({ask.address: ask for ask in asks}.values())


def _settled_asks(
    asks: Sequence[Ask],
    answers: Sequence[Snapshot | SourceError],
    links: Sequence[MarketLink],
    venues: Mapping[str, Venue],
) -> list[Ask]:
    """Where to ask for linked markets that a venue which answered everything whole does not list any more."""
    snapshots = [answer for answer in answers if isinstance(answer, Snapshot)]
    states, refused = read_states(snapshots, links, venues)
    listed = {f"{state.venue}:{state.market_id}" for state in states}
    silent = {
        ask.source for ask, answer in zip(asks, answers, strict=True) if isinstance(answer, SourceError)
    }
    source_of = {ask.address: ask.source for ask in asks}
    silent |= {source_of[refusal.address] for refusal in refused if refusal.address in source_of}
    missing = list({link.key: link for link in links if link.key not in listed}.values())
    return [
        ask
        for name, venue in sorted(venues.items())
        if name not in silent
        for ask in venue.settled_asks([link for link in missing if link.venue == name])
    ]


def _keep_prices(
    folder: Path, links: Sequence[MarketLink], venues: Mapping[str, Venue], snapshots: Iterable[Snapshot]
) -> None:
    states, _ = read_states(snapshots, links, venues)
    if states:
        PriceHistory(folder / PULLED).add([row_of_state(state) for state in states])


def read_states(
    snapshots: Iterable[Snapshot], links: Sequence[MarketLink], venues: Mapping[str, Venue]
) -> tuple[list[MarketState], list[SourceError]]:
    """The linked markets in some answers, and the answers that were refused whole."""
    wanted = {link.key for link in links}
    source_of = {ask.address: ask.source for ask in _asks(links, venues)}
    kept_at = {
        _path(ask.address): name
        for name, venue in venues.items()
        for ask in venue.settled_asks([link for link in links if link.venue == name])
    }
    states: list[MarketState] = []
    refused: list[SourceError] = []
    for snapshot in snapshots:
        source = source_of.get(snapshot.address) or kept_at.get(_path(snapshot.address))
        if source is None:
            continue
        try:
            markets = venues[source].read(snapshot).markets
        except SourceError as refusal:
            refused.append(refusal)
        else:
            states += [market for market in markets if f"{market.venue}:{market.market_id}" in wanted]
    return states, refused


def _path(address: str) -> str:
    return address.split("?", 1)[0]


def _known(
    folder: Path, links: Sequence[MarketLink], texts: Sequence[str], as_of: date
) -> tuple[tuple[ChanceQuote, ...], tuple[LeftOut, ...]]:
    """What a forecast of that day may use of the linked markets, and why the others give nothing."""
    quotes, left_out = pulled_facts(folder, links, texts)
    counting = tuple(q for q in quotes if q.provenance.counts_on(as_of) and q.deadline >= as_of)
    speaking = {quote.provenance.fact_id.rsplit(":", 2)[0] for quote in counting}
    told = [left for left in left_out if left.known_at is None or left.known_at <= as_of]
    heard = speaking | {left.fact_id for left in told}
    silent = sorted({link.key for link in links if link.deadline >= as_of} - heard)
    return counting, (*told, *(LeftOut(key, f"no answer known on {as_of} gives a quote") for key in silent))


def known_as_of(folder: Path, as_of: date, today: date) -> PullReport:
    """What the linked markets were known to say at the end of a day; asks nobody.

    Raises
    ------
    RefusedError
        If the day is still to come.
    """
    if as_of > today:
        msg = f"nothing is known yet of {as_of}: today is {today}. Name today or an earlier day."
        raise RefusedError(msg)
    return _report(folder, *_links_and_texts(folder, today), as_of)


def _report(folder: Path, links: tuple[MarketLink, ...], texts: tuple[str, ...], as_of: date) -> PullReport:
    quotes, left_out = _known(folder, links, texts, as_of)
    return PullReport(as_of=as_of, links=len(links), quotes=quotes, left_out=left_out)


def pull_for_run(folder: Path, clock: Callable[[], datetime], *, tor: bool = False) -> tuple[str, ...]:
    """Pull before a run, and come back with warnings instead of a refusal: the month goes on without.

    Raises
    ------
    FaultsFoundError
        If the desk or its links are at fault; the run could not go on either.
    """
    now = clock()
    if not desk_links(folder, now.astimezone(UTC).date()):
        return ()
    try:
        contact = contact_of(folder, now.astimezone(UTC).date())
        transport = polite_transport(clock, contact, archive=folder / PULLED, tor=tor)
        report = pull(folder, now, transport)
    except RefusedError as refusal:
        return (f"nothing was pulled: {refusal}",)
    return report.warnings


def pull_histories(
    folder: Path,
    now: datetime,
    fetch: Callable[[Ask], Snapshot],
    venues: Mapping[str, Venue] | None = None,
) -> tuple[int, tuple[SourceError, ...]]:
    """Fetch the earlier prices of every linked market, for `history`; returns rows kept, and failures.

    They enter no forecast: which rule text held at those moments is not known.
    """
    by_name = venues or all_venues()
    links = desk_links(folder, now.astimezone(UTC).date())
    failures: list[SourceError] = []
    rows: list[PriceRow] = []
    for link in {link.key: link for link in links}.values():
        if link.venue not in by_name:
            continue
        try:
            points = by_name[link.venue].history(fetch, link, None, now)
        except SourceError as failure:
            failures.append(failure)
        else:
            rows += rows_of_points(link.key, points, now)
    if rows:
        archive = Archive(folder / PULLED)
        with archive.only_writer():
            PriceHistory(folder / PULLED).add(rows)
    return len(rows), tuple(failures)
