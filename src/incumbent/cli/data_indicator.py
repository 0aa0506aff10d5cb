"""`incumbent data indicator`: yearly values of one indicator of the World Bank."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.asking import ProxyOption, TorOption, kept_answer, now
from incumbent.cli.output import FormatOption, OutputFormat, Table, counted, show

if TYPE_CHECKING:
    from incumbent.evidence.world_bank import IndicatorValue

_HELP = """Print the yearly values of one indicator of the World Bank, for a post or a table of your own.

Values are revised for years afterwards: say on which day you read them.

Example: incumbent data indicator NY.GDP.PCAP.KD --from 2015 --format csv > income.csv"""

_EARLIEST, _LATEST = 1960, 2100


def register(data_app: typer.Typer) -> None:
    """Add the command to `incumbent data`."""
    data_app.command("indicator", help=_HELP)(indicator)


def indicator(
    code: Annotated[str, typer.Argument(metavar="INDICATOR", help="The World Bank's code of it.")],
    *,
    first: Annotated[
        int | None,
        typer.Option("--from", min=_EARLIEST, max=_LATEST, help="First year; else five ago."),
    ] = None,
    last: Annotated[
        int | None, typer.Option("--to", min=_EARLIEST, max=_LATEST, help="Last year; else this one.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option(help="Only this one, by three letters as in RUS. May be given again.")
    ] = None,
    answer: Annotated[
        Path | None, typer.Option("--answer", exists=True, dir_okay=False, help="A kept answer (.json).")
    ] = None,
    proxy: ProxyOption = None,
    tor: TorOption = False,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Fetch and print."""
    from incumbent.workflows.asking import contact_of, polite_transport
    from incumbent.workflows.indicator import indicator_values

    moment = now()
    start, end = first or moment.year - 5, last or moment.year
    if start > end:
        msg = f"--from {start} is after --to {end}"
        raise typer.BadParameter(msg)
    if answer is not None:
        fetch = kept_answer(answer)
    else:
        fetch = polite_transport(now, contact_of(None, moment.date()), proxy=proxy, tor=tor).fetch
    every = indicator_values(code, start, end, fetch)
    values = _of_countries(every, {one.upper() for one in country or ()})
    rows = [
        [each.country, each.iso3 or "", str(each.year), f"{each.value:.10g}"]
        for each in values
        if each.value is not None
    ]
    payload = {
        "schema": "incumbent-indicator-1",
        "indicator": code,
        "read_on": moment.date().isoformat(),
        "values": [
            {"country": each.country, "iso3": each.iso3, "year": each.year, "value": each.value}
            for each in values
        ],
    }
    gaps = "" if len(rows) == len(values) else f"; {len(values) - len(rows)} more years have none"
    notes = [
        f"{counted(len(rows), 'value')} of {code}, read on {moment.date()}{gaps}. World Bank, CC BY 4.0."
    ]
    show(Table(("country", "code", "year", "value"), rows, notes), payload, output_format)


def _of_countries(every: Sequence[IndicatorValue], wanted: set[str]) -> list[IndicatorValue]:
    """The values of the countries wanted, or of all."""
    if unknown := wanted - {each.iso3 for each in every}:
        msg = f"the answer has no country {', '.join(sorted(unknown))}: write three letters, as in RUS"
        raise typer.BadParameter(msg)
    return [each for each in every if not wanted or each.iso3 in wanted]
