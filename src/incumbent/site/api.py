"""The static interface for programs: every number as JSON, with schemas."""

from __future__ import annotations

from typing import Any

from incumbent.site.edition import Site
from incumbent.site.history import LeaderHistory, QuestionHistory, Said
from incumbent.site.serial import json_bytes
from incumbent.site.wording import in_hundred

INDEX_SCHEMA = "incumbent-site-index-1"
LEADER_SCHEMA = "incumbent-site-leader-1"

_CHANCE = {
    "type": "object",
    "required": ["origin_date", "probability", "low", "high", "in_hundred", "mode", "sequence", "sha256"],
    "properties": {
        "origin_date": {"type": "string", "format": "date"},
        "probability": {"type": "number", "minimum": 0, "maximum": 1},
        "low": {"type": "number", "minimum": 0, "maximum": 1},
        "high": {"type": "number", "minimum": 0, "maximum": 1},
        "in_hundred": {"type": "integer", "minimum": 0, "maximum": 100},
        "mode": {"enum": ["live", "replay"]},
        "sequence": {"type": "integer", "minimum": 0},
        "sha256": {"type": "string"},
    },
}
_OUTCOME = {"type": ["string", "null"], "enum": ["in_office", "out", "disputed", "void", None]}
SCHEMAS: dict[str, dict[str, Any]] = {
    "index": {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Every leader with the headline chance",
        "type": "object",
        "required": ["schema", "leaders"],
        "properties": {
            "schema": {"const": INDEX_SCHEMA},
            "leaders": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["leader_id", "name", "country", "office", "address", "question", "latest"],
                    "properties": {"latest": _CHANCE, "outcome": _OUTCOME},
                },
            },
        },
    },
    "leader": {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One leader: every question with its whole history, and the newest forecast",
        "type": "object",
        "required": ["schema", "leader_id", "questions", "forecast"],
        "properties": {
            "schema": {"const": LEADER_SCHEMA},
            "questions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["question_id", "target_date", "text", "rule", "history"],
                    "properties": {"history": {"type": "array", "items": _CHANCE}, "outcome": _OUTCOME},
                },
            },
            "forecast": {"type": "object", "required": ["origin_date", "horizons", "sources"]},
        },
    },
}


def api_files(site: Site) -> dict[str, bytes]:
    """Paths and contents below the site's root."""
    histories = site.editions[0].histories
    files = {f"api/schema/{name}.json": json_bytes(schema) for name, schema in SCHEMAS.items()}
    files["api/index.json"] = json_bytes(_index(site, histories))
    for leader in histories:
        files[f"api/leaders/{leader.leader.leader_id}.json"] = json_bytes(_leader(leader))
    if site.content.track_record is not None:
        files["api/track-record.json"] = json_bytes(site.content.track_record)
    return files


def _index(site: Site, histories: tuple[LeaderHistory, ...]) -> dict[str, Any]:
    verified = site.content.verified
    return {
        "schema": INDEX_SCHEMA,
        "title": site.content.settings.title,
        "fictional": site.content.settings.fictional,
        "record": {"entries": verified.count, "head": verified.head},
        "leaders": [
            {
                "leader_id": leader.leader.leader_id,
                "name": leader.leader.name,
                "country": leader.leader.country,
                "office": leader.leader.office,
                "address": f"leaders/{leader.leader.leader_id}.json",
                "question": leader.headline.question.text,
                "latest": _chance(leader.headline.latest),
                "outcome": _outcome(leader.headline),
            }
            for leader in histories
        ],
    }


def _leader(leader: LeaderHistory) -> dict[str, Any]:
    return {
        "schema": LEADER_SCHEMA,
        "leader_id": leader.leader.leader_id,
        "name": leader.leader.name,
        "questions": [
            {
                "question_id": history.question.question_id,
                "target_date": history.question.target_date.isoformat(),
                "event": history.question.event.value,
                "target": history.question.target.value,
                "text": history.question.text,
                "rule": history.question.rule,
                "outcome": _outcome(history),
                "history": [_chance(said) for said in history.said],
            }
            for history in leader.questions
        ],
        "forecast": leader.headline.latest.forecast,
    }


def _outcome(history: QuestionHistory) -> str | None:
    return None if history.resolution is None else history.resolution.outcome


def _chance(said: Said) -> dict[str, Any]:
    return {
        "origin_date": said.origin_date.isoformat(),
        "probability": said.probability,
        "low": said.low,
        "high": said.high,
        "in_hundred": in_hundred(said.probability),
        "mode": said.entry["mode"],
        "sequence": said.entry["sequence"],
        "sha256": said.sha256,
    }
