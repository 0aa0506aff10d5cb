"""What the package imports is what installing it brings."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported() -> Iterator[tuple[str, str]]:
    for path in (REPOSITORY / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [item.name for item in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            for name in names:
                yield name.partition(".")[0], str(path.relative_to(REPOSITORY))


def test_every_library_imported_is_declared() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["cluster"], *extras["stata"]]
    declared = {_normal(re.split(r"[\[<>=!~; ]", text)[0]) for text in wanted}
    owners = packages_distributions()
    undeclared = {
        (name, path)
        for name, path in _imported()
        if name != "incumbent"
        and name not in sys.stdlib_module_names
        and not {_normal(owner) for owner in owners.get(name, [name])} & declared
    }
    assert undeclared == set()


def test_every_declared_library_is_pinned() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    pinned = {
        _normal(line.split("==")[0])
        for line in (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    declared = {_normal(re.split(r"[\[<>=!~; ]", text)[0]) for group in groups for text in group}
    assert declared - pinned == set()
