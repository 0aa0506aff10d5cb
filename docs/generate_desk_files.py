"""Write docs/desk-files.md and docs/schemas/ from the schemas themselves, so that they cannot drift."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from incumbent.evidence.claim_files import ClaimFile
from incumbent.evidence.desk_files import LeaderFile, PostHead, SettingsFile, Strict
from incumbent.evidence.desk_rows import TABLES
from incumbent.evidence.links import LinksFile

DOCS = Path(__file__).parent
FILES: dict[str, type[Strict]] = {
    "desk.toml": SettingsFile,
    "leaders/ID.toml": LeaderFile,
    "claims/ID.toml": ClaimFile,
    "posts/*.md": PostHead,
    "links.toml": LinksFile,
    **TABLES,
}
NAMES = {
    "desk.toml": "desk",
    "leaders/ID.toml": "leader",
    "claims/ID.toml": "claim",
    "posts/*.md": "post",
}


def schema_name(file: str) -> str:
    """Name of a file's schema in docs/schemas."""
    return f"{NAMES.get(file) or Path(file).stem}.schema.json"


def schema_text(model: type[Strict]) -> str:
    """The JSON Schema of one file."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _first_line(text: str) -> str:
    return " ".join(text.split("\n\n", maxsplit=1)[0].split())


_PLAIN = {
    "date": "date",
    "uri": "web address",
    "string": "text",
    "boolean": "true or false",
    "integer": "whole number",
    "number": "number",
}


def _kind(field: dict[str, Any], definitions: dict[str, Any]) -> str:
    """What a value looks like, in a writer's words."""
    match field:
        case {"$ref": reference}:
            kind = _kind(definitions[reference.rsplit("/", 1)[1]], definitions)
        case {"anyOf": parts}:
            kinds = [_kind(part, definitions) for part in parts if part.get("type") != "null"]
            kind = " or ".join(dict.fromkeys(kinds))
        case {"enum": values}:
            kind = ", ".join(str(value) for value in values if not isinstance(value, bool))
        case {"const": value}:
            kind = str(value)
        case {"type": "object", "patternProperties": patterns}:
            ((pattern, value),) = patterns.items()
            key = "by language" if re.fullmatch(pattern, "pt-BR") else "by short name"
            kind = f"{key}: {_kind(value, definitions)}"
        case {"type": "array"}:
            kind = f"list of: {_kind(field['items'], definitions)}"
        case {"properties": _}:
            kind = f"see {field['title'].removesuffix('Entry')} below"
        case {"format": ("date" | "uri") as form}:
            kind = _PLAIN[form]
        case {"type": "object"}:
            kind = "table of texts by language"
        case {"type": str(plain)}:
            kind = _PLAIN[plain]
        case _:
            kind = "number, or text with %"
    return kind


def _table(schema: dict[str, Any], definitions: dict[str, Any]) -> list[str]:
    needed = set(schema.get("required", []))
    rows = ["| name | needed | value | meaning |", "|---|---|---|---|"]
    for name, field in schema["properties"].items():
        meaning = _first_line(field.get("description", "")).replace("|", "\\|")
        default = field.get("default")
        said = (
            f" Default: {json.dumps(default, ensure_ascii=False)}." if default not in (None, [], "") else ""
        )
        wanted = "yes" if name in needed else ""
        rows.append(f"| `{name}` | {wanted} | {_kind(field, definitions)} | {meaning}{said} |")
    return rows


def reference() -> str:
    """The whole reference as Markdown."""
    parts = [
        "# The desk's files",
        "",
        "Generated from the schemas by `python docs/generate_desk_files.py`. What the files are for",
        "stands in [desk.md](desk.md). Every file is UTF-8 text; dates are written 2017-04-03.",
        "",
    ]
    for file, model in FILES.items():
        schema = model.model_json_schema()
        definitions = schema.get("$defs", {})
        name = schema_name(file)
        parts += [
            f"## `{file}`",
            "",
            _first_line(schema["description"]),
            f"Schema: [{name}](schemas/{name}).",
            "",
        ]
        parts += [*_table(schema, definitions), ""]
        for key, inner in definitions.items():
            if "properties" in inner:
                head = f"### {key.removesuffix('Entry')} (in `{file}`)"
                parts += [head, "", _first_line(inner["description"]), "", *_table(inner, definitions), ""]
    return "\n".join(parts).rstrip() + "\n"


def texts() -> dict[Path, str]:
    """Every generated file and what it must hold."""
    schemas = {DOCS / "schemas" / schema_name(file): schema_text(model) for file, model in FILES.items()}
    return {DOCS / "desk-files.md": reference(), **schemas}


if __name__ == "__main__":
    stale = [path for path, text in texts().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(path.name for path in stale)}" if stale else 0)
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(texts()[path], encoding="utf-8", newline="\n")
