"""`incumbent archive`: own copies of the pages that claims cite."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli.asking import ProxyOption, TorOption, now
from incumbent.cli.output import FormatOption, OutputFormat, Table, show

_HELP = """Keep an own copy of every page a claim cites, and tell which have changed or vanished.

Copies go into the private folder, never into the desk. The hash belongs into the claim's event as
archived_sha256: it is salted, so that nobody can find out from it what you kept. Whoever runs the page sees
that somebody asked, and reads the contact sent along (base_address, or INCUMBENT_CONTACT).

Example: incumbent archive my-desk --tor"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("archive", help=_HELP)(archive)


def archive(
    desk: Annotated[Path, typer.Argument(help="The desk.")] = Path(),
    *,
    proxy: ProxyOption = None,
    tor: TorOption = False,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Fetch, keep, compare."""
    from incumbent.sources.transport import Transport
    from incumbent.workflows.archive import archive_cited, plain_hosts
    from incumbent.workflows.asking import TOR, contact_of
    from incumbent.workflows.desk import read_desk

    today = now().date()
    hosts = plain_hosts(read_desk(desk, today))
    transport = Transport(now, contact_of(desk, today), proxy=TOR if tor else proxy, plain_hosts=hosts)
    kept = archive_cited(desk, transport, now())
    rows = [[page.address, page.change, page.archived_sha256, page.reason] for page in kept]
    payload = {
        "schema": "incumbent-archive-1",
        "pages": [
            {
                "address": page.address,
                "claims": list(page.claims),
                "change": page.change,
                "archived_sha256": page.archived_sha256,
                "reason": page.reason,
            }
            for page in kept
        ],
    }
    show(Table(("page", "since the last copy", "archived_sha256", "why"), rows), payload, output_format)
