"""`incumbent record`: lists what was recorded, and adds to it by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli.asking import DeskOrRecord, PlacedDesk, the_desk
from incumbent.cli.output import FormatOption, OutputFormat, Table, show

_HELP = """List every entry of a record that holds, or add to it.

Nothing recorded is ever rewritten: a wrong entry stays, with a correction after it.

Examples:

  incumbent record examples/desk                                      list every entry

  incumbent record desk --note "Moved to a new address"

  incumbent record desk --correct 24 --reason "the poll was read twice"

  incumbent record desk --commit-texts    vouch for published posts, claims and rules

  incumbent record desk --redact 7d225a6d --reason "consent withdrawn"  delete a text; the record still holds

  incumbent record desk --authority https://tsa.example.org           show the checkpoint to a witness

  incumbent record desk --rebase ../other-clone                       put our entries after theirs
"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("record", help=_HELP)(record)


def record(
    desk: DeskOrRecord = None,
    *,
    place: PlacedDesk = None,
    note: Annotated[str | None, typer.Option("--note", help="Append a note.")] = None,
    correct: Annotated[int | None, typer.Option("--correct", help="Correct this entry; it stays.")] = None,
    commit: Annotated[
        bool, typer.Option("--commit-texts", help="Commit, with salt, to published posts, claims and rules.")
    ] = False,
    redact: Annotated[
        list[str] | None, typer.Option("--redact", help="Delete a text, named by its commitment's beginning.")
    ] = None,
    redact_claim: Annotated[
        str | None,
        typer.Option(
            "--redact-claim", help="Delete every version of this claim that says other words than today's."
        ),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Of a correction or redaction.")] = None,
    authority: Annotated[
        list[str] | None, typer.Option("--authority", help="Time-stamping authority (RFC 3161) to ask.")
    ] = None,
    calendar: Annotated[
        list[str] | None, typer.Option("--calendar", help="OpenTimestamps calendar to ask.")
    ] = None,
    sign: Annotated[Path | None, typer.Option("--sign", help="ssh key to sign a tag of git with.")] = None,
    rebase: Annotated[
        Path | None, typer.Option("--rebase", help="Other clone whose entries come before ours.")
    ] = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Do what was asked, then print the entries concerned."""
    from incumbent.workflows import record_acts as acts
    from incumbent.workflows.committed_texts import commit_texts, redact_old_claim
    from incumbent.workflows.listing import listed, listed_entries

    folder = the_desk(desk, place)
    acts_asked = {
        "--note": note is not None,
        "--correct": correct is not None,
        "--commit-texts": commit,
        "--redact": bool(redact),
        "--redact-claim": bool(redact_claim),
        "--rebase": rebase is not None,
        "--authority, --calendar or --sign": bool(authority or calendar or sign),
    }
    if len(named := [name for name, asked in acts_asked.items() if asked]) > 1:
        msg = f"{' and '.join(named)} were asked for at once: give one at a time, each is recorded apart"
        raise typer.BadParameter(msg)
    if note is not None and not note.strip():
        msg = "--note is empty: give the text to record"
        raise typer.BadParameter(msg)
    if (correct is not None or redact or redact_claim) and not (reason or "").strip():
        msg = "--correct, --redact and --redact-claim need a --reason; it stays, so name nobody in it"
        raise typer.BadParameter(msg)
    if authority or calendar or sign:
        for kept in acts.show_to_witnesses(
            folder, authorities=authority or (), calendars=calendar or (), key=sign
        ):
            typer.echo(f"kept {kept}")
        return
    if note is not None:
        entries = [listed(acts.add_note(folder, note))]
    elif commit:
        entries = [listed(entry) for entry in (commit_texts(folder),) if entry is not None]
    elif correct is not None:
        entries = [listed(acts.correct(folder, correct, reason or ""))]
    elif redact:
        entries = [listed(entry) for entry in acts.redact(folder, redact, reason or "")]
    elif redact_claim:
        entries = [listed(redact_old_claim(folder, redact_claim, reason or ""))]
    elif rebase is not None:
        entries = [listed(entry) for entry in acts.rebase(folder, rebase)]
    else:
        entries = listed_entries(folder)
    rows = [
        [str(e["sequence"]), e["recorded_at"], e["kind"], e["mode"], e["hash"], e["about"]] for e in entries
    ]
    table = Table(
        ("entry", "recorded at", "kind", "mode", "hash", "about"),
        rows,
        brief=("entry", "recorded at", "kind", "about"),
    )
    show(table, {"schema": "incumbent-listing-1", "entries": entries}, output_format)
