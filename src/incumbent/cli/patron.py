"""`incumbent patron`: a leader and their patron, together and one without the other."""

from __future__ import annotations

from typing import Annotated

import typer

from incumbent.cli.asking import FirstWord, PlacedDesk, desk_and_word
from incumbent.cli.estimate import AsOfOption
from incumbent.cli.output import FormatOption, OutputFormat, Table, show

_HELP = """How likely are a leader and their patron in office together, or one without the other?

Keeps both forecasts as they are and ties them by the number stated as patron in the leader's file.

Example: incumbent patron examples/desk kadyrov --as-of 2019-05-01"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("patron", help=_HELP)(patron)


def patron(
    desk: FirstWord = None,
    leader: Annotated[str | None, typer.Argument(help="Id of the leader who has a patron.")] = None,
    *,
    place: PlacedDesk = None,
    as_of: AsOfOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Join and print."""
    folder, leader = desk_and_word(desk, leader, place, "a leader")
    from incumbent.workflows.patron import beside_patron, beside_patron_json

    found = beside_patron(folder, leader, as_of=None if as_of is None else as_of.date())
    he, patron_name = found.leader.name, found.patron.name
    columns = ("date", "both", f"{he} alone", "range", f"{patron_name} alone", "neither")
    rows = [
        [
            day.target_date.isoformat(),
            _percent(day.both),
            _percent(day.leader_alone),
            f"{_percent(day.leader_alone_low)} to {_percent(day.leader_alone_high)}",
            _percent(day.patron_alone),
            _percent(day.neither),
        ]
        for day in found.days
    ]
    factor = f"{found.dependence.exit_rate_factor:g}"
    stated = (
        f"Stated, not learnt: {he} is {factor} times likelier to leave in a month once {patron_name} is gone."
    )
    notes = [f"{stated} {found.dependence.why.strip()}"]
    show(Table(columns, rows, notes), beside_patron_json(found), output_format)


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"
