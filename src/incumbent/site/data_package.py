"""The data as a whole: a Data Package that names every CSV with its columns and hash."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from incumbent.domain.claim_shape import CLAIM_COLUMNS
from incumbent.site.edition import Site
from incumbent.site.figure import Column, Figure, Kind

_TYPES = {
    Kind.DAY: "date",
    Kind.CHANCE: "number",
    Kind.SHARE: "number",
    Kind.SCORE: "number",
    Kind.COUNT: "integer",
    Kind.TEXT: "string",
}


def data_package(site: Site, root: Path) -> dict[str, Any]:
    """The descriptor; reads the CSV files written before it to hash them.

    References
    ----------
    .. [1] https://datapackage.org/standard/data-package/ (version 2)
    """
    settings = site.content.settings
    tables = site.editions[0].tables
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "chances-in-office",
        "title": settings.title,
        "created": site.built_at.isoformat(),
        "homepage": settings.base_address,
        "licenses": [{"name": settings.licence_data.replace(" ", "-"), "title": settings.licence_data}],
        "contributors": [{"title": settings.author, "roles": ["creator"]}],
        "resources": [*(_resource(figure, root) for _name, figure in sorted(tables.items())), *_claims(root)],
    }


def _resource(figure: Figure, root: Path) -> dict[str, Any]:
    described = _table(figure.name.lower(), figure.title, f"data/{figure.name}.csv", root)
    return described | {"schema": {"fields": [_field(column) for column in figure.columns]}}


def _claims(root: Path) -> list[dict[str, Any]]:
    """The table of claims, where there is one: every cell is text, since dates are cut to their precision."""
    path = "data/claims.csv"
    if not (root / path).is_file():
        return []
    fields = [{"name": name, "type": "string"} for name in CLAIM_COLUMNS]
    return [_table("claims", "Claims, one row an event", path, root) | {"schema": {"fields": fields}}]


def _table(name: str, title: str, path: str, root: Path) -> dict[str, Any]:
    content = (root / path).read_bytes()
    return {
        "name": name,
        "title": title,
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "title": column.heading, "type": _TYPES[column.kind]}
    if column.kind in {Kind.CHANCE, Kind.SHARE}:
        field["constraints"] = {"minimum": 0, "maximum": 1}
    return field
