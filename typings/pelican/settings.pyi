"""Pelican's settings reader."""

from typing import Any

def read_settings(path: str | None = ..., override: dict[str, Any] | None = ...) -> dict[str, Any]: ...
