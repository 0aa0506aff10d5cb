"""Write docs/commands.md from the command line's own help, so that it cannot drift."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from incumbent.cli.app import app

TARGET = Path(__file__).with_name("commands.md")


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    inner: dict[str, Any] | None = getattr(command, "commands", None)  # typer carries its own click
    if inner is not None:
        for key in sorted(inner):
            yield from _commands(inner[key], f"{name} {key}")
    elif not command.hidden:
        yield name, command


def _parameters(command: Any) -> Iterator[str]:
    for parameter in command.params:
        if parameter.param_type_name == "option" and not getattr(parameter, "hidden", False):
            names = ", ".join([*parameter.opts, *parameter.secondary_opts])
            yield f"| `{names}` | {(getattr(parameter, 'help', '') or '').strip()} |"
        elif parameter.param_type_name == "argument":
            help_text = getattr(parameter, "help", "") or ""
            yield f"| `{(parameter.name or '').upper()}` | {help_text.strip()} |"


def reference() -> str:
    """The whole reference as Markdown."""
    parts = ["# Commands", "", "Generated from the help texts by `python docs/generate_commands.py`.", ""]
    for name, command in _commands(get_command(app), "incumbent"):
        help_text = (command.help or "").replace("\b\n", "").strip()
        parts += [f"## `{name}`", "", help_text, ""]
        rows = list(_parameters(command))
        if rows:
            parts += ["| argument or option | meaning |", "|---|---|", *rows, ""]
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if TARGET.read_text(encoding="utf-8") == reference() else "docs/commands.md is stale")
    TARGET.write_text(reference(), encoding="utf-8")
