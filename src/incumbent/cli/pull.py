"""`incumbent pull`: asks every linked market once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from incumbent.cli.asking import DeskWord, PlacedDesk, ProxyOption, TorOption, a_day, now, the_desk
from incumbent.cli.output import FormatOption, OutputFormat, Table, counted, show

if TYPE_CHECKING:
    from incumbent.workflows.pull import PullReport

_HELP = """Ask every linked market once, keep the answers, and show the quotes in them.

A source that does not answer is named and stops no other. With --as-of nobody is asked: what was known at
the end of that day is rebuilt from the answers kept.

Example: incumbent pull my-desk --tor"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("pull", help=_HELP)(pull)


def pull(
    desk: DeskWord = None,
    *,
    place: PlacedDesk = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of",
            parser=a_day,
            metavar="YEAR-MONTH-DAY",
            help="Rebuild what was known that day; ask nobody.",
        ),
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Also fetch earlier prices, for `incumbent history`.")
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask nobody; show what is known from the answers kept.")
    ] = False,
    proxy: ProxyOption = None,
    tor: TorOption = False,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print what was pulled, or known."""
    from incumbent.workflows.asking import contact_of, polite_transport
    from incumbent.workflows.pull import desk_links, known_as_of, pull_histories
    from incumbent.workflows.pull import pull as pull_now
    from incumbent.workflows.pulled import PULLED

    moment, folder = now(), the_desk(desk, place)
    if offline or as_of is not None or not desk_links(folder, moment.date()):
        report = known_as_of(folder, (as_of or moment).date(), moment.date())
    else:
        contact = contact_of(folder, moment.date())
        transport = polite_transport(now, contact, archive=folder / PULLED, proxy=proxy, tor=tor)
        report = pull_now(folder, moment, transport)
        if history:
            kept, failures = pull_histories(folder, moment, transport.fetch)
            typer.echo(f"{kept} earlier prices fetched; {len(failures)} failures", err=True)
            for failure in failures:
                typer.echo(f"incumbent: {failure}", err=True)
    _print(report, output_format)


def _print(report: PullReport, output_format: OutputFormat) -> None:
    quotes = [
        [
            quote.leader_id,
            quote.source_id,
            quote.event.value,
            quote.deadline.isoformat(),
            f"{quote.probability:.4f}",
            "" if quote.low is None else f"{quote.low:.4f}",
            "" if quote.high is None else f"{quote.high:.4f}",
            quote.provenance.observed_on.isoformat(),
        ]
        for quote in report.quotes
    ]
    columns = ("leader", "source", "event", "still in office on", "chance", "low", "high", "observed")
    brief = ("leader", "source", "still in office on", "chance", "observed")
    show(Table(columns, quotes, _notes(report), brief=brief), _payload(report), output_format)
    for warning in report.warnings:
        typer.echo(f"warning: {warning}", err=True)


def _notes(report: PullReport) -> list[str]:
    asked = f", {report.answered} of {report.asked} requests answered" if report.asked else ""
    links, quotes = counted(report.links, "link"), counted(len(report.quotes), "quote")
    notes = [f"{links}, {quotes} known on {report.as_of}{asked}."]
    if not report.links:
        notes.append("No market is linked. Find some with `incumbent link LEADER`.")
    notes += [f"left out  {left.fact_id}: {left.reason}" for left in report.left_out]
    notes += [f"settled   {one.venue}:{one.market_id}: {one.settlement.value}" for one in report.settled]
    return notes


def _payload(report: PullReport) -> dict[str, Any]:
    return {
        "schema": "incumbent-pull-1",
        "as_of": report.as_of.isoformat(),
        "links": report.links,
        "asked": report.asked,
        "answered": report.answered,
        "quotes": [
            {
                "id": quote.provenance.fact_id,
                "leader_id": quote.leader_id,
                "source": quote.source_id,
                "kind": quote.source_kind.value,
                "event": quote.event.value,
                "target": quote.target.value,
                "deadline": quote.deadline.isoformat(),
                "probability": quote.probability,
                "low": quote.low,
                "high": quote.high,
                "observed_on": quote.provenance.observed_on.isoformat(),
                "known_at": quote.provenance.known_at.isoformat(),
                "source_url": quote.provenance.source_url,
            }
            for quote in report.quotes
        ],
        "left_out": [{"id": left.fact_id, "reason": left.reason} for left in report.left_out],
        "settled": [
            {"id": f"{one.venue}:{one.market_id}", "settlement": one.settlement.value, "paid": one.paid}
            for one in report.settled
        ],
        "failures": [
            {"source": failure.source, "address": failure.address, "reason": failure.reason}
            for failure in report.failures
        ],
    }
