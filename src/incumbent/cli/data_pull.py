"""`incumbent data pull`: fetches published data files from their publishers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli.asking import ProxyOption, TorOption, now
from incumbent.cli.output import FormatOption, OutputFormat, Table, show

_HELP = """Fetch published data files from their publishers; each is held to its checksum.

Example: incumbent data pull reign --data DIR"""


def register(data_app: typer.Typer) -> None:
    """Add the command to `incumbent data`."""
    data_app.command("pull", help=_HELP)(pull)


def pull(
    datasets: Annotated[list[str] | None, typer.Argument(help="Which (all without it).")] = None,
    *,
    data: Annotated[Path, typer.Option(envvar="INCUMBENT_DATA", help="Folder to keep them in.")],
    proxy: ProxyOption = None,
    tor: TorOption = False,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print what became of each file."""
    from incumbent.workflows.asking import contact_of, polite_transport
    from incumbent.workflows.data_pull import Outcome, pull_data

    contact = contact_of(None, now().date())
    transport = polite_transport(now, contact, proxy=proxy, tor=tor, for_files=True)
    files = pull_data(data, transport.fetch, datasets or ())
    rows = [[file.target, file.outcome.value, file.sha256[:16], file.reason] for file in files]
    payload = {
        "schema": "incumbent-data-pull-1",
        "files": [
            {"target": f.target, "outcome": f.outcome.value, "sha256": f.sha256, "reason": f.reason}
            for f in files
        ],
    }
    show(Table(("file", "outcome", "sha256", "reason"), rows), payload, output_format)
    if any(file.outcome is Outcome.REFUSED for file in files):
        raise typer.Exit(1)
