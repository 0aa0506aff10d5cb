"""`incumbent protect …`: the vault and the scan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

protect = typer.Typer(
    name="protect",
    help="Keep people whose names were changed out of every published byte.",
    no_args_is_help=True,
)

VaultOption = Annotated[Path, typer.Option("--vault", help="Folder of the vault's age files.")]
KeyOption = Annotated[Path, typer.Option("--key", help="Age key file (kept on another medium).")]


@protect.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where the vault shall stand, outside the desk.")],
    key: Annotated[Path | None, typer.Option("--key", help="Where to write a new age key.")] = None,
) -> None:
    """Create an empty vault, and a key if you have none."""
    from incumbent.workflows.vault import create_vault

    typer.echo(create_vault(folder, key))


@protect.command()
def scan(
    tree: Annotated[Path, typer.Argument(help="Folder or file to scan.")],
    vault: VaultOption,
    key: KeyOption,
    form: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
    receipt: Annotated[Path | None, typer.Option("--receipt", help="Where to write the receipt.")] = None,
) -> None:
    """Look for everybody in the vault in every byte of a folder. Exit code 0 pass, 1 stopped."""
    from incumbent.protection import load_vault
    from incumbent.workflows.protect import scan as run

    report = run(tree, load_vault(vault, key))
    if form == "json":
        typer.echo(json.dumps(report.public()))
    else:
        typer.echo(f"{report.level.value}: {len(report.findings)} finding(s)")
        for finding in report.findings:
            typer.echo(f"  {finding.id}  {finding.level.value:5}  {finding.artefact:10}  {finding.rule}")
    if report.receipt is None:
        raise typer.Exit(1)
    if receipt is not None:
        receipt.write_text(report.receipt.to_json() + "\n", encoding="utf-8")


def register(app: typer.Typer) -> None:
    """Join the commands to the root."""
    app.add_typer(protect)
