"""`incumbent archive`: own copies of the pages that claims cite."""

from __future__ import annotations

from datetime import date

import typer

from incumbent.cli.asking import DeskWord, PlacedDesk, ProxyOption, TorOption, now, the_desk
from incumbent.cli.output import FormatOption, OutputFormat, Table, show

_HELP = """Keep an own copy of every page a claim cites, and tell which have changed or vanished.

Copies go as WARC into the private folder, never into the desk. Their salted hash is written into the
claim's event as archived_sha256, where there is none yet: nobody can find out from it what you kept. Whoever
runs the page sees that somebody asked, and reads the contact sent along (base_address, or INCUMBENT_CONTACT).

Examples:

  incumbent archive my-desk

  incumbent archive my-desk --tor
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("archive", help=_HELP)(archive)


def archive(
    desk: DeskWord = None,
    *,
    place: PlacedDesk = None,
    proxy: ProxyOption = None,
    tor: TorOption = False,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Fetch, keep, compare."""
    from incumbent.sources.transport import Transport
    from incumbent.workflows.archive import Change, archive_cited, archive_folder, lost_copies, plain_hosts
    from incumbent.workflows.archive_hashes import write_hashes
    from incumbent.workflows.asking import TOR, contact_of
    from incumbent.workflows.desk import read_desk

    today, folder = now().date(), the_desk(desk, place)
    hosts = plain_hosts(read_desk(folder, today))
    transport = Transport(now, contact_of(folder, today), proxy=TOR if tor else proxy, plain_hosts=hosts)
    kept = archive_cited(folder, transport, now())
    hashes = {page.address: page.archived_sha256 for page in kept if page.archived_sha256}
    written, by_hand = write_hashes(folder, hashes, today)
    lost = lost_copies(folder, today)
    rows = [
        [page.change, _shown(page.seen_on), ", ".join(page.claims), page.address, page.reason]
        for page in kept
    ]
    payload = {
        "schema": "incumbent-archive-1",
        "pages": [
            {
                "address": page.address,
                "claims": list(page.claims),
                "change": page.change,
                "archived_sha256": page.archived_sha256,
                "kept_on": _shown(page.kept_on),
                "seen_on": _shown(page.seen_on),
                "reason": page.reason,
            }
            for page in kept
        ],
        "written": written,
        "lost": lost,
    }
    if output_format is not OutputFormat.TABLE:
        show(Table(("change", "seen_on", "claims", "address", "reason"), rows), payload, output_format)
        return
    for change, seen, claims, address, reason in rows:
        since = "" if change in (Change.FIRST, Change.SAME) or not seen else f" (last seen {seen})"
        typer.echo(f"{change}{since}: {address}\n  cited by {claims}{f'; {reason}' if reason else ''}")
    if not kept:
        typer.echo("No claim cites a page yet: begin one with `incumbent claim new`.")
    else:
        typer.echo(f"Copies are in {archive_folder(folder)}")
    for name in written:
        typer.echo(f"Written into {name}: archived_sha256")
    for name in by_hand:
        typer.echo(f"Not written into {name}: give source_url a line of its own there, and repeat.")
    for digest, reason in lost.items():
        typer.echo(f"warning: archived_sha256 {digest[:16]}…: {reason}", err=True)


def _shown(day: date | None) -> str:
    return "" if day is None else day.isoformat()
