"""`incumbent register`: who leads which state by two registers, and where they differ."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli.asking import ProxyOption, TorOption, day_option, now
from incumbent.cli.output import FormatOption, OutputFormat, Table, show

_HELP = """Compare Wikidata's holders of offices with the coded list of leaders.

Disagreements are listed for you to look at; nothing is settled, and no file is changed.

Example: incumbent register --data DIR
Example: incumbent register --data DIR --answer kept.json --on 2022-10-10"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("register", help=_HELP)(leaders_register)


def leaders_register(
    data: Annotated[Path, typer.Option(envvar="INCUMBENT_DATA", help="Folder of published data files.")],
    *,
    answer: Annotated[
        Path | None, typer.Option("--answer", help="A kept answer (.json or .csv) instead of asking.")
    ] = None,
    on: Annotated[
        datetime | None,
        day_option("--on", help="Day of the coded list to compare with."),
    ] = None,
    proxy: ProxyOption = None,
    tor: TorOption = False,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print what both registers say."""
    from incumbent.workflows.asking import contact_of, polite_transport
    from incumbent.workflows.register import compare_register

    moment = now()
    fetch = None
    if answer is None:
        transport = polite_transport(now, contact_of(None, moment.date()), proxy=proxy, tor=tor)
        fetch = transport.fetch
    found = compare_register(data, moment, fetch=fetch, answer=answer, on=None if on is None else on.date())
    rows = [[note.country, note.kind.value, note.coded, note.stated] for note in found.notes]
    payload = {
        "schema": "incumbent-register-1",
        "agreed": [
            {
                "gwcode": coded.gwcode,
                "country": coded.country,
                "leader": coded.leader,
                "person": one.person_id,
            }
            for coded, one in found.agreed
        ],
        "disagreements": [
            {
                "gwcode": note.gwcode,
                "country": note.country,
                "kind": note.kind.value,
                "coded": note.coded,
                "stated": note.stated,
            }
            for note in found.notes
        ],
    }
    notes = [f"{len(found.agreed)} states agree on the person; {len(found.notes)} things to look at."]
    show(Table(("country", "difference", "coded", "stated"), rows, notes), payload, output_format)
