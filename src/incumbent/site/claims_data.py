"""What programs read of the claims: all of them as JSON, and one row an event as CSV."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from incumbent.domain.claim_shape import (
    CLAIM_COLUMNS,
    STEP_COLUMNS,
    ChangeJson,
    ClaimJson,
    VerdictJson,
    claim_json,
    claim_rows,
)
from incumbent.domain.claims import Hand, StepKind
from incumbent.domain.vocabulary import DatePrecision
from incumbent.site.claim_view import root_path
from incumbent.site.edition import Site
from incumbent.site.serial import json_bytes

SCHEMA = "incumbent-claims-1"

_DAY = {"type": "string", "format": "date"}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_STATE = {"enum": [kind.value for kind in StepKind]}
_EVENT: dict[str, Any] = {
    "type": "object",
    "required": list(STEP_COLUMNS),
    "properties": {
        **{name: {"type": "string"} for name in STEP_COLUMNS},
        "date": {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
        "date_precision": {"enum": [precision.value for precision in DatePrecision]},
        "known_at": _DAY,
        "kind": _STATE,
        "who": {"type": "string", "minLength": 1},
        "hand": {"enum": ["", *(hand.value for hand in Hand)]},
        "archived_sha256": {"type": "string", "pattern": "^([0-9a-f]{64})?$"},
    },
    "anyOf": [
        {"properties": {"source_url": {"minLength": 1}}},
        {"properties": {"post": {"minLength": 1}}},
    ],
}
_VERDICT: dict[str, Any] = {
    "type": ["object", "null"],
    "required": list(VerdictJson.__annotations__),
    "properties": {"date": _DAY, **{name: {"type": "number"} for name in ("rating", "worst", "best")}},
}
_CHANGE: dict[str, Any] = {
    "type": "object",
    "required": list(ChangeJson.__annotations__),
    "properties": {"since": _DAY, "state": _STATE},
}
CLAIMS_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Every claim: who alleges, who denies, where it was reported; never a verdict of the site's own",
    "type": "object",
    "required": ["schema", "claims"],
    "properties": {
        "schema": {"const": SCHEMA},
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "required": list(ClaimJson.__annotations__),
                "properties": {
                    "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9._-]*$"},
                    "title": {"type": "string", "minLength": 1},
                    "state": _STATE,
                    "since": _DAY,
                    "against": _TEXTS,
                    "leaders": _TEXTS,
                    "places": _TEXTS,
                    "fictional": {"type": "boolean"},
                    "verdict": _VERDICT,
                    "changes": {"type": "array", "minItems": 1, "items": _CHANGE},
                    "events": {"type": "array", "minItems": 1, "items": _EVENT},
                },
            },
        },
    },
}
"""JSON Schema of `data/claims.json`, and of what `incumbent claim list --format json` prints."""


def claims_files(site: Site) -> dict[str, bytes]:
    """`data/claims.json` with its schema, and `data/claims.csv`; none for a desk without claims."""
    edition = site.editions[0]
    posts = [post for post in site.content.posts if not post.draft and post.translation_of is None]
    addresses = {post.slug: root_path(post, edition) for post in posts}
    claims = [claim_json(claim, date.max, addresses) for claim in site.content.claims]
    if not claims:
        return {}
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(CLAIM_COLUMNS)
    for claim in claims:
        writer.writerows(claim_rows(claim))
    return {
        "api/schema/claims.json": json_bytes(CLAIMS_SCHEMA),
        "data/claims.json": json_bytes({"schema": SCHEMA, "claims": claims}),
        "data/claims.csv": table.getvalue().encode("utf-8"),
    }
