"""`incumbent protect jigsaw`: which harmless facts name a person together."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.output import FormatOption, OutputFormat, Table, counted, show

if TYPE_CHECKING:
    from incumbent.protection.jigsaw import JigsawWarning

_HELP = """Warn where facts that are harmless alone may name a person together.

Facts (age, town, job, relatives, …) are counted over each paragraph, each post, and all posts under one
changed name; three warn, or two of which few people share one, or your own estimate below 20 people. Each
is shown with a more general wording. Exit code 1 while a warning is neither mended nor acknowledged.

Examples:

  incumbent protect jigsaw desk --private ../private

  incumbent protect jigsaw desk --private ../private --people Ibrahim=12

  incumbent protect jigsaw desk --private ../private --acknowledge 3fa9c01b22d4 --reason "Agreed with him"
"""


def register(protect: typer.Typer) -> None:
    """Add the command to `protect`."""
    protect.command("jigsaw", help=_HELP)(jigsaw)


def jigsaw(
    place: Annotated[Path, typer.Argument(help="A desk, or one Markdown file.", metavar="DESK")],
    *,
    private: Annotated[
        Path, typer.Option("--private", help="The private folder; acknowledgements stand there.")
    ],
    acknowledge: Annotated[
        list[str] | None,
        typer.Option("--acknowledge", help="Id of a warning that you looked at.", metavar="ID"),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why an acknowledged text may stand.")] = "",
    people: Annotated[
        list[str] | None,
        typer.Option(
            "--people", help="Your estimate of how many people fit a changed name.", metavar="PSEUDONYM=N"
        ),
    ] = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Count, store estimates and acknowledgements, print what remains."""
    from incumbent.workflows import jigsaw as workflow

    today = datetime.now(UTC).date()
    for written in people or []:
        pseudonym, _, number = written.rpartition("=")
        if not pseudonym or not number.isdigit():
            msg = f"{written!r} must be PSEUDONYM=N, for example Ibrahim=12"
            raise typer.BadParameter(msg)
        workflow.estimate_people(private, pseudonym, int(number))
    if acknowledge:
        report = workflow.acknowledge(place, private, acknowledge, reason, today)
    else:
        report = workflow.jigsaw_report(place, private, today)
    rows = [row for one in report.pending for row in _rows(workflow.warning_id(one), one)]
    notes = [
        f"{counted(len(report.pending), 'warning')} to look at, {len(report.acknowledged)} acknowledged."
    ]
    table = Table(("id", "where", "why", "fact", "as written", "instead, perhaps"), rows, notes)
    show(table, report.public(), output_format)
    if report.pending:
        raise typer.Exit(1)


def _rows(identity: str, warning: JigsawWarning) -> list[list[str]]:
    about = [identity, warning.about, warning.reason]
    return [[*about, fact.kind.value, fact.text, fact.instead] for fact in warning.facts] or [
        [*about, "", "", ""]
    ]
