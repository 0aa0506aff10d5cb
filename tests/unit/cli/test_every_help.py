"""Every command of the real command line explains itself, with an example to copy."""

from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from incumbent.cli.app import app


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, (*path, name))


EVERY = sorted(_commands(get_command(app)))
GROUPS = {(), ("claim",), ("data",), ("protect",)}


def test_the_groups_are_those_known_here() -> None:
    inner = {path[:-1] for path in EVERY if path}
    assert inner == GROUPS


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_a_command_explains_itself(path: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, [*path, "--help"])
    assert done.exit_code == 0, done.exception
    assert "Usage" in done.output


@pytest.mark.parametrize("path", [path for path in EVERY if path not in GROUPS], ids=" ".join)
def test_a_commands_help_shows_it_used(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "200"}).output
    after = shown.partition("Example")[2]
    assert f"incumbent {' '.join(path)}" in after
