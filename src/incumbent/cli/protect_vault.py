"""`incumbent protect init|add|edit|…`: the vault's own commands; values are asked for, never arguments."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli.output import counted
from incumbent.domain.errors import RefusedError

VaultOption = Annotated[
    Path, typer.Option("--vault", envvar="INCUMBENT_VAULT", help="Folder of the vault's age files.")
]
KeyOption = Annotated[
    Path, typer.Option("--key", envvar="INCUMBENT_KEY", help="Age key file, best on another medium.")
]
PersonArgument = Annotated[str, typer.Argument(help="Id of a person in the vault.", metavar="PERSON")]

_LISTS = (
    *("pseudonym", "aliases", "phones", "emails", "handles"),
    *("addresses", "workplaces", "towns", "plates", "documents"),
)
_SINGLE = ("name", "gender", "birth_date")
_SHAPED = {
    "gps": "gps (latitude, longitude; several with ;)",
    "relatives": "relatives (relation: name, alias, …; several with ;)",
}
_FIELDS = (*_SINGLE, *_LISTS, *_SHAPED)


def _asked(fields: tuple[str, ...], more: dict[str, list[object]] | None = None) -> dict[str, object]:
    """Answers on the terminal; an empty one leaves the field as it is, one with + goes to `more`."""
    found: dict[str, object] = {}
    for field in fields:
        prompt = _SHAPED.get(field, f"{field} (several with ;)" if field in _LISTS else field)
        answer = str(typer.prompt(prompt, default="", show_default=False)).strip()
        adds = more is not None and field not in _SINGLE and answer.startswith("+")
        values = [_shaped(field, part) for part in _parts(answer[adds:], ";")] if field not in _SINGLE else []
        if more is not None and adds:
            more[field] = values
        elif answer:
            found[field] = values or answer
    return found


def _parts(answer: str, sign: str) -> list[str]:
    return [part.strip() for part in answer.split(sign) if part.strip()]


def _shaped(field: str, part: str) -> object:
    """One value of a list as the vault holds it."""
    if field == "relatives":
        relation, _, names = part.partition(":")
        name, *aliases = _parts(names, ",") or [""]
        return {"relation": relation.strip(), "name": name, "aliases": aliases}
    if field == "gps":
        try:
            lat, lon = (float(number) for number in _parts(part, ","))
        except ValueError:
            msg = (
                "gps: a point must be latitude, longitude (two numbers, a comma between). Nothing was stored."
            )
            raise RefusedError(msg) from None
        return {"lat": lat, "lon": lon}
    return part


def _known(fields: Sequence[str]) -> tuple[str, ...]:
    """The fields to ask for; an unknown one is refused before anything is typed."""
    if any(field not in _FIELDS for field in fields):
        msg = f"--field must be one of {', '.join(_FIELDS)}."
        raise RefusedError(msg)
    return tuple(fields)


def _warn(warnings: list[str]) -> None:
    for warning in warnings:
        typer.echo(f"  warning: {warning}")


def init(
    folder: Annotated[Path, typer.Argument(help="Where the vault shall stand, outside the desk.")],
    key: Annotated[Path | None, typer.Option("--key", help="Where to write a new age key.")] = None,
) -> None:
    """Create an empty vault, and a key if you have none.

    Example:

      incumbent protect init ../private/vault --key /media/key/age.txt
    """
    from incumbent.workflows.vault import create_vault

    typer.echo(create_vault(folder, key))


def add(person: PersonArgument, *, vault: VaultOption, key: KeyOption) -> None:
    """Add a person; you are asked for each field, nothing stands in the shell's history.

    Example:

      incumbent protect add p01 --vault ../private/vault --key /media/key/age.txt
    """
    from incumbent.workflows.vault import add as run

    _warn(run(vault, key, {"id": person, **_asked(_FIELDS)}))
    typer.echo("stored")


def edit(
    person: PersonArgument,
    *,
    vault: VaultOption,
    key: KeyOption,
    field: Annotated[list[str] | None, typer.Option("--field", help="Field to change; default: all.")] = None,
) -> None:
    """Change a person's fields; you are asked for each, and what you leave empty stays.

    An answer takes the place of what is there; with + before it, it is added: `+ Yamadaev; Iamadaïev`.

    Example:

      incumbent protect edit p01 --field aliases --vault ../private/vault --key /media/key/age.txt
    """
    from incumbent.workflows.vault import edit as run

    more: dict[str, list[object]] = {}
    asked = _asked(_known(field or _FIELDS), more)
    _warn(run(vault, key, person, asked, more))
    typer.echo("stored")


def import_plain(
    source: Annotated[Path, typer.Argument(help="Plain YAML: a file, or a folder of files.")],
    *,
    vault: VaultOption,
    key: KeyOption,
) -> None:
    """Encrypt plain YAML into the vault. Delete the plain file afterwards, and empty the bin.

    Example:

      incumbent protect import people.yaml --vault ../private/vault --key /media/key/age.txt
    """
    from incumbent.workflows.vault import import_plain as run

    typer.echo(f"{run(vault, key, source)} stored; now delete the plain file")


def lint(*, vault: VaultOption, key: KeyOption) -> None:
    """Say what is unwise in the vault, without repeating it.

    Example:

      incumbent protect lint --vault ../private/vault --key /media/key/age.txt
    """
    from incumbent.workflows.vault import lint_vault

    for person, warnings in lint_vault(vault, key).items():
        typer.echo(f"{person}: {counted(len(warnings), 'warning')}")
        _warn(warnings)


def expand(
    person: PersonArgument,
    *,
    vault: VaultOption,
    key: KeyOption,
    show: Annotated[bool, typer.Option("--show", help="Show the forms, on a private terminal.")] = False,
) -> None:
    """Count what a person's names are looked for as; propose spellings to confirm.

    Example:

      incumbent protect expand p01 --vault ../private/vault --key /media/key/age.txt
    """
    from incumbent.workflows.vault import expansion

    counts, forms, proposed = expansion(vault, key, person)
    for rule, count in counts.items():
        typer.echo(f"{rule:10} {count}")
    how = f"confirm them with `protect edit {person} --field aliases`, a + before them"
    typer.echo(f"proposed   {counted(len(proposed), 'spelling')}" + (f"; {how}" if proposed else ""))
    if show and sys.stdout.isatty():
        typer.echo("\n".join(["forms:", *forms, "proposed:", *proposed]))
    elif show:
        typer.echo("forms are shown on a terminal only")


def forget(
    person: PersonArgument,
    *,
    vault: VaultOption,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete a person's file. On flash memory traces may stay: encrypt the whole disk.

    Example:

      incumbent protect forget p01 --vault ../private/vault
    """
    from incumbent.workflows.vault import forget as run

    if not yes:
        typer.confirm("delete this person's file for good?", abort=True)
    run(vault, person)
    typer.echo("deleted")


def recipients(
    person: PersonArgument,
    *,
    vault: VaultOption,
    key: KeyOption,
    add: Annotated[list[str] | None, typer.Option("--add", help="Age public key to add.")] = None,
    remove: Annotated[list[str] | None, typer.Option("--remove", help="Age public key to remove.")] = None,
) -> None:
    """List who can open a person's file; add or remove somebody.

    Example:

      incumbent protect recipients p01 --add age1… --vault ../private/vault --key /media/key/age.txt
    """
    from incumbent.workflows.vault import recipients as run

    for recipient in run(vault, key, person, add=add or [], remove=remove or []):
        typer.echo(recipient)


def register(protect: typer.Typer) -> None:
    """Add the commands to `protect`."""
    for command in (init, add, edit, lint, expand, forget, recipients):
        protect.command()(command)
    protect.command("import")(import_plain)
