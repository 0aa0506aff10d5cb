"""`incumbent protect …`: scan, explain, allow, sign off; the vault's own commands are joined in."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli import jigsaw, protect_vault
from incumbent.cli.output import FormatOption, OutputFormat, counted

protect = typer.Typer(
    name="protect",
    help="Keep people whose names were changed out of every published byte.",
    no_args_is_help=True,
)
VaultOption = protect_vault.VaultOption
KeyOption = protect_vault.KeyOption


@protect.command()
def scan(
    tree: Annotated[Path, typer.Argument(help="Folder, file or, with --git, repository to scan.")],
    *,
    vault: VaultOption,
    key: KeyOption,
    git: Annotated[bool, typer.Option("--git", help="Scan all that a git repository keeps.")] = False,
    opaque: Annotated[
        Path | None,
        typer.Option(
            "--opaque", help="SHA-256 a line of files without a handler that you vouch for (fonts)."
        ),
    ] = None,
    output_format: FormatOption = OutputFormat.TABLE,
    receipt: Annotated[Path | None, typer.Option("--receipt", help="Where to write the receipt.")] = None,
) -> None:
    """Look for everybody in the vault in every byte of a folder. Exit code 0 pass or warn, 1 stopped.

    Example:

      incumbent protect scan site --vault ../private/vault --key /media/key/age.txt
    """
    from incumbent.protection import load_vault
    from incumbent.workflows.git_scan import scan_git
    from incumbent.workflows.protect import scan_with_vault

    if git:
        report = scan_git(tree, load_vault(vault, key))
    else:
        listed = opaque.read_text(encoding="ascii", errors="ignore").split() if opaque else []
        report = scan_with_vault(tree, vault, key, opaque=frozenset(one for one in listed if len(one) == 64))
    if output_format is OutputFormat.JSON:
        typer.echo(json.dumps(report.public()))
    else:
        typer.echo(f"{report.level.value}: {counted(len(report.findings), 'finding')}")
        for finding in report.findings:
            typer.echo(f"  {finding.id}  {finding.level.value:5}  {finding.artefact:10}  {finding.rule}")
    if report.level.value == "block":
        raise typer.Exit(1)
    if receipt is not None and report.receipt is not None:
        receipt.write_text(report.receipt.to_json() + "\n", encoding="utf-8")


@protect.command()
def explain(
    finding: Annotated[str, typer.Argument(help="Id of a finding.", metavar="ID")],
    *,
    vault: VaultOption,
    key: KeyOption,
    show: Annotated[bool, typer.Option("--show", help="Print it even where no person watches.")] = False,
) -> None:
    """Show who was found, where, in which words: on a private terminal only.

    Example:

      incumbent protect explain 3fa9c01b22d4 --vault ../private/vault --key /media/key/age.txt
    """
    from incumbent.workflows.vault import explain as run

    found = run(vault, key, finding)
    if not (show or sys.stdout.isatty()):
        typer.echo("found; it is shown on a terminal only (or with --show, where nobody else can read)")
        raise typer.Exit(1)
    for name in ("person", "rule", "level", "file", "locator", "excerpt"):
        typer.echo(f"{name:8} {found[name]}")


@protect.command()
def allow(
    finding: Annotated[str, typer.Argument(help="Id of a finding.", metavar="ID")],
    *,
    vault: VaultOption,
    key: KeyOption,
    reason: Annotated[str, typer.Option("--reason", help="Why it may stand.")],
    until: Annotated[str, typer.Option("--until", help="Last day on which it may (YYYY-MM-DD).")],
) -> None:
    """Accept one finding, for these words in this file, until a day.

    Example:

      incumbent protect allow 3fa9c01b22d4 --reason "A village of that name" --until 2027-01-31
      --vault ../private/vault --key key.txt
    """
    from incumbent.workflows.vault import allow as run

    run(vault, key, finding, reason, until)
    typer.echo(f"allowed until {until}")


@protect.command()
def checklist(
    post: Annotated[Path, typer.Argument(help="A post.", exists=True, dir_okay=False)],
    *,
    signed: Annotated[
        Path | None,
        typer.Option(
            "--signed", help="File of sign-offs.", show_default="checklist.json in the private folder"
        ),
    ] = None,
    sign: Annotated[list[str] | None, typer.Option("--sign", help="Item to sign off, or `all`.")] = None,
) -> None:
    """List what no scanner sees, and who signed it off for this text. Exit code 1 while anything is open.

    Example:

      incumbent protect checklist my-desk/posts/the-road.md --sign all
    """
    from incumbent.protection.checklist import ITEMS
    from incumbent.workflows.checklist import checklist as run
    from incumbent.workflows.looked_at import signed_of

    state = run(post, signed or signed_of(post), sign or [])
    for name, done in state.items():
        typer.echo(f"[{'x' if done else ' '}] {name:14} {ITEMS[name]}")
    if not all(state.values()):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Join the commands to the root."""
    protect_vault.register(protect)
    jigsaw.register(protect)
    app.add_typer(protect)
