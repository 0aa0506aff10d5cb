"""The desk's reference and schemas are those of the reader."""

import json
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMAS = REPOSITORY / "docs" / "schemas"
EXAMPLE = REPOSITORY / "examples" / "desk"
KEYED = [
    ("desk", EXAMPLE / "desk.toml"),
    *(("leader", path) for path in sorted((EXAMPLE / "leaders").glob("*.toml"))),
    *(("claim", path) for path in sorted((EXAMPLE / "claims").glob("*.toml"))),
    *(("post", path) for path in sorted((EXAMPLE / "posts").glob("*.md"))),
]


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _schema(name: str) -> dict[str, Any]:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


def test_reference_and_schemas_are_current() -> None:
    generator = REPOSITORY / "docs" / "generate_desk_files.py"
    checked = subprocess.run(
        [sys.executable, str(generator), "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, f"{checked.stderr}run `python docs/generate_desk_files.py`"


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.name)
def test_every_schema_is_a_schema(path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("name", "path"), KEYED, ids=lambda value: getattr(value, "name", value))
def test_the_example_desk_keeps_the_published_schemas(name: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    values = tomllib.loads(text) if path.suffix == ".toml" else yaml.safe_load(text.split("---\n")[1])
    jsonschema.validate(_as_json(values), _schema(name))


def test_a_schema_refuses_an_unknown_key() -> None:
    values = _as_json(tomllib.loads((EXAMPLE / "desk.toml").read_text(encoding="utf-8")))
    with pytest.raises(jsonschema.ValidationError, match="autor"):
        jsonschema.validate({**values, "autor": "x"}, _schema("desk"))
